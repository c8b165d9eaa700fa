import { instantOf } from '@doorstep/api';
import { nodes } from '@doorstep/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TIME_ZONE } from '../src/courier/courier-keys.ts';
import { Simulation } from '../src/simulation/simulation.ts';
import { DAY, EVE, startSmallCity, type SmallCity } from './small-city.ts';

describe('a demo that was stopped while vans were on the road', () => {
  let small: SmallCity;
  beforeAll(async () => {
    small = await startSmallCity({ seed: 'small', ordersPerDay: 15 });
    await small.simulation.begin();
    await small.simulation.stepUntil(instantOf(DAY, '11:00', TIME_ZONE), () => small.simulation.world.tally.counts.delivered > 0);
  });
  afterAll(() => small.close());

  it('goes on where it was: every van finishes its route, and nobody is visited twice', async () => {
    const stoppedAt = small.clock.now();
    expect(small.simulation.world.tally.vansOut).toBeGreaterThan(0);
    const { apiUrl, city, courier, clock, ordersPerDay, pings } = small.simulation.world;
    const again = new Simulation({ apiUrl, city, courier, clock, ordersPerDay, pings, lastDate: DAY, say: () => {} });
    await again.resume();
    await again.stepToEnd();
    expect(clock.now().getTime()).toBeGreaterThan(stoppedAt.getTime());
    expect(again.world.trouble.counts).toEqual({});

    const deliveries = await Array.fromAsync(nodes((after) => courier.office.deliveries({ first: 100, after, filter: { date: DAY } })));
    expect(deliveries.length).toBeGreaterThan(3);
    expect(deliveries.filter(({ state }) => !['DELIVERED', 'ATTEMPT_FAILED', 'RETURNED', 'CANCELED'].includes(state))).toEqual([]);
    for (const { id, state } of deliveries) {
      const attempts = (await courier.office.delivery({ id }))!.attempts;
      expect(attempts.length).toBe(state === 'CANCELED' ? 0 : 1);
    }
    const references = deliveries.map(({ order }) => order.reference);
    expect(references.some((reference) => reference.includes(EVE.slice(2).replaceAll('-', '')))).toBe(true);
  });
});
