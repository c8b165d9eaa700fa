/** For Vue's template checker: `import '@doorstep/widgets/vue'` once. Tell Vue that tags with `doorstep-` are elements (`isCustomElement`). */
import type { DefineComponent } from 'vue';
import type { Failure } from '../src/internal/failure.ts';
import type { SlotPickerProps, TrackingProps } from '../src/react.ts';
import type { ChangeDetail, HoldDetail } from '../src/slot-picker/slot-picker.ts';
import type { TrackingDetail } from '../src/tracking/tracking.ts';

type Properties<Props> = Omit<Props, 'children' | 'className' | 'elementRef' | 'onChange' | 'onHold' | 'onError'>;

interface PickerEvents {
  'onDoorstep-change'?: (event: CustomEvent<ChangeDetail>) => void;
  'onDoorstep-hold'?: (event: CustomEvent<HoldDetail>) => void;
  'onDoorstep-error'?: (event: CustomEvent<Failure>) => void;
}

interface TrackingEvents {
  'onDoorstep-change'?: (event: CustomEvent<TrackingDetail>) => void;
  'onDoorstep-error'?: (event: CustomEvent<Failure>) => void;
}

declare module 'vue' {
  interface GlobalComponents {
    'doorstep-slot-picker': DefineComponent<Properties<SlotPickerProps> & PickerEvents>;
    'doorstep-tracking': DefineComponent<Properties<TrackingProps> & TrackingEvents>;
  }
}
