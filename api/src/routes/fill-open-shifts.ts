import { fillsOpenShift } from '../fleet/shift-pattern.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { SECOND } from '../shared/time.ts';
import { saveDayPlan } from './change-day-plan.ts';
import type { DayPlanDraft, DraftRoute } from './day-plan-draft.ts';
import { matchAll } from './match.rules.ts';
import { PLAN_EVENT } from './plan.events.ts';
import { timesOf } from './plan-picture.rules.ts';
import { crewedRoute, loadCrews, type Crew } from './route-crew.ts';
import { infeasibilityOf } from './schedule.rules.ts';

/**
 * Gives new shifts of a day the routes that were planned for vans nobody had been assigned to: first those with promises, so that as many
 * as can be have a driver; then the empty ones. A shift that can keep none of the promised routes takes the place of an open one all the same, or the
 * day would count one van twice: that open shift then takes nothing new, and planning the day finds other places for its stops.
 */
export async function fillOpenShifts(tx: Transaction, plan: DayPlanDraft, shiftIds: readonly string[]): Promise<void> {
  const crews = await loadCrews(tx, plan, shiftIds);
  const open = plan.routes.filter((route) => route.openPatternId !== null && route.mayDrive);
  const promised = open.filter((route) => route.visits.length > 0).sort((one, other) => other.visits.length - one.visits.length);
  const crewed = new Map<DraftRoute, Map<Crew, DraftRoute>>();
  for (const route of promised) {
    const able = new Map<Crew, DraftRoute>();
    for (const crew of crews.filter((each) => isOneOf(each, route))) {
      const driven = await crewedRoute(plan, route, crew);
      if (!infeasibilityOf({ ...driven, ...timesOf(driven, plan.nowSeconds), visits: driven.visits })) able.set(crew, driven);
    }
    crewed.set(route, able);
  }
  const waiting = new Set(crews);
  const left = new Set(open);
  for (const [route, crew] of matchAll(promised, (each) => [...crewed.get(each)!.keys()])) {
    plan.put(crewed.get(route)!.get(crew)!);
    tx.emit({ type: PLAN_EVENT.assigned, subjectId: route.id, retailerId: null, data: { driverId: crew.driver.id, dayPlanId: plan.id, before: null } });
    await takeSlot(tx, route.shiftId, crew.shift.id);
    waiting.delete(crew);
    left.delete(route);
  }
  for (const crew of waiting) {
    const own = [...left].filter((route) => isOneOf(crew, route));
    const route = own.find((each) => each.visits.length === 0) ?? own[0];
    if (!route) continue;
    left.delete(route);
    if (route.visits.length > 0) await replace(tx, plan, route, crew);
    else await fillEmpty(tx, plan, route, crew);
  }
  await saveDayPlan(tx, plan, 'SHIFTS');
}

/** Gives a shift the place of an open one in its pattern; the open one is gone. Its route must have got another shift, or be dropped. */
export async function takeSlot(tx: Transaction, openShiftId: string, shiftId: string): Promise<void> {
  const [slot] = await tx.em.execute<{ pattern_id: string; pattern_slot: number | null }[]>('delete from shift where id = ? returning pattern_id, pattern_slot', [openShiftId]);
  if (!slot) throw new Error(`Open shift ${openShiftId} is gone although its plan is locked.`);
  await tx.em.execute('update shift set pattern_id = ?, pattern_slot = ? where id = ?', [slot.pattern_id, slot.pattern_slot, shiftId]);
}

async function fillEmpty(tx: Transaction, plan: DayPlanDraft, route: DraftRoute, crew: Crew): Promise<void> {
  if (route.isStored) plan.put(await crewedRoute(plan, route, crew));
  else plan.drop(route.id); // the shift has a route as soon as something is put on it
  await takeSlot(tx, route.shiftId, crew.shift.id);
}

/** The open shift keeps its promises and takes nothing new; the van that came is the one that its pattern counts. */
async function replace(tx: Transaction, plan: DayPlanDraft, route: DraftRoute, { shift }: Crew): Promise<void> {
  const [freed] = await tx.em.execute<{ slot: number }[]>(
    'update shift s set pattern_slot = null from (select id, pattern_slot from shift where id = ?) before where s.id = before.id returning before.pattern_slot as slot',
    [route.shiftId],
  );
  await tx.em.execute('update shift set pattern_id = ?, pattern_slot = ? where id = ?', [route.openPatternId, freed!.slot, shift.id]);
  plan.amend(route.id, { mayDrive: false });
}

function isOneOf({ shift, vehicle }: Crew, route: DraftRoute): boolean {
  return fillsOpenShift(
    { startsAt: shift.startsAt, endsAt: shift.endsAt, vehicleId: vehicle.id, vehicleKind: vehicle.kind },
    { startsAt: new Date(route.shiftStart * SECOND), endsAt: new Date(route.shiftEnd * SECOND), vehicleId: route.vehicleId, vehicleKind: route.vehicleKind },
  );
}
