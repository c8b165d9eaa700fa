import type { Destination } from '../network/pickup-point.rules.ts';
import type { NarrowWindowsData, PriceRulesData } from '../network/price.rules.ts';
import type { DayCard } from '../routes/day-card.rules.ts';
import { footprintOf } from '../routes/footprint.rules.ts';
import type { PlanScan, ScannedPlace } from '../routes/plan-scan.rules.ts';
import type { Demand } from '../routes/schedule.rules.ts';
import { SECOND } from '../shared/time.ts';
import { findReachedWindowCap } from './caps.rules.ts';
import { narrowWindowAt, type Span } from './narrow-window.rules.ts';
import { compareOffers, REASON_MESSAGES, type Offer, type OptionContent, type UnavailableReason } from './offer.rules.ts';
import { priceOf, type PriceSource } from './price.rules.ts';
import { nextSaleOpening, windowsOn, type SoldLevel, type SoldWindow } from './window.rules.ts';

/** What of a service level an offer is made of. */
export interface OfferedLevel extends SoldLevel {
  readonly id: string;
  readonly serviceSeconds: number;
  readonly priceMinor: number;
  readonly currency: string;
  readonly destinations: readonly Destination[];
  readonly skills: readonly string[];
  readonly isOnSale: boolean;
  readonly pricing?: PriceRulesData | null;
  readonly narrowing?: NarrowWindowsData | null;
  readonly maxDeliveriesPerWindow?: number | null;
}

/** Why something can't be had, for programs and for people. */
export interface Refusal {
  readonly reason: UnavailableReason;
  readonly message: string;
}

/** A day that is asked for. */
export interface OfferedDay {
  readonly scan: PlanScan;
  /** What is promised on it, for caps, and when the next hold ends. */
  readonly plan: Pick<DayCard, 'cards' | 'nextExpiry'>;
  /** A closure, or a cap of the whole day; null: it is on sale. */
  readonly refusal: Refusal | null;
}

/** Where the parcels go: to the address, or to a pickup point near it. */
export interface OfferTarget {
  readonly kind: Destination;
  readonly pickupPointId: string | null;
  readonly distanceMeters: number | null;
  /** The part of a window in which something can be handed over there; null: none. */
  readonly openPart: (window: SoldWindow, date: string) => { readonly start: Date; readonly end: Date } | null;
  /** What keeps the place from taking the basket on a date, whenever a van comes. */
  readonly refusalOn: (date: string) => Refusal | null;
}

/** To the door: always open, with room for everything. */
export const TO_THE_DOOR: OfferTarget = { kind: 'WINDOW', pickupPointId: null, distanceMeters: null, openPart: (window) => window, refusalOn: () => null };

/** All that the options of a quote follow from. */
export interface OfferSource {
  readonly now: Date;
  /** IANA zone of the depot. */
  readonly timeZone: string;
  /** Each local date that is asked for, in order. */
  readonly days: readonly OfferedDay[];
  readonly levels: readonly OfferedLevel[];
  readonly target: OfferTarget;
  readonly demand: Demand;
  /** Another try of a delivery is free. */
  readonly isAnotherTry: boolean;
  readonly basketValueMinor: number | null;
  /** Chance, 0 to 1, that a place less in this window turns somebody away. Epoch seconds. */
  readonly scarcityOf: (window: Span) => number;
  /** Seals an option into its id. */
  readonly idOf: (option: OptionContent) => string;
}

/** The options of a quote at one place, by start, each with its reason when it can't be had. */
export function makeOffers(source: OfferSource): Offer[] {
  const { days, levels, target, now, timeZone, demand } = source;
  const offers: Offer[] = [];
  for (const level of levels) {
    if (!level.isOnSale || !level.destinations.includes(target.kind)) continue;
    const skills = level.skills.length === 0 ? demand.skills : [...new Set([...demand.skills, ...level.skills])];
    const wanted: WantedLevel = { level, demand: { ...demand, skills }, source };
    for (const day of days) {
      const placeRefusal = target.refusalOn(day.scan.date);
      for (const window of windowsOn(level, { date: day.scan.date, timeZone, now })) offers.push(...offersOf(wanted, day, window, placeRefusal));
    }
  }
  return offers.sort(compareOffers);
}

interface WantedLevel {
  readonly level: OfferedLevel;
  readonly demand: Demand;
  readonly source: OfferSource;
}

