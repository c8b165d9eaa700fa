import { lockDriverRoute } from '../dispatch/find-driver-route.ts';
import type { Transaction } from '../platform/mutate.ts';
import { userError } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import { applyDriverEvents } from './apply-driver-event.ts';
import { DriverEvent } from './driver-event.entity.ts';
import {
  clockOffset, correctedTime, findBatchFault, findEventFault, kindOf, MAX_WAITING, mayStillCome, WAITS_FOR, type DriverErrorData, type DriverEventData, type DriverEventItem, type DriverEventOutcome,
} from './driver-event.rules.ts';
import { MAX_PINGS } from './ping.rules.ts';
import { refreshForecast } from './refresh-forecast.ts';

export interface DriverEventsInput {
  readonly events: readonly DriverEventItem[];
  /** The device's clock when it sent the batch. */
  readonly sentAt?: Date | null;
}

/** What became of one event. */
export interface DriverEventResult {
  readonly clientId: string;
  readonly outcome: DriverEventOutcome;
  /** It had been told before. */
  readonly isRepeated: boolean;
  /** When it happened, by our clock. */
  readonly at: Date;
  readonly error: DriverErrorData | null;
}

export interface DriverEventsOutcome {
  readonly results: readonly DriverEventResult[];
  /** Milliseconds that were added to the device's times; null when it did not tell its clock. */
  readonly offset: number | null;
  readonly waiting: number;
  /** Routes on which something happened, for `publish`. */
  readonly routeIds: readonly string[];
  readonly userErrors: readonly DriverErrorData[];
}

/**
 * Takes what happened while a device was offline. Each event has the device's own id: told twice it is done once. In whatever order
 * batches come, events are done in the order of their times, and what needs something that has not come yet waits for it: every way
 * in which the same day can reach us leads to the same state. Needs to see the whole organization: a start may change the day plan.
 */
export async function recordDriverEvents(tx: Transaction, { events, sentAt }: DriverEventsInput): Promise<DriverEventsOutcome> {
  const driverId = tx.actor?.subjectId ?? '';
  const fault = findBatchFault(events);
  if (fault) return { results: [], offset: null, waiting: 0, routeIds: [], userErrors: [fault] };
  // One batch of a driver after the other, also before there is a route to lock.
  await tx.em.execute('select id from driver where id = ? for update', [driverId]);
  const now = tx.clock.now();
  const offset = clockOffset(sentAt, now);
  const inbox = await openInbox(tx, driverId, events);
  const known = new Set(inbox.values());
  const taken = events.map((event) => takeIn(tx, inbox, { driverId, event, happenedAt: correctedTime(event.at, offset, now) }));

  const routeIds = await workOff(tx, inbox);
  keep(tx, inbox, known);
  const route = routeIds.size > 0 ? await lockDriverRoute(tx, ['STARTED']) : null;
  if (route && routeIds.has(route.id)) await refreshForecast(tx, route);
  return {
    offset,
    results: taken.map(({ row, refusal, isRepeated }, index) => ({
      clientId: events[index]!.clientId, isRepeated, at: row?.happenedAt ?? correctedTime(events[index]!.at, offset, now),
      outcome: row?.outcome ?? 'REFUSED', error: row ? (row.error ?? null) : (refusal ?? null),
    })),
    waiting: [...inbox.values()].filter(({ outcome }) => outcome === 'WAITING').length,
    routeIds: [...routeIds],
    userErrors: [],
  };
}

type Inbox = Map<string, DriverEvent>;

/** What waits, and what of this batch was told before. */
async function openInbox(tx: Transaction, driverId: string, events: readonly DriverEventItem[]): Promise<Inbox> {
  const rows = await tx.em.find(DriverEvent, { driverId, $or: [{ outcome: 'WAITING' }, { clientId: { $in: events.map(({ clientId }) => clientId) } }] });
  return new Map(rows.map((row) => [row.clientId, row]));
}

interface Incoming {
  readonly driverId: string;
  readonly event: DriverEventItem;
  readonly happenedAt: Date;
}

/** Puts an event into the inbox, unless it is there or can never be done. */
function takeIn(tx: Transaction, inbox: Inbox, { driverId, event, happenedAt }: Incoming): { readonly row?: DriverEvent; readonly refusal?: DriverErrorData; readonly isRepeated: boolean } {
  const known = inbox.get(event.clientId);
  if (known) return { row: known, isRepeated: true };
  const now = tx.clock.now();
  const refusal = findEventFault(event, happenedAt, now) ?? (inbox.size >= MAX_WAITING ? userError('INVALID_STATE' as const, `${MAX_WAITING} events wait for others already. Send what happened first.`, null) : undefined);
  if (refusal) return { refusal, isRepeated: false };
  const { clientId, at: _, ...payload } = event;
  const row = new DriverEvent();
  tx.em.assign(row, { id: newId('driverEvent'), organizationId: tx.organizationId, driverId, clientId, happenedAt, receivedAt: now, outcome: 'WAITING', error: null, payload: payload as DriverEventData, isPosition: payload.position != null });
  inbox.set(clientId, row);
  return { row, isRepeated: false };
}

/** Does what can be done, in order of time, until nothing more can. Gives the routes on which something happened. */
async function workOff(tx: Transaction, inbox: Inbox): Promise<Set<string>> {
  const routeIds = new Set<string>();
  for (let isBusy = true; isBusy; ) {
    isBusy = false;
    for (const rows of runsOf(waitingOf(inbox))) {
      const applied = await applyDriverEvents(tx, rows);
      await tx.em.flush();
      rows.forEach((row, index) => {
        const { routeId, error } = applied[index]!;
        if (routeId) routeIds.add(routeId);
        settle(row, error, tx.clock.now());
        isBusy ||= row.outcome === 'APPLIED';
      });
    }
  }
  return routeIds;
}

/** Positions that follow each other are taken together, everything else one by one. */
function runsOf(rows: readonly DriverEvent[]): DriverEvent[][] {
  const runs: DriverEvent[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (row.payload?.position && last?.[0]?.payload?.position && last.length < MAX_PINGS) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** Keeps what waits, and the names of what was done; of positions only those that wait: they are known by their instant. */
function keep(tx: Transaction, inbox: Inbox, known: ReadonlySet<DriverEvent>): void {
  for (const row of inbox.values()) {
    if (row.outcome === 'WAITING' || !row.isPosition) tx.em.persist(row);
    else if (known.has(row)) tx.em.remove(row);
  }
}

function waitingOf(inbox: Inbox): DriverEvent[] {
  return [...inbox.values()]
    .filter(({ outcome }) => outcome === 'WAITING')
    .toSorted((a, b) => a.happenedAt.getTime() - b.happenedAt.getTime() || (a.clientId < b.clientId ? -1 : 1));
}

function settle(row: DriverEvent, error: DriverErrorData | null, now: Date): void {
  const isOver = now.getTime() - row.happenedAt.getTime() > WAITS_FOR;
  row.error = error;
  row.outcome = !error ? 'APPLIED' : !isOver && mayStillCome(kindOf(row.payload!)!, error) ? 'WAITING' : 'REFUSED';
  if (row.outcome !== 'WAITING') row.payload = null;
}
