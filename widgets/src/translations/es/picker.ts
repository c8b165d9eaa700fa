import type { words as Words } from '../en/picker.ts';
import { counted } from '../counted.ts';

export { common } from './common.ts';

const minutesOf = (minutes: number) => counted('es', minutes, { one: '# minuto', other: '# minutos' });

export const words: typeof Words = {
  title: 'Elija su franja de entrega',
  days: 'Día de entrega',
  windowCount: (count) => (count ? counted('es', count, { one: '# franja', other: '# franjas' }) : 'Completo'),
  nothingThisDay: 'Ya no queda nada libre ese día. Quizá otro día.',
  refusedCount: (count) => counted('es', count, { one: '# franja no disponible', other: '# franjas no disponibles' }),
  needAddress: 'Escriba su dirección de entrega para ver las franjas que podemos cumplir.',
  loading: 'Buscando franjas para su dirección …',
  loaded: (count) => counted('es', count, { one: '# franja disponible.', other: '# franjas disponibles.' }),
  greenest: 'La más ecológica: pasamos cerca',
  holding: 'Reservando su franja …',
  held: 'Reservada para usted',
  heldFor: (time) => `durante ${time}`,
  heldUntilPaid: 'Termine el pedido antes de que acabe el tiempo.',
  heldTold: (window, minutes) => `${window}: reservada para usted durante ${minutesOf(minutes)}.`,
  minutesLeft: (minutes) => `Su franja sigue reservada ${minutesOf(minutes)} más.`,
  secondsLeft: (seconds) => `Su franja sigue reservada ${counted('es', seconds, { one: '# segundo', other: '# segundos' })} más.`,
  extend: 'Guardarla más tiempo',
  required: 'Elija una franja de entrega.',
  wait: 'Se está reservando su franja. Un momento, por favor.',
};
