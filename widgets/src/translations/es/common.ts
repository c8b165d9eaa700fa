import type { common as Common } from '../en/common.ts';

export const common: typeof Common = {
  retry: 'Reintentar',
  free: 'Gratis',
  inZone: (zone) => `Horas en ${zone}.`,
  notAvailable: 'No disponible',
  reasons: {
    FULL: 'Completo',
    AFTER_CUTOFF: 'Demasiado tarde para reservar',
    OUTSIDE_TERRITORY: 'Fuera de nuestra zona de reparto',
    NO_SKILL: 'Sin equipo adecuado',
    DRIVER_HOURS: 'La jornada de los repartidores está llena',
    TOO_LARGE: 'Demasiado grande para nuestros vehículos',
    CLOSED: 'Ese día no repartimos',
    UNKNOWN_ADDRESS: 'Dirección no encontrada',
  },
};
