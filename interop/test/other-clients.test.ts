import { ApolloClient, HttpLink, InMemoryCache, gql, ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { cacheExchange, createClient as createUrqlClient, fetchExchange, subscriptionExchange } from '@urql/core';
import { GraphQLClient } from 'graphql-request';
import { createClient, type Client } from 'graphql-ws';
import { OperationTypeNode, getOperationAST } from 'graphql';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DOCUMENTS, orderInput, startLine, tellStory, type Line, type SpokenClient } from './support/courier.ts';

let line: Line;
beforeAll(async () => {
  line = await startLine();
});
afterAll(() => line.close());

const sockets: Client[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) await socket.dispose();
});

const headers = () => ({ authorization: `Bearer ${line.secretKey}` });

/** The client of graphql-ws as its documentation has it: it comes back by itself. */
function openSocket(): Client {
  const client = createClient({ url: line.socketUrl, webSocketImpl: WebSocket, connectionParams: { key: line.secretKey }, retryAttempts: 5, retryWait: async () => {}, shouldRetry: () => true });
  sockets.push(client);
  return client;
}

const STORY = ['delivery.confirmed', 'delivery.canceled'];

test('Apollo Client', async () => {
  const http = new HttpLink({ uri: line.url, headers: headers() });
  const isSubscription = ({ query }: { query: Parameters<typeof getOperationAST>[0] }) => getOperationAST(query)?.operation === OperationTypeNode.SUBSCRIPTION;
  const apollo = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.split(isSubscription, new GraphQLWsLink(openSocket()), http) });
  const client: SpokenClient = {
    query: async (variables) => (await apollo.query({ query: gql(DOCUMENTS.query), variables })).data,
    mutate: async (name, variables) => (await apollo.mutate({ mutation: gql(DOCUMENTS[name]), variables })).data,
    follow(after, { event, failed }) {
      const running = apollo.subscribe<any>({ query: gql(DOCUMENTS.subscription), variables: { after } }).subscribe({
        next: ({ data, error }) => (error ? failed(error) : event(data.deliveryEvents)),
        error: failed,
      });
      return () => running.unsubscribe();
    },
  };
  expect(await tellStory(line, client, 'APOLLO-1', 1)).toEqual(STORY);
});

test('urql', async () => {
  const socket = openSocket();
  const urql = createUrqlClient({
    url: line.url,
    fetchOptions: { headers: headers() },
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({ subscribe: (sink) => ({ unsubscribe: socket.subscribe({ ...request, query: request.query ?? '' } as never, sink as never) }) }),
      }),
    ],
  });
  const client: SpokenClient = {
    query: async (variables) => (await urql.query(DOCUMENTS.query, variables).toPromise()).data,
    mutate: async (name, variables) => (await urql.mutation(DOCUMENTS[name], variables).toPromise()).data,
    follow(after, { event, failed }) {
      const running = urql.subscription(DOCUMENTS.subscription, { after }).subscribe(({ data, error }) => (error ? failed(error) : event(data.deliveryEvents)));
      return () => running.unsubscribe();
    },
  };
  expect(await tellStory(line, client, 'URQL-1', 2)).toEqual(STORY);
});

test('graphql-request, with plain graphql-ws for what is live', async () => {
  const requests = new GraphQLClient(line.url, { headers: headers() });
  const socket = openSocket();
  const client: SpokenClient = {
    query: (variables) => requests.request(DOCUMENTS.query, variables),
    mutate: (name, variables) => requests.request(DOCUMENTS[name], variables as Record<string, unknown>),
    follow(after, { event, failed }) {
      return socket.subscribe<any>({ query: DOCUMENTS.subscription, variables: { after } }, { next: ({ data }) => event(data.deliveryEvents), error: failed, complete() {} });
    },
  };
  expect(await tellStory(line, client, 'REQUEST-1', 3)).toEqual(STORY);
});

test('plain fetch, with a key for what must not happen twice', async () => {
  const send = () =>
    fetch(line.url, {
      method: 'POST',
      headers: { ...headers(), 'content-type': 'application/json', 'idempotency-key': 'fetch-1' },
      body: JSON.stringify({ query: DOCUMENTS.mutation, variables: { input: orderInput('FETCH-1', 4) } }),
    }).then((response) => response.json());
  const [first, again] = [await send(), await send()] as any[];
  expect(first.data.createOrder).toMatchObject({ order: { reference: 'FETCH-1' }, userErrors: [] });
  expect(again.data).toEqual(first.data);
});

test('an error is told to each of them with its code', async () => {
  const requests = new GraphQLClient(line.url, { headers: { authorization: 'Bearer sk_wrong' } });
  const error = await requests.request(DOCUMENTS.head).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ response: { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) } }] } });
  const wrong = createClient({ url: line.socketUrl, webSocketImpl: WebSocket, connectionParams: { key: 'sk_wrong' }, retryAttempts: 0 });
  const closed = await new Promise<{ code: number }>((resolve) => wrong.subscribe({ query: DOCUMENTS.subscription }, { next() {}, error: (event) => resolve(event as { code: number }), complete() {} }));
  expect(closed.code).toBe(4403);
});
