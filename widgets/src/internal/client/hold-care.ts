import { ChangeHoldDocument, ExtendHoldDocument, HoldDocument } from '@doorstep/sdk/documents';
import type { Refusal } from '../api.ts';
import type { Hold } from '../types.ts';
import { heldOrNot } from './held-or-not.ts';
import type { Request } from './request.ts';

/** What is asked of a hold that stands; fetched when there is one to ask about. */
export async function changeHold(request: Request, holdId: string, quote: string, optionId: string): Promise<Hold | Refusal> {
  return heldOrNot((await request(ChangeHoldDocument, { input: { holdId, quote, optionId } })).changeHold);
}

export async function extendHold(request: Request, holdId: string): Promise<Hold | Refusal> {
  return heldOrNot((await request(ExtendHoldDocument, { input: { holdId } })).extendHold);
}

export async function findHold(request: Request, id: string, signal: AbortSignal): Promise<Hold | null> {
  return (await request(HoldDocument, { id }, { signal })).hold ?? null;
}
