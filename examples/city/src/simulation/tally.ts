const NOTHING = { ordered: 0, refused: 0, canceled: 0, delivered: 0, failed: 0, rebooked: 0, wrongVan: 0, pingsRefused: 0 };

/** What is counted. */
export type Counts = Readonly<typeof NOTHING>;

/** What the simulation has seen happen since it was started: for the line that is told now and then. */
export class Tally {
  readonly #counts = { ...NOTHING };
  /** Ids of the deliveries that each route has left, in the order of its doors. */
  readonly #left = new Map<string, string[]>();
  readonly #moving = new Set<string>();

  add(what: keyof Counts, count = 1): void {
    this.#counts[what] += count;
  }

  get counts(): Counts {
    return { ...this.#counts };
  }

  routeStarted(routeId: string, deliveryIds: readonly string[]): void {
    if (deliveryIds.length > 0) this.#left.set(routeId, [...deliveryIds]);
  }

  /** Whether the vehicle is on its way, and not at a door. */
  moves(routeId: string, isMoving: boolean): void {
    if (isMoving) this.#moving.add(routeId);
    else this.#moving.delete(routeId);
  }

  /** One door less. */
  served(routeId: string, deliveryId: string): void {
    const left = this.#left.get(routeId)?.filter((id) => id !== deliveryId) ?? [];
    if (left.length > 0) this.#left.set(routeId, left);
    else this.#left.delete(routeId);
  }

  get vansOut(): number {
    return this.#left.size;
  }

  /** Deliveries that a driver has on board. */
  get onTheRoad(): number {
    return [...this.#left.values()].reduce((sum, left) => sum + left.length, 0);
  }

  /** A delivery of each route that is out: the one `doors` doors ahead, or the last. Of vehicles on their way first, then of long routes. */
  ahead(doors: number): string[] {
    const routes = [...this.#left].sort(([a, left], [b, others]) => Number(this.#moving.has(b)) - Number(this.#moving.has(a)) || others.length - left.length);
    return routes.flatMap(([, left]) => left[Math.min(doors, left.length - 1)] ?? []);
  }
}
