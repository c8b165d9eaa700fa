import type { DeliveryTracking } from '../src/internal/types.ts';
import type { DoorstepSlotPicker } from '../src/slot-picker/slot-picker.ts';
import type { DoorstepTracking } from '../src/tracking/tracking.ts';
import { ManualClock } from './clock.ts';
import { FakeApi, FakeFailure, type FakeAnswer } from './fake-api.ts';
import { settled } from './settled.ts';
import { address, answerWith, at, basket, holdOn, option, SAMPLE_NOW, sampleOptions, sampleTracking } from './samples.ts';

/** A widget in one of its states: a fake server, and what is done to get there. */
export interface Scene<Element> {
  readonly title: string;
  readonly api: () => FakeApi;
  /** Runs when the element shows its first answer. */
  readonly act?: (element: Element, api: FakeApi, clock: ManualClock) => void | Promise<void>;
  readonly settings?: Partial<Element>;
}

const never: FakeAnswer = () => new Promise(() => {});
const failing: FakeAnswer = () => {
  throw new FakeFailure('INTERNAL_SERVER_ERROR');
};
const offer: FakeAnswer = () => answerWith(sampleOptions());
const hold: FakeAnswer = ({ input }) => {
  const wanted = sampleOptions().find(({ id }) => id === input.optionId)!;
  return { holdDeliveryOption: { hold: holdOn(wanted), userErrors: [], alternatives: [] } };
};
const gone: FakeAnswer = () => ({
  holdDeliveryOption: {
    hold: null,
    userErrors: [{ code: 'WINDOW_GONE', field: null, message: 'The window is gone.' }],
    alternatives: [option(1, 14, 16, '5.90'), option(1, 16, 18, '0.00'), option(2, 10, 12, '7.90')],
  },
});
const change: FakeAnswer = ({ input }) => {
  const wanted = sampleOptions().find(({ id }) => id === input.optionId)!;
  return { changeHold: { hold: holdOn(wanted, 10, input.holdId), userErrors: [], alternatives: [] } };
};
const extend: FakeAnswer = ({ input }) => ({ extendHold: { hold: { ...holdOn(option(0, 14, 16, '5.90'), 10, input.holdId), extensionsLeft: 1 }, userErrors: [] } });
const release: FakeAnswer = () => ({ releaseHold: { hold: null, userErrors: [] } });
const picker = (answers: Record<string, FakeAnswer> = {}) => () =>
  new FakeApi({ DeliveryOptions: offer, HoldDeliveryOption: hold, ChangeHold: change, ExtendHold: extend, ReleaseHold: release, ...answers });

/** Chooses the n-th open window on show. */
async function choose(element: DoorstepSlotPicker, index: number): Promise<void> {
  element.dispatchEvent(new PointerEvent('pointerdown'));
  element.shadowRoot!.querySelectorAll<HTMLInputElement>('input:enabled:not([aria-disabled])')[index]!.click();
  await settled(element);
}

const refused = (reason: 'OUTSIDE_TERRITORY' | 'FULL' | 'UNKNOWN_ADDRESS') => picker({ DeliveryOptions: () => answerWith([], { reason, message: 'No.' }) });

export const pickerScenes: Record<string, Scene<DoorstepSlotPicker>> = {
  offer: { title: 'Windows to choose from', api: picker() },
  held: { title: 'A window is held', api: picker(), act: (element) => choose(element, 2) },
  soon: {
    title: 'The hold runs out soon', api: picker(),
    act: async (element, _api, clock) => {
      await choose(element, 2);
      clock.pass(560);
    },
  },
  holding: { title: 'Being reserved', api: picker({ HoldDeliveryOption: never }), act: (element) => choose(element, 0) },
  gone: { title: 'Somebody was faster', api: picker({ HoldDeliveryOption: gone }), act: (element) => choose(element, 0) },
  expired: {
    title: 'The hold has run out', api: picker(),
    act: async (element, _api, clock) => {
      await choose(element, 2);
      clock.pass(601);
    },
  },
  'full-day': { title: 'A day without room', api: picker(), act: (element) => element.shadowRoot!.querySelectorAll<HTMLElement>('[role=tab]')[3]!.click() },
  required: { title: 'Submitted without a window', api: picker(), settings: { required: true }, act: (element) => void element.reportValidity() },
  disabled: { title: 'Disabled', api: picker(), settings: { disabled: true } },
  loading: { title: 'Loading', api: picker({ DeliveryOptions: never }) },
  'no-address': { title: 'No address yet', api: picker(), settings: { address: null } },
  outside: { title: 'Outside the delivery area', api: refused('OUTSIDE_TERRITORY') },
  full: { title: 'Nothing left at all', api: refused('FULL') },
  error: { title: 'Loading failed', api: picker({ DeliveryOptions: failing }) },
  forbidden: {
    title: 'The key is refused',
    api: picker({
      DeliveryOptions: () => {
        throw new FakeFailure('FORBIDDEN');
      },
    }),
  },
  german: { title: 'In German', api: picker(), settings: { locale: 'de' }, act: (element) => choose(element, 2) },
};

