import { define } from '../internal/define.ts';
import { DoorstepSlotPicker } from './slot-picker.ts';

define('doorstep-slot-picker', DoorstepSlotPicker);
