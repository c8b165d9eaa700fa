import type { FailureReason } from '../dispatch/attempt.rules.ts';
import type { DriverErrorCode } from '../dispatch/driver-error.rules.ts';
import type { ProofInputData } from '../dispatch/proof.rules.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import type { Position } from '../shared/geo.ts';
import { DAY, MINUTE, SECOND } from '../shared/time.ts';
import type { PingData } from './ping.rules.ts';

/** APPLIED: it is done. WAITING: kept until what must come before it has come. REFUSED: it will never be done. */
export const DRIVER_EVENT_OUTCOMES = ['APPLIED', 'WAITING', 'REFUSED'] as const;
export type DriverEventOutcome = (typeof DRIVER_EVENT_OUTCOMES)[number];

export type DriverErrorData = UserErrorData<DriverErrorCode>;

/** What happened: exactly one of these is set. */
export interface DriverEventData {
  readonly position?: Omit<PingData, 'at'> | null;
  readonly scan?: { readonly barcode: string } | null;
  readonly start?: { readonly leftBehind: readonly string[] } | null;
  readonly arrive?: { readonly stopId: string; readonly position?: Position | null } | null;
  readonly depart?: { readonly stopId: string; readonly position?: Position | null } | null;
  readonly complete?: { readonly deliveryId: string; readonly proof: ProofInputData; readonly position?: Position | null } | null;
  readonly fail?: { readonly deliveryId: string; readonly reason: FailureReason; readonly proof?: ProofInputData | null; readonly note?: string | null; readonly position?: Position | null } | null;
}

export interface DriverEventItem extends DriverEventData {
  readonly clientId: string;
  readonly at: Date;
}

export const MAX_EVENTS = 200;
export const MAX_CLIENT_ID = 64;
/** Events of one driver that may wait for others. */
export const MAX_WAITING = 1_000;
/** What has waited longer is told by nobody any more. */
export const WAITS_FOR = DAY;

/** Smaller differences are the way through the network. */
const LEAST_OFFSET = 20 * SECOND;

/**
 * How far a device's clock is off, in milliseconds to add to its times, from when it sent by its clock and when that came by ours.
 * Null when it did not say, 0 when it is right.
 */
export function clockOffset(sentAt: Date | null | undefined, received: Date): number | null {
  if (!sentAt) return null;
  const offset = received.getTime() - sentAt.getTime();
  return Math.abs(offset) < LEAST_OFFSET ? 0 : offset;
}

/** When it happened by our clock; never in our future, where a device sends what it has just seen. */
export function correctedTime(at: Date, offset: number | null, received: Date): Date {
  const corrected = at.getTime() + (offset ?? 0);
  const isJustNow = corrected > received.getTime() && corrected - received.getTime() < 2 * MINUTE;
  return isJustNow ? received : new Date(corrected);
}

const KINDS = ['position', 'scan', 'start', 'arrive', 'depart', 'complete', 'fail'] as const;
export type DriverEventKind = (typeof KINDS)[number];

/** What an event is about; undefined unless exactly one is said. */
export function kindOf(event: DriverEventData): DriverEventKind | undefined {
  const said = KINDS.filter((kind) => event[kind] != null);
  return said.length === 1 ? said[0] : undefined;
}

/** What makes a whole batch unusable. */
export function findBatchFault(events: readonly DriverEventItem[]): DriverErrorData | undefined {
  if (events.length < 1 || events.length > MAX_EVENTS) return userError('INVALID_INPUT', `Expected 1 to ${MAX_EVENTS} events, got ${events.length}.`, ['events']);
  return undefined;
}

/** What makes one event unusable, whenever it comes. */
export function findEventFault(event: DriverEventItem, happenedAt: Date, now: Date): DriverErrorData | undefined {
  if (!/^[\w.:-]{1,64}$/.test(event.clientId)) return userError('INVALID_INPUT', `A clientId has 1 to ${MAX_CLIENT_ID} letters, digits or . : _ -; make it once when the thing happens.`, ['clientId']);
  if (!kindOf(event)) return userError('INVALID_INPUT', `Expected exactly one of ${KINDS.join(', ')}.`, []);
  if (Number.isNaN(happenedAt.getTime()) || happenedAt > now) return userError('INVALID_INPUT', '"at" is in the future; give the device\'s own time as "sentAt" and it is corrected.', ['at']);
  if (now.getTime() - happenedAt.getTime() > WAITS_FOR) return userError('INVALID_INPUT', '"at" is more than a day ago.', ['at']);
  return undefined;
}

/** Refusals that something which has not come yet may turn. */
const MAY_TURN: readonly DriverErrorCode[] = ['INVALID_STATE', 'NOT_FOUND', 'MISSING_PARCELS'];

/** Whether a refused event may still be done once others have come. */
export function mayStillCome(kind: DriverEventKind, error: DriverErrorData): boolean {
  return MAY_TURN.includes(error.code) && kind !== 'scan' ? true : kind === 'scan' && error.code === 'NOT_FOUND';
}
