/** For Svelte's checker: `import '@doorstep/widgets/svelte'` once. */
import type { HTMLAttributes } from 'svelte/elements';
import type { Failure } from '../src/internal/failure.ts';
import type { SlotPickerProps, TrackingProps } from '../src/react.ts';
import type { ChangeDetail, HoldDetail } from '../src/slot-picker/slot-picker.ts';
import type { TrackingDetail } from '../src/tracking/tracking.ts';

type Properties<Props> = Omit<Props, 'children' | 'className' | 'elementRef' | 'onChange' | 'onHold' | 'onError'>;

interface PickerEvents {
  'ondoorstep-change'?: (event: CustomEvent<ChangeDetail>) => void;
  'ondoorstep-hold'?: (event: CustomEvent<HoldDetail>) => void;
  'ondoorstep-error'?: (event: CustomEvent<Failure>) => void;
}

interface TrackingEvents {
  'ondoorstep-change'?: (event: CustomEvent<TrackingDetail>) => void;
  'ondoorstep-error'?: (event: CustomEvent<Failure>) => void;
}

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'doorstep-slot-picker': HTMLAttributes<HTMLElement> & Properties<SlotPickerProps> & PickerEvents;
    'doorstep-tracking': HTMLAttributes<HTMLElement> & Properties<TrackingProps> & TrackingEvents;
  }
}
