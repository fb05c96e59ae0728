import type { Settings } from '../domain/settings.ts';
import type { IdMaker } from '../shared/ids.ts';
import type { Log } from '../shared/log.ts';
import type { Clock } from '../shared/time.ts';
import type { ConnectWisePort, PortalPort } from './ports.ts';
import type { SyncStore } from './store.ts';

/** What a portal reports at once, for those who work it off. */
export type { EventPage } from './ports.ts';

/** All that the engine touches, passed in: the same engine runs in the worker, in tests and in benchmarks. */
export interface EngineDeps {
  connectWise: ConnectWisePort;
  /** The same connection, whose calls wait for their share of the rate behind those of a user. Absent: `connectWise`. */
  backgroundConnectWise?: ConnectWisePort;
  portal: PortalPort;
  store: SyncStore;
  settings: Settings;
  /** What is in force at the moment of asking: consent may be undone while something goes on. Absent: `settings`. */
  settingsNow?: () => Promise<Settings>;
  clock: Clock;
  ids: IdMaker;
  /** From 0 up to 1: spreads retries. Absent: `Math.random`. */
  random?: () => number;
  log: Log;
  /** Name of this browser in the journal, e.g. `Chrome on Windows (3f2a)`. */
  browser: string;
  /** Id of this runner, of several that share the store; its lease tokens begin with it and a dot. Absent: a browser, alone with its store. */
  runner?: string;
}

/** A run that was stored and goes on by itself; `finished` settles when it has ended, however it ended. */
export interface StartedRun {
  runId: string;
  finished: Promise<void>;
}
