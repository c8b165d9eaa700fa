import { readFile, rename, writeFile } from 'node:fs/promises';

/** What a partner keeps: where every delivery stands, and how far it has read. */
export interface Board {
  /** Of the last event that is in `states`; undefined before the first look. */
  readonly cursor: string | undefined;
  /** State by delivery id. */
  readonly states: Readonly<Record<string, string>>;
}

/** A board in one file, so that its states and its cursor can never be of different moments. */
export class BoardFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The board as it was left, or an empty one. */
  async read(): Promise<Board> {
    try {
      return JSON.parse(await readFile(this.#path, 'utf8')) as Board; // written below
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return { cursor: undefined, states: {} };
    }
  }

  /** In one step: whoever is killed meanwhile finds the old board or the new one. */
  async write(board: Board): Promise<void> {
    await writeFile(`${this.#path}.new`, `${JSON.stringify(board, null, 2)}\n`);
    await rename(`${this.#path}.new`, this.#path);
  }
}
