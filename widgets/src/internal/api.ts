import type { Request } from './client/request.ts';
import type {
  AddressInput, BasketInput, DeliveryOption, DeliveryOptions, DeliveryTracking, Hold,
} from './types.ts';

/** An address and basket to get windows for. */
export interface OptionsRequest {
  /** The API wants a region everywhere; empty where a country has none. */
  readonly address: AddressInput & { readonly region: string };
  readonly basket: BasketInput;
  /** 1 to 14. */
  readonly days: number;
}

/** A mutation was refused: with a code to branch on and what is still open. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly alternatives: readonly DeliveryOption[];
}

/** What the picker needs of the API. Everything rejects with an error that has a `code`. */
export interface StorefrontApi {
  options(request: OptionsRequest, signal: AbortSignal): Promise<DeliveryOptions>;
  hold(quote: string, optionId: string): Promise<Hold | Refusal>;
  /** Another window, address or basket in one step, under the same id. */
  change(holdId: string, quote: string, optionId: string): Promise<Hold | Refusal>;
  /** Keeps it for another while, as often as the server allows. */
  extend(holdId: string): Promise<Hold | Refusal>;
  release(holdId: string): Promise<unknown>;
  findHold(id: string, signal: AbortSignal): Promise<Hold | null>;
}

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'closed';

/** Where news of a followed delivery goes. */
export interface TrackingListener {
  readonly next: (tracking: DeliveryTracking) => void;
  readonly connection: (state: Connection) => void;
  /** It will not go on by itself. */
  readonly failed: (error: unknown) => void;
}

/** What the tracking element needs of the API. */
export interface RecipientApi {
  tracking(signal: AbortSignal): Promise<DeliveryTracking | null>;
  /** Follows until the signal is aborted; reconnects by itself. */
  follow(listener: TrackingListener, signal: AbortSignal): void;
  /** For what is done rarely, and so comes with a part that is fetched when it is. */
  readonly request: Request;
}

/** Tells a refusal from the thing asked for. */
export function isRefusal(answer: object): answer is Refusal {
  return 'alternatives' in answer;
}
