import { HOUR, MINUTE } from '../../../lib/shared/time.ts';
import type { Engine } from '../../../lib/sync/engine.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { newestEvents } from '../../support/newest-events.ts';
import { type Checkpoint, checkpoint, continueFrom } from './checkpoint.ts';
import { START } from './simulation.ts';
import { type ChaosStores, IN_INDEXEDDB } from './stores.ts';
import type { PointTracker } from './worker-life.ts';
import { type ChaosOptions, ChaosWorld } from './world.ts';

/** One step: what happens in the world, then what the worker is made to do. The latter is done again after a death. */
export interface Step {
  name: string;
  /** Since the beginning of the story. */
  at: number;
  /** Asked for by a user, who sees when it fails. */
  byUser?: true;
  happens?(world: ChaosWorld): void;
  does(engine: Engine, notes: Notes): Promise<unknown>;
}

/** What a user keeps in mind between two steps. */
export interface Notes {
  runId?: string;
}

const ETV_PRIMARY = 356;
const ETV_TRUCK = 369;
const JOE = 383;
const poll = (engine: Engine) => engine.poll();

/**
 * Everything that writes, once: a poll with failing, finishing and recovering events; syncs with statistics (new
 * configurations), report and additions; a ticket created, noted, closed; Sync now, undo and Reprocess by a user; a bulk sync.
 */
export const STORY: readonly Step[] = [
  {
    name: 'a backup fails, another finishes',
    at: MINUTE,
    happens({ simulation: { backups } }) {
      backups.runBackup(ETV_PRIMARY, { result: 'failed' });
      backups.runBackup(JOE, { result: 'ok' });
    },
    does: poll,
  },
  {
    name: 'it fails again a day later',
    at: 25 * HOUR,
    happens({ simulation: { backups } }) {
      backups.runBackup(ETV_PRIMARY, { result: 'failed' });
      backups.runBackup(ETV_TRUCK, { result: 'warning' });
    },
    does: poll,
  },
  {
    name: 'usage grew, a user syncs',
    byUser: true,
    at: 26 * HOUR,
    happens({ simulation: { backups } }) {
      backups.grow(ETV_PRIMARY, { onlineBytes: 1_000_000_000 });
    },
    async does(engine, notes) {
      const started = await engine.syncNow(SEED.companies.eddiesTvRepair);
      if (!started.ok) return;
      notes.runId = started.value.runId;
      await started.value.finished;
    },
  },
  {
    name: 'the user undoes it',
    byUser: true,
    at: 26 * HOUR + 10 * MINUTE,
    async does(engine, notes) {
      const plan = await engine.planUndo(notes.runId ?? '');
      if (!plan.ok) return;
      const started = await engine.apply(plan.value.id, []);
      if (started.ok) await started.value.finished;
    },
  },
  {
    name: 'the backups recover',
    at: 27 * HOUR,
    happens({ simulation: { backups } }) {
      backups.runBackup(ETV_PRIMARY, { result: 'ok' });
      backups.runBackup(ETV_TRUCK, { result: 'ok' });
    },
    does: poll,
  },
  {
    name: 'a user has an old event processed again',
    byUser: true,
    at: 28 * HOUR,
    async does(engine) {
      const events = await newestEvents(engine, 1000);
      const failed = events.find(({ type, state }) => type === 'backup-failed' && state !== 'waiting');
      if (!failed) return;
      const started = await engine.reprocess(failed.source, failed.id);
      if (started.ok) await started.value.finished;
    },
  },
  {
    name: 'a user syncs all customers',
    byUser: true,
    at: 29 * HOUR,
    happens({ simulation: { backups } }) {
      backups.grow(JOE, { onlineBytes: 1_000_000_000 });
    },
    async does(engine) {
      const bulkSync = await engine.bulkSync();
      if (bulkSync?.state !== 'running' && bulkSync?.state !== 'done') await engine.startBulkSync();
      await engine.continueBulkSync(START + 40 * HOUR);
    },
  },
];

/** The world before a step of the story, and how many points the step has when nothing goes wrong. */
export interface Chapter {
  step: Step;
  from: Checkpoint;
  notes: Notes;
  /** Where its browser keeps its data. */
  stores: ChaosStores;
}

/** Plays the entire story without harm, remembering where each step began. */
export async function chapters(stores: ChaosStores = IN_INDEXEDDB): Promise<Chapter[]> {
  const world = new ChaosWorld({ stores });
  const browser = await world.connectedBrowser();
  // Scheduled backups would come at moments that depend on how long a try took.
  world.freezeFacts();
  const reported: Chapter[] = [];
  const notes: Notes = {};
  for (const step of STORY) {
    world.passTo(START + step.at);
    step.happens?.(world);
    reported.push({ step, from: await checkpoint(world, browser), notes: { ...notes }, stores });
    await browser.diesDuring((engine) => step.does(engine, notes));
  }
  return reported;
}

/** Lives through one step from where it began; a worker that dies is started again and made to do the step once more. */
export async function liveThrough(
  { step, from, notes, stores }: Chapter,
  tracker: PointTracker,
  options: ChaosOptions & { prepare?: (world: ChaosWorld) => void } = {},
): Promise<ChaosWorld> {
  const { world, browser } = await continueFrom(from, tracker, { stores, ...options });
  await browser.start();
  options.prepare?.(world);
  const kept = { ...notes };
  for (let tries = 0; tries < 3; tries += 1) {
    if (!browser.isRunning) await browser.restart();
    if (!(await browser.diesDuring((engine) => step.does(engine, kept)))) break;
  }
  return world;
}