const tracked = (tracking: DeliveryTracking) => () =>
  new FakeApi({ GetDeliveryTracking: () => ({ deliveryTracking: tracking }) }, () => tracking);
const photo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><rect width="640" height="400" fill="#b9a88f"/><rect x="210" y="40" width="220" height="330" rx="6" fill="#3e5c50"/><circle cx="405" cy="210" r="9" fill="#e8c66a"/><rect x="120" y="270" width="150" height="100" rx="4" fill="#c98f5a"/><path d="M185 270h20v100h-20z" fill="#e7c79c"/><rect y="370" width="640" height="30" fill="#77695a"/></svg>',
)}`;
const proof = { photoUrls: [photo], signatureUrl: null, pinVerified: true, note: 'Behind the planter, left of the door.', place: 'FRONT_DOOR', at: at(0, 9, 9) };
const violet = { name: 'Night Market', logoUrl: null, primaryColor: '#f4c531', accentColor: '#7a2ff0', locale: 'en-US' };

export const trackingScenes: Record<string, Scene<DoorstepTracking>> = {
  confirmed: { title: 'Confirmed for tomorrow', api: tracked(sampleTracking('CONFIRMED', { window: { start: at(1, 14), end: at(1, 16), timeZone: 'America/Los_Angeles' } })) },
  'on-the-way': { title: 'On the way', api: tracked(sampleTracking('OUT_FOR_DELIVERY')) },
  late: { title: 'Late', api: tracked(sampleTracking('OUT_FOR_DELIVERY', { estimate: { p10: at(0, 11, 10), p50: at(0, 11, 25), p90: at(0, 11, 50) }, stopsAway: 6 })) },
  arriving: { title: 'Almost there', api: tracked(sampleTracking('ARRIVING', { vehicleKind: 'CARGO_BIKE' })) },
  stale: {
    title: 'The connection is lost',
    api: tracked(sampleTracking('OUT_FOR_DELIVERY')),
    act: (_element, api, clock) => {
      api.acceptsSockets = false;
      api.answers.GetDeliveryTracking = failing;
      api.dropSockets();
      clock.pass(36);
    },
  },
  arrived: { title: 'At the door', api: tracked(sampleTracking('ARRIVED')) },
  pin: { title: 'A PIN for the driver', api: tracked(sampleTracking('ARRIVING', { pin: '4821' })) },
  delivered: { title: 'Delivered', api: tracked(sampleTracking('DELIVERED', { proof })) },
  failed: { title: 'Nobody was home', api: tracked(sampleTracking('ATTEMPT_FAILED')) },
  returning: { title: 'Going back', api: tracked(sampleTracking('RETURNING')) },
  canceled: { title: 'Canceled', api: tracked(sampleTracking('CANCELED')) },
  loading: { title: 'Loading', api: () => new FakeApi({ GetDeliveryTracking: never }) },
  'unknown-link': { title: 'The link has ended', api: () => new FakeApi({ GetDeliveryTracking: () => ({ deliveryTracking: null }) }) },
  error: { title: 'Loading failed', api: () => new FakeApi({ GetDeliveryTracking: failing }) },
  'bright-brand': { title: 'A brand color nobody could read', api: tracked(sampleTracking('OUT_FOR_DELIVERY', { brand: violet })) },
  german: { title: 'In German', api: tracked(sampleTracking('OUT_FOR_DELIVERY')), settings: { locale: 'de' } },
};

export const shopBasket = basket;
export const shopAddress = address;
export const sceneClock = () => new ManualClock(SAMPLE_NOW);
