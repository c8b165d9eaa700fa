import { DoorstepSlotPicker } from '../src/slot-picker/slot-picker.ts';
import { DoorstepTracking } from '../src/tracking/tracking.ts';
// Fetched when needed on real pages; here from the start, so that waiting for quiet does not wait for the network.
import '../src/internal/client/hold-care.ts';
import { define } from '../src/internal/define.ts';
import type { ManualClock } from './clock.ts';
import type { FakeApi } from './fake-api.ts';
import { settled } from './settled.ts';
import { pickerScenes, sceneClock, shopAddress, shopBasket, trackingScenes, type Scene } from './scenes.ts';

/** A scene that has come to its state. */
export interface Played<Element> {
  readonly element: Element;
  readonly api: FakeApi;
  readonly clock: ManualClock;
  /** Takes the element out and the fake server off the network. */
  end(): void;
}

/** Puts the picker on the page and leads it into the scene's state. */
export function playPicker(name: string, into: Element = document.body): Promise<Played<DoorstepSlotPicker>> {
  define('doorstep-slot-picker', DoorstepSlotPicker);
  const element = document.createElement('doorstep-slot-picker') as DoorstepSlotPicker;
  Object.assign(element, { publishableKey: 'pk_demo', address: shopAddress, basket: shopBasket, name: 'delivery_hold' });
  return play(pickerScenes[name]!, element, into);
}

/** Puts the tracking element on the page and leads it into the scene's state. */
export function playTracking(name: string, into: Element = document.body): Promise<Played<DoorstepTracking>> {
  define('doorstep-tracking', DoorstepTracking);
  const element = document.createElement('doorstep-tracking') as DoorstepTracking;
  element.trackingToken = 'trk_demo';
  return play(trackingScenes[name]!, element, into);
}

async function play<Kind extends DoorstepSlotPicker | DoorstepTracking>(scene: Scene<Kind>, element: Kind, into: Element): Promise<Played<Kind>> {
  const api = scene.api();
  const clock = sceneClock();
  const uninstall = api.install();
  Object.assign(element, { apiUrl: api.url, clock, locale: 'en-US' }, scene.settings);
  into.append(element);
  await settled(element);
  await scene.act?.(element, api, clock);
  await settled(element);
  return {
    element, api, clock,
    end() {
      element.remove();
      uninstall();
    },
  };
}
