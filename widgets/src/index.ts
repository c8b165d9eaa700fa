/** `@doorstep/widgets`: the classes and types; importing registers nothing. The elements: `…/slot-picker.js`, `…/tracking.js`. */
export { DoorstepSlotPicker, type ChangeDetail, type HoldDetail } from './slot-picker/slot-picker.ts';
export { DoorstepTracking } from './tracking/tracking.ts';
export type { Failure } from './internal/failure.ts';
export type * from './internal/types.ts';
