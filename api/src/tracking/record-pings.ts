import { lockDriverRoute } from '../dispatch/find-driver-route.ts';
import type { DriverErrorCode } from '../dispatch/driver-error.rules.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { Route } from '../routes/route.entity.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { detectVisits } from './detect-visits.ts';
import type { RouteForecast } from './forecast-route.ts';
import { isArriving } from './nearness.rules.ts';
import { judgePings, matters, MAX_PINGS, thinned, type PingData, type PingFrame, type PingOutcome } from './ping.rules.ts';
import { refreshForecast } from './refresh-forecast.ts';
import { tellNearing } from './tell-nearing.ts';
import { watchOf } from './watch-route.ts';

export interface PingsOutcome {
  /** The route that got a newer position, for `publish`. */
  readonly movedRouteId: string | null;
  readonly accepted: number;
  readonly refused: number;
  /** Of each sample, in the order they were given. */
  readonly outcomes: readonly PingOutcome[];
  readonly userErrors: UserErrorData<DriverErrorCode>[];
}

const INSERT = `
  insert into ping (organization_id, route_id, recorded_at, at, latitude, longitude, accuracy, heading, speed)
  select ?, ?, ?, x.at, x.latitude, x.longitude, x.accuracy, x.heading, x.speed
  from jsonb_to_recordset(?::jsonb) as x(at timestamptz, latitude float8, longitude float8, accuracy float4, heading float4, speed float4)
  on conflict (route_id, at) do nothing`;

/** Takes a batch of positions of the driver on the road. A batch sent twice is stored once; the newest sample moves the route. */
export async function recordPings(tx: Transaction, { pings }: { readonly pings: readonly PingData[] }): Promise<PingsOutcome> {
  if (pings.length < 1 || pings.length > MAX_PINGS) {
    return refuse(userError('INVALID_INPUT', `Expected 1 to ${MAX_PINGS} pings, got ${pings.length}.`, ['pings']));
  }
  const route = await lockDriverRoute(tx, ['STARTED']);
  if (!route) return refuse(userError('NOT_FOUND', 'You are on no route that has started and not finished.'));
  return takePings(tx, route, pings);
}

/** The same for a route that is on the road and locked already. */
export async function takePings(tx: Transaction, route: Route, pings: readonly PingData[]): Promise<PingsOutcome> {
  const now = tx.clock.now();
  const last = lastPositionOf(route);
  const { believed, outcomes } = judgePings(pings, { now, startedAt: route.startedAt ?? route.startsAt, last });
  const kept = thinned(believed, last);
  if (kept.length > 0) await tx.em.execute(INSERT, [tx.organizationId, route.id, now, JSON.stringify(kept)]);

  const counts = { accepted: believed.length, refused: pings.length - believed.length, outcomes, userErrors: [] };
  const newer = believed.filter((ping) => !last || ping.at > last.at);
  const newest = newer.at(-1);
  if (!newest) return { ...counts, movedRouteId: null };
  Object.assign(route, { latitude: newest.latitude, longitude: newest.longitude, heading: newest.heading ?? null, positionAt: newest.at });
  const watch = await watchOf(tx, route);
  const hasCrossed = await detectVisits(tx, route, watch, newer);
  if (!hasCrossed && !matters(newest, computedOf(watch))) return { ...counts, movedRouteId: route.id };
  const forecast = await refreshForecast(tx, route);
  await noticeArriving(tx, forecast, newest);
  tellNearing(tx, forecast, newest);
  return { ...counts, movedRouteId: route.id };
}

function lastPositionOf({ latitude, longitude, positionAt }: Route): PingFrame['last'] {
  return latitude != null && longitude != null && positionAt ? { latitude, longitude, at: positionAt } : null;
}

function computedOf({ latitude, longitude, computedAt }: { latitude?: number | null; longitude?: number | null; computedAt?: Date | null }): PingFrame['last'] {
  return latitude != null && longitude != null && computedAt ? { latitude, longitude, at: computedAt } : null;
}

/** The next stop's delivery is ARRIVING once the vehicle is near. While the driver is at a door, nobody else's is next. */
async function noticeArriving(tx: Transaction, { route, ahead, estimates }: RouteForecast, ping: PingData): Promise<void> {
  const [next] = ahead;
  const p50 = next && estimates.get(next.id)?.band.p50;
  if (!next?.deliveryId || !p50 || next.state !== 'PLANNED' || !isArriving(ping, next, p50, tx.clock.now())) return;
  const delivery = await tx.em.findOneOrFail(Delivery, { id: next.deliveryId });
  if (delivery.state === 'OUT_FOR_DELIVERY') moveDelivery(tx, delivery, 'ARRIVING', { occurredAt: ping.at, data: { routeId: route.id } });
}

function refuse(error: UserErrorData<DriverErrorCode>): PingsOutcome {
  return { movedRouteId: null, accepted: 0, refused: 0, outcomes: [], userErrors: [error] };
}
