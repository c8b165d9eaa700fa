import type { State } from './state.ts';

/**
 * Whether times alone leave room for a node behind `before` on that vehicle's route. Optimistic, as pauses may still move: false rules a place
 * out, true means that it has to be driven.
 */
export function couldStand(state: State, node: number, before: number, vehicle: number): boolean {
  const { model } = state;
  const after = state.next[before]!;
  if (model.locked[after]! !== 0) return false;
  const { durations } = model.tables[model.table[vehicle]!]!;
  const at = model.location[node]!;
  const arrival = state.depart[before]! + durations[model.location[before]! * model.size + at]!;
  if (arrival > model.due[node]!) return false;
  const left = Math.max(arrival, model.ready[node]!) + model.service[model.kind[vehicle]! * model.nodes + node]!;
  return left + durations[at * model.size + model.location[after]!]! <= state.latest[after]!;
}
