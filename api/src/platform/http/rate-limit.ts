import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DoorstepError } from '../../shared/errors.ts';
import { SECOND } from '../../shared/time.ts';

/** What is left of a key's budget after a request. */
export interface RateState {
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** Spends cost points of a key's budget of a minute. */
export class RateLimit {
  readonly #limiter: RateLimiterMemory;
  readonly pointsPerMinute: number;

  constructor(pointsPerMinute: number) {
    this.pointsPerMinute = pointsPerMinute;
    this.#limiter = new RateLimiterMemory({ points: pointsPerMinute, duration: 60 });
  }

  /** @throws DoorstepError `RATE_LIMITED` with when to try again. */
  async spend(key: string, points: number): Promise<RateState> {
    try {
      const state = await this.#limiter.consume(key, points);
      return { remaining: state.remainingPoints, resetSeconds: Math.ceil(state.msBeforeNext / SECOND) };
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / SECOND));
      throw new DoorstepError('RATE_LIMITED', `This key may spend ${this.pointsPerMinute} points a minute. Try again in ${seconds} s.`, { retryAfterSeconds: seconds });
    }
  }
}
