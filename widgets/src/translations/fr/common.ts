import type { common as Common } from '../en/common.ts';

export const common: typeof Common = {
  retry: 'Réessayer',
  free: 'Gratuit',
  inZone: (zone) => `Heures indiquées en ${zone}.`,
  notAvailable: 'Indisponible',
  reasons: {
    FULL: 'Complet',
    AFTER_CUTOFF: 'Trop tard pour réserver',
    OUTSIDE_TERRITORY: 'Hors de notre zone de livraison',
    NO_SKILL: 'Pas d’équipe adaptée',
    DRIVER_HOURS: 'La journée de nos livreurs est pleine',
    TOO_LARGE: 'Trop grand pour nos véhicules',
    CLOSED: 'Pas de livraison ce jour-là',
    UNKNOWN_ADDRESS: 'Adresse introuvable',
  },
};
