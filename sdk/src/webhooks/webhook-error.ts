import { DoorstepError } from '../errors.ts';

/**
 * Why a request is not taken for a webhook: a header is missing or unreadable, it was sent too long ago or ahead of the
 * time here, no signature is right, or what was signed is no event.
 */
export type WebhookErrorCode = 'INVALID_HEADER' | 'INVALID_TIMESTAMP' | 'INVALID_SIGNATURE' | 'INVALID_PAYLOAD';

/** The request is not from whom it says, or not as it was sent. Answer it with 400 and do nothing else. */
export class WebhookError extends DoorstepError {
  override readonly name = 'WebhookError';

  constructor(code: WebhookErrorCode, message: string) {
    super(message, { code });
  }
}
