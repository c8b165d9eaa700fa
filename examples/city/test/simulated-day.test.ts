import { nodes, type Delivery } from '@doorstep/sdk';
import { instantOf } from '@doorstep/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TIME_ZONE } from '../src/courier/courier-keys.ts';
import { digestOf, journeyLines } from '../src/simulation/digest.ts';
import { DAY, startSmallCity, type SmallCity } from './small-city.ts';

/** Where a delivery of a day that is over may stand. */
const ENDED = ['DELIVERED', 'ATTEMPT_FAILED', 'RETURNED', 'CANCELED'];

async function deliveriesOf({ courier }: SmallCity): Promise<Delivery[]> {
  return Array.fromAsync(nodes((after) => courier.office.deliveries({ first: 100, after })));
}

async function simulateDay(seed: string): Promise<{ small: SmallCity; lines: string[] }> {
  const small = await startSmallCity({ seed });
  await small.simulation.begin();
  await small.simulation.stepToEnd();
  return { small, lines: await journeyLines(small.courier.office) };
}

describe('a simulated day of a small courier', () => {
  let small: SmallCity, lines: string[];
  beforeAll(async () => {
    ({ small, lines } = await simulateDay('small'));
  });
  afterAll(() => small.close());

  it('goes through without an answer that nobody expected', () => {
    expect(small.simulation.world.trouble.counts).toEqual({});
  });

  it('brings every delivery of the day to its end', async () => {
    const ofToday = (await deliveriesOf(small)).filter(({ window }) => window.start < `${DAY}T23:00`);
    expect(ofToday.length).toBeGreaterThan(5);
    expect(ofToday.filter(({ state }) => !ENDED.includes(state)).map(({ order, state }) => `${order.reference} ${state}`)).toEqual([]);
    expect(ofToday.filter(({ state }) => state === 'DELIVERED').length).toBeGreaterThan(ofToday.length / 2);
  });

  it('writes the whole way of a delivery, in its order', async () => {
    const delivered = (await deliveriesOf(small)).find(({ state }) => state === 'DELIVERED')!;
    const details = (await small.courier.office.delivery({ id: delivered.id }))!;
    const types = details.journey.edges.map(({ node }) => node.type);
    const way = ['delivery.confirmed', 'delivery.planned', 'delivery.loaded', 'delivery.out_for_delivery', 'delivery.arrived', 'delivery.delivered'];
    expect(types.filter((type) => way.includes(type))).toEqual(way);
    expect(details.attempts[0]!.proof!.photoUrls).toHaveLength(1);
  });

  it('lets nobody drive whose route has not ended', () => {
    expect([small.simulation.world.tally.vansOut, small.simulation.world.tally.onTheRoad]).toEqual([0, 0]);
  });

  it('is the same day for the same seed, and another for another', async () => {
    const same = await simulateDay('small');
    await same.small.close();
    expect(same.lines).toEqual(lines);
    expect(digestOf(same.lines)).toBe(digestOf(lines));
    const other = await startSmallCity({ seed: 'another' });
    await other.simulation.begin();
    await other.simulation.stepUntil(instantOf(DAY, '00:00', TIME_ZONE));
    const isOfEve = (line: string) => line.includes(' delivery.confirmed ');
    const otherEve = (await journeyLines(other.courier.office)).filter(isOfEve);
    await other.close();
    expect(otherEve.length).toBeGreaterThan(5);
    expect(otherEve).not.toEqual(lines.filter(isOfEve));
  });
});
