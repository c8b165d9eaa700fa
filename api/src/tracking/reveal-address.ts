import { createHash, timingSafeEqual } from 'node:crypto';
import { postalKeyOf } from '../network/address.rules.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { userError } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import { HOUR, MINUTE } from '../shared/time.ts';
import { AddressGuess } from './address-guess.entity.ts';
import type { LinkErrorData } from './link.rules.ts';

/** Wrong postal codes of one delivery in an hour, through all of its links. A postal code has some ten thousand neighbors. */
const MOST_WRONG = 5;
const MOST_LETTERS = 20;

export interface RevealedAddress {
  /** Null: refused. */
  readonly deliveryId: string | null;
  readonly userErrors: LinkErrorData[];
}

/**
 * Step-up of a link: who knows the postal code may see the door. Compared in constant time; five wrong ones close it for an hour, for all
 * links of the delivery, and on all nodes.
 */
export async function revealAddress(tx: Transaction, { postalCode }: { readonly postalCode: string }): Promise<RevealedAddress> {
  if (postalCode.trim() === '' || postalCode.length > MOST_LETTERS) return refused(userError('INVALID_INPUT', `Expected a postal code of 1 to ${MOST_LETTERS} characters.`, ['postalCode']));
  const deliveryId = tx.actor?.subjectId ?? null;
  const delivery = deliveryId === null ? null : await tx.em.findOne(Delivery, { id: deliveryId });
  if (!delivery) return refused(userError('NOT_FOUND', 'This key is not the tracking link of a delivery.'));
  if (delivery.address.postalCode.trim() === '') return refused(userError('INVALID_STATE', 'The address has no postal code to prove it by. Ask the shop you ordered from.'));

  const now = tx.clock.now();
  const guess = await lockGuess(tx, delivery);
  if (now.getTime() - guess.since.getTime() >= HOUR) Object.assign(guess, { wrongCount: 0, since: now });
  if (guess.wrongCount >= MOST_WRONG) {
    const minutes = Math.ceil((guess.since.getTime() + HOUR - now.getTime()) / MINUTE);
    return refused(userError('TOO_MANY_ATTEMPTS', `Too many wrong postal codes. Try again in ${minutes} min.`, ['postalCode']));
  }
  if (isSame(postalCode, delivery.address)) return { deliveryId: delivery.id, userErrors: [] };
  if (guess.wrongCount === 0) guess.since = now;
  guess.wrongCount += 1;
  return refused(userError('WRONG_POSTAL_CODE', 'This is not the postal code of this delivery. Check it, or ask the shop you ordered from.', ['postalCode']));
}

/** The row of the delivery's guesses, locked: of several at once each counts. */
async function lockGuess(tx: Transaction, { id, retailerId }: Delivery): Promise<AddressGuess> {
  await tx.em.execute(
    'insert into address_guess (id, organization_id, retailer_id, delivery_id, wrong_count, since) values (?, ?, ?, ?, 0, ?) on conflict (delivery_id) do nothing',
    [newId('addressGuess'), tx.organizationId, retailerId, id, tx.clock.now()],
  );
  await tx.em.execute('select id from address_guess where delivery_id = ? for update', [id]);
  return tx.em.findOneOrFail(AddressGuess, { deliveryId: id });
}

function isSame(given: string, { postalCode, country }: Delivery['address']): boolean {
  const digest = (text: string) => createHash('sha256').update(postalKeyOf(text, country.toUpperCase())).digest();
  return timingSafeEqual(digest(given), digest(postalCode));
}

function refused(error: LinkErrorData): RevealedAddress {
  return { deliveryId: null, userErrors: [error] };
}
