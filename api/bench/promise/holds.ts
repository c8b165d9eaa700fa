import { DELIVERY_OPTIONS, HOLD_OPTION, optionsFor } from './documents.ts';
import type { GraphqlClient } from './load.ts';
import type { SeededRandom } from './random.ts';
import { newDoor, type Town } from './town.ts';

export interface HoldResult {
  readonly holds: number;
  /** Windows that were gone when somebody took them. */
  readonly gone: number;
  readonly seconds: number;
}

interface Wanted {
  readonly quote: string;
  readonly optionId: string;
}

/** Shoppers ask first; then all take what they chose, some at a time. */
export async function measureHolds(client: GraphqlClient, town: Town, random: SeededRandom, { count, atOnce, dates }: { readonly count: number; readonly atOnce: number; readonly dates: readonly string[] }): Promise<HoldResult> {
  const wanted: Wanted[] = [];
  while (wanted.length < count) {
    const answer = JSON.parse(await client.send(DELIVERY_OPTIONS, optionsFor(newDoor(town, random), { from: random.pick(dates), days: 1 }))) as { data: { deliveryOptions: { quote: string; options: { id: string; available: boolean }[] } } };
    const { quote, options } = answer.data.deliveryOptions;
    const open = options.filter(({ available }) => available);
    if (open.length > 0) wanted.push({ quote, optionId: random.pick(open).id });
  }
  let [at, gone] = [0, 0];
  const begin = performance.now();
  const worker = async () => {
    for (let next = wanted[at++]; next; next = wanted[at++]) {
      const answer = JSON.parse(await client.send(HOLD_OPTION, { input: next })) as { data: { holdDeliveryOption: { hold: object | null } } };
      if (!answer.data.holdDeliveryOption.hold) gone += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { holds: count - gone, gone, seconds: (performance.now() - begin) / 1_000 };
}
