import type { Model } from '../model.ts';

/** For each task the tasks near it, nearest first: `count` a row. */
export interface Neighbors {
  readonly near: Int32Array;
  readonly count: number;
}

/** Weights of Vidal et al. (2013): what waiting and being late weigh against a second of driving. */
const WAIT_WEIGHT = 0.2;
const LATE_WEIGHT = 1;

/** Nearest by distance, as ruining wants them. */
export function nearByDistance(model: Model, most: number): Neighbors {
  const { distances } = model.tables[0]!;
  return nearest(model, most, (from, to) => {
    const there = distances[model.location[from]! * model.size + model.location[to]!]!;
    const back = distances[model.location[to]! * model.size + model.location[from]!]!;
    return there + back;
  });
}

/** Nearest as neighbours in a route: near in space, and one can follow the other without much waiting or lateness. */
export function nearAsSuccessor(model: Model, most: number): Neighbors {
  const { distances, durations } = model.tables[0]!;
  const distanceWeight = model.perMeter.some((cost) => cost > 0) ? 1 : 0;
  const timeWeight = model.timed || distanceWeight === 0 ? 1 : 0;
  const oneWay = (from: number, to: number): number => {
    const at = model.location[from]! * model.size + model.location[to]!;
    const seconds = model.service[from]! + durations[at]!;
    const wait = Math.max(0, model.ready[to]! - seconds - model.due[from]!);
    const late = Math.max(0, model.ready[from]! + seconds - model.due[to]!);
    return distanceWeight * distances[at]! + timeWeight * durations[at]! + WAIT_WEIGHT * wait + LATE_WEIGHT * late;
  };
  return nearest(model, most, (from, to) => Math.min(oneWay(from, to), oneWay(to, from)));
}

/** Keeps the `most` smallest of each row in a heap, so memory stays at tasks × most. */
function nearest(model: Model, most: number, distance: (from: number, to: number) => number): Neighbors {
  const { tasks } = model;
  const count = Math.max(0, Math.min(most, tasks - 1));
  const near = new Int32Array(tasks * count);
  const heapKey = new Float64Array(count);
  const heapNode = new Int32Array(count);
  const sink = (at: number, size: number): void => {
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) return;
      if (child + 1 < size && heapKey[child + 1]! > heapKey[child]!) child++;
      if (heapKey[child]! <= heapKey[at]!) return;
      const [key, node] = [heapKey[at]!, heapNode[at]!];
      heapKey[at] = heapKey[child]!;
      heapNode[at] = heapNode[child]!;
      heapKey[child] = key;
      heapNode[child] = node;
      at = child;
    }
  };
  for (let task = 0; task < tasks && count > 0; task++) {
    let size = 0;
    for (let other = 0; other < tasks; other++) {
      if (other === task) continue;
      const key = distance(task, other);
      if (size < count) {
        heapKey[size] = key;
        heapNode[size++] = other;
        if (size === count) for (let at = (count >> 1) - 1; at >= 0; at--) sink(at, count);
      } else if (key < heapKey[0]!) {
        heapKey[0] = key;
        heapNode[0] = other;
        sink(0, count);
      }
    }
    for (let left = count - 1; left >= 0; left--) {
      near[task * count + left] = heapNode[0]!;
      heapKey[0] = heapKey[left]!;
      heapNode[0] = heapNode[left]!;
      sink(0, left);
    }
  }
  return { near, count };
}
