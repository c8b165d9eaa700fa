import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataFolder, DataFolderInUseError } from '@doorstep/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CourierKeys } from '../courier/courier-keys.ts';
import { DataFolder } from './data-folder.ts';

const KEYS: CourierKeys = { organizationId: 'org_1', secretKey: 'sk_1', retailers: [], seed: '7', since: '2026-11-20', drivers: 12 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the data folder of the demo', () => {
  it('keeps the keys for the next start, for the owner alone', () => {
    const data = new DataFolder({ dataDirectory: join(folder, 'new'), databaseUrl: undefined });
    expect(data.readKeys()).toBeUndefined();
    data.saveKeys(KEYS);
    expect(new DataFolder({ dataDirectory: join(folder, 'new'), databaseUrl: undefined }).readKeys()).toEqual(KEYS);
    expect(statSync(data.keysFile).mode & 0o777).toBe(0o600);
  });

  it('keeps the keys of each database apart', () => {
    new DataFolder({ dataDirectory: folder, databaseUrl: undefined }).saveKeys(KEYS);
    expect(new DataFolder({ dataDirectory: folder, databaseUrl: 'postgres://a/b' }).readKeys()).toBeUndefined();
  });

  it('says so when its file is damaged', () => {
    const data = new DataFolder({ dataDirectory: folder, databaseUrl: undefined });
    writeFileSync(data.keysFile, '{"organizationId": "or');
    expect(() => data.readKeys()).toThrow('is damaged');
  });

  it('clears what is its own, and nothing else', () => {
    const data = new DataFolder({ dataDirectory: folder, databaseUrl: undefined });
    data.saveKeys(KEYS);
    data.saveTime({ now: '2026-11-21T12:00:00.000Z', speed: 20, isStopped: true });
    mkdirSync(join(folder, 'postgres', 'cluster'), { recursive: true });
    writeFileSync(join(folder, 'letters.txt'), 'mine');
    data.clear();
    expect(readdirSync(folder)).toEqual(['letters.txt']);
  });

  it('clears nothing while another process uses the database', () => {
    const data = new DataFolder({ dataDirectory: folder, databaseUrl: undefined });
    data.saveKeys(KEYS);
    const owner = claimDataFolder(join(folder, 'postgres'));
    expect(() => data.clear()).toThrow(DataFolderInUseError);
    expect(existsSync(data.keysFile)).toBe(true);
    owner.release();
  });
});
