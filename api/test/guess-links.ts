import { randomBytes } from 'node:crypto';

export interface GuessTarget {
  /** Of the server. It must trust one proxy, so that each guess may come from an address of its own. */
  readonly url: string;
  /** Tokens of links that are good; near misses are made of them. */
  readonly tokens: readonly string[];
  /** Sealed ids of feeds that are good. */
  readonly feeds: readonly string[];
}

export interface GuessPlan {
  readonly guesses: number;
  readonly nearMisses: number;
  /** Requests at the same time, default 64. */
  readonly concurrency?: number;
  readonly onProgress?: (done: number) => void;
}

/** What came of it. */
export interface GuessResult {
  /** Requests by status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** What was tried and reached something: must stay empty. */
  readonly reached: readonly string[];
  /** All that was answered, once each, with headers: to look for what must not be in it. */
  readonly answers: ReadonlySet<string>;
}

/** Tries tokens that nobody has, and ones that differ a little from a good one, as keys and as addresses of feeds, each from another network address. */
export async function guessLinks({ url, tokens, feeds }: GuessTarget, { guesses, nearMisses, concurrency = 64, onProgress }: GuessPlan): Promise<GuessResult> {
  const statuses: Record<number, number> = {};
  const reached: string[] = [];
  const answers = new Set<string>();
  const good = new Set([...tokens, ...feeds]);
  const nearTokens = tokens.flatMap(nearMissesOf);
  const nearFeeds = feeds.flatMap(nearMissesOf);
  const total = guesses + nearMisses;
  let next = 0;

  const tryOne = async (index: number) => {
    const isNear = index < nearMisses;
    const asFeed = index % 2 === 1;
    const near = asFeed ? nearFeeds : nearTokens;
    const token = isNear ? near[Math.floor(index / 2) % near.length]! : asFeed ? `key_${randomBytes(13).toString('hex')}.${randomBytes(24).toString('base64url')}` : `trk_${randomBytes(24).toString('base64url')}`;
    if (good.has(token)) throw new Error(`"${token}" is no miss.`);
    const from = { 'x-forwarded-for': `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}` };
    const response = asFeed
      ? await fetch(`${url}/feeds/${encodeURIComponent(token)}/delivery.json`, { headers: from })
      : await fetch(`${url}/graphql`, { method: 'POST', headers: { ...from, 'content-type': 'application/json', authorization: `Bearer ${asHeader(token)}` }, body: '{"query":"{ deliveryTracking { state reference } }"}' });
    const text = await response.text();
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    if (response.ok) reached.push(token);
    if (answers.size < 10_000) answers.add(`${JSON.stringify([...response.headers])}\n${text}`);
  };
  const work = async () => {
    while (next < total) {
      const index = next;
      next += 1;
      await tryOne(index);
      if (next % 10_000 === 0) onProgress?.(next);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { statuses, reached, answers };
}

/** Ways to write a good token a little wrong. */
function nearMissesOf(token: string): string[] {
  const characters = [...token];
  const changed = characters.map((character, at) => characters.with(at, character === 'A' ? 'B' : 'A').join(''));
  const swapped = characters.slice(1).map((_, at) => [...characters.slice(0, at), characters[at + 1], characters[at], ...characters.slice(at + 2)].join(''));
  const cut = [1, 2, 8].map((count) => token.slice(0, -count));
  const others = [`${token}A`, `${token}=`, `A${token}`, token.toUpperCase(), token.toLowerCase(), token.replace('trk_', 'sk_'), token.replace('trk_', 'pk_'), `${token}.${token}`, `${token}\u200b`, `${token}%00`, token.replaceAll('_', '-')];
  return [...new Set([...changed, ...swapped, ...cut, ...others])].filter((near) => near !== token);
}

/** A header can carry Latin-1 only; what it can't is sent escaped. */
function asHeader(token: string): string {
  return token.replaceAll(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character));
}
