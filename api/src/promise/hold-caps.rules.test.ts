import { describe, expect, it } from 'vitest';
import { DEFAULT_HOLD_CAPS, findCapReached, type OpenHolds } from './hold-caps.rules.ts';

const NONE: OpenHolds = { ofQuote: 0, ofKey: 0, ofKeyThatDay: 0, ofRetailer: 0 };
const ask = (open: Partial<OpenHolds>, more: { vans?: number; isPublishable?: boolean } = {}) =>
  findCapReached({ ...NONE, ...open }, { caps: DEFAULT_HOLD_CAPS, vans: 4, isPublishable: true, ...more });

describe('the caps of open holds', () => {
  it('let the last one through and refuse the next, each bound with its number', () => {
    const bounds: [keyof OpenHolds, number][] = [['ofQuote', 3], ['ofKeyThatDay', 20], ['ofKey', 500], ['ofRetailer', 2_000]];
    for (const [name, most] of bounds) {
      expect(ask({ [name]: most - 1 })).toBeUndefined();
      expect(ask({ [name]: most })).toContain(`holds ${most} places`);
    }
  });

  it('leave a small depot its least, and grow with its vans', () => {
    expect(ask({ ofKeyThatDay: 9 }, { vans: 1 })).toBeUndefined();
    expect(ask({ ofKeyThatDay: 10 }, { vans: 1 })).toContain('10 places of that day');
    expect(ask({ ofKeyThatDay: 199 }, { vans: 40 })).toBeUndefined();
    expect(ask({ ofKeyThatDay: 200 }, { vans: 40 })).toContain('200 places of that day');
  });

  it('bind a secret key by quote and retailer alone', () => {
    expect(ask({ ofKey: 1_999, ofKeyThatDay: 1_999, ofRetailer: 1_999 }, { isPublishable: false })).toBeUndefined();
    expect(ask({ ofRetailer: 2_000 }, { isPublishable: false })).toContain('This retailer');
  });
});
