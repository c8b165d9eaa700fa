import type { trouble as Trouble } from '../en/trouble.ts';

export const trouble: typeof Trouble = {
  failed: 'No se pudieron cargar las franjas de entrega.',
  failedHint: 'Puede que se haya cortado la conexión. No se ha perdido nada.',
  unavailable: 'Las franjas de entrega no están disponibles ahora.',
  unavailableHint: 'Póngase en contacto con la tienda si sigue así.',
  refusedAll: {
    FULL: 'Todas las franjas de los próximos días están ocupadas.',
    AFTER_CUTOFF: 'Es demasiado tarde para reservar una entrega en esos días.',
    OUTSIDE_TERRITORY: 'Todavía no repartimos en esta dirección.',
    NO_SKILL: 'No tenemos un equipo que pueda llevar este pedido en los próximos días.',
    DRIVER_HOURS: 'A nuestros repartidores no les quedan horas en los próximos días.',
    TOO_LARGE: 'Este pedido es demasiado grande para nuestros vehículos.',
    CLOSED: 'No repartimos en los próximos días.',
    UNKNOWN_ADDRESS: 'No encontramos esta dirección.',
  },
  refusedHint: 'Revise la dirección o vuelva más tarde.',
  expired: 'Su reserva ha caducado.',
  expiredHint: 'La franja vuelve a estar a la venta. Elija de nuevo; quizá siga libre.',
  gone: 'Alguien fue más rápido: esta franja ya está ocupada.',
  goneHint: 'Aún libres, primero las más cercanas:',
  goneNothing: 'Elija otra, por favor.',
  moved: 'Su pedido ha cambiado y esta franja ya no encaja.',
  holdFailed: 'No se pudo reservar esta franja.',
  extendRefused: 'No se puede guardar más tiempo. Termine ahora el pedido.',
};
