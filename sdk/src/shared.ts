export type { Carried, MutationCall, QueryCall, SubscriptionCall } from './call.ts';
export type { Clock } from './clock.ts';
export type { TypedDocument } from './document.ts';
export {
  AuthenticationError, ConnectionError, DoorstepError, IdempotencyError, InvalidRequestError, NotFoundError,
  PermissionError, RateLimitError, ResyncRequiredError, ServerError, TimeoutError, UserErrorsError,
} from './errors.ts';
export type { ClientErrorCode, ErrorCode, ErrorDetails, GraphQLErrorLike, ServerErrorCode, UserError } from './errors.ts';
export type { CheckoutOperations } from './operations/checkout.ts';
export type { SubscriptionOptions, TransportOptions } from './options.ts';
export type { SubscriptionState, SubscriptionStateDetail, WebSocketClass, WebSocketLike } from './socket.ts';
export type { SubscribeOptions } from './subscribe.ts';
export type { RequestArguments, RequestOptions } from './transport.ts';
export type { CallLimits } from './with-retries.ts';
export type * from './types.ts';
