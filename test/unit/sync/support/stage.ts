import 'fake-indexeddb/auto';
import { onTestFinished } from 'vitest';
import { type OpenStore, openStore } from '../../../../lib/db/sync-store.ts';
import type { JournalEntry, Run } from '../../../../lib/domain/change.ts';
import type { Settings } from '../../../../lib/domain/settings.ts';
import { silentLog } from '../../../../lib/shared/log.ts';
import type { Result } from '../../../../lib/shared/result.ts';
import { isoTime, MINUTE } from '../../../../lib/shared/time.ts';
import { createEngine, type Engine } from '../../../../lib/sync/engine.ts';
import type { EngineDeps, StartedRun } from '../../../../lib/sync/engine-api.ts';
import type { ConnectWisePort } from '../../../../lib/sync/ports.ts';
import { connectionOf } from '../../../../lib/sync/read/connection-of.ts';
import { account, addition, COMPANY, entry, facts, NOW, SETTINGS } from '../../../support/builders/sync-records.ts';
import { type FakeConnectWise, fakeConnectWise, type Tables } from './fake-connectwise.ts';
import { type FakePortal, fakePortal } from './fake-portal.ts';

/** An engine between two fakes, over a store of its own and a clock that the test moves. */
export interface Stage {
  engine: Engine;
  connectWise: FakeConnectWise;
  portal: FakePortal;
  store: OpenStore;
  deps: EngineDeps;
  time: { now: number };
  /** The worker died and a new one starts: another engine and another connection to the same database. */
  restart(): Promise<void>;
  /** The same browser goes on with another way to ConnectWise, or with another portal as well. */
  restartWith(connectWise: ConnectWisePort, portal?: FakePortal): Promise<void>;
  /** Sync now, waited for. */
  sync(): Promise<Ended>;
  apply(planId: string, confirmed?: string[]): Promise<Ended>;
}

export interface Ended {
  run: Run;
  entries: JournalEntry[];
}

export interface StageOptions {
  tables?: Partial<Tables>;
  settings?: Partial<Settings>;
  /** Another browser at the same ConnectWise, portal and clock, with a store of its own. */
  beside?: Stage;
}

/** Company 250 with the pair for EFS-342 and one stale addition; customer 342 with one server on Select, 100 GB. */
export async function stage(options: StageOptions = {}): Promise<Stage> {
  const { beside } = options;
  const time = beside?.time ?? { now: NOW };
  const connectWise =
    beside?.connectWise ??
    fakeConnectWise({
      entries: [entry({ id: 1 }), entry({ id: 2, deviceType: 'BackupStats' })],
      additions: [addition({ id: 500 })],
      ...options.tables,
    });
  connectWise.now = () => time.now;
  const portal = beside?.portal ?? fakePortal([facts([account({ id: '1001' })])]);
  const name = crypto.randomUUID();
  let made = 0;
  const working: { connectWise: ConnectWisePort; portal: FakePortal } = { connectWise, portal };
  const open = async () => {
    const store = await openStore(name);
    onTestFinished(() => store.close());
    return store.forConnection(connectionOf(working));
  };
  const store = await open();
  // A browser that has been connected for a while: the first contact lies behind it.
  await store.takeEvents(portal.source, [], '0', isoTime(NOW), () => ({
    sync: false,
    tickets: [],
    incidents: [],
    outcomes: [],
  }));
  const deps: EngineDeps = {
    connectWise,
    portal,
    store,
    settings: { ...SETTINGS, ...options.settings },
    clock: () => time.now,
    ids: () => `id-${String(++made).padStart(4, '0')}`,
    random: () => 1,
    log: silentLog,
    browser: beside ? 'Second browser' : 'Test browser',
  };
  const ended = async (started: Result<StartedRun>): Promise<Ended> => {
    if (!started.ok) throw new Error(started.failure.message);
    await started.value.finished;
    return value(await self.engine.run(started.value.runId));
  };
  const self: Stage = {
    engine: createEngine(deps),
    connectWise,
    portal,
    store,
    deps,
    time,
    restart: async () => {
      const reopened = await open();
      self.store = reopened;
      self.deps = { ...deps, store: reopened };
      self.engine = createEngine(self.deps);
      await self.engine.recover();
    },
    restartWith: async (connectWise, portal = working.portal) => {
      Object.assign(working, { connectWise, portal });
      self.portal = portal;
      self.store = self.store.forConnection(connectionOf(working));
      self.deps = { ...self.deps, connectWise, portal, store: self.store };
      self.engine = createEngine(self.deps);
    },
    sync: async () => ended(await self.engine.syncNow(COMPANY)),
    apply: async (planId, confirmed = []) => ended(await self.engine.apply(planId, confirmed)),
  };
  return self;
}

/** Minutes pass, and the browser polls in each: long enough by default that an unclear create is decided. */
export async function minutesPass(on: Pick<Stage, 'engine' | 'time'>, minutes = 12): Promise<void> {
  for (let passed = 0; passed < minutes; passed++) {
    on.time.now += MINUTE;
    value(await on.engine.poll());
  }
}

/** The value of a result that the test expects to be good. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}
