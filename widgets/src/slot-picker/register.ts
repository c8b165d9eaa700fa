/** Every language counts; so that this is not a file of its own. */
export { counted } from '../translations/counted.ts';
import { define } from '../internal/define.ts';
import { DoorstepSlotPicker } from './slot-picker.ts';

define('doorstep-slot-picker', DoorstepSlotPicker);
