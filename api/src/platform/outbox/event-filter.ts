import { raw, type FilterQuery } from '@mikro-orm/postgresql';
import type { Event } from './event.entity.ts';

/** Which events a reader wants: about one of the subjects, and passing one of the tests. What is left out does not matter. */
export interface EventFilter {
  readonly subjectIds?: readonly string[];
  readonly tests?: readonly EventTest[];
}

/** Events of one of these types, or only those of them that tell of a crossing. */
export interface EventTest {
  readonly types: readonly string[];
  readonly crossing?: Crossing;
}

/**
 * The event whose `data[member]` came down to `at` or below, from above it or from nowhere (`data[member + 'Before']`): so
 * each line is crossed by one event only, however many were told before and after.
 */
export interface Crossing {
  readonly member: string;
  readonly at: number;
}

/** Whether an event passes; the same answer as `filterCondition` gives in the database. */
export function passes({ subjectIds, tests }: EventFilter, event: Pick<Event, 'subjectId' | 'type' | 'data'>): boolean {
  if (subjectIds && !subjectIds.includes(event.subjectId)) return false;
  return !tests || tests.some(({ types, crossing }) => types.includes(event.type) && (!crossing || crosses(crossing, event.data)));
}

function crosses({ member, at }: Crossing, data: Record<string, unknown>): boolean {
  const now = data[member];
  const before = data[`${member}Before`];
  return typeof now === 'number' && now <= at && !(typeof before === 'number' && before <= at);
}

const CROSSES = `jsonb_typeof(data->?) = 'number' and (data->?)::numeric <= ? and not (jsonb_typeof(data->?) = 'number' and (data->?)::numeric <= ?)`;

/** The filter as a condition of a query over events. */
export function filterCondition({ subjectIds, tests }: EventFilter): FilterQuery<Event> {
  const conditions: FilterQuery<Event>[] = [];
  if (subjectIds) conditions.push({ subjectId: { $in: [...subjectIds] } });
  if (tests) {
    // `case` and not `and`: the number is looked at only in events that have one.
    const clauses = tests.map(({ crossing }) => `case when type = any(?) then ${crossing ? CROSSES : 'true'} else false end`);
    const parameters = tests.flatMap(({ types, crossing }) => [pgArray(types), ...(crossing ? parametersOf(crossing) : [])]);
    conditions.push({ [raw(`(${clauses.join(' or ') || 'false'})`, parameters)]: [] });
  }
  return { $and: conditions } as FilterQuery<Event>;
}

function parametersOf({ member, at }: Crossing): unknown[] {
  const before = `${member}Before`;
  return [member, member, at, before, before, at];
}

/** An array literal; each text quoted, so that none can end it. */
function pgArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
