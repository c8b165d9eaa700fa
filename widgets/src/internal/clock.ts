/** The time a widget goes by. Tests and demos hand in their own. */
export interface WidgetClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back about once a second until the returned function is called. */
  tick(callback: () => void): () => void;
}

const SECOND = 1000;

/** The browser's clock. */
export const systemClock: WidgetClock = {
  now: () => Date.now(),
  tick(callback) {
    const timer = setInterval(callback, SECOND);
    return () => clearInterval(timer);
  },
};
