import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What `npm run generate` makes: files and whole folders, relative to the repository. */
export const GENERATED = ['schema.graphql', 'sdk/src/generated', 'sdk/docs/reference', 'api/documents/current.json', 'widgets/custom-elements.json'] as const;

/** A digest for each file below the given paths; paths that are not there have none. */
export function digestFiles(root: string, paths: readonly string[]): Map<string, string> {
  return new Map(paths.flatMap((name) => listFiles(root, name)).map((file) => [file, digest(path.join(root, file))]));
}

/** The files that were added, removed or changed, in order of their names. */
export function differingFiles(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}

function listFiles(root: string, name: string): string[] {
  const target = path.join(root, name);
  if (!existsSync(target)) return [];
  if (!statSync(target).isDirectory()) return [name];
  return readdirSync(target).flatMap((entry) => listFiles(root, `${name}/${entry}`));
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
