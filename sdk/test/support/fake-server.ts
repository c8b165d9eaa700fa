import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

/** Where the tests' API is; nothing listens there. */
export const API = 'https://api.test/graphql';

/** One request as the server got it. */
export interface SeenRequest {
  readonly headers: Headers;
  readonly body: { readonly query: string; readonly operationName?: string; readonly variables?: unknown };
}

/** What a scripted server does with one request: answers, or breaks the connection. */
export type Answer = (seen: SeenRequest) => Response | Promise<Response>;

/** `{ data }` with status 200. */
export function data(value: unknown): Answer {
  return () => HttpResponse.json({ data: value });
}

/** `{ errors: [{ message, extensions }] }`; status 200 unless told. */
export function graphqlError(extensions: Record<string, unknown>, init: ResponseInit = {}): Answer {
  return () => HttpResponse.json({ errors: [{ message: 'No.', extensions }] }, init);
}

/** An empty answer with this status. */
export function status(code: number, headers: Record<string, string> = {}): Answer {
  return () => new HttpResponse(null, { status: code, headers });
}

/** The connection breaks. */
export const broken: Answer = () => HttpResponse.error();

/** Answers never; `reached` resolves when the request has come. */
export function never(): { readonly answer: Answer; readonly reached: Promise<void> } {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  const answer = () => {
    resolve();
    return new Promise<Response>(() => {});
  };
  return { answer, reached };
}

/** A server that gives these answers one after the other, the last one again and again, and keeps what it saw. */
export function scriptedServer() {
  const seen: SeenRequest[] = [];
  let script: readonly Answer[] = [];
  const server = setupServer(
    http.post(API, async ({ request }) => {
      const answer = script[Math.min(seen.length, script.length - 1)];
      if (!answer) throw new Error('The test has no answer for this request.');
      const one: SeenRequest = { headers: request.headers, body: (await request.json()) as SeenRequest['body'] };
      seen.push(one);
      return answer(one);
    }),
  );
  return {
    server,
    seen,
    answers(...answers: readonly Answer[]) {
      script = answers;
      seen.length = 0;
    },
  };
}
