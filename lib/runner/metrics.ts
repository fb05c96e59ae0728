import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { OutboxEntry, SyncStore } from '../sync/store.ts';

/** What a runner counts. Names and labels are fixed words: no customer, no address, no secret. */
export interface Metrics {
  polls: Counter;
  work: Counter<'result'>;
  calls: Counter<'side' | 'result'>;
  takeOvers: Counter;
  /** Prometheus text. */
  text(): Promise<string>;
  readonly contentType: string;
}

interface MetricsDeps {
  outbox: SyncStore['outbox'];
  runners(): Promise<number>;
  failedJobs(): Promise<number>;
}

const STATES: readonly OutboxEntry['state'][] = ['pending', 'leased', 'waiting', 'needs-user'];
const RESULTS = ['done', 'failed'] as const;

const PREFIX = 'backup_bridge_';

/** Returns the runner's counters, and gauges that are read when they are read. */
export function createMetrics({ outbox, runners, failedJobs }: MetricsDeps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name: PREFIX + name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  gauge('runners', 'Runners at work on this database', runners);
  gauge('failed_jobs', 'Jobs that failed for good', failedJobs);
  new Gauge({
    name: `${PREFIX}outbox_entries`,
    help: 'Work that is not done, by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const entries = await outbox();
      for (const state of STATES) this.set({ state }, entries.filter((entry) => entry.state === state).length);
    },
  });
  const work = new Counter({
    name: `${PREFIX}work_total`,
    help: 'Customers and incidents worked on by this runner',
    labelNames: ['result'],
    registers,
  });
  // There from the start, so that an alert on a rate has two values to compare.
  for (const result of RESULTS) work.inc({ result }, 0);
  return {
    polls: new Counter({ name: `${PREFIX}polls_total`, help: 'Polls of the portal by this runner', registers }),
    work,
    calls: new Counter({
      name: `${PREFIX}calls_total`,
      help: 'Calls of a service by this runner, by what came of them',
      labelNames: ['side', 'result'],
      registers,
    }),
    takeOvers: new Counter({
      name: `${PREFIX}take_overs_total`,
      help: 'Times that this runner took over the work of one that had ended',
      registers,
    }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
