import type { Fetch } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type Clock, MINUTE, SECOND } from '../shared/time.ts';
import { startApi } from './api.ts';
import type { RunnerConfig } from './config/read-config.ts';
import { every } from './every.ts';
import { healthOf } from './health.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { OpenDatabase } from './open-database.ts';
import { openRunner } from './open-runner.ts';
import { BEAT } from './presence.ts';
import { type Queue, startQueue } from './queue.ts';
import { createWork, logged, type Work } from './work.ts';

interface RunDeps {
  config: RunnerConfig;
  database: OpenDatabase;
  log: Log;
  fetch: Fetch;
  clock: Clock;
}

/** A runner at work. */
export interface RunningRunner {
  /** Of health and metrics; undefined: nothing listens. */
  port: number | undefined;
  /** Takes no more work, lets what goes on end, and says that it is gone. */
  stop(): Promise<void>;
  /** Settles when others took it for dead: it has to be started again. */
  ended: Promise<void>;
}

/** How long work that goes on may take at a stop. */
const STOPPING = 20 * SECOND;
const TIDY_EVERY = 5 * MINUTE;
/** How often is looked for what a runner that has ended stored late. */
const LATE_EVERY = 20 * SECOND;

/** Starts a runner that works until it is stopped. Fails where a side cannot be connected. */
export async function startRunner(deps: RunDeps): Promise<Result<RunningRunner>> {
  const { config, log, clock } = deps;
  const held: { metrics?: Metrics; queue?: Queue } = {};
  const opened = await openRunner({
    ...deps,
    onCall: (side, result) => held.metrics?.calls.inc({ side, result: result.ok ? 'ok' : result.failure.code }),
  });
  if (!opened.ok) return fail(opened.failure);
  const { store, presence, engines } = opened.value;
  const metrics = createMetrics({
    outbox: () => store.outbox(),
    runners: presence.count,
    failedJobs: async () => (await held.queue?.failed()) ?? 0,
  });
  held.metrics = metrics;
  const work = createWork({ runner: opened.value, clock, log, firstSync: config.firstSync });
  const queue = await openQueue(deps, work, metrics);
  held.queue = queue;
  const gone = Promise.withResolvers<void>();

  const takeOver = async () => {
    if ((await presence.endDead()) === 0) return;
    metrics.takeOvers.inc();
    log.warn('runner', 'A runner has ended without a word; its work is taken over.');
    await work.takeOver();
    await queue.pollNow();
  };
  const takeOverLate = async () => {
    if (await presence.hasEndedLately()) await work.takeOver();
  };
  const beat = async () => {
    if (!(await presence.beat())) gone.resolve();
  };
  await work.takeOver();
  const timers = [
    every(BEAT, () => logged(log, 'runner/heartbeat', beat)),
    every(BEAT, () => logged(log, 'runner/take-over', takeOver)),
    every(LATE_EVERY, () => logged(log, 'runner/take-over', takeOverLate)),
    every((config.pollSeconds * SECOND) / 2, () => logged(log, 'runner/schedule', queue.schedule)),
    every(TIDY_EVERY, () => logged(log, 'runner/tidy', work.tidy)),
  ];
  await queue.schedule();
  const health = () => healthOf({ store, presence, clock, pollSeconds: config.pollSeconds });
  const api = config.listen === null ? undefined : await startApi({ listen: config.listen, metrics, health });
  log.info('runner', 'At work.', { id: presence.id, ...engines.pair });
  const stop = async () => {
    for (const end of timers) end();
    await queue.stop(STOPPING);
    await api?.stop();
    await presence.leave();
    log.info('runner', 'Stopped.');
  };
  return ok({ port: api?.port, ended: gone.promise, stop: once(stop) });
}

function openQueue({ config, database, log }: RunDeps, work: Work, metrics: Metrics): Promise<Queue> {
  const jobs = {
    async poll(send: (keys: readonly string[]) => Promise<void>) {
      metrics.polls.inc();
      await send(await work.poll());
    },
    bulk: async () => void (await work.bulk()),
    async work(key: string) {
      try {
        await work.workOn(key);
        metrics.work.inc({ result: 'done' });
      } catch (error) {
        metrics.work.inc({ result: 'failed' });
        throw error;
      }
    },
  };
  const { databaseSchema: schema, pollSeconds, workers } = config;
  return startQueue({ database, schema, jobs, pollSeconds, workers, log });
}

/** The same end for everybody who asks for it. */
function once(work: () => Promise<void>): () => Promise<void> {
  const held: { done?: Promise<void> } = {};
  return () => {
    held.done ??= work();
    return held.done;
  };
}
