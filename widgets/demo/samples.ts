import type { DeliveryOption, DeliveryOptions, DeliveryState, DeliveryTracking, Hold } from '../src/internal/types.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The instant the samples are made for: Saturday, 9:10 in the morning in Oakland. */
export const SAMPLE_NOW = Date.parse('2026-11-21T17:10:00Z');
export const ZONE = 'America/Los_Angeles';

const scheduled = { id: 'svc_scheduled', name: 'Two-hour window' };
const evening = { id: 'svc_evening', name: 'Evening' };
const sameDay = { id: 'svc_same_day', name: 'Same day' };
export const address = { line1: '418 Juniper Street', line2: null, city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };
export const basket = {
  parcels: [{ description: 'Armchair', weightGrams: 14_000, lengthMillimeters: 700, widthMillimeters: 650, heightMillimeters: 800 }],
};

/** An instant on the sample day plus `days`, at a local time. */
export function at(days: number, hours: number, minutes = 0): string {
  // The zone is at UTC−8 in November.
  return new Date(Date.parse('2026-11-21T08:00:00Z') + days * DAY + (hours * 60 + minutes) * MINUTE).toISOString();
}

/** One window; `refused` is the reason why not. */
export function option(
  days: number, from: number, to: number, price: string, more: { level?: typeof scheduled; refused?: DeliveryOption['reason'] } = {},
): DeliveryOption {
  const level = more.level ?? scheduled;
  return {
    id: `${level.id}:${days}:${from}`,
    serviceLevel: level,
    date: at(days, 0).slice(0, 10),
    window: { start: at(days, from), end: at(days, to), timeZone: ZONE },
    available: !more.refused,
    price: more.refused ? null : { amount: price, currency: 'USD' },
    reason: more.refused ?? null,
    message: more.refused ? 'Not possible.' : null,
  };
}

/** Five days of windows as a courier sells them. */
export function sampleOptions(): DeliveryOption[] {
  const days = [0, 1, 2, 3, 4].flatMap((day) => [
    option(day, 10, 12, '7.90', day === 0 ? { refused: 'AFTER_CUTOFF' } : {}),
    option(day, 12, 14, '7.90', day === 1 ? { refused: 'FULL' } : {}),
    option(day, 14, 16, '5.90'),
    option(day, 16, 18, '0.00', day === 0 ? { refused: 'FULL' } : {}),
    option(day, 18, 21, '9.50', { level: evening }),
  ]);
  const today = [option(0, 13, 17, '12.00', { level: sameDay })];
  const full = days.map((it) => (it.date === at(3, 0).slice(0, 10) ? { ...it, available: false, price: null, reason: 'FULL' } : it));
  return [...full.slice(0, 3), ...today, ...full.slice(3)];
}

export function answerWith(options: readonly DeliveryOption[], more: Partial<DeliveryOptions> = {}): { deliveryOptions: DeliveryOptions } {
  return { deliveryOptions: { quote: 'quote-1', options, reason: null, message: null, ...more } };
}

/** A hold on a window for so many minutes. */
export function holdOn(from: DeliveryOption, minutes = 10, id = `hld_${from.id}`): Hold {
  return { id, state: 'HELD', expiresIn: `PT${minutes}M`, extensionsLeft: 2, window: from.window, price: from.price!, serviceLevel: from.serviceLevel };
}

const ORDER: readonly DeliveryState[] = ['CONFIRMED', 'PLANNED', 'LOADED', 'OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED', 'DELIVERED'];
const TIMES = [at(-2, 15, 20), at(-1, 18, 5), at(0, 7, 40), at(0, 8, 2), at(0, 9, 4), at(0, 9, 9), at(0, 9, 10)];
const DESTINATION = { latitude: 37.8061, longitude: -122.2782 };

/** The view of one delivery in a state, as the server would give it at `SAMPLE_NOW`. */
export function sampleTracking(state: DeliveryState, more: Partial<DeliveryTracking> = {}): DeliveryTracking {
  const place = ORDER.indexOf(state);
  const isMoving = state === 'OUT_FOR_DELIVERY' || state === 'ARRIVING';
  const failed = state === 'ATTEMPT_FAILED';
  const reached = place < 0 ? 5 : place;
  const steps = ORDER.map((step, index) => ({
    state: step,
    status: index < reached || state === 'DELIVERED' ? 'DONE' : index === reached && place >= 0 ? 'CURRENT' : 'UPCOMING',
    at: index <= reached ? TIMES[index]! : null,
  }));
  const last = { state, status: state === 'RETURNED' ? 'DONE' : state === 'RETURNING' ? 'CURRENT' : 'FAILED', at: TIMES[5]! };
  return {
    deliveryId: 'dlv_1',
    reference: 'AL-20417',
    state,
    brand: { name: 'Alder & Loom', logoUrl: null, primaryColor: '#2f5d50', accentColor: '#c9793f', locale: 'en-US' },
    window: { start: at(0, 9), end: at(0, 11), timeZone: ZONE },
    estimate: isMoving
      ? state === 'ARRIVING' ? { p10: at(0, 9, 14), p50: at(0, 9, 16), p90: at(0, 9, 20) } : { p10: at(0, 9, 55), p50: at(0, 10, 5), p90: at(0, 10, 20) }
      : null,
    noEstimateReason: null,
    stopsAway: state === 'ARRIVING' ? 0 : isMoving ? 3 : null,
    driverFirstName: place >= 3 ? 'Maya' : null,
    vehicleKind: place >= 2 ? 'VAN' : null,
    vehiclePosition: isMoving
      ? { position: { latitude: 37.8012, longitude: -122.2701 }, heading: 310, recordedAt: new Date(SAMPLE_NOW - 4000).toISOString() }
      : null,
    destination: DESTINATION,
    steps: place < 0 ? [...steps.slice(0, 5).map((step) => ({ ...step, status: 'DONE' })), last] : steps,
    linkScopes: ['VIEW', 'MAP', 'PROOF', 'RESCHEDULE', 'INSTRUCTIONS'],
    feeds: { calendarUrl: 'https://courier.example/feeds/1/delivery.ics' },
    pin: null,
    proof: null,
    failureReason: failed ? 'NOBODY_HOME' : null,
    reattempt: failed ? { quote: 'quote-2', options: [option(1, 10, 12, '0.00'), option(1, 14, 16, '0.00'), option(2, 10, 12, '0.00'), option(2, 18, 21, '0.00', { level: evening })] } : null,
    asOf: new Date(SAMPLE_NOW).toISOString(),
    ...more,
  };
}
