import { nodesOf } from '../build-plan.ts';
import type { RouteDraft } from '../solution.ts';
import type { State } from './state.ts';

/**
 * Takes over the routes of an earlier plan as far as they still hold: jobs or vehicles that are gone are passed over, and where a route has become
 * infeasible, the jobs that no longer fit behind those before them stay out for now.
 */
export function warmStart(state: State, drafts: readonly RouteDraft[]): void {
  const { model } = state;
  const known = drafts
    .filter((draft) => model.vehicleIndex.has(draft.vehicle))
    .map((draft) => ({ ...draft, stops: draft.stops.filter((stop) => 'reload' in stop || model.jobIndex.has(stop.job)) }));
  nodesOf(model, known).forEach((nodes, vehicle) => {
    const length = state.copyRoute(vehicle, state.buffer);
    const locked = [...state.buffer.subarray(0, length)];
    const wanted = [...nodes].filter((node) => node >= model.startNode || state.route[node]! < 0);
    const jobs = new Set(wanted.filter((node) => node < model.startNode).map((node) => model.jobOf[node]!));
    // Half a pair in the earlier plan is no use: both ends or none.
    for (const job of jobs) if (model.mate[model.firstNode[job]!]! >= 0 && wanted.filter((node) => model.jobOf[node] === job).length < 2) jobs.delete(job);
    if (jobs.size === 0) return;
    const sequenceOf = (chosen: ReadonlySet<number>) => withoutIdleReloads([...locked, ...wanted.filter((node) => node >= model.startNode || chosen.has(model.jobOf[node]!))], model.startNode);
    const isFeasible = (sequence: readonly number[]) => state.schedule.run(vehicle, Int32Array.from(sequence), sequence.length) < Infinity;
    let chosen = jobs;
    if (!isFeasible(sequenceOf(jobs))) {
      chosen = new Set();
      for (const job of jobs) {
        chosen.add(job);
        if (!isFeasible(sequenceOf(chosen))) chosen.delete(job);
      }
    }
    const sequence = Int32Array.from(sequenceOf(chosen));
    for (const job of chosen) state.removeAbsent(job);
    state.relink(vehicle, sequence, sequence.length);
    state.refresh(vehicle);
  });
}

function withoutIdleReloads(nodes: readonly number[], startNode: number): number[] {
  const kept = nodes.filter((node, index) => node < startNode || (index > 0 && nodes[index - 1]! < startNode));
  while (kept.length > 0 && kept[kept.length - 1]! >= startNode) kept.pop();
  return kept;
}
