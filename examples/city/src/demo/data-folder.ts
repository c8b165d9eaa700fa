import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimDataFolder, type Config } from '@doorstep/api';
import type { CourierKeys } from '../courier/courier-keys.ts';

/** How far the simulated time has come. */
export interface SavedTime {
  /** ISO 8601. */
  readonly now: string;
  /** Simulated milliseconds in a real one when it was saved. */
  readonly speed: number;
  /** False while it runs: then it may have gone on unsaved for a moment. */
  readonly isStopped: boolean;
}

/** The database's folder in the data folder, as `startServer` names it. */
const DATABASE = 'postgres';

/** What the demo keeps between two starts: keys, which the server shows once, and the simulated time. Nothing else is ours. */
export class DataFolder {
  readonly #folder: string;
  readonly #keysFile: string;
  readonly #timeFile: string;

  constructor({ dataDirectory, databaseUrl }: Pick<Config, 'dataDirectory' | 'databaseUrl'>) {
    // One pair of files for the embedded database, and one for each other: keys of one are nothing to another.
    const suffix = databaseUrl === undefined ? '' : `-${createHash('sha256').update(databaseUrl).digest('hex').slice(0, 12)}`;
    this.#folder = dataDirectory;
    this.#keysFile = join(dataDirectory, `demo-keys${suffix}.json`);
    this.#timeFile = join(dataDirectory, `demo-time${suffix}.json`);
  }

  get keysFile(): string {
    return this.#keysFile;
  }

  readKeys(): CourierKeys | undefined {
    return readJson<CourierKeys>(this.#keysFile);
  }

  saveKeys(keys: CourierKeys): void {
    this.#save(this.#keysFile, keys);
  }

  readTime(): SavedTime | undefined {
    return readJson<SavedTime>(this.#timeFile);
  }

  saveTime(time: SavedTime): void {
    this.#save(this.#timeFile, time);
  }

  /**
   * Deletes the embedded database and our files, and nothing else that may lie in the folder.
   * @throws DataFolderInUseError while another Doorstep uses it
   */
  clear(): void {
    const database = join(this.#folder, DATABASE);
    if (existsSync(database)) {
      const ownership = claimDataFolder(database);
      try {
        rmSync(database, { recursive: true, force: true });
      } finally {
        ownership.release();
      }
    }
    for (const file of [this.#keysFile, this.#timeFile]) rmSync(file, { force: true });
    if (existsSync(this.#folder) && readdirSync(this.#folder).length === 0) rmdirSync(this.#folder);
  }

  /** Whole or not at all, and for the owner's eyes only. */
  #save(file: string, value: unknown): void {
    mkdirSync(this.#folder, { recursive: true });
    const draft = `${file}.new`;
    writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  }
}

function readJson<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  try {
    // Written by the method above, and by nobody else.
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`${file} is damaged. Start over with --reset, or put it back from a copy.`);
  }
}
