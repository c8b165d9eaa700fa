import { UNREACHABLE, type Visit } from './problem.ts';

/** Start and end of each window, one after the other; a visit without windows is open at any time. */
export function windowsOf(visit: Visit): [number, number, ...number[]] {
  const bounds = (visit.windows ?? []).flatMap((window) => [window.start, window.end]);
  return bounds.length > 0 ? (bounds as [number, number, ...number[]]) : [0, UNREACHABLE];
}

/** First moment from `time` on at which one of the windows is open; UNREACHABLE + 1 when none is any more. */
export function openFrom(windows: Int32Array, time: number): number {
  for (let index = 0; index < windows.length; index += 2) {
    if (time <= windows[index + 1]!) return Math.max(time, windows[index]!);
  }
  return UNREACHABLE + 1;
}

/** Last moment up to `time` at which one of the windows is open; −1 when none was yet. */
export function openUntil(windows: Int32Array, time: number): number {
  for (let index = windows.length - 2; index >= 0; index -= 2) {
    if (time >= windows[index]!) return Math.min(time, windows[index + 1]!);
  }
  return -1;
}
