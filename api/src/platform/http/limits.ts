/** The bounds of every door. Published in the README; a refused request says which bound it met. */
export const LIMITS = {
  /** Bytes of a GraphQL request over HTTP. */
  bodyBytes: 256 * 1024,
  /** Bytes of one WebSocket message. */
  socketPayloadBytes: 64 * 1024,
  /** Open WebSockets of one node. */
  socketConnections: 10_000,
  /** Open WebSockets of one key on one node. */
  socketConnectionsPerKey: 250,
  /** Running subscriptions of one WebSocket. */
  socketOperations: 25,
  /** Bytes that may wait for a client that doesn't read; above, its socket is closed with 4503. */
  socketBufferedBytes: 1024 * 1024,
  /** Lexical tokens of a document. */
  documentTokens: 3_000,
  /** Levels of fields below the operation. */
  documentDepth: 12,
  /** Aliased fields of a document, after fragments are spread. */
  documentAliases: 30,
  /** Fields at the root of an operation. */
  rootFields: 10,
  /** Directives of a document. */
  documentDirectives: 30,
  /** Estimated objects and fields one operation may ask for. */
  operationCost: 25_000,
} as const;

/** What a key may spend in a minute, in cost points. */
export interface RateBudget {
  readonly pointsPerMinute: number;
}
