import { loadCatalogue, type Catalogue } from '../network/catalogue.ts';
import { tenantEntityManager, type Server } from '../platform/context.ts';
import { Remembered } from '../platform/remembered.ts';
import { SECOND } from '../shared/time.ts';
import type { DayCard } from './day-card.rules.ts';
import { loadDayCard, withoutExpired } from './load-day-card.ts';
import { VersionReader, type AskedDays, type Versions } from './plan-versions.ts';

/** The most days of depots a node keeps, all organizations together: about 100 KB each with a thousand stops on fifty vans. */
export const MOST_DAYS = 512;
/** The most organizations whose catalogue a node keeps. */
export const MOST_CATALOGUES = 1_024;

interface Memory {
  readonly versions: VersionReader;
  readonly catalogues: Remembered<Catalogue>;
  readonly days: Remembered<DayCard>;
}

const MEMORIES = new WeakMap<Server, Memory>();

function memoryOf(server: Server): Memory {
  const known = MEMORIES.get(server);
  if (known) return known;
  const memory = { versions: new VersionReader(server.marks), catalogues: new Remembered<Catalogue>(MOST_CATALOGUES), days: new Remembered<DayCard>(MOST_DAYS) };
  MEMORIES.set(server, memory);
  return memory;
}

/**
 * What one organization sells and its plans, as of a moment after this view was made, out of the node's memory: it asks for versions, and reads
 * rows only of what changed. For one question; what comes of it must be options, never anybody's stops.
 */
export class PlanView {
  readonly #server: Server;
  readonly #organizationId: string;
  readonly #memory: Memory;
  #asked: AskedDays | undefined;
  #versions: Versions | undefined;
  #catalogue: Catalogue | undefined;

  constructor(server: Server, organizationId: string) {
    this.#server = server;
    this.#organizationId = organizationId;
    this.#memory = memoryOf(server);
  }

  /**
   * The catalogue of the organization.
   * @param guess the days that will be asked for next, by the catalogue as it was: right, it saves asking again
   */
  async catalogue(guess: (catalogue: Catalogue) => AskedDays | undefined = () => undefined): Promise<Catalogue> {
    const { catalogues, versions } = this.#memory;
    const remembered = catalogues.peek(this.#organizationId);
    if (!this.#versions) {
      this.#asked = remembered && guess(remembered);
      this.#versions = await versions.read(this.#organizationId, this.#asked);
    }
    const mark = this.#versions.mark(this.#organizationId, 'network');
    this.#catalogue = await catalogues.get(this.#organizationId, { reading: this.#versions.reading, mark }, async () => {
      const em = tenantEntityManager(this.#server.orm, { organizationId: this.#organizationId, retailerId: null }, 'organization');
      return { value: await loadCatalogue(em), mark };
    });
    return this.#catalogue;
  }

  /** The catalogue that was asked for last, if any was. */
  get lastCatalogue(): Catalogue | undefined {
    return this.#catalogue;
  }

  /** The plans of a depot on some local dates, in their order; none for a depot of somebody else. */
  async days(depotId: string, dates: readonly string[]): Promise<DayCard[]> {
    const depot = (await this.catalogue(() => ({ depotId, dates }))).depots.get(depotId);
    if (!depot) return [];
    const versions = await this.#versionsOf({ depotId, dates });
    const fleet = versions.mark(this.#organizationId, 'fleet');
    return Promise.all(dates.map((date) => this.#day({ organizationId: this.#organizationId, depotId, depot, date }, { fleet, version: versions.planVersion(depotId, date), reading: versions.reading })));
  }

  async #versionsOf(days: AskedDays): Promise<Versions> {
    const isAsked = this.#asked?.depotId === days.depotId && days.dates.every((date) => this.#asked!.dates.includes(date));
    if (!isAsked || !this.#versions) {
      this.#asked = days;
      this.#versions = await this.#memory.versions.read(this.#organizationId, days);
    }
    return this.#versions;
  }

  async #day(day: Parameters<typeof loadDayCard>[1], { fleet, version, reading }: { fleet: string; version: number; reading: number }): Promise<DayCard> {
    const { days } = this.#memory;
    const key = `${day.organizationId}/${day.depotId}/${day.date}`;
    const markOf = (of: number) => `${fleet}/${of}`;
    const card = await days.get(key, { reading, mark: markOf(version) }, async (before) => {
      const isSameFleet = before?.mark.startsWith(`${fleet}/`);
      const value = await loadDayCard(this.#server, day, isSameFleet ? before?.value : undefined);
      return { value, mark: markOf(Math.max(version, value.version)) };
    });
    const now = this.#server.clock.now();
    if (card.nextExpiry > now.getTime() / SECOND) return card;
    const renewed = await withoutExpired(card, day, { now, travelTimes: this.#server.ports.travelTimes });
    days.replace(key, card, renewed);
    return renewed;
  }
}
