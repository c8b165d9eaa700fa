import type { trouble as Trouble } from '../en/trouble.ts';

export const trouble: typeof Trouble = {
  failed: 'Impossible de charger les créneaux de livraison.',
  failedHint: 'La connexion a peut-être été coupée. Rien n’est perdu.',
  unavailable: 'Les créneaux de livraison sont indisponibles pour le moment.',
  unavailableHint: 'Contactez la boutique si cela persiste.',
  refusedAll: {
    FULL: 'Tous les créneaux des prochains jours sont pris.',
    AFTER_CUTOFF: 'Il est trop tard pour réserver une livraison ces jours-là.',
    OUTSIDE_TERRITORY: 'Nous ne livrons pas encore à cette adresse.',
    NO_SKILL: 'Aucune équipe ne peut livrer cette commande dans les prochains jours.',
    DRIVER_HOURS: 'Nos livreurs n’ont plus d’heures libres dans les prochains jours.',
    TOO_LARGE: 'Cette commande est trop grande pour nos véhicules.',
    CLOSED: 'Nous ne livrons pas dans les prochains jours.',
    UNKNOWN_ADDRESS: 'Nous n’avons pas trouvé cette adresse.',
  },
  refusedHint: 'Vérifiez l’adresse, ou revenez plus tard.',
  expired: 'Votre réservation a expiré.',
  expiredHint: 'Le créneau est remis en vente. Choisissez de nouveau, il est peut-être encore libre.',
  gone: 'Quelqu’un a été plus rapide : ce créneau est pris.',
  goneHint: 'Encore libres, les plus proches d’abord :',
  goneNothing: 'Choisissez-en un autre.',
  moved: 'Votre commande a changé et ce créneau ne convient plus.',
  holdFailed: 'Impossible de réserver ce créneau.',
  extendRefused: 'Impossible de le garder plus longtemps. Finalisez votre commande maintenant.',
};
