import type { PubSub } from 'type-graphql';

/**
 * type-graphql asks for a pub/sub as soon as a schema has a subscription. Ours make their own iterables over `server.live`,
 * which holds no queue; nothing may go through topics of type-graphql.
 */
export const noTopics: PubSub = {
  publish: refuse,
  subscribe: refuse,
};

function refuse(): never {
  throw new Error('Subscriptions are made with "subscribe: …" and server.live, not with topics of type-graphql.');
}
