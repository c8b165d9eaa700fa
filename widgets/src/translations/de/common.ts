import type { common as Common } from '../en/common.ts';

export const common: typeof Common = {
  retry: 'Erneut versuchen',
  free: 'Kostenlos',
  inZone: (zone) => `Alle Zeiten in ${zone}.`,
  notAvailable: 'Nicht verfügbar',
  reasons: {
    FULL: 'Ausgebucht',
    AFTER_CUTOFF: 'Zu kurzfristig',
    OUTSIDE_TERRITORY: 'Außerhalb des Liefergebiets',
    NO_SKILL: 'Kein passendes Team',
    DRIVER_HOURS: 'Unsere Fahrer sind ausgelastet',
    TOO_LARGE: 'Zu groß für unsere Fahrzeuge',
    CLOSED: 'An diesem Tag keine Lieferung',
    UNKNOWN_ADDRESS: 'Adresse nicht gefunden',
  },
};
