import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';

/**
 * Runs a subscription like graphql's own `subscribe`, but executes each event in a context of its own: an entity
 * manager that lived as long as the subscription would answer from its memory and grow. Ending it ends a source that
 * is waiting at once, where an async generator would wait for one more event.
 */
export async function subscribeFresh(args: ExecutionArgs, freshContext: () => unknown): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const done: IteratorResult<ExecutionResult> = { done: true, value: undefined };
  let isEnded = false;
  const results: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      if (isEnded) return done;
      const event = await events.next();
      if (event.done || isEnded) return done;
      return { done: false, value: await execute({ ...args, rootValue: event.value, contextValue: freshContext() }) };
    },
    async return() {
      isEnded = true;
      await events.return?.();
      return done;
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
