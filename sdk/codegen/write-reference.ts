import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { API, SymbolFlags, type Checker, type Project, type Symbol } from 'typescript/unstable/sync';

/**
 * Writes `sdk/docs/reference`: for each entry of the package every name with its words and its types, out of the comments in the
 * code. With the compiler's own API: generators of documentation do not know TypeScript 7 yet.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const FOLDER = here('../docs/reference');
/** The longest type shown in a table. */
const WIDEST = 120;

interface Entry {
  /** As it is imported. */
  readonly name: string;
  readonly file: string;
}

/** The entries of the package, by its manifest. */
function entries(): readonly Entry[] {
  const { exports } = JSON.parse(readFileSync(here('../package.json'), 'utf8')) as { exports: Record<string, { '@doorstep/source'?: string }> };
  return Object.entries(exports).flatMap(([path, { '@doorstep/source': source }]) => (source ? [{ name: path.replace('.', '@doorstep/sdk'), file: here(`../${source}`) }] : []));
}

/** Turns the symbols of one entry into Markdown. */
class Page {
  readonly #project: Project;
  readonly #checker: Checker;

  constructor(project: Project) {
    this.#project = project;
    this.#checker = project.checker;
  }

  of(title: string, symbols: readonly Symbol[]): string {
    const kind = (flag: SymbolFlags) => symbols.filter(({ flags }) => flags & flag);
    const section = (title: string, found: readonly Symbol[], write: (symbol: Symbol) => string) =>
      found.length === 0 ? [] : [`## ${title}`, ...[...found].sort((a, b) => (a.name < b.name ? -1 : 1)).map(write)];
    const parts = [
      `# ${title}`,
      'Made by `npm run generate` from the comments in the code; do not edit.',
      ...section('Functions and constants', kind(SymbolFlags.Function | SymbolFlags.Variable), (symbol) => this.#value(symbol)),
      ...section('Classes', kind(SymbolFlags.Class), (symbol) => this.#members(symbol)),
      ...section('Interfaces', kind(SymbolFlags.Interface).filter(({ flags }) => !(flags & SymbolFlags.Class)), (symbol) => this.#members(symbol)),
      ...section('Types', kind(SymbolFlags.TypeAlias), (symbol) => this.#alias(symbol)),
    ];
    return `${parts.join('\n\n')}\n`;
  }

  exportsOf({ file }: Entry): readonly Symbol[] {
    const source = this.#project.program.getSourceFile(file);
    const module = source && this.#checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${file} is no module of the project.`);
    return this.#checker.getExportsOfModule(module).map((symbol) => (symbol.flags & SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol));
  }

  #words(symbol: Symbol): string {
    return this.#checker.getDocumentationCommentOfSymbol(symbol).trim();
  }

  #text(symbol: Symbol): string {
    return symbol.declarations[0]?.resolve(this.#project)?.getText() ?? '';
  }

  /** What stands before the body. */
  #value(symbol: Symbol): string {
    const head = this.#text(symbol).replace(/^export /, '').replace(/^async /, '').replace(/\)((?:: [^{]*(?:\{[^}]*\})?[^{]*)?) \{\n[^]*$/, ')$1').trim();
    return [`### ${symbol.name}`, code(head), this.#words(symbol)].join('\n\n');
  }

  #members(symbol: Symbol): string {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    const own = this.#checker.getPropertiesOfType(type).filter(({ name, declarations }) => !name.includes('#') && declarations.some(({ path }) => path.startsWith(here('../src/'))));
    const rows = own.map((member) => [`\`${member.name}\``, cell(this.#typeOf(member)), this.#words(member).replaceAll('\n', ' ')]);
    return [`### ${symbol.name}`, this.#words(symbol), table(rows)].filter(Boolean).join('\n\n');
  }

  #alias(symbol: Symbol): string {
    const isGenerated = symbol.declarations[0]?.path.includes('/generated/');
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    const text = this.#text(symbol).replace(/^export /, '');
    const members = /^type \w+ = (\{|generated\.|NonNullable<generated\.)/.test(text) ? this.#checker.getPropertiesOfType(type) : [];
    const rows = members.map((member) => [`\`${member.name}\``, cell(this.#typeOf(member)), this.#words(member).replaceAll('\n', ' ')]);
    const shown = rows.length > 0 ? table(rows) : code(isGenerated ? text.replaceAll(/^\s*\/\*\*.*\*\/\n/gm, '') : text);
    return [`### ${symbol.name}`, this.#words(symbol), shown].filter(Boolean).join('\n\n');
  }

  /** As it was written, where it was; else as the compiler says it. */
  #typeOf(member: Symbol): string {
    const written = /^(?:readonly )?\w+\??: ([^]*?);?$/.exec(this.#text(member).replaceAll(/^\s*\/\*\*.*\*\/\n/gm, ''))?.[1];
    const type = written ?? this.#checker.typeToString(this.#checker.getTypeOfSymbol(member)!);
    const line = type.replaceAll(/\s+/g, ' ');
    return line.length > WIDEST ? `${line.slice(0, WIDEST)} …` : line;
  }
}

function code(text: string): string {
  return `\`\`\`typescript\n${text}\n\`\`\``;
}

function cell(type: string): string {
  return `\`${type.replaceAll('|', '\\|')}\``;
}

function table(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return ['| name | type | |', '|---|---|---|', ...rows.map((row) => `| ${row.map((text) => text.replaceAll(/(?<!\\)\|/g, '\\|')).join(' | ')} |`)].join('\n');
}

const api = new API({ cwd: here('..') });
try {
  const config = here('../tsconfig.json');
  const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
  if (!project) throw new Error(`TypeScript does not open ${config}.`);
  const page = new Page(project);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const write = (name: string, title: string, symbols: readonly Symbol[]) => writeFileSync(`${FOLDER}/${name}.md`, page.of(title, symbols));
  const exported = entries().map((entry) => ({ entry, symbols: page.exportsOf(entry) }));
  const isShared = (symbol: Symbol) => exported.filter(({ symbols }) => symbols.some(({ name }) => name === symbol.name)).length > 1;
  for (const { entry: { name }, symbols } of exported) {
    write(name.replace('@doorstep/sdk', '').replace('/', '') || 'server', `\`${name}\``, symbols.filter((symbol) => !isShared(symbol)));
  }
  const shared = new Map(exported.flatMap(({ symbols }) => symbols.filter(isShared).map((symbol) => [symbol.name, symbol] as const)));
  write('shared', 'What several entries export', [...shared.values()]);
} finally {
  api.close();
}
