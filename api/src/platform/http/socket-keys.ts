import { DoorstepError } from '../../shared/errors.ts';
import { SECOND } from '../../shared/time.ts';
import type { Actor } from '../auth/actor.ts';
import { onKeyChanged, type Authenticate } from '../auth/authenticate.port.ts';
import type { Server } from '../context.ts';

/** How often the keys of open sockets are looked at again: for those that expire, and for news of a revocation that was lost. */
const RECHECK_INTERVAL = 15 * SECOND;
/** Keys looked up at the same time. */
const LOOKUPS_AT_ONCE = 4;

/** One socket that was let in with a key. */
export interface KeyHolder {
  readonly token: string;
  readonly origin: string | undefined;
  readonly keyId: string;
  /** The key was revoked, or has expired. */
  onRefused(reason: string): void;
}

export interface SocketKeysOptions {
  readonly server: Server;
  readonly authenticate: Authenticate;
  /** Most sockets a key may hold on this node. */
  readonly mostPerKey: number;
  /** Milliseconds, default 15,000. */
  readonly recheckInterval?: number;
}

/** Knows which keys the open sockets came in with, counts them, and throws out those whose key is no longer good. */
export class SocketKeys {
  readonly #options: SocketKeysOptions;
  readonly #holders = new Map<string, Set<KeyHolder>>();
  readonly #timer: NodeJS.Timeout;
  readonly #stopHearing: () => void;
  #isChecking = false;

  constructor(options: SocketKeysOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#recheck(), options.recheckInterval ?? RECHECK_INTERVAL);
    this.#timer.unref();
    this.#stopHearing = onKeyChanged(options.server, {
      heard: (keyId) => void this.#check(this.#holders.get(keyId) ?? new Set()),
      missed: () => void this.#recheck(),
    });
  }

  /** @throws DoorstepError as `Authenticate` does, and `LIMIT_EXCEEDED` when the key holds too many sockets. */
  async admit(token: string, origin: string | undefined): Promise<Actor> {
    const actor = await this.#options.authenticate(this.#options.server, token, origin);
    const { mostPerKey } = this.#options;
    if ((this.#holders.get(actor.keyId)?.size ?? 0) >= mostPerKey) {
      throw new DoorstepError('LIMIT_EXCEEDED', `At most ${mostPerKey} sockets a key. Use one for many subscriptions.`);
    }
    return actor;
  }

  add(holder: KeyHolder): void {
    const others = this.#holders.get(holder.keyId);
    if (others) others.add(holder);
    else this.#holders.set(holder.keyId, new Set([holder]));
  }

  remove(holder: KeyHolder): void {
    const others = this.#holders.get(holder.keyId);
    others?.delete(holder);
    if (others?.size === 0) this.#holders.delete(holder.keyId);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#stopHearing();
  }

  async #recheck(): Promise<void> {
    if (this.#isChecking) return;
    this.#isChecking = true;
    const keys = [...this.#holders.values()];
    const checkNext = async () => {
      for (let holders = keys.pop(); holders; holders = keys.pop()) await this.#check(holders);
    };
    await Promise.all(Array.from({ length: LOOKUPS_AT_ONCE }, checkNext));
    this.#isChecking = false;
  }

  /** All sockets of a key have the same fate; a database that does not answer is no reason to throw anybody out. */
  async #check(holders: ReadonlySet<KeyHolder>): Promise<void> {
    const [first] = holders;
    if (!first) return;
    try {
      await this.#options.authenticate(this.#options.server, first.token, first.origin, { isFresh: true });
    } catch (error) {
      if (!(error instanceof DoorstepError) || error.retryable) return;
      for (const holder of [...holders]) holder.onRefused(error.message);
    }
  }
}
