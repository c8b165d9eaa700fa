import { nodes, ResyncRequiredError, type Doorstep } from '@doorstep/sdk';
import type { BoardFile } from './board.ts';

export interface FollowOptions {
  readonly doorstep: Doorstep;
  readonly file: BoardFile;
  /** Told each change, after it was written down. */
  readonly onChange: (deliveryId: string, state: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** The state that an event brings, or undefined: `delivery.out_for_delivery` is the state OUT_FOR_DELIVERY. */
const STATE = /^delivery\.(confirmed|planned|loaded|out_for_delivery|arriving|arrived|delivered|attempt_failed|returning|returned|canceled)$/;

/**
 * Keeps a board of all deliveries, from now on and for ever. Every event is handled once: state and cursor are written in one
 * step, and the next start goes on behind that cursor, however long it was away.
 */
export async function followDeliveries({ doorstep, file, onChange, signal }: FollowOptions): Promise<void> {
  let { cursor, states } = await file.read();
  while (!signal.aborted) {
    if (cursor === undefined) {
      ({ cursor, states } = await readPresent(doorstep));
      await file.write({ cursor, states });
      for (const [deliveryId, state] of Object.entries(states)) onChange(deliveryId, state);
    }
    try {
      for await (const event of doorstep.deliveryEvents({ after: cursor }, { signal })) {
        const [, state] = STATE.exec(event.type) ?? [];
        const changed = state && event.deliveryId ? { [event.deliveryId]: state.toUpperCase() } : {};
        cursor = event.cursor ?? cursor;
        states = { ...states, ...changed };
        await file.write({ cursor, states });
        for (const [deliveryId, now] of Object.entries(changed)) onChange(deliveryId, now);
      }
    } catch (error) {
      // Away for longer than the feed is kept: begin anew with the present.
      if (!(error instanceof ResyncRequiredError)) throw error;
      cursor = undefined;
    }
  }
}

/** The head of the feed first, then every delivery: what changes while the list is read comes behind that head. */
async function readPresent(doorstep: Doorstep): Promise<{ cursor: string; states: Record<string, string> }> {
  const cursor = await doorstep.deliveryEventsHead();
  const states: Record<string, string> = {};
  for await (const { id, state } of nodes((after) => doorstep.deliveries({ first: 100, after }))) states[id] = state;
  return { cursor, states };
}
