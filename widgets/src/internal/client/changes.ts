import { RebookDeliveryDocument } from '@doorstep/sdk/documents';
import type { RecipientApi, Refusal } from '../api.ts';
import type { DeliveryTracking } from '../types.ts';

/** Books a window of the offer after a failed attempt. */
export async function rebook({ request }: RecipientApi, quote: string, optionId: string): Promise<DeliveryTracking | Refusal> {
  const { rebookDelivery } = await request(RebookDeliveryDocument, { input: { quote, optionId } });
  const { tracking, userErrors: [first], alternatives } = rebookDelivery;
  return tracking ?? { code: first?.code ?? 'UNKNOWN', message: first?.message ?? '', alternatives };
}
