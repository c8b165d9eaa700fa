/**
 * `@doorstep/widgets/react`: both elements as React components, with typed properties and events. React is handed in, so this depends
 * on no version of it: `const { DoorstepSlotPicker } = doorstepComponents(React)`. The elements themselves come from the loader
 * or from `@doorstep/widgets/slot-picker.js` and `…/tracking.js`.
 */
import type { Failure } from './internal/failure.ts';
import type { ChangeDetail, DoorstepSlotPicker, HoldDetail } from './slot-picker/slot-picker.ts';
import type { DoorstepTracking, TrackingDetail } from './tracking/tracking.ts';

/** What is used of React, 17 or newer. */
export interface ReactLike<Node> {
  createElement(type: string, props: object | null, ...children: unknown[]): Node;
  useRef<T>(initial: T): { current: T };
  useEffect(effect: () => void | (() => void), dependencies?: readonly unknown[]): void;
}

interface Common<Children> {
  readonly children?: Children;
  readonly id?: string;
  readonly className?: string;
  readonly theme?: 'light' | 'dark';
  /** Something failed or was refused. */
  readonly onError?: (failure: Failure) => void;
}

type PickerProperty =
  | 'apiUrl' | 'publishableKey' | 'address' | 'addressLine1' | 'addressLine2' | 'city' | 'region' | 'postalCode' | 'country' | 'latitude' | 'longitude'
  | 'basket' | 'days' | 'name' | 'required' | 'disabled' | 'mirror' | 'locale';
type TrackingProperty = 'apiUrl' | 'trackingToken' | 'baseMapUrl' | 'baseMap' | 'tileUrl' | 'tileAttribution' | 'locale';

/** Properties of the picker as the element has them, and its events. */
export interface SlotPickerProps<Children = unknown> extends Common<Children>, Partial<Pick<DoorstepSlotPicker, PickerProperty>> {
  /** Id of a hold made earlier. */
  readonly value?: string;
  /** The element itself, for `refresh()`, `validity` and the like. */
  readonly elementRef?: (element: DoorstepSlotPicker | null) => void;
  readonly onChange?: (detail: ChangeDetail) => void;
  readonly onHold?: (detail: HoldDetail) => void;
}

/** Properties of the tracking element, and its events. */
export interface TrackingProps<Children = unknown> extends Common<Children>, Partial<Pick<DoorstepTracking, TrackingProperty>> {
  readonly elementRef?: (element: DoorstepTracking | null) => void;
  readonly onChange?: (detail: TrackingDetail) => void;
}

/** Props by the event they listen to. */
const EVENTS: Readonly<Record<string, string>> = { onChange: 'doorstep-change', onHold: 'doorstep-hold', onError: 'doorstep-error' };

/** Makes the components with the React of the page. */
export function doorstepComponents<Node>(React: ReactLike<Node>) {
  function component<Props extends object>(tag: string): (props: Props) => Node {
    return function DoorstepComponent(props) {
      const element = React.useRef<HTMLElement | null>(null);
      const newest = React.useRef(props as Record<string, unknown>);
      newest.current = props as Record<string, unknown>;
      // Every time: only what differs is set, and a handler is found when its event comes.
      React.useEffect(() => {
        const target = element.current as unknown as Record<string, unknown> | null;
        if (!target) return;
        for (const [name, value] of Object.entries(props)) {
          if (!(name in EVENTS) && !PLAIN.has(name) && target[name] !== value) target[name] = value;
        }
      });
      React.useEffect(() => {
        const target = element.current;
        if (!target) return undefined;
        const handlers = Object.entries(EVENTS).map(([prop, type]) => {
          const handler = (event: Event) => (newest.current[prop] as ((detail: unknown) => void) | undefined)?.((event as CustomEvent).detail);
          target.addEventListener(type, handler);
          return () => target.removeEventListener(type, handler);
        });
        return () => handlers.forEach((remove) => remove());
      }, []);
      const { children, className, id, theme, elementRef } = props as Common<unknown> & { elementRef?: (found: unknown) => void };
      const ref = (found: HTMLElement | null) => {
        element.current = found;
        elementRef?.(found);
      };
      return React.createElement(tag, { ref, id, class: className, theme }, children);
    };
  }
  return {
    DoorstepSlotPicker: component<SlotPickerProps<Node | undefined>>('doorstep-slot-picker'),
    DoorstepTracking: component<TrackingProps<Node | undefined>>('doorstep-tracking'),
  };
}

/** Handed on as attributes, or not to the element at all. */
const PLAIN = new Set(['children', 'className', 'id', 'theme', 'elementRef']);
