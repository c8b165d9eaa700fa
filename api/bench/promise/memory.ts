import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Server } from '../../src/platform/context.ts';
import { loadDayCard } from '../../src/routes/load-day-card.ts';
import type { BenchCourier } from './courier.ts';
import type { Town } from './town.ts';

const COPIES = 50;

/** Bytes that a node keeps for one day of a depot: the mean over copies of its first day. */
export async function bytesPerDay(server: Server, { organizationId, depotId, dates }: BenchCourier, { depot }: Town): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const day = await loadDayCard(server, { organizationId, depotId, depot, date: dates[0]! });
  const copies = [structuredClone(day)];
  const before = used();
  while (copies.length <= COPIES) copies.push(structuredClone(day));
  return (used() - before) / (copies.length - 1);
}
