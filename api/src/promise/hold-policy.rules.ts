import { addSeconds } from '../shared/time.ts';
import type { HoldCaps } from './hold-caps.rules.ts';

/** How a server keeps holds; a setting of who runs it. */
export interface HoldPolicy {
  /** How long a held place waits for its order, in seconds of the server's clock. */
  readonly lifetimeSeconds: number;
  /** How often a hold may be extended by that time again; default 2. */
  readonly mostExtensions?: number;
  /** How long a place may be held in all, in seconds; default three times `lifetimeSeconds`. */
  readonly longestSeconds?: number;
  /** Each with a default, see `hold-caps.rules.ts`. */
  readonly caps?: Partial<HoldCaps>;
}

const MOST_EXTENSIONS = 2;
/** Of its lifetime: how long a place is held in all. */
const LONGEST_LIFETIMES = 3;

/** What a hold has used of its time. */
export interface HoldTerm {
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly extensions: number;
}

/** How often a hold may still be extended. */
export function extensionsLeft({ extensions }: Pick<HoldTerm, 'extensions'>, policy: HoldPolicy): number {
  return Math.max(0, (policy.mostExtensions ?? MOST_EXTENSIONS) - extensions);
}

/** Until when a hold would be kept if it were extended now; undefined when nothing is left to extend it by. */
export function extendedUntil(hold: HoldTerm, policy: HoldPolicy, now: Date): Date | undefined {
  if (extensionsLeft(hold, policy) === 0) return undefined;
  const longest = addSeconds(hold.createdAt, policy.longestSeconds ?? policy.lifetimeSeconds * LONGEST_LIFETIMES);
  const wanted = addSeconds(now, policy.lifetimeSeconds);
  const until = wanted < longest ? wanted : longest;
  return until > hold.expiresAt ? until : undefined;
}
