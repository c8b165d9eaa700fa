import { expect, it } from 'vitest';
import { findBreakingChanges, findUnannounced } from './schema-changes.ts';

const earlier = `
  type Query { delivery(id: ID!): Delivery }
  type Delivery { id: ID! state: State! note: String }
  enum State { HELD CONFIRMED }
`;

it('finds a removed field, a removed argument and an argument that became required', async () => {
  const current = `
    type Query { delivery(id: ID!, depot: ID!): Delivery }
    type Delivery { id: ID! state: State! }
    enum State { HELD CONFIRMED }
  `;
  const changes = await findBreakingChanges(earlier, current);
  expect(changes.map(({ path }) => path).sort()).toEqual(['Delivery.note', 'Query.delivery.depot']);
});

it('lets the contract grow: fields, types, enum members, optional arguments', async () => {
  const current = `
    type Query { delivery(id: ID!, depot: ID): Delivery route: Route }
    type Delivery { id: ID! state: State! note: String route: Route }
    type Route { id: ID! }
    enum State { HELD CONFIRMED PLANNED }
  `;
  expect(await findBreakingChanges(earlier, current)).toEqual([]);
});

it('takes a change as announced when a section "Breaking" of the changelog names it', () => {
  const changes = [
    { path: 'Delivery.note', message: 'removed' },
    { path: 'Delivery.state', message: 'changed' },
  ];
  const changelog = '# Changelog\n\n## Next\n\n### Breaking\n\n- `Delivery.note` is gone: use `Delivery.notes`.\n\n### Added\n\n- `Delivery.state` says more.\n';
  expect(findUnannounced(changes, changelog)).toEqual([{ path: 'Delivery.state', message: 'changed' }]);
  expect(findUnannounced(changes, '')).toEqual(changes);
});
