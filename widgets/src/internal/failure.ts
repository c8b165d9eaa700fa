/** What went wrong, as the widgets tell it to people and to the host page. */
export interface Failure {
  /** From the API's or the SDK's closed lists, or `NOT_CONFIGURED` and `WIDGET_FAILED` from the widget itself. */
  readonly code: string;
  /** For developers, in English. */
  readonly message: string;
  /** Whether the same can work later. */
  readonly retryable: boolean;
}

/** Of the SDK's codes those that are the same the next time. */
const PERMANENT = /^(UNAUTH|FORBID|NOT_|BAD_USER|INVALID_OPT|DOCUMENT)/;

/** Reads any thrown thing; errors of a request keep their code. */
export function toFailure(error: unknown): Failure {
  const { code = 'WIDGET_FAILED', message = String(error) } = (error ?? {}) as { code?: string; message?: string };
  return { code, message, retryable: !PERMANENT.test(code) };
}
