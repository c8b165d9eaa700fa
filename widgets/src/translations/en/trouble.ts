import type { UnavailableReason } from '../../internal/types.ts';

/** `<doorstep-slot-picker>` when something went wrong or nothing is offered. */
export const trouble = {
  failed: 'We could not load the delivery windows.',
  failedHint: 'Your connection may have dropped. Nothing is lost.',
  unavailable: 'Delivery windows are not available right now.',
  unavailableHint: 'Please contact the shop if this stays so.',
  refusedAll: {
    FULL: 'All windows of the next days are taken.',
    AFTER_CUTOFF: 'It is too late to book a delivery for these days.',
    OUTSIDE_TERRITORY: 'We do not deliver to this address yet.',
    NO_SKILL: 'We have no crew that can bring this order in the next days.',
    DRIVER_HOURS: 'Our drivers have no hours left in the next days.',
    TOO_LARGE: 'This order is too large for our vans.',
    CLOSED: 'We do not deliver on the next days.',
    UNKNOWN_ADDRESS: 'We could not find this address.',
  } satisfies Record<UnavailableReason, string>,
  refusedHint: 'Check the address, or look again later.',
  expired: 'Your reservation has run out.',
  expiredHint: 'The window went back on sale. Choose again; it may still be free.',
  gone: 'Someone was faster: this window is gone.',
  goneHint: 'Still open, nearest first:',
  goneNothing: 'Please choose another one.',
  moved: 'Your order changed, and this window no longer fits.',
  holdFailed: 'We could not reserve this window.',
  extendRefused: 'It can’t be kept longer. Please complete your order now.',
};
