import {
  ChangeInstructionsDocument, RebookDeliveryDocument, RecipientRescheduleDocument, RecipientRescheduleQuoteDocument,
} from '@doorstep/sdk/documents';
import type { RecipientApi, Refusal } from '../api.ts';
import type { DeliveryOption, DeliveryTracking, Money } from '../types.ts';

/** Books a window of the offer after a failed attempt. */
export async function rebook({ request }: RecipientApi, quote: string, optionId: string): Promise<DeliveryTracking | Refusal> {
  const { rebookDelivery } = await request(RebookDeliveryDocument, { input: { quote, optionId } });
  const { tracking, userErrors: [first], alternatives } = rebookDelivery;
  return tracking ?? { code: first?.code ?? 'UNKNOWN', message: first?.message ?? '', alternatives };
}

/** What the delivery can be changed to, with the fee as the price of each window; without a quote it can't be. */
export interface ChangeOffer {
  readonly quote: string | null;
  readonly message: string | null;
  readonly options: readonly DeliveryOption[];
}

interface Changeable extends Omit<DeliveryOption, 'price' | 'because'> {
  readonly fee?: Money | null;
}

const priced = (options: readonly Changeable[]): DeliveryOption[] => options.map((option) => ({ ...option, because: [], price: option.fee ?? null }));

/** Asks what another window would cost now. */
export async function offerChange({ request }: RecipientApi): Promise<ChangeOffer> {
  const { rescheduleQuote } = await request(RecipientRescheduleQuoteDocument, {});
  return { quote: rescheduleQuote?.quote ?? null, message: rescheduleQuote?.message ?? null, options: priced(rescheduleQuote?.options ?? []) };
}

/** Moves the delivery to a window of the offer, for its fee. */
export async function reschedule({ request }: RecipientApi, quote: string, optionId: string): Promise<DeliveryTracking | Refusal> {
  const { rescheduleDelivery } = await request(RecipientRescheduleDocument, { input: { quote, optionId } });
  const { tracking, userErrors: [first], alternatives } = rescheduleDelivery;
  return tracking ?? { code: first?.code ?? 'UNKNOWN', message: first?.message ?? '', alternatives: priced(alternatives) };
}

/** Tells the driver; whether it was taken. */
export async function changeInstructions({ request }: RecipientApi, instructions: string, safePlace: string): Promise<boolean> {
  const input = { instructions: instructions || null, safePlace: safePlace || null };
  return (await request(ChangeInstructionsDocument, { input })).changeInstructions.userErrors.length === 0;
}
