import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MOST_OF_ONE, type Cart } from './catalogue.ts';

/** Where it goes, and to whom, as the shopper typed it. */
export interface Delivery {
  readonly name: string;
  readonly email: string;
  readonly line1: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
}

/** An order of this visit, with the token that shows its tracking. It stays here: a link in a mail is the recipient's, a page's address is everybody's. */
export interface PlacedOrder {
  readonly reference: string;
  readonly trackingToken: string;
}

/** One visit to the shop. A real one keeps it in a database; this one forgets when it stops. */
export class Session {
  readonly #cart = new Map<string, number>();
  delivery: Delivery | undefined;
  readonly orders: PlacedOrder[] = [];

  get cart(): Cart {
    return this.#cart;
  }

  setQuantity(slug: string, quantity: number): void {
    if (quantity > 0) this.#cart.set(slug, Math.min(quantity, MOST_OF_ONE));
    else this.#cart.delete(slug);
  }

  empty(): void {
    this.#cart.clear();
  }
}

const COOKIE = 'shop-session';
const MOST_SESSIONS = 1_000;

/** The visits there are, by a cookie that scripts can't read. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  of(request: FastifyRequest, reply: FastifyReply): Session {
    const id = new RegExp(`(?:^|; )${COOKIE}=([0-9a-f-]{36})`).exec(request.headers.cookie ?? '')?.[1];
    const known = id === undefined ? undefined : this.#sessions.get(id);
    if (known) return known;
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size >= MOST_SESSIONS) this.#sessions.delete(oldest!);
    const [newId, session] = [randomUUID(), new Session()];
    this.#sessions.set(newId, session);
    void reply.header('set-cookie', `${COOKIE}=${newId}; Path=/; HttpOnly; SameSite=Lax`);
    return session;
  }
}
