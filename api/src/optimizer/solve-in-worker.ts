import { Worker } from 'node:worker_threads';
import { modelOf } from './evaluate.ts';
import type { Problem } from './problem.ts';
import type { WorkerMessage, WorkerTask } from './solve-worker.ts';
import { progressOf, resultOf, type SolveOptions, type SolveResult } from './solve.ts';

export interface WorkerSolveOptions extends Omit<SolveOptions, 'signal' | 'now'> {
  /** Ends the search; the promise fulfils with the best plan so far. */
  readonly signal?: AbortSignal;
}

/**
 * `solve` in a thread of its own: the event loop stays free, several problems run side by side.
 * Matrices on a SharedArrayBuffer are shared with the thread, others are copied to it once; routes come back by transfer.
 * Rejects with {@link ProblemError} on a malformed problem, and with what the thread died of.
 */
export async function solveInWorker(problem: Problem, options: WorkerSolveOptions = {}): Promise<SolveResult> {
  const model = modelOf(problem);
  const { onProgress, signal, ...rest } = options;
  const abort = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const stop = () => void Atomics.store(abort, 0, 1);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const workerData: WorkerTask = { problem, options: rest, abort, wantsProgress: onProgress !== undefined };
  // The compiled file stands beside the compiled caller, the source beside the source (Node strips its types).
  const file = import.meta.url.endsWith('.ts') ? './solve-worker.ts' : './solve-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  try {
    return await new Promise<SolveResult>((resolve, reject) => {
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'progress') onProgress?.(progressOf(model, message.progress));
        else resolve(resultOf(model, message.result));
      });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The optimizer's thread ended with code ${code} before it had a plan.`)));
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
