import { SECOND } from '../shared/time.ts';
import type { Server } from '../platform/context.ts';
import type { OfferedLevel } from './make-offers.rules.ts';
import type { Span } from './narrow-window.rules.ts';
import { PlaceValue } from './place-value.entity.ts';
import type { QuoteReader } from './quote-reader.ts';

/** Values are made anew each minute; prices of one moment need not know the last of them. */
const MAX_AGE = 15 * SECOND;
const MOST_DEPOTS = 1_000;

type Scarcities = ReadonlyMap<string, number>;

interface Known {
  readonly scarcities: Scarcities;
  readonly readAt: number;
}

const KNOWN_VALUES = new WeakMap<Server, Map<string, Known>>();

/**
 * How scarce the windows of a depot are, as the background job last found it (see `refreshPlaceValues`): read at most every fifteen seconds a
 * process, and not at all when no service level asks for it. A window that the job does not know is not scarce.
 */
export async function readScarcity({ server, em }: Pick<QuoteReader, 'server' | 'em'>, { depotId, levels }: { readonly depotId: string; readonly levels: readonly OfferedLevel[] }): Promise<(window: Span) => number> {
  if (!levels.some(({ pricing }) => pricing && pricing.scarcityWeight > 0)) return () => 0;
  const depots = KNOWN_VALUES.get(server) ?? new Map<string, Known>();
  KNOWN_VALUES.set(server, depots);
  const now = server.clock.now().getTime();
  const known = depots.get(depotId);
  const { scarcities } = known && Math.abs(now - known.readAt) < MAX_AGE ? known : remember(depots, depotId, { readAt: now, scarcities: await readValues(em, depotId, now) });
  return (window) => scarcities.get(keyOf(window)) ?? 0;
}

async function readValues(em: QuoteReader['em'], depotId: string, now: number): Promise<Scarcities> {
  const rows = await em.find(PlaceValue, { depotId, windowEnd: { $gt: new Date(now) } }, { disableIdentityMap: true });
  return new Map(rows.map((row) => [keyOf({ from: row.windowStart.getTime() / SECOND, until: row.windowEnd.getTime() / SECOND }), row.scarcity]));
}

function remember(depots: Map<string, Known>, depotId: string, known: Known): Known {
  if (depots.size >= MOST_DEPOTS) depots.clear();
  depots.set(depotId, known);
  return known;
}

function keyOf({ from, until }: Span): string {
  return `${from} ${until}`;
}
