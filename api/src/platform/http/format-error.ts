import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ArgumentValidationError } from 'type-graphql';
import { DoorstepError, ERROR_CODES, type ErrorCode } from '../../shared/errors.ts';

function isListed(code: unknown): code is ErrorCode {
  return (ERROR_CODES as readonly unknown[]).includes(code);
}

/**
 * Every top-level error as clients see it: a code of the closed list, the request's id, whether trying again may help.
 * What is not meant for people is logged and masked.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown, { requestId, log }: { requestId: string; log: Logger }): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const shape = (code: ErrorCode, message: string, more: Record<string, unknown> = {}): GraphQLFormattedError => ({
    message,
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { ...more, code, requestId, retryable: more['retryable'] ?? false },
  });

  if (original instanceof DoorstepError) {
    return shape(original.code, original.message, {
      retryable: original.retryable,
      ...(original.retryAfterSeconds !== undefined && { retryAfterSeconds: original.retryAfterSeconds }),
    });
  }
  if (original instanceof ArgumentValidationError) {
    const details = (original.extensions['validationErrors'] as ValidationIssue[]).flatMap((issue) => issueTexts(issue));
    return shape('BAD_USER_INPUT', details.join(' '));
  }
  const code = formatted.extensions?.['code'];
  // Apollo's own refusals (parse, validation, variables) and rules of ours are GraphQLErrors that speak for themselves.
  // Of variables with too many faults graphql says so in an error that Apollo takes for ours; what fails in a resolver has a path.
  if (original instanceof GraphQLError && (code !== 'INTERNAL_SERVER_ERROR' || isOfRequest(original))) {
    const { stacktrace: _, ...more } = (formatted.extensions ?? {}) as Record<string, unknown>;
    // Apollo calls every refusal of validation GRAPHQL_VALIDATION_FAILED; a bound that was met says so itself.
    if ('limit' in more) return shape('LIMIT_EXCEEDED', formatted.message, more);
    return shape(isListed(code) && code !== 'INTERNAL_SERVER_ERROR' ? code : 'BAD_USER_INPUT', formatted.message, more);
  }
  log.error({ requestId, err: errorForLog(original) }, 'unexpected error');
  return shape('INTERNAL_SERVER_ERROR', `Something went wrong on our side. Try again; if it stays, tell us the request id ${requestId}.`, { retryable: true });
}

/** Raised by graphql itself before anything ran. */
function isOfRequest({ path, originalError }: GraphQLError): boolean {
  return path === undefined && originalError === undefined;
}

interface ValidationIssue {
  readonly property: string;
  readonly constraints?: Record<string, string>;
  readonly children?: readonly ValidationIssue[];
}

function issueTexts(issue: ValidationIssue, path: readonly string[] = []): string[] {
  const here = [...path, issue.property];
  const own = Object.values(issue.constraints ?? {}).map((text) => `${here.join('.')}: ${text}.`);
  return [...own, ...(issue.children ?? []).flatMap((child) => issueTexts(child, here))];
}

const FRAME = /^ {4}at .*:\d+:\d+\)?$/;
const MOST_FRAMES = 12;

/** Name, code and stack of an error, without the parameters of a query: those may be personal. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  // A message may have lines that look like frames of a stack; so it goes first, and a frame must say where.
  const frames = (error.stack ?? '').replaceAll(error.message, '').split('\n').filter((line) => FRAME.test(line));
  const stack = frames.slice(0, MOST_FRAMES).join('\n');
  return { type: error.name, code: (error as { code?: unknown }).code, stack };
}
