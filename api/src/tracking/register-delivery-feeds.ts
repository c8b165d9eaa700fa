import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticateLink } from '../accounts/authenticate-key.ts';
import type { Server } from '../platform/context.ts';
import type { GuessLimit } from '../platform/http/guess-limit.ts';
import { calendarOf } from './delivery-calendar.rules.ts';
import { keyIdOfFeed } from './delivery-feed-url.ts';
import type { DeliveryFeed } from './delivery-feed.rules.ts';
import type { LinkViewKind } from './link.rules.ts';
import { parcelDeliveryOf } from './parcel-delivery.rules.ts';
import { readDeliveryFeed } from './read-delivery-feed.ts';
import { recordLinkView } from './record-link-view.ts';

interface Feed {
  readonly file: string;
  readonly contentType: string;
  readonly kind: LinkViewKind;
  readonly write: (feed: DeliveryFeed) => string;
}

const FEEDS: readonly Feed[] = [
  { file: 'delivery.ics', contentType: 'text/calendar; charset=utf-8', kind: 'CALENDAR', write: calendarOf },
  { file: 'delivery.json', contentType: 'application/ld+json; charset=utf-8', kind: 'PARCEL', write: (feed) => JSON.stringify(parcelDeliveryOf(feed)) },
];

/** `/feeds/<sealed id>/delivery.ics` and `.json`: read by calendars and homes, which can send no key. An address that is none answers 404, whatever is wrong with it. */
export function registerDeliveryFeeds(http: FastifyInstance, server: Server, guesses: GuessLimit): void {
  for (const { file, contentType, kind, write } of FEEDS) {
    http.get<{ Params: { token: string } }>(`/feeds/:token/${file}`, async (request, reply) => {
      void reply.header('x-robots-tag', 'noindex').header('cache-control', 'private, no-cache');
      const actor = await findReader(server, guesses, request);
      if (actor === 'guessed too often') return reply.code(429).header('retry-after', '60').send({ message: 'Too many addresses that do not exist. Try again in a minute.' });
      const feed = actor && (await readDeliveryFeed(server, actor));
      if (!feed) return reply.code(404).send({ message: 'There is no such feed, or its link has ended.' });
      await recordLinkView(server, actor, kind);
      return sendFresh(request, reply.type(contentType), write(feed));
    });
  }
}

async function findReader(server: Server, guesses: GuessLimit, request: FastifyRequest<{ Params: { token: string } }>) {
  if (guesses.isSpent(request.ip)) return 'guessed too often';
  const keyId = keyIdOfFeed(server, request.params.token);
  const actor = keyId === undefined ? undefined : await authenticateLink(server, keyId);
  if (!actor) guesses.count(request.ip);
  return actor;
}

/** Calendars ask often; one that has this already is told so. */
function sendFresh(request: FastifyRequest, reply: FastifyReply, text: string) {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  void reply.header('etag', etag);
  return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(text);
}
