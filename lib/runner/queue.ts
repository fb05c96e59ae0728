import { fromPglite, PgBoss } from 'pg-boss';
import type { Log } from '../shared/log.ts';
import { nameOf } from '../shared/log.ts';
import type { OpenDatabase } from './open-database.ts';

/** What a job may be: the poll of the portal, the share of a bulk sync, the work on one customer or incident. */
export interface Jobs {
  /** @param send adds work, see `Queue.send` */
  poll(send: Queue['send']): Promise<void>;
  bulk(): Promise<void>;
  work(key: string): Promise<void>;
}

/** The queue that all runners share. */
export interface Queue {
  /** Adds a poll, and a share of the bulk sync, unless one of this moment is there. */
  schedule(): Promise<void>;
  /** Adds a poll that does not wait for its moment, unless one is waiting or going on. */
  pollNow(): Promise<void>;
  /** Adds work on these entries, those left out that are waiting or worked on. */
  send(keys: readonly string[]): Promise<void>;
  /** How many jobs failed for good. */
  failed(): Promise<number>;
  /** Takes no more jobs; those that go on have so many milliseconds to end. */
  stop(milliseconds: number): Promise<void>;
}

interface QueueOptions {
  database: OpenDatabase;
  schema: string;
  jobs: Jobs;
  pollSeconds: number;
  workers: number;
  log: Log;
}

const POLL = 'poll';
const BULK = 'bulk';
const WORK = 'work';
const FAILED = 'failed';
const BULK_SECONDS = 30;
/** A job is taken again so often; the entry that it is about stays, and is sent again by a later poll. */
const RETRIES = 3;
/** Of a runner that was killed: pg-boss gives its jobs to others after so many seconds without a sign of life. */
const HEARTBEAT_SECONDS = 10;
/** The longest that a poll may take: what hangs must not keep the others from polling. */
const POLL_SECONDS = 180;
/** The longest that a job may take: as the lease of an entry. */
const LONGEST_SECONDS = 15 * 60;
/** How often it is looked for jobs, and for those whose runner is gone. */
const LOOK_SECONDS = 0.5;
const MONITOR_SECONDS = 3;

/** Starts the queue in a schema of its own, beside that of the data. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
  const { database, schema, jobs, pollSeconds, workers, log } = options;
  const boss = new PgBoss({
    ...('url' in database.queue
      ? { connectionString: database.queue.url, max: workers + 3 }
      : { db: fromPglite(database.queue.pglite), backend: 'pglite' as const }),
    schema: `${schema}_queue`,
    application_name: 'backup-bridge-queue',
    schedule: false,
    monitorIntervalSeconds: MONITOR_SECONDS,
    superviseIntervalSeconds: MONITOR_SECONDS,
  });
  boss.on('error', (error) => log.error('runner/queue', 'The queue met an error.', { error: nameOf(error) }));
  await boss.start();
  await createQueues(boss);
  const look = { pollingIntervalSeconds: LOOK_SECONDS };
  const send: Queue['send'] = async (keys) => {
    const inserted = keys.map((key) => ({
      data: { key },
      singletonKey: key,
      priority: key.startsWith('ticket:') ? 1 : 0,
    }));
    if (inserted.length > 0) await boss.insert(WORK, inserted);
  };
  await boss.work(POLL, look, () => jobs.poll(send));
  await boss.work(BULK, look, () => jobs.bulk());
  await boss.work<{ key: string }>(WORK, { ...look, localConcurrency: workers }, async ([job]) => {
    if (job) await jobs.work(job.data.key);
  });
  return {
    async schedule() {
      // One for each stretch of time, whichever runner is first.
      await boss.send(POLL, {}, { singletonKey: POLL, singletonSeconds: pollSeconds });
      await boss.send(BULK, {}, { singletonKey: BULK, singletonSeconds: BULK_SECONDS });
    },
    pollNow: async () => void (await boss.send(POLL, {})),
    send,
    failed: async () => (await boss.getQueue(FAILED))?.queuedCount ?? 0,
    stop: (milliseconds) => boss.stop({ graceful: true, timeout: milliseconds }),
  };
}

async function createQueues(boss: PgBoss): Promise<void> {
  const lasting = { heartbeatSeconds: HEARTBEAT_SECONDS, expireInSeconds: LONGEST_SECONDS, deleteAfterSeconds: 3_600 };
  await boss.createQueue(FAILED, { policy: 'standard', deleteAfterSeconds: 7 * 86_400 });
  await boss.createQueue(POLL, { ...lasting, policy: 'exclusive', retryLimit: 0, expireInSeconds: POLL_SECONDS });
  await boss.createQueue(BULK, { ...lasting, policy: 'exclusive', retryLimit: 0 });
  await boss.createQueue(WORK, {
    ...lasting,
    policy: 'exclusive',
    retryLimit: RETRIES,
    retryDelay: 1,
    deadLetter: FAILED,
  });
}
