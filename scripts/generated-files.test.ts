import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { differingFiles, digestFiles } from './generated-files.ts';

it('tells changed, added and removed files apart from those that stayed', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'doorstep-digest-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (file: string, text: string) => writeFileSync(path.join(root, file), text);
  mkdirSync(path.join(root, 'generated/deep'), { recursive: true });
  write('schema.graphql', 'type Query { a: Int }');
  write('generated/stays.ts', '1');
  write('generated/goes.ts', '2');
  write('other.ts', '3');
  const paths = ['schema.graphql', 'generated', 'not-there'];
  const before = digestFiles(root, paths);

  write('schema.graphql', 'type Query { b: Int }');
  rmSync(path.join(root, 'generated/goes.ts'));
  write('generated/deep/comes.ts', '4');
  write('other.ts', '5');

  expect(differingFiles(before, before)).toEqual([]);
  expect(differingFiles(before, digestFiles(root, paths))).toEqual(['generated/deep/comes.ts', 'generated/goes.ts', 'schema.graphql']);
});
