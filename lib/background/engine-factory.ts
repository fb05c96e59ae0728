import type { Settings } from '../domain/settings.ts';
import type { ConnectionStore } from '../settings/connection.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { IdMaker } from '../shared/ids.ts';
import { type Log, nameOf } from '../shared/log.ts';
import { ok, type Result } from '../shared/result.ts';
import type { Clock } from '../shared/time.ts';
import type { Engine } from '../sync/engine-api.ts';
import type { ConnectWisePort, PortalPort } from '../sync/ports.ts';
import type { SyncStore } from '../sync/store.ts';
import type { Backends } from './backends.ts';
import { type ConnectionHealth, watched } from './connection-health.ts';
import type { Keys } from './keys.ts';

export interface EngineFactoryDeps {
  backends: Backends;
  settings: SettingsStore;
  connections: ConnectionStore;
  keys: Keys;
  health: ConnectionHealth;
  clock: Clock;
  ids: IdMaker;
  log: Log;
  /** Name of this browser in the journal. */
  browser(): Promise<string>;
}

/** Gives what a request needs, made from what is stored at that moment. */
export interface EngineFactory {
  store(): Promise<SyncStore>;
  connectWise(): Promise<Result<ConnectWisePort>>;
  portal(): Promise<Result<PortalPort>>;
  /** `not-connected` unless both sides are. */
  engine(): Promise<Result<Engine>>;
}

interface Built {
  connectWise: Result<ConnectWisePort>;
  portal: Result<PortalPort>;
  engine: Result<Engine>;
}

/**
 * What is built is kept for as long as settings and connections stay the same, because the ports pace their calls. Lost with the worker,
 * which costs nothing: engine and ports keep what matters in the store. The first engine of a worker's life recovers before anyone
 * gets it, and only the first: a later one may be made while runs of this worker are going on.
 */
export function createEngineFactory(deps: EngineFactoryDeps): EngineFactory {
  const held: { store?: Promise<SyncStore>; revision?: string; built?: Promise<Built>; recovered?: Promise<void> } = {};

  /** What works on a closed store can store nothing any more: the next engine recovers what it leaves. */
  const closed = () => {
    deps.log.warn('background', 'The database was closed; it is opened again.');
    delete held.store;
    delete held.revision;
    delete held.recovered;
  };

  const store = () => {
    held.store ??= deps.backends.openStore(closed).catch((error: unknown) => {
      delete held.store;
      throw error;
    });
    return held.store;
  };

  const current = async (): Promise<Built> => {
    const [settings, connectWise, portal] = await Promise.all([
      deps.settings.read(),
      deps.connections.connectWise(),
      deps.connections.portal(),
    ]);
    // What is about ConnectWise's pages concerns no engine: whoever teaches a field gets no other ports.
    const revision = JSON.stringify([{ ...settings, inPage: undefined }, connectWise, portal]);
    if (held.revision !== revision || !held.built) {
      held.revision = revision;
      held.built = build(deps, settings, store);
      held.built.catch(() => delete held.revision);
    }
    return held.built;
  };

  const recovered = (engine: Engine) => {
    held.recovered ??= engine
      .recover()
      .catch((error: unknown) =>
        deps.log.error('background', 'Recovering after a start failed.', { error: nameOf(error) }),
      );
    return held.recovered;
  };

  return {
    store,
    connectWise: async () => (await current()).connectWise,
    portal: async () => (await current()).portal,
    async engine() {
      const { engine } = await current();
      if (engine.ok) await recovered(engine.value);
      return engine;
    },
  };
}

async function build(deps: EngineFactoryDeps, settings: Settings, store: () => Promise<SyncStore>): Promise<Built> {
  const { backends, keys, health, connections } = deps;
  const connection = await keys.connectWise();
  const connectWise = connection.ok
    ? ok(
        watched(
          backends.connectWise(connection.value, (learned) => {
            const { site } = connection.value;
            void connections
              .saveLearned({ site, ...learned })
              .catch((error: unknown) => deps.log.warn('background', 'Not stored: learned', { error: nameOf(error) }));
          }),
          'connectWise',
          health,
        ),
      )
    : connection;
  const portalConnection = await keys.portal();
  const portal = portalConnection.ok
    ? ok(watched(backends.portal(portalConnection.value), 'portal', health))
    : portalConnection;

  if (!connectWise.ok) return { connectWise, portal, engine: connectWise };
  if (!portal.ok) return { connectWise, portal, engine: portal };
  const engine = backends.engine({
    connectWise: connectWise.value,
    portal: portal.value,
    store: await store(),
    settings,
    clock: deps.clock,
    ids: deps.ids,
    log: deps.log,
    browser: await deps.browser(),
  });
  return { connectWise, portal, engine: ok(engine) };
}
