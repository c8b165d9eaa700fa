import type { Position } from '../shared/geo.ts';
import { newId } from '../shared/ids.ts';
import { SECOND } from '../shared/time.ts';
import type { CostModel } from './cost.rules.ts';
import type { Job } from './insertion.rules.ts';
import { measureLegs } from './measure-legs.ts';
import { cheapestPlace, openRoutes, type PlaceInPlan, type PlannedVisit, type PlanPicture, type RoutePicture } from './plan-picture.rules.ts';
import type { TravelTimes } from './travel-times.port.ts';

/** A visit that gets a place: what it needs, where, and whose. Exactly one of `holdId` and `deliveryId` is set. */
export interface NewVisit extends Job {
  readonly position: Position;
  readonly retailerId: string;
  readonly holdId: string | null;
  readonly deliveryId: string | null;
  /** Epoch seconds, for a hold. */
  readonly holdExpiresAt: number | null;
}

/** A route while it is being changed. */
export interface DraftRoute extends Omit<RoutePicture, 'id'> {
  readonly id: string;
  /** Whether the row exists already. */
  readonly isStored: boolean;
}

/** Whose a stop is. */
export type Owner = Pick<NewVisit, 'holdId' | 'deliveryId' | 'holdExpiresAt'>;

/**
 * A day plan under its row lock, being changed in memory: `changeDayPlan` opens it and writes what changed.
 * It keeps no rule back: callers place only what `findPlace` or `infeasibilityOf` allow, and saving proves it again.
 */
export class DayPlanDraft {
  readonly id: string;
  readonly depotId: string;
  readonly depot: Position;
  readonly timeZone: string;
  readonly date: string;
  readonly version: number;
  readonly costModel: CostModel;
  /** The one "now" of the change: expiry of holds and departures are judged by it. */
  readonly now: Date;
  readonly removedStopIds: string[] = [];
  readonly removedRouteIds: string[] = [];
  plannedAt: Date | null = null;
  unplanned: { deliveryId: string; reason: string }[] | null = null;
  readonly #travelTimes: TravelTimes;
  readonly #routes = new Map<string, DraftRoute>();
  readonly #changed = new Set<string>();
  readonly #proven = new Set<string>();

  constructor(picture: PlanPicture, frame: { id: string; version: number; timeZone: string; costModel: CostModel; now: Date; travelTimes: TravelTimes }) {
    this.id = frame.id;
    this.version = frame.version;
    this.timeZone = frame.timeZone;
    this.costModel = frame.costModel;
    this.now = frame.now;
    this.#travelTimes = frame.travelTimes;
    this.depotId = picture.depotId;
    this.depot = picture.depot;
    this.date = picture.date;
    for (const route of picture.routes) {
      const id = route.id ?? newId('route');
      this.#routes.set(id, { ...route, id, isStored: route.id !== null });
    }
  }

  get nowSeconds(): number {
    return Math.ceil(this.now.getTime() / SECOND);
  }

