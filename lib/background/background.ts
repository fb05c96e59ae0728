import { REVIEW } from '../domain/automatic-parts.ts';
import { NO_CONNECTION } from '../domain/connection-pair.ts';
import type { Side } from '../domain/connection-state.ts';
import type { FileStore } from '../domain/file-import.ts';
import type { Policy } from '../domain/policy.ts';
import type { ConnectionStore } from '../settings/connection.ts';
import type { MappingStore } from '../settings/file-mappings.ts';
import type { PanelMemoryStore } from '../settings/panel-memory.ts';
import type { Provisioned } from '../settings/policy-connection.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Log } from '../shared/log.ts';
import type { Clock } from '../shared/time.ts';
import type { StartedRun } from '../sync/engine-api.ts';
import type { Adapters } from './adapters.ts';
import type { ConnectionHealth } from './connection-health.ts';
import type { EngineFactory } from './engine-factory.ts';
import type { Keys } from './keys.ts';
import type { Lock } from './lock.ts';
import type { PageSessions } from './pages/page-sessions.ts';
import type { Provisioning } from './provision.ts';
import type { Schedule } from './schedule.ts';
import type { SetupReports } from './setup-reports.ts';

/** What the handlers work with; made once per worker by `start.ts`. Nothing in it is lost with the worker. */
export interface Background {
  adapters: Adapters;
  /** Data of imported files. */
  files: FileStore;
  /** How files were understood, by their shape. */
  mappings: MappingStore;
  engines: EngineFactory;
  settings: SettingsStore;
  /** What an administrator laid down, read again each time: it may change while the browser runs. */
  policy(): Promise<Policy>;
  /** The parts of connections that it holds, with their keys. */
  provisioned(): Promise<Provisioned>;
  provisioning: Provisioning;
  panel: PanelMemoryStore;
  connections: ConnectionStore;
  keys: Keys;
  /** The passphrase lock of our own pages. */
  lock: Lock;
  /** What the open pages of ConnectWise may speak about. */
  pages: PageSessions;
  health: ConnectionHealth;
  schedule: Schedule;
  /** The set-up checks. */
  setup: SetupReports;
  clock: Clock;
  log: Log;
  /** Goes on with work after its message was answered: keeps the worker alive, then brings the badge up to date. */
  follow(work: Promise<unknown>): void;
}

/**
 * Runs go on after the message that started them was answered. Three things carry them: `follow` keeps an idle worker alive, the
 * panel's `run.view` every 400 ms does so too, and if the worker dies all the same, the next one's `recover` marks the run as
 * interrupted and gives an event's work back to the queue, which the alarm drains. A user's run is not repeated by itself: it shows
 * as interrupted, with what was written, and what remains is the next plan.
 */
export function followRun(background: Background, run: StartedRun): { runId: string } {
  background.follow(run.finished);
  return { runId: run.runId };
}

/**
 * After a connection was saved: what was read of another ConnectWise or portal is forgotten, work that waited for the connection is due
 * again, and a cycle begins. Nothing hangs on it: what is kept names its connection, and consent does too.
 */
export async function afterSaving(
  background: Background,
  { side, isOther }: { side: Side; isOther: boolean },
): Promise<void> {
  const { engines, schedule, settings } = background;
  if (isOther) {
    // What is going on belongs to the other one.
    engines.end(side);
    await (await engines.store()).forConnection(NO_CONNECTION).forget('');
    // Consent names its connection; who comes back to that one has not looked at it since.
    await settings.change((stored) => ({ ...stored, automatic: REVIEW, automaticFor: null }));
  }
  background.follow(background.setup.refresh());
  const engine = await engines.engine();
  if (!engine.ok) return;
  await engine.value.connectionChanged();
  background.follow(schedule.onAlarm());
}
