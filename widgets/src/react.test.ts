import { expect, test } from 'vitest';
import { define } from './internal/define.ts';
import { doorstepComponents, type ReactLike } from './react.ts';
import { DoorstepSlotPicker } from './slot-picker/slot-picker.ts';

/** As much of React as the components use: elements are made for real, effects run after each drawing. */
class SmallReact implements ReactLike<HTMLElement> {
  readonly #refs: { current: any }[] = [];
  #at = 0;
  #effects: (() => void)[] = [];
  #ran = new Set<number>();
  #element: HTMLElement | undefined;

  draw<Props>(component: (props: Props) => HTMLElement, props: Props): HTMLElement {
    this.#at = 0;
    const element = component(props);
    for (const effect of this.#effects.splice(0)) effect();
    return element;
  }

  createElement(type: string, props: { ref: (element: HTMLElement) => void; class?: string }): HTMLElement {
    this.#element ??= document.createElement(type);
    if (props.class) this.#element.className = props.class;
    props.ref(this.#element);
    return this.#element;
  }

  useRef<T>(initial: T): { current: T } {
    return (this.#refs[this.#at++] ??= { current: initial });
  }

  useEffect(effect: () => void | (() => void), dependencies?: readonly unknown[]): void {
    const place = this.#at++;
    if (dependencies && this.#ran.has(place)) return;
    this.#ran.add(place);
    this.#effects.push(() => void effect());
  }
}

test('a React component sets properties and hears typed events, always with its newest handlers', () => {
  define('doorstep-slot-picker', DoorstepSlotPicker);
  const react = new SmallReact();
  const { DoorstepSlotPicker: Picker } = doorstepComponents(react);
  const heard: string[] = [];
  const basket = { parcels: [{ weightGrams: 1, lengthMillimeters: 1, widthMillimeters: 1, heightMillimeters: 1 }] };
  const picker = react.draw(Picker, { publishableKey: 'pk_1', basket, className: 'wide', onHold: ({ reason }) => heard.push(`first ${reason}`) }) as DoorstepSlotPicker;
  expect([picker.publishableKey, picker.basket, picker.className]).toEqual(['pk_1', basket, 'wide']);
  react.draw(Picker, { publishableKey: 'pk_2', basket, onHold: ({ reason }) => heard.push(`second ${reason}`) });
  picker.dispatchEvent(new CustomEvent('doorstep-hold', { detail: { hold: null, reason: 'expired' } }));
  expect(picker.publishableKey).toBe('pk_2');
  expect(heard).toEqual(['second expired']);
});
