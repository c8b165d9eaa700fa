import { define } from '../internal/define.ts';
import { DoorstepTracking } from './tracking.ts';

define('doorstep-tracking', DoorstepTracking);
