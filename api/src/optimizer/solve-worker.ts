import { parentPort, workerData } from 'node:worker_threads';
import { Model } from './model.ts';
import type { Problem } from './problem.ts';
import { solveRaw, type RawProgress, type RawResult, type SolveOptions } from './solve.ts';

/** What `solveInWorker` hands to its worker. */
export interface WorkerTask {
  readonly problem: Problem;
  readonly options: Omit<SolveOptions, 'onProgress' | 'signal' | 'now'>;
  /** One integer in shared memory: 1 asks for an end. */
  readonly abort: Int32Array;
  readonly wantsProgress: boolean;
}

export type WorkerMessage = { readonly kind: 'progress'; readonly progress: RawProgress } | { readonly kind: 'result'; readonly result: RawResult };

/** Routes change hands by their memory, nothing is copied. */
function post(message: WorkerMessage, routes: readonly Int32Array[]): void {
  parentPort!.postMessage(message, routes.map((route) => route.buffer as ArrayBuffer));
}

if (parentPort) {
  const { problem, options, abort, wantsProgress } = workerData as WorkerTask;
  const signal = {
    get aborted() {
      return Atomics.load(abort, 0) === 1;
    },
  };
  const report = (progress: RawProgress) => post({ kind: 'progress', progress }, progress.routes);
  const result = solveRaw(new Model(problem), { ...options, signal }, wantsProgress ? report : undefined);
  post({ kind: 'result', result }, result.routes);
}
