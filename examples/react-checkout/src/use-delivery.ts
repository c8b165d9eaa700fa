import { useEffect, useRef, useState } from 'react';
import { UserErrorsError, type AddressInput, type BasketInput, type DeliveryOption, type Hold, type Storefront } from '@doorstep/sdk/browser';

/** What the checkout knows about the delivery. */
export interface DeliveryState {
  readonly options: readonly DeliveryOption[];
  readonly hold: Hold | null;
  /** For the shopper. */
  readonly message: string | null;
  readonly isBusy: boolean;
}

const NOTHING: DeliveryState = { options: [], hold: null, message: null, isBusy: false };

/** The windows for an address, and the one that is held. Asks anew when address or basket change; what is no longer wanted is aborted. */
export function useDelivery(storefront: Storefront, address: AddressInput | null, basket: BasketInput) {
  const [state, setState] = useState<DeliveryState>(NOTHING);
  const quote = useRef('');
  const question = JSON.stringify({ address, basket });

  useEffect(() => {
    if (!address) return setState(NOTHING);
    const abort = new AbortController();
    setState((before) => ({ ...before, isBusy: true }));
    storefront.deliveryOptions({ address, basket }, { signal: abort.signal }).then(
      (answer) => {
        quote.current = answer.quote;
        setState((before) => ({ ...before, options: answer.options, message: answer.message, isBusy: false }));
      },
      (error: unknown) => abort.signal.aborted || setState({ ...NOTHING, message: textOf(error) }),
    );
    return () => abort.abort();
    // The question is what address and basket say, not which objects they are.
  }, [storefront, question]);

  /** Takes a window, or moves the hold to it: in one step, so there is always one hold or none. */
  async function choose(optionId: string): Promise<void> {
    setState((before) => ({ ...before, isBusy: true, message: null }));
    const choice = { quote: quote.current, optionId };
    try {
      const { hold } = state.hold?.state === 'HELD' ? await storefront.changeHold({ holdId: state.hold.id, ...choice }) : await storefront.holdDeliveryOption(choice);
      setState((before) => ({ ...before, hold, isBusy: false }));
    } catch (error) {
      // Somebody was faster: what is still free comes with the refusal.
      const { alternatives } = (error instanceof UserErrorsError ? error.payload : {}) as { alternatives?: readonly DeliveryOption[] };
      setState((before) => ({ ...before, isBusy: false, message: textOf(error), ...(alternatives?.length && { options: alternatives }) }));
    }
  }

  return { ...state, choose };
}

function textOf(error: unknown): string {
  if (error instanceof UserErrorsError) return error.userErrors.map(({ message }) => message).join(' ');
  return 'The delivery windows could not be loaded. Try again in a moment.';
}
