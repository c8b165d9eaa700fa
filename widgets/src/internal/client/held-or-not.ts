import type { Refusal } from '../api.ts';
import type { DeliveryOption, Hold } from '../types.ts';

interface HoldPayload {
  readonly hold?: Hold | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
  readonly alternatives?: readonly DeliveryOption[];
}

/** The hold of a payload, or why there is none. */
export function heldOrNot({ hold, userErrors: [first], alternatives = [] }: HoldPayload): Hold | Refusal {
  return hold ?? { code: first?.code ?? 'UNKNOWN', message: first?.message ?? '', alternatives };
}
