import type { State } from './state.ts';

/**
 * What `refresh` does after one node went into a uniform route at a known cost: goes both ways from it and stops where nothing changes any more.
 * Leaves the positions to `renumber`.
 */
export function refreshAround(state: State, node: number, vehicle: number, cost: number): void {
  const { model, next, previous, depart, latest } = state;
  const { durations } = model.tables[model.table[vehicle]!]!;
  const { location, ready, due, size } = model;
  const service = model.kind[vehicle]! * model.nodes;
  const start = model.startNode + vehicle;
  const end = model.endNode + vehicle;
  let before = previous[node]!;
  let time = depart[before]!;
  let from = location[before]! * size;
  for (let at = node; ; at = next[at]!) {
    const to = location[at]!;
    time += durations[from + to]!;
    if (at !== end && time < ready[at]!) time = ready[at]!;
    time += model.service[service + at]!;
    if (depart[at] === time && at !== node) break;
    depart[at] = time;
    if (at === end) break;
    from = to * size;
  }
  let after = next[node]!;
  let last = latest[after]!;
  let to = location[after]!;
  for (let at = node; at !== start; at = previous[at]!) {
    last -= durations[location[at]! * size + to]! + model.service[service + at]!;
    if (last > due[at]!) last = due[at]!;
    if (latest[at] === last && at !== node) break;
    latest[at] = last;
    to = location[at]!;
  }
  state.stops[vehicle]!++;
  for (let dimension = 0; dimension < model.dimensions; dimension++) {
    state.loadAtStart[dimension * model.vehicles + vehicle]! += model.fromDepot[dimension * model.nodes + node]!;
  }
  state.cost[vehicle]! += cost;
  state.total += cost;
}

/** Positions and loads of a route after `refreshAround`. */
export function renumber(state: State, vehicle: number): void {
  const end = state.model.endNode + vehicle;
  let count = 0;
  for (let node = state.next[state.model.startNode + vehicle]!; node !== end; node = state.next[node]!) state.position[node] = ++count;
  state.position[end] = count + 1;
  for (let dimension = 0; dimension < state.model.dimensions; dimension++) refreshLoads(state, vehicle, dimension);
}

/** What preferring and avoiding vehicles costs a route. */
export function vehicleCostOf(state: State, vehicle: number): number {
  const { model } = state;
  const end = model.endNode + vehicle;
  let cost = 0;
  for (let node = state.next[model.startNode + vehicle]!; node !== end; node = state.next[node]!) {
    if (node < model.startNode && (model.mate[node]! < 0 || model.isPickupEnd[node])) cost += model.vehicleCost![model.jobOf[node]! * model.vehicles + vehicle]!;
  }
  return cost;
}

/** Fills what is on board along the route, in one dimension. */
export function refreshLoads(state: State, vehicle: number, dimension: number): void {
  const { model, next, previous } = state;
  const offset = dimension * model.nodes;
  const start = model.startNode + vehicle;
  const end = model.endNode + vehicle;
  let load = 0;
  for (let node = next[start]!; node !== end; node = next[node]!) {
    load += model.fromDepot[offset + node]!;
    state.delivered[offset + node] = load;
  }
  state.delivered[offset + start] = 0;
  state.loadAtStart[dimension * model.vehicles + vehicle] = load;
  if (!model.mixed) return;
  let most = load;
  state.loadBefore[offset + start] = most;
  state.load[offset + start] = load;
  for (let node = next[start]!; node !== end; node = next[node]!) {
    load += model.change[offset + node]!;
    if (load > most) most = load;
    state.loadBefore[offset + node] = most;
    state.load[offset + node] = load;
  }
  most = load;
  state.loadBefore[offset + end] = most;
  state.load[offset + end] = load;
  for (let node = previous[end]!; ; node = previous[node]!) {
    const own = state.load[offset + node]!;
    if (own > most) most = own;
    state.loadAfter[offset + node] = most;
    if (node === start) break;
  }
}

/** Fills heads and tails; returns the least duration of the route. */
export function refreshHalves(state: State, vehicle: number): number {
  const { model, next, previous } = state;
  const { durations } = model.tables[model.table[vehicle]!]!;
  const { location, ready, due, size } = model;
  const service = model.kind[vehicle]! * model.nodes;
  const start = model.startNode + vehicle;
  const end = model.endNode + vehicle;
  let seconds = 0;
  let earliest = ready[start]!;
  let latest = due[start]!;
  state.headSeconds[start] = seconds;
  state.headEarliest[start] = earliest;
  state.headLatest[start] = latest;
  let node = start;
  while (node !== end) {
    const after = next[node]!;
    seconds += durations[location[node]! * size + location[after]!]!;
    const wait = ready[after]! - seconds - latest;
    const lead = ready[after]! - seconds;
    if (lead > earliest) earliest = lead;
    if (due[after]! - seconds < latest) latest = due[after]! - seconds;
    if (wait > 0) {
      seconds += wait;
      earliest -= wait;
    }
    seconds += model.service[service + after]!;
    state.headSeconds[after] = seconds;
    state.headEarliest[after] = earliest;
    state.headLatest[after] = latest;
    node = after;
  }
  const whole = seconds;
  seconds = 0;
  earliest = ready[end]!;
  latest = due[end]!;
  state.tailSeconds[end] = seconds;
  state.tailEarliest[end] = earliest;
  state.tailLatest[end] = latest;
  for (node = previous[end]!; ; node = previous[node]!) {
    const lead = durations[location[node]! * size + location[next[node]!]!]! + model.service[service + node]!;
    const wait = Math.max(0, earliest - lead - due[node]!);
    earliest = Math.max(earliest - lead, ready[node]!) - wait;
    latest = Math.min(latest - lead, due[node]!);
    seconds += lead + wait;
    state.tailSeconds[node] = seconds;
    state.tailEarliest[node] = earliest;
    state.tailLatest[node] = latest;
    if (node === start) break;
  }
  return whole;
}
