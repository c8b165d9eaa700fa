/** The NOTIFY channels of a Doorstep database. */
export const CHANNEL = {
  /** To the relay: events were committed. */
  outbox: 'doorstep_outbox',
  /** From the relay to every node: events got their place; see `feed-news.ts`. */
  feed: 'doorstep_feed',
  /** From node to node: something changed that wrote no event; a JSON list of topics. */
  live: 'doorstep_live',
} as const;
