import { MAX_INSTRUCTIONS } from '../orders/delivery.rules.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';

/** What the retailer tells about an order, whichever way it gets its place. */
export interface OrderDetails {
  readonly reference: string;
  readonly recipient: { readonly name: string; readonly email?: string | null; readonly phone?: string | null };
  readonly instructions?: string | null;
}

/** The longest texts, in characters. */
export const MAX_TEXT = { reference: 100, name: 200, email: 320, phone: 40, instructions: MAX_INSTRUCTIONS } as const;

/** What is wrong with the texts of an order; empty when nothing is. */
export function findOrderFaults({ reference, recipient, instructions }: OrderDetails): UserErrorData<'INVALID_INPUT'>[] {
  const checks: [text: string | null | undefined, field: string[], most: number, isNeeded: boolean][] = [
    [reference, ['reference'], MAX_TEXT.reference, true],
    [recipient.name, ['recipient', 'name'], MAX_TEXT.name, true],
    [recipient.email, ['recipient', 'email'], MAX_TEXT.email, false],
    [recipient.phone, ['recipient', 'phone'], MAX_TEXT.phone, false],
    [instructions, ['instructions'], MAX_TEXT.instructions, false],
  ];
  return checks.flatMap(([text, field, most, isNeeded]) => {
    const length = text?.length ?? 0;
    if (length > most) return [userError('INVALID_INPUT', `Expected at most ${most} characters, got ${length}.`, field)];
    if (isNeeded && !text?.trim()) return [userError('INVALID_INPUT', 'Expected a text, got nothing.', field)];
    return [];
  });
}

/** The same texts, without spaces around them, and null where there is nothing. */
export function trimOrder({ reference, recipient, instructions }: OrderDetails) {
  const orNull = (text: string | null | undefined) => text?.trim() || null;
  return {
    reference: reference.trim(),
    recipient: { name: recipient.name.trim(), email: orNull(recipient.email), phone: orNull(recipient.phone) },
    instructions: orNull(instructions),
  };
}
