import type { words as Words } from '../en/picker.ts';
import { counted } from '../counted.ts';

export { common } from './common.ts';

const minutesOf = (minutes: number) => counted('de', minutes, { one: 'eine Minute', other: '# Minuten' });

export const words: typeof Words = {
  title: 'Lieferfenster wählen',
  days: 'Liefertag',
  windowCount: (count) => (count ? counted('de', count, { other: '# Fenster' }) : 'Voll'),
  nothingThisDay: 'An diesem Tag ist nichts mehr frei. Vielleicht an einem anderen.',
  refusedCount: (count) => counted('de', count, { one: '# Fenster, das nicht verfügbar ist', other: '# Fenster, die nicht verfügbar sind' }),
  needAddress: 'Geben Sie Ihre Lieferadresse ein, dann zeigen wir die Fenster, die wir zusagen können.',
  loading: 'Wir suchen Fenster für Ihre Adresse …',
  loaded: (count) => counted('de', count, { other: '# Fenster verfügbar.' }),
  greenest: 'Am grünsten: Wir sind in der Nähe',
  holding: 'Ihr Fenster wird reserviert …',
  held: 'Für Sie reserviert',
  heldFor: (time) => `für ${time}`,
  heldUntilPaid: 'Schließen Sie die Bestellung ab, bevor die Zeit um ist.',
  heldTold: (window, minutes) => `${window} ist für ${minutesOf(minutes)} für Sie reserviert.`,
  minutesLeft: (minutes) => `Ihr Fenster ist noch ${minutesOf(minutes)} reserviert.`,
  secondsLeft: (seconds) => `Ihr Fenster ist noch ${counted('de', seconds, { one: 'eine Sekunde', other: '# Sekunden' })} reserviert.`,
  extend: 'Länger behalten',
  required: 'Bitte wählen Sie ein Lieferfenster.',
  wait: 'Ihr Fenster wird gerade reserviert. Einen Moment bitte.',
};
