/** Every language counts; so that this is not a file of its own. */
export { counted } from '../translations/counted.ts';
import { define } from '../internal/define.ts';
import { DoorstepTracking } from './tracking.ts';

define('doorstep-tracking', DoorstepTracking);
