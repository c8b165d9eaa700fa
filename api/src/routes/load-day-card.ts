import { IsolationLevel } from '@mikro-orm/postgresql';
import { tenantEntityManager, type Server } from '../platform/context.ts';
import type { Position } from '../shared/geo.ts';
import { SECOND } from '../shared/time.ts';
import { dayCard, type DayCard } from './day-card.rules.ts';
import { loadPlanPictures } from './load-plan-pictures.ts';
import type { RoutePicture } from './plan-picture.rules.ts';
import { cardOf, type RouteCard } from './route-card.rules.ts';
import type { TravelTimes } from './travel-times.port.ts';

/** A day of a depot of an organization. */
export interface DepotDay {
  readonly organizationId: string;
  readonly depotId: string;
  readonly depot: Position;
  readonly date: string;
}

/**
 * Reads the plan of a day as its organization sees it, routes and stops of one moment.
 * @param before the card as it was at an earlier version with the same fleet: then only what changed since is read
 */
export async function loadDayCard(server: Server, { organizationId, depotId, depot, date }: DepotDay, before?: DayCard): Promise<DayCard> {
  const em = tenantEntityManager(server.orm, { organizationId, retailerId: null }, 'organization');
  const request = { depotId, depot, dates: [date], now: server.clock.now(), ...(before && { since: before.version }) };
  const pictures = await em.transactional((snapshot) => loadPlanPictures(snapshot, server.ports.travelTimes, request), {
    isolationLevel: IsolationLevel.REPEATABLE_READ,
    readOnly: true,
  });
  const { version, routes } = pictures[0]!;
  const cards = routes.map((route) => cardOf(route, depot));
  if (!before) return dayCard(date, version, cards);
  const changed = new Map(cards.map((card) => [card.shiftId, card]));
  return dayCard(date, Math.max(version, before.version), before.cards.map((card) => changed.get(card.shiftId) ?? card));
}

/** The day without the places of holds whose time is up. They end by the clock, so no version tells. */
export async function withoutExpired(day: DayCard, { depot }: Pick<DepotDay, 'depot'>, { now, travelTimes }: { now: Date; travelTimes: TravelTimes }): Promise<DayCard> {
  const seconds = now.getTime() / SECOND;
  const cards = await Promise.all(day.cards.map(async (card) => (card.nextExpiry > seconds ? card : renew(card.tentative!, { depot, seconds, travelTimes }))));
  return dayCard(day.date, day.version, cards);
}

async function renew(route: RoutePicture, { depot, seconds, travelTimes }: { depot: Position; seconds: number; travelTimes: TravelTimes }): Promise<RouteCard> {
  const visits = route.visits.filter((visit) => visit.holdExpiresAt === null || visit.holdExpiresAt > seconds);
  if (visits.length === 0) return cardOf({ ...route, visits, driveSeconds: [0], driveMeters: [0] }, depot);
  const legs = await travelTimes.path([depot, ...visits.map((visit) => visit.position), depot], route.vehicleKind);
  return cardOf({ ...route, visits, driveSeconds: [...legs.seconds], driveMeters: [...legs.meters] }, depot);
}
