import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { API, SymbolFlags, type Checker, type Project, type Symbol } from 'typescript/unstable/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { exports } = JSON.parse(readFileSync(here('../package.json'), 'utf8')) as { exports: Record<string, unknown> };
const entries = Object.entries(exports).flatMap(([name, entry]): (readonly [name: string, file: string])[] =>
  typeof entry === 'object' && entry !== null && '@doorstep/source' in entry ? [[name, here(`../${String(entry['@doorstep/source'])}`)]] : [],
);

/** Members of the platform's own classes need no words of ours; generated types have those of the schema. */
const DECLARED_HERE = here('../src/');

/** Every error overrides the `name` of `Error`, which is described once. */
const INHERITED_WORDS = 'name';

let api: API;
let project: Project;
let checker: Checker;
beforeAll(() => {
  api = new API({ cwd: here('..') });
  const config = here('../tsconfig.json');
  const found = api.updateSnapshot({ openProjects: [config] }).getProject(config);
  if (!found) throw new Error(`TypeScript does not open ${config}.`);
  project = found;
  checker = found.checker;
});
afterAll(() => api.close());

function exportsOf(file: string): readonly Symbol[] {
  const source = project.program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is no module of the project.`);
  return checker.getExportsOfModule(module).map((symbol) => (symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
}

test('the entries are found', () => {
  expect(entries.length).toBeGreaterThanOrEqual(2);
  for (const [, file] of entries) expect(exportsOf(file).length).toBeGreaterThan(5);
});

test.each(entries)('every name that %s exports says what it is', (_name, file) => {
  const silent = exportsOf(file).filter((symbol) => checker.getDocumentationCommentOfSymbol(symbol).trim() === '');
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test.each(entries)('every member of what %s exports does, too', (_name, file) => {
  const silent = exportsOf(file).flatMap((owner) =>
    membersOf(owner)
      .filter((member) => checker.getDocumentationCommentOfSymbol(member).trim() === '')
      .map((member) => `${owner.name}.${member.name}`),
  );
  expect(silent).toEqual([]);
});

/** The members that our own interfaces and classes declare. */
function membersOf(owner: Symbol): readonly Symbol[] {
  if (!(owner.flags & (SymbolFlags.Interface | SymbolFlags.Class))) return [];
  const type = checker.getDeclaredTypeOfSymbol(owner);
  const members = checker.getPropertiesOfType(type).filter(({ name }) => name !== INHERITED_WORDS && !name.includes('#'));
  return members.filter((member) => member.declarations?.some((declaration) => declaration.path.startsWith(DECLARED_HERE)));
}
