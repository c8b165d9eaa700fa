import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLine, type Line } from './support/courier.ts';

let line: Line;
beforeAll(async () => {
  line = await startLine();
});
afterAll(() => line.close());

/** Every requirement of GraphQL over HTTP, and what it recommends. */
const audits = serverAudits({ url: () => line.url });

test('the audits of GraphQL over HTTP find no error', async () => {
  const results = await Promise.all(audits.map(async (audit) => ({ ...(await audit.fn()), name: audit.name })));
  expect(results.length).toBeGreaterThan(50);
  expect(results.filter(({ status }) => status === 'error').map(({ name }) => name)).toEqual([]);
  // Recommendations that are not followed may become fewer.
  expect(results.filter(({ status }) => status === 'warn').length).toBeLessThanOrEqual(3);
});