/** A window of a level, and the narrower one inside of it where the plan allows that. */
function offersOf(wanted: WantedLevel, day: OfferedDay, window: SoldWindow, placeRefusal: Refusal | null): Offer[] {
  const { level, source } = wanted;
  const open = source.target.openPart(window, day.scan.date);
  const refuse = ({ reason, message }: Refusal, opensAgainAt: Date | null = null) => [unavailable(wanted, day, open ?? window, { reason, message, opensAgainAt })];
  if (!window.isBeforeCutoff) return refuse(refusalOf('AFTER_CUTOFF'), nextSaleOpening(level, source));
  if (day.refusal) return refuse(day.refusal, day.refusal.reason === 'FULL' ? expiryOf(day) : null);
  if (!open) return refuse({ reason: 'CLOSED', message: 'The pickup point is closed at that time. Choose another window.' });
  if (placeRefusal) return refuse(placeRefusal);
  const capMessage = findReachedWindowCap(day.plan.cards, spanOf(window), level.maxDeliveriesPerWindow);
  if (capMessage) return refuse({ reason: 'FULL', message: capMessage }, expiryOf(day));
  const span = spanOf(open);
  const answer = day.scan.find({ ...wanted.demand, earliest: span.from, latest: span.until - 1, serviceSeconds: level.serviceSeconds });
  if ('reason' in answer) return refuse(refusalOf(answer.reason), answer.reason === 'FULL' ? expiryOf(day) : null);
  const scarcity = level.pricing && level.pricing.scarcityWeight > 0 ? source.scarcityOf(spanOf(window)) : 0;
  const offers = [available(wanted, day, span, { place: answer.place, scarcity, narrow: null })];
  const narrow = level.narrowing && source.target.kind === 'WINDOW' && !source.isAnotherTry ? narrowWindowAt(span, answer.place, level.narrowing) : undefined;
  if (narrow && level.narrowing) offers.push(available(wanted, day, narrow, { place: answer.place, scarcity, narrow: { rules: level.narrowing, slackTakenSeconds: narrow.slackTakenSeconds } }));
  return offers;
}

interface FoundPlace extends Pick<PriceSource, 'narrow' | 'scarcity'> {
  readonly place: ScannedPlace;
}

function available(wanted: WantedLevel, day: OfferedDay, span: Span, { place, scarcity, narrow }: FoundPlace): Offer {
  const { level, source } = wanted;
  const { priceMinor, because } = source.isAnotherTry
    ? { priceMinor: 0, because: [{ kind: 'BASE' as const, minor: level.priceMinor }, { kind: 'FREE' as const, minor: -level.priceMinor }] }
    : priceOf({ baseMinor: level.priceMinor, rules: level.pricing ?? null, costMinor: place.costMinor, scarcity, narrow, basketValueMinor: source.basketValueMinor });
  const window = { start: new Date(span.from * SECOND), end: new Date(span.until * SECOND) };
  return { ...frameOf(wanted, day, window, priceMinor), reason: null, message: null, opensAgainAt: null, because, footprint: footprintOf(place) };
}

function unavailable(wanted: WantedLevel, day: OfferedDay, window: { readonly start: Date; readonly end: Date }, refusal: Refusal & Pick<Offer, 'opensAgainAt'>): Offer {
  const priceMinor = wanted.source.isAnotherTry ? 0 : wanted.level.priceMinor;
  return { ...frameOf(wanted, day, window, priceMinor), ...refusal, because: [], footprint: null };
}

function frameOf({ level, source }: WantedLevel, day: OfferedDay, { start, end }: { readonly start: Date; readonly end: Date }, priceMinor: number) {
  const { kind, pickupPointId, distanceMeters } = source.target;
  const option: OptionContent = { serviceLevelId: level.id, date: day.scan.date, start, end, priceMinor, currency: level.currency, pickupPointId };
  return { id: source.idOf(option), ...option, kind, distanceMeters, timeZone: source.timeZone, isGreenest: false };
}

function refusalOf(reason: UnavailableReason): Refusal {
  return { reason, message: REASON_MESSAGES[reason] };
}

function expiryOf({ plan: { nextExpiry } }: OfferedDay): Date | null {
  return Number.isFinite(nextExpiry) ? new Date(nextExpiry * SECOND) : null;
}

function spanOf({ start, end }: { readonly start: Date; readonly end: Date }): Span {
  return { from: start.getTime() / SECOND, until: end.getTime() / SECOND };
}
