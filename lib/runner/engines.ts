import type { ConnectWiseConnection } from '../connectwise/connection.ts';
import { createConnectWise } from '../connectwise/connectwise.ts';
import type { RateLimiter } from '../connectwise/rate-limiter.ts';
import { openSession } from '../connectwise/session.ts';
import { type ConnectionPair, tenantOf } from '../domain/connection-pair.ts';
import { inForce } from '../domain/in-force.ts';
import type { Settings } from '../domain/settings.ts';
import { readPortalInput, sourceOf } from '../portal/config.ts';
import { createPortal } from '../portal/portal.ts';
import { createSettingsStore } from '../settings/settings.ts';
import type { Fetch } from '../shared/http.ts';
import type { IdMaker } from '../shared/ids.ts';
import { type Log, nameOf } from '../shared/log.ts';
import { createRequestGuard, originOf, originOfHost } from '../shared/request-guard.ts';
import { type OnResult, ok, type Result } from '../shared/result.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import type { Clock } from '../shared/time.ts';
import { createEngine, type Engine } from '../sync/engine.ts';
import type { PortalPort } from '../sync/ports.ts';
import type { SyncStore } from '../sync/store.ts';
import type { RunnerConfig } from './config/read-config.ts';
import { keepLearned } from './connection.ts';

export interface EnginesDeps {
  config: RunnerConfig;
  connection: ConnectWiseConnection;
  store: SyncStore;
  items: StorageArea;
  fetch: Fetch;
  clock: Clock;
  ids: IdMaker;
  log: Log;
  rate: (site: string) => RateLimiter;
  /** Name of this runner in the journal. */
  name: string;
  /** Its id among all that share the database. */
  runner: string;
  /** Whether nothing may be sent any more. */
  isEnded: () => boolean;
  /** Hears what came of each call. */
  onCall?: (side: 'connectWise' | 'portal', result: Result<unknown>) => void;
}

/** Gives the engine as the settings are at the moment of asking: another runner, or an import, may have changed them. */
export interface Engines {
  readonly pair: ConnectionPair;
  engine(): Promise<Engine>;
  settings(): Promise<Settings>;
}

/** Puts the engine together from the clients, the store and the settings. Fails where the portal's address is none. */
export function createEngines(deps: EnginesDeps): Result<Engines> {
  const { config, connection, store, items, clock, ids, log } = deps;
  const read = readPortalInput(config.portal);
  if (!read.ok) return read;
  const portalConfig = read.value.config;
  const pair = {
    tenant: tenantOf(connection.site, connection.companyId),
    portal: sourceOf(portalConfig),
  };
  const session = openSession(connection, {
    fetch: deps.fetch,
    clock,
    rate: deps.rate,
    guard: guardOf(deps, originOfHost(connection.apiHost)),
    onLearned: (learned) =>
      void keepLearned(items, learned).catch((error: unknown) =>
        log.warn('runner', 'Not stored: learned', { error: nameOf(error) }),
      ),
    onResult: hookOf(deps, 'connectWise'),
  });
  const portal: PortalPort = createPortal(
    portalConfig,
    { fetch: deps.fetch, clock, guard: guardOf(deps, originOf(portalConfig.baseUrl)) },
    hookOf(deps, 'portal'),
  );
  const settingsStore = createSettingsStore(items);
  const settings = async () => inForce(await settingsStore.read(), config.policy, pair);
  const held: { revision?: string; engine?: Engine } = {};
  return ok({
    pair,
    settings,
    async engine() {
      const current = await settings();
      const revision = JSON.stringify(current);
      if (held.engine && held.revision === revision) return held.engine;
      held.revision = revision;
      held.engine = createEngine({
        connectWise: createConnectWise(session, 'user'),
        backgroundConnectWise: createConnectWise(session, 'background'),
        portal,
        store,
        settings: current,
        settingsNow: settings,
        clock,
        ids,
        log,
        browser: deps.name,
        runner: deps.runner,
      });
      return held.engine;
    },
  });
}

function guardOf({ isEnded }: EnginesDeps, origin: string) {
  return createRequestGuard({ origins: [origin], mayCall: async () => true, isEnded });
}

function hookOf({ onCall }: EnginesDeps, side: 'connectWise' | 'portal'): OnResult {
  return async (result) => {
    onCall?.(side, result);
    return result;
  };
}
