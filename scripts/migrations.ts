import { writeFileSync } from 'node:fs';
import { missingSchemaChanges } from '../api/src/schema-changes.ts';

/** `check`: fails when entities and migrations are out of step. `create <words>`: writes what is missing as a new migration. */
const [command, ...words] = process.argv.slice(2);
const statements = await missingSchemaChanges();

if (command === 'check') {
  if (statements.length > 0) {
    console.error(`Entities say what no migration does. Run "npm run create-migration -- <what it does>":\n${statements.join('\n')}`);
    process.exit(1);
  }
  console.log('migrations: in step with the entities');
} else if (command === 'create' && words.length > 0) {
  if (statements.length === 0) {
    console.log('Nothing to do: the migrations say all that the entities say.');
  } else {
    const name = words.join('-').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const className = name.replaceAll(/(^|-)([a-z0-9])/g, (_, _dash, letter: string) => letter.toUpperCase());
    const file = `api/migrations/${new Date().toISOString().slice(0, 10)}-${name}.ts`;
    writeFileSync(file, migrationSource(className, statements));
    console.log(`Wrote ${file}. Read it, give it a sentence, and add ${className} to api/migrations/index.ts.`);
  }
} else {
  console.error('Usage: migrations.ts check | create <words that say what it does>');
  process.exit(1);
}

function migrationSource(className: string, sql: readonly string[]): string {
  const lines = sql.map((statement) => `    this.addSql(\`${statement.replaceAll('`', '\\`')}\`);`);
  return `import { Migration } from '@mikro-orm/migrations';

export class ${className} extends Migration {
  override async up(): Promise<void> {
${lines.join('\n')}
  }
}
`;
}
