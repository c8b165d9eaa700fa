/** What went wrong, as the widgets tell it to people and to the host page. */
export interface Failure {
  /** From the API's or the SDK's closed lists, or `NOT_CONFIGURED` and `WIDGET_FAILED` from the widget itself. */
  readonly code: string;
  /** For developers, in English. */
  readonly message: string;
  /** Whether the same can work later. */
  readonly retryable: boolean;
}

const PERMANENT = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT', 'NOT_CONFIGURED'];

/** Reads any thrown thing; errors of the SDK keep their code. */
export function toFailure(error: unknown): Failure {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const known = typeof code === 'string' ? code : 'WIDGET_FAILED';
  return { code: known, message: String(message ?? error), retryable: !PERMANENT.includes(known) };
}
