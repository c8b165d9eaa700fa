import type { trouble as Trouble } from '../en/trouble.ts';

export const trouble: typeof Trouble = {
  failed: 'Die Lieferfenster konnten nicht geladen werden.',
  failedHint: 'Vielleicht war die Verbindung unterbrochen. Es ist nichts verloren.',
  unavailable: 'Lieferfenster sind gerade nicht verfügbar.',
  unavailableHint: 'Bitte wenden Sie sich an den Shop, wenn das so bleibt.',
  refusedAll: {
    FULL: 'Alle Fenster der nächsten Tage sind vergeben.',
    AFTER_CUTOFF: 'Für diese Tage ist es für eine Buchung zu spät.',
    OUTSIDE_TERRITORY: 'An diese Adresse liefern wir noch nicht.',
    NO_SKILL: 'Für diese Bestellung haben wir in den nächsten Tagen kein passendes Team.',
    DRIVER_HOURS: 'Unsere Fahrer haben in den nächsten Tagen keine Stunden mehr frei.',
    TOO_LARGE: 'Diese Bestellung ist zu groß für unsere Fahrzeuge.',
    CLOSED: 'An den nächsten Tagen liefern wir nicht.',
    UNKNOWN_ADDRESS: 'Wir konnten diese Adresse nicht finden.',
  },
  refusedHint: 'Prüfen Sie die Adresse oder schauen Sie später wieder vorbei.',
  expired: 'Ihre Reservierung ist abgelaufen.',
  expiredHint: 'Das Fenster ist wieder im Verkauf. Wählen Sie neu, vielleicht ist es noch frei.',
  gone: 'Jemand war schneller: Dieses Fenster ist vergeben.',
  goneHint: 'Noch frei, die nächsten zuerst:',
  goneNothing: 'Bitte wählen Sie ein anderes.',
  moved: 'Ihre Bestellung hat sich geändert, und dieses Fenster passt nicht mehr.',
  holdFailed: 'Dieses Fenster konnte nicht reserviert werden.',
  extendRefused: 'Länger geht es nicht. Bitte schließen Sie die Bestellung jetzt ab.',
};
