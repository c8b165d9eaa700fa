import type { Job, Visit } from './problem.ts';

/** The places a job needs someone to be: one, or the pickup and then the delivery of a pair. */
export function visitsOf(job: Job): readonly Visit[] {
  return job.kind === 'pair' ? [job.pickup, job.delivery] : [job];
}