  get routes(): DraftRoute[] {
    return [...this.#routes.values()];
  }

  /** The plan as it is in this draft. */
  get picture(): PlanPicture {
    return { depotId: this.depotId, depot: this.depot, date: this.date, dayPlanId: this.id, version: this.version, routes: this.routes };
  }

  get isChanged(): boolean {
    return this.#changed.size > 0 || this.removedStopIds.length > 0 || this.removedRouteIds.length > 0 || this.plannedAt !== null;
  }

  /** Routes whose stops changed. */
  get changedRoutes(): DraftRoute[] {
    return this.routes.filter((route) => this.#changed.has(route.id));
  }

  /** Whether something was put on the route, so that saving it must prove it; taking away needs no proof. */
  mustProve(routeId: string): boolean {
    return this.#proven.has(routeId);
  }

  route(routeId: string): DraftRoute | undefined {
    return this.#routes.get(routeId);
  }

  /** The stop that matches, with its route. */
  find(matches: (visit: PlannedVisit) => boolean): { route: DraftRoute; visit: PlannedVisit } | undefined {
    for (const route of this.#routes.values()) {
      const visit = route.visits.find(matches);
      if (visit) return { route, visit };
    }
    return undefined;
  }

  /** The cheapest place for a job that keeps every promise of this plan, or undefined. */
  async findPlace(job: Job, position: Position): Promise<PlaceInPlan | undefined> {
    const routes = openRoutes(this.picture, this.nowSeconds);
    const legsOf = await measureLegs(this.#travelTimes, this.depot, routes, position);
    return cheapestPlace(routes, job, legsOf, this.costModel);
  }

  /** Puts a visit at a place that `findPlace` gave, and nothing changed since. Returns the id of its stop. */
  insert({ route: { picture }, insertion, legs }: PlaceInPlan, visit: NewVisit): string {
    const route = this.#routes.get(picture.id ?? '');
    if (!route) throw new Error(`Route ${picture.id} is not of day plan ${this.id}.`);
    const { position } = insertion;
    const before = legs.offset + position;
    const after = position === route.visits.length ? legs.offset : before + 1;
    const id = newId('stop');
    this.#put({
      ...route,
      visits: route.visits.toSpliced(position, 0, { ...visit, id, state: 'PLANNED' }),
      driveSeconds: route.driveSeconds.toSpliced(position, 1, legs.toJobSeconds[before]!, legs.fromJobSeconds[after]!),
      driveMeters: route.driveMeters.toSpliced(position, 1, legs.toJobMeters[before]!, legs.fromJobMeters[after]!),
    });
    this.#proven.add(route.id);
    return id;
  }

  /** Takes a stop out and gives its capacity back. */
  async remove(stopId: string): Promise<void> {
    const found = this.find((visit) => visit.id === stopId);
    if (!found) throw new Error(`Stop ${stopId} is not in day plan ${this.id}.`);
    this.removedStopIds.push(stopId);
    this.#put(await this.withVisits(found.route, found.route.visits.filter((visit) => visit.id !== stopId)));
  }

  /** Gives a stop to a delivery or hold; place and times stay. */
  assignStop(stopId: string, owner: Owner): void {
    const found = this.find((visit) => visit.id === stopId);
    if (!found) throw new Error(`Stop ${stopId} is not in day plan ${this.id}.`);
    this.#put({ ...found.route, visits: found.route.visits.map((visit) => (visit.id === stopId ? { ...visit, ...owner } : visit)) });
  }

  /** A route as it would be with other visits, legs measured anew. Changes nothing. */
  async withVisits(route: DraftRoute, visits: readonly PlannedVisit[]): Promise<DraftRoute> {
    if (visits.length === 0) return { ...route, visits, driveSeconds: [0], driveMeters: [0] };
    const { seconds, meters } = await this.#travelTimes.path([this.depot, ...visits.map((visit) => visit.position), this.depot], route.vehicleKind);
    return { ...route, visits, driveSeconds: [...seconds], driveMeters: [...meters] };
  }

  /** Takes a route as `withVisits` made it, perhaps with another state or driver; saving proves that it can be kept. */
  put(route: DraftRoute): void {
    this.#put(route);
    this.#proven.add(route.id);
  }

  /** Takes a route that lost visits to others: less never needs a proof. */
  putRelieved(route: DraftRoute): void {
    this.#put(route);
  }

  /** Forgets a stop that no route has any more. */
  forget(stopId: string): void {
    this.removedStopIds.push(stopId);
  }

  /** Leaves a route without stops out of the plan: its shift is gone, or drives another one. */
  drop(routeId: string): void {
    const route = this.#routes.get(routeId);
    if (!route || route.visits.length > 0) throw new Error(`Route ${routeId} of day plan ${this.id} can't be dropped: ${route ? 'it has stops' : 'there is none'}.`);
    this.#routes.delete(routeId);
    if (route.isStored) this.removedRouteIds.push(routeId);
  }

  /** Another state of a route, or no driver; its stops as they are. */
  amend(routeId: string, change: Partial<Pick<DraftRoute, 'state' | 'driverId' | 'mayDrive'>>): void {
    const route = this.#routes.get(routeId);
    if (!route) throw new Error(`Route ${routeId} is not of day plan ${this.id}.`);
    this.#put({ ...route, ...change });
  }

  /** Marks a route as changed although its stops in this draft are the same: those of expired holds are gone from it. */
  touch(routeId: string): void {
    this.#changed.add(routeId);
  }

  #put(route: DraftRoute): void {
    this.#routes.set(route.id, route);
    this.#changed.add(route.id);
  }
}
