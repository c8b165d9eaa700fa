import { PgBoss } from 'pg-boss';
import { MINUTE, SECOND } from '../shared/time.ts';
import type { Server } from './context.ts';
import { errorForLog } from './http/format-error.ts';
import type { OnPlaced, PlacedEvent } from './outbox/place-events.ts';

const SCHEMA = 'pgboss';
const CONNECTIONS = 4;
const STOP_PATIENCE = 10 * SECOND;
/** Trouble of the queue is told once in so long. */
const TROUBLE_INTERVAL = MINUTE;
const RETRIES = { retryLimit: 8, retryDelay: 1, retryBackoff: true, retryDelayMax: 600 } as const;
/** Wakes by NOTIFY; the poll is for what was missed. In seconds. */
const POLLING = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 } as const;

/** Background work on a schedule. Runs on one node at a time; may run again after a crash, so it must bear that. */
export interface ScheduledJob {
  /** e.g. `forget-pings`; names the queue. */
  readonly name: string;
  /** Five fields, UTC; runs by the machine's clock. */
  readonly cron: string;
  run(server: Server): Promise<void>;
}

/** What follows from an event, after its commit and at least once: `run` must be harmless the second time. */
export interface EventListener {
  /** e.g. `offer-reattempt`; names the queue. */
  readonly name: string;
  /** Event types it hears. */
  readonly types: readonly string[];
  run(server: Server, event: PlacedEvent): Promise<void>;
}

export interface JobsOptions {
  readonly server: Server;
  readonly databaseUrl: string;
  readonly jobs: readonly ScheduledJob[];
  readonly listeners: readonly EventListener[];
}

/** The queue in PostgreSQL (pg-boss, schema `pgboss`): schedules, event listeners, retries with growing pauses. */
export class Jobs {
  readonly #boss: PgBoss;
  readonly #options: JobsOptions;

  private constructor(boss: PgBoss, options: JobsOptions) {
    this.#boss = boss;
    this.#options = options;
  }

  /** Makes or upgrades the queue's schema and starts to work. */
  static async start(options: JobsOptions): Promise<Jobs> {
    const boss = new PgBoss({
      connectionString: options.databaseUrl,
      application_name: 'doorstep jobs',
      schema: SCHEMA,
      max: CONNECTIONS,
      useListenNotify: true,
    });
    // Each of its queues fails by itself, again and again, while the database is away.
    let toldAt = -Infinity;
    boss.on('error', (error) => {
      if (performance.now() - toldAt < TROUBLE_INTERVAL) return;
      toldAt = performance.now();
      options.server.log.warn({ err: errorForLog(error) }, 'the job queue has trouble');
    });
    await boss.start();
    const jobs = new Jobs(boss, options);
    await jobs.#register();
    return jobs;
  }

  /** Enqueues what listens to these events, in the transaction that gave them their place: for the relay. */
  readonly onPlaced: OnPlaced = async (client, events) => {
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
    for (const listener of this.#options.listeners) {
      const heard = events.filter((event) => listener.types.includes(event.type));
      if (heard.length > 0) await this.#boss.insert(listener.name, heard.map((event) => ({ data: event })), { db });
    }
  };

  /** Lets running work end, for at most ten seconds. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: STOP_PATIENCE, close: true });
  }

  async #register(): Promise<void> {
    const { server, jobs, listeners } = this.#options;
    for (const job of jobs) {
      // `exclusive`: a run that takes longer than its interval is not joined by a second one.
      await this.#boss.createQueue(job.name, { policy: 'exclusive', retryLimit: 0 });
      await this.#boss.schedule(job.name, job.cron);
      await this.#boss.work(job.name, POLLING, () => logged(server, job.name, () => job.run(server)));
    }
    for (const listener of listeners) {
      await this.#boss.createQueue(listener.name, { ...RETRIES, notify: true });
      await this.#boss.work<PlacedEvent>(listener.name, { ...POLLING, localConcurrency: 2, batchSize: 1 }, async ([job]) => {
        if (job) await logged(server, listener.name, () => listener.run(server, job.data));
      });
    }
  }
}

async function logged(server: Server, name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    server.log.error({ job: name, err: errorForLog(error) }, 'job failed');
    throw error;
  }
}
