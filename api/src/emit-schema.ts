import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './schema.ts';

/** Writes the schema as SDL to the file given: the contract that people review. */
const file = process.argv[2] ?? 'schema.graphql';
const notice = '# Generated from api/src by `npm run generate`. Do not edit.\n\n';
writeFileSync(file, notice + printSchema(lexicographicSortSchema(await createSchema())) + '\n');
