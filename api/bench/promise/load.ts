import { Agent, request } from 'node:http';
import type { ServerProcess } from './server-process.ts';

/** A client that keeps its connections. */
export class GraphqlClient {
  readonly #agent: Agent;
  readonly #url: URL;
  readonly #key: string;

  constructor(url: string, key: string, connections: number) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.#url = new URL('/graphql', url);
    this.#key = key;
  }

  /** @throws Error for an answer with errors */
  async send(query: string, variables: object): Promise<string> {
    const body = JSON.stringify({ query, variables });
    const text = await new Promise<string>((resolve, reject) => {
      const outgoing = request(this.#url, {
        method: 'POST', agent: this.#agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: `Bearer ${this.#key}` },
      }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve(Buffer.concat(parts).toString()));
        answer.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
    if (text.startsWith('{"errors"')) throw new Error(text.slice(0, 2_000));
    return text;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Something to ask, again and again. */
export type Ask = () => Promise<unknown>;

export interface Latency {
  readonly medianMilliseconds: number;
  readonly p99Milliseconds: number;
}

/** One question after the other: how long each takes with nobody else asking. */
export async function measureAlone(ask: Ask, count: number): Promise<Latency> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const begin = performance.now();
    await ask();
    times.push(performance.now() - begin);
  }
  times.sort((one, other) => one - other);
  return { medianMilliseconds: times[Math.floor(count / 2)]!, p99Milliseconds: times[Math.floor(count * 0.99)]! };
}

export interface Rate {
  readonly count: number;
  readonly seconds: number;
  /** Of the server's process; null where the system does not tell. */
  readonly cpuSeconds: number | null;
}

/** As many as go in some seconds, with some under way at any time. */
export async function measureRate(server: ServerProcess, ask: Ask, { seconds, atOnce }: { readonly seconds: number; readonly atOnce: number }): Promise<Rate> {
  const cpu = server.cpuSeconds();
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  let count = 0;
  const worker = async () => {
    while (performance.now() < end) {
      await ask();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const after = server.cpuSeconds();
  return { count, seconds: (performance.now() - begin) / 1_000, cpuSeconds: cpu === null || after === null ? null : after - cpu };
}

/** Several measurements of one thing as one. */
export function sumRates(rates: readonly Rate[]): Rate {
  return rates.reduce((sum, rate) => ({
    count: sum.count + rate.count,
    seconds: sum.seconds + rate.seconds,
    cpuSeconds: sum.cpuSeconds === null || rate.cpuSeconds === null ? null : sum.cpuSeconds + rate.cpuSeconds,
  }));
}
