import type { NamedStatement, SystemReader } from '../platform/database/system-reader.ts';
import type { MarkTopic } from '../platform/database/marks-changes.ts';

/** The plans somebody wants to know the versions of: days of one depot. */
export interface AskedDays {
  readonly depotId: string;
  readonly dates: readonly string[];
}

/** What was true at one moment, after the question was asked. */
export interface Versions {
  /** Grows with each reading of this node: of two the higher saw what the lower saw, or newer. */
  readonly reading: number;
  /** Equal as long as no table of the topic changed. */
  mark(organizationId: string, topic: MarkTopic): string;
  /** Of a day plan; 0 while there is none. */
  planVersion(depotId: string, date: string): number;
}

const STATEMENT: NamedStatement = {
  name: 'versions',
  text: `select organization_id as owner, topic as part, transaction as value from change_mark where organization_id = any($1)
    union all select depot_id, date, version::text from day_plan where depot_id = any($2) and date = any($3)`,
};

interface Row {
  owner: string;
  part: string;
  value: string;
}

interface Round {
  readonly organizationIds: Set<string>;
  readonly depotIds: Set<string>;
  readonly dates: Set<string>;
  readonly answer: Promise<Versions>;
}

/**
 * Tells versions as they are after the question, with one small statement for all who ask while another one runs, as a group commit does:
 * a busy node asks once for many quotes, an idle one at once.
 */
export class VersionReader {
  readonly #reader: SystemReader;
  #next: Round | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #readings = 0;

  constructor(reader: SystemReader) {
    this.#reader = reader;
  }

  read(organizationId: string, days?: AskedDays): Promise<Versions> {
    const round = (this.#next ??= this.#newRound());
    round.organizationIds.add(organizationId);
    if (days) round.depotIds.add(days.depotId);
    for (const date of days?.dates ?? []) round.dates.add(date);
    return round.answer;
  }

  #newRound(): Round {
    const round = { organizationIds: new Set<string>(), depotIds: new Set<string>(), dates: new Set<string>() };
    const answer = this.#running.then(() => this.#run(round));
    this.#running = answer.catch(() => {});
    return { ...round, answer };
  }

  async #run({ organizationIds, depotIds, dates }: Omit<Round, 'answer'>): Promise<Versions> {
    this.#next = undefined;
    this.#readings += 1;
    const reading = this.#readings;
    const rows = await this.#reader.read<Row>(STATEMENT, [[...organizationIds], [...depotIds], [...dates]]);
    const values = new Map(rows.map(({ owner, part, value }) => [`${owner}/${part}`, value]));
    return {
      reading,
      mark: (organizationId, topic) => values.get(`${organizationId}/${topic}`) ?? '',
      planVersion: (depotId, date) => Number(values.get(`${depotId}/${date}`) ?? 0),
    };
  }
}
