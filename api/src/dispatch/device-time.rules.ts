import { userError, type UserErrorData } from '../shared/errors.ts';
import { DAY, MINUTE } from '../shared/time.ts';
import type { DriverErrorCode } from './driver-error.rules.ts';

/** How far a device's clock may be ahead of ours. */
const MAX_AHEAD = 2 * MINUTE;
/** How late a device may tell us, and how far its clock may be behind. */
const MAX_AGE = DAY;

/** When it happened by the driver's device, or by our clock where the device says nothing; never in our future. */
export function deviceTime(at: Date | null | undefined, now: Date): Date | UserErrorData<DriverErrorCode> {
  if (!at) return now;
  const ahead = at.getTime() - now.getTime();
  if (ahead > MAX_AHEAD) return userError('INVALID_INPUT', `"at" is ${Math.round(ahead / MINUTE)} minutes in the future; check the device's clock.`, ['at']);
  if (-ahead > MAX_AGE) return userError('INVALID_INPUT', '"at" is more than a day ago.', ['at']);
  return ahead > 0 ? now : at;
}
