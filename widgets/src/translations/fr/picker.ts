import type { words as Words } from '../en/picker.ts';
import { counted } from '../counted.ts';

export { common } from './common.ts';

const minutesOf = (minutes: number) => counted('fr', minutes, { one: '# minute', other: '# minutes' });

export const words: typeof Words = {
  title: 'Choisissez votre créneau de livraison',
  days: 'Jour de livraison',
  windowCount: (count) => (count ? counted('fr', count, { one: '# créneau', other: '# créneaux' }) : 'Complet'),
  nothingThisDay: 'Plus rien de libre ce jour-là. Un autre jour, peut-être.',
  refusedCount: (count) => counted('fr', count, { one: '# créneau indisponible', other: '# créneaux indisponibles' }),
  needAddress: 'Saisissez votre adresse de livraison pour voir les créneaux que nous pouvons tenir.',
  loading: 'Recherche de créneaux pour votre adresse …',
  loaded: (count) => counted('fr', count, { one: '# créneau disponible.', other: '# créneaux disponibles.' }),
  greenest: 'Le plus écologique : nous passons à côté',
  holding: 'Réservation de votre créneau …',
  held: 'Réservé pour vous',
  heldFor: (time) => `pendant ${time}`,
  heldUntilPaid: 'Finalisez votre commande avant la fin du temps.',
  heldTold: (window, minutes) => `${window} : réservé pour vous pendant ${minutesOf(minutes)}.`,
  minutesLeft: (minutes) => `Votre créneau est encore réservé ${minutesOf(minutes)}.`,
  secondsLeft: (seconds) => `Votre créneau est encore réservé ${counted('fr', seconds, { one: '# seconde', other: '# secondes' })}.`,
  extend: 'Le garder plus longtemps',
  required: 'Choisissez un créneau de livraison.',
  wait: 'Votre créneau est en cours de réservation. Un instant.',
};
