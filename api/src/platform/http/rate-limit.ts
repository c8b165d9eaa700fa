import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { DoorstepError } from '../../shared/errors.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';
import type { RedisLink } from '../redis/redis-link.ts';

/** What is left of a key's budget after a request. */
export interface RateState {
  readonly remaining: number;
  readonly resetSeconds: number;
}

/**
 * Spends cost points of a key's budget of a minute: one budget for all nodes with Redis, one for each process without it
 * and for as long as it is gone.
 */
export class RateLimit {
  readonly #limiter: RateLimiterAbstract;
  readonly pointsPerMinute: number;

  constructor(pointsPerMinute: number, redis?: RedisLink) {
    this.pointsPerMinute = pointsPerMinute;
    const budget = { points: pointsPerMinute, duration: MINUTE / SECOND };
    const ofProcess = new RateLimiterMemory(budget);
    this.#limiter = redis
      ? new RateLimiterRedis({ ...budget, storeClient: redis.commands, useRedisPackage: true, rejectIfRedisNotReady: true, insuranceLimiter: ofProcess, keyPrefix: `${redis.prefix}points` })
      : ofProcess;
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
