import type { Transaction } from '../platform/mutate.ts';
import type { DayPlanDraft } from '../routes/day-plan-draft.ts';
import { timesOf } from '../routes/plan-picture.rules.ts';
import { scheduleRoute } from '../routes/schedule.rules.ts';
import { newId } from '../shared/ids.ts';
import { SECOND } from '../shared/time.ts';
import { PromiseCertificate } from './certificate.entity.ts';
import type { CertificateCause, PlaceCost } from './certificate.rules.ts';

/** A place that was proven in this transaction, and for what. */
export interface ProvenPlace {
  readonly cause: CertificateCause;
  readonly stopId: string;
  readonly holdId: string | null;
  readonly deliveryId: string | null;
  readonly start: Date;
  readonly end: Date;
  readonly cost: PlaceCost;
  readonly priceMinor: number;
  readonly currency: string;
}

/** Writes down how a place is proven on the plan as it will be saved: call it after the last change of the draft. */
export function recordCertificate(tx: Transaction, plan: DayPlanDraft, proven: ProvenPlace): void {
  const { cause, stopId, holdId, deliveryId, priceMinor, currency, cost } = proven;
  const found = plan.find((visit) => visit.id === stopId);
  if (!found) throw new Error(`Stop ${stopId} is not in day plan ${plan.id}: there is nothing to certify.`);
  const { route } = found;
  const schedule = scheduleRoute(timesOf(route, plan.nowSeconds));
  const slacks = route.visits.map(({ id }, sequence) => ({ stopId: id, sequence, slackSeconds: schedule.latest[sequence]! - schedule.start[sequence]! }));
  const position = route.visits.findIndex((visit) => visit.id === stopId);
  tx.em.create(PromiseCertificate, {
    id: newId('certificate'), organizationId: tx.organizationId, cause, holdId, deliveryId, dayPlanId: plan.id, planVersion: plan.version + 1,
    routeId: route.id, stopId, position, windowStart: proven.start, windowEnd: proven.end, timeZone: plan.timeZone,
    plannedArrival: new Date(schedule.start[position]! * SECOND), slackSeconds: slacks[position]!.slackSeconds,
    slacks: slacks.filter((slack) => slack.sequence !== position), travelSource: tx.ports.travelTimes.source,
    addedSeconds: cost.addedSeconds, addedMeters: cost.addedMeters, costMinor: Math.round(cost.costMinor), priceMinor, currency, createdAt: plan.now,
  });
}
