import { durationOf } from '../shared/time.ts';
import type { Breach, BreachKind } from './check-plan.rules.ts';

/** What a breach means, for people; `excess` in the unit of its kind. */
const MEANINGS: Readonly<Record<BreachKind, (excess: number) => string>> = {
  NO_PLACE: () => 'was promised and has no stop in the plan',
  TWO_PLACES: (excess) => `has ${excess} stop${excess === 1 ? '' : 's'} too many`,
  TWO_ROUTES: () => 'drives two routes that day',
  SEQUENCE: () => 'breaks the sequence of its route: places must count 0, 1, 2 …',
  EARLY: (excess) => `begins ${durationOf(excess)} before its window opens`,
  LATE: (excess) => `begins ${durationOf(excess)} after its window has ended`,
  IMPOSSIBLE_DRIVE: (excess) => `is reached ${durationOf(excess)} sooner than one can drive`,
  SHORT_SERVICE: (excess) => `is left ${durationOf(excess)} before it can be served`,
  OVERWEIGHT: (excess) => `carries ${excess} grams more than its vehicle takes`,
  OVERSIZE: (excess) => `carries ${excess} milliliters more than its vehicle takes`,
  MISSING_SKILL: () => 'needs a skill that the driver lacks',
  BEFORE_SHIFT: (excess) => `leaves ${durationOf(excess)} before its shift`,
  AFTER_SHIFT: (excess) => `is back ${durationOf(excess)} after its shift`,
  HOURS_OF_SERVICE: (excess) => `keeps its driver on duty ${durationOf(excess)} too long`,
  NO_DRIVER: () => 'has stops and no driver',
  UNINSURED: () => 'has a driver who is not insured on that day',
};

/** One line for people: kind, what it is about, and by how much. */
export function breachText({ kind, subjectId, excess }: Breach): string {
  return `${kind}  ${subjectId} ${MEANINGS[kind](Math.ceil(excess ?? 0))}.`;
}
