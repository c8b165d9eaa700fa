import type { Transaction } from '../platform/mutate.ts';
import type { Stop } from '../routes/stop.entity.ts';
import { NO_DELAY, reasonsOf, type EtaReasonData } from './because.rules.ts';
import { nextCommitment, type Commitment } from './commitment.rules.ts';
import type { Forecast } from './forecast.entity.ts';
import type { StopForecast } from './forecast-route.ts';
import { COMMITMENT_EVENT } from './tracking.events.ts';

/** Said with every commitment that is broken. */
export const APOLOGY = 'We are sorry: we can\'t keep the time we told you.';

/** Narrows the commitment of a stop, or declares it broken with the reasons since the plan. */
export function keepCommitment(tx: Transaction, row: Forecast, stop: Stop, { band, parts }: StopForecast): void {
  const current = commitmentOf(row, stop);
  const step = nextCommitment(current, band);
  if (step.kind === 'KEEP') return;
  Object.assign(row, { bandStart: step.band.start, bandEnd: step.band.end });
  const data = { routeId: row.routeId, ...asText(step.band) };
  if (step.kind === 'NARROW') {
    tx.emit({ type: COMMITMENT_EVENT.narrowed, subjectId: row.deliveryId, retailerId: stop.retailerId, data });
    return;
  }
  const because: EtaReasonData[] = reasonsOf(NO_DELAY, parts, { from: stop.plannedArrival, to: band.p50 });
  Object.assign(row, { brokenAt: tx.clock.now(), brokenBecause: because });
  tx.emit({ type: COMMITMENT_EVENT.broken, subjectId: row.deliveryId, retailerId: stop.retailerId, data: { ...data, before: asText(current), because, apology: APOLOGY } });
}

/** What is committed now: the band, else the promised window. */
export function commitmentOf({ bandStart, bandEnd }: Pick<Forecast, 'bandStart' | 'bandEnd'>, stop: Pick<Stop, 'windowStart' | 'windowEnd'>): Commitment {
  return bandStart && bandEnd ? { start: bandStart, end: bandEnd } : { start: stop.windowStart, end: stop.windowEnd };
}

function asText({ start, end }: Commitment) {
  return { start: start.toISOString(), end: end.toISOString() };
}
