import { appendFile, readFile } from 'node:fs/promises';

/** Ids of the messages that were handled, also over restarts: the same message may come again, from minutes to days later. */
export class HandledIds {
  readonly #path: string;
  #ids: Promise<Set<string>> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async has(id: string): Promise<boolean> {
    return (await this.#known()).has(id);
  }

  async add(id: string): Promise<void> {
    const ids = await this.#known();
    await appendFile(this.#path, `${id}\n`);
    ids.add(id);
  }

  #known(): Promise<Set<string>> {
    this.#ids ??= readFile(this.#path, 'utf8').then(
      (text) => new Set(text.split('\n')),
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return new Set();
        throw error;
      },
    );
    return this.#ids;
  }
}
