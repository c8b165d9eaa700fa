import { useState, type FormEvent } from 'react';
import type { AddressInput, DeliveryOption, Storefront } from '@doorstep/sdk/browser';
import { useDelivery } from './use-delivery.ts';

/** What is in the cart of this example: one box. */
const BASKET = { parcels: [{ description: 'Lamp', weightGrams: 1_800, lengthMillimeters: 350, widthMillimeters: 250, heightMillimeters: 250 }] };
const FIELDS = [['name', 'Name'], ['line1', 'Street and number'], ['city', 'City'], ['region', 'State'], ['postalCode', 'ZIP']] as const;

/** Address, window, order. */
export function Checkout({ storefront }: { readonly storefront: Storefront }) {
  const [address, setAddress] = useState<AddressInput | null>(null);
  const [name, setName] = useState('');
  const [thanks, setThanks] = useState<{ reference: string; trackingUrl: string } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { options, hold, message, isBusy, choose } = useDelivery(storefront, address, BASKET);

  function takeAddress(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const { name: person = '', ...rest } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setName(person);
    setAddress({ line1: rest['line1'] ?? '', city: rest['city'] ?? '', region: rest['region'] || null, postalCode: rest['postalCode'] ?? '' });
  }

  async function order(): Promise<void> {
    setRefusal(null);
    const response = await fetch('/order', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ holdId: hold?.id, name }) });
    if (response.ok) setThanks((await response.json()) as { reference: string; trackingUrl: string });
    else setRefusal(await response.text());
  }

  if (thanks) {
    return <><h1>Thank you! Order {thanks.reference}</h1><p><a href={thanks.trackingUrl}>Follow your delivery</a></p></>;
  }
  return (
    <>
      <h1>Checkout</h1>
      <form onSubmit={takeAddress}>
        {FIELDS.map(([field, label]) => <label key={field}>{label}<input name={field} required={field !== 'region'} /></label>)}
        <button>Choose a time</button>
      </form>
      {address && <Windows options={options} held={hold?.state === 'HELD' ? hold.window.start : null} isBusy={isBusy} choose={choose} />}
      <p role="alert">{refusal ?? message}</p>
      <button disabled={hold?.state !== 'HELD' || isBusy} onClick={() => void order()}>Place order</button>
    </>
  );
}

interface WindowsProps {
  readonly options: readonly DeliveryOption[];
  readonly held: string | null;
  readonly isBusy: boolean;
  readonly choose: (optionId: string) => Promise<void>;
}

/** The windows as native radios; those that can't be had say why. */
function Windows({ options, held, isBusy, choose }: WindowsProps) {
  return (
    <fieldset aria-busy={isBusy}>
      <legend>When shall we come?</legend>
      {options.map(({ id, window, available, price, message }) => (
        <label key={id}>
          <input type="radio" name="window" checked={held === window.start} disabled={!available || isBusy} onChange={() => void choose(id)} />
          <span>{spoken(window)}</span>
          <span>{available && price ? new Intl.NumberFormat('en', { style: 'currency', currency: price.currency }).format(Number(price.amount)) : message}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** In the zone of the address, wherever the shopper is. */
function spoken({ start, end, timeZone }: DeliveryOption['window']): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
  return format.formatRange(new Date(start), new Date(end));
}
