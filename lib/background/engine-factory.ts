import { NO_CONNECTION } from '../domain/connection-pair.ts';
import type { Side } from '../domain/connection-state.ts';
import { inForce } from '../domain/in-force.ts';
import type { PanelNews } from '../domain/panel-record.ts';
import type { Policy } from '../domain/policy.ts';
import type { Settings } from '../domain/settings.ts';
import { mayCallHost } from '../platform/permissions.ts';
import type { ConnectionStore } from '../settings/connection.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { IdMaker } from '../shared/ids.ts';
import { type Log, nameOf } from '../shared/log.ts';
import { createRequestGuard } from '../shared/request-guard.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { StorageBlockedError, storageFailure } from '../shared/storage-failure.ts';
import type { Clock } from '../shared/time.ts';
import type { Engine } from '../sync/engine.ts';
import type { ConnectWisePort, PortalPort } from '../sync/ports.ts';
import type { SyncStore } from '../sync/store.ts';
import type { Adapters } from './adapters.ts';
import { announceChanges } from './announce-changes.ts';
import { type ConnectionHealth, createHealthHook } from './connection-health.ts';
import { pairOf, readConnectionPair } from './connection-pair.ts';
import { fromStorage } from './from-storage.ts';
import type { Keys } from './keys.ts';

export interface EngineFactoryDeps {
  adapters: Adapters;
  settings: SettingsStore;
  /** What an administrator laid down; asked once both sides are connected, since its first answer takes seconds in a new profile. */
  policy(): Promise<Policy>;
  connections: ConnectionStore;
  keys: Keys;
  health: ConnectionHealth;
  clock: Clock;
  ids: IdMaker;
  log: Log;
  /** Name of this browser in the journal. */
  browser(): Promise<string>;
  /** Sends news to open panels. */
  notify(news: PanelNews): Promise<void>;
}

/** Gives what a request needs, made from what is stored at that moment. */
export interface EngineFactory {
  /** Bound to the connections that are stored now. */
  store(): Promise<SyncStore>;
  connectWise(): Promise<Result<ConnectWisePort>>;
  portal(): Promise<Result<PortalPort>>;
  /** `not-connected` unless both sides are. */
  engine(): Promise<Result<Engine>>;
  /** Asks the engine, or says why there is none. */
  use<T>(work: (engine: Engine) => Promise<Result<T>>): Promise<Result<T>>;
  /** Lets nothing that was made so far send another request to this side, whatever is going on. */
  end(side: Side): void;
}

/** A connection from when its keys were opened to when a user ended it. */
interface Life {
  isEnded: boolean;
}

interface Built {
  connectWise: Result<ConnectWisePort>;
  portal: Result<PortalPort>;
  engine: Result<Engine>;
}

/** A store that is opened, or about to be. */
interface Opening {
  opened: Promise<SyncStore>;
  /** Rejects while another version of the extension keeps it from being opened. */
  blocked: Promise<never>;
}

/**
 * What is built is kept for as long as settings and connections stay the same, because the ports pace their calls. Lost with the worker,
 * which costs nothing: engine and ports keep what matters in the store. The first engine of a worker's life recovers before anyone
 * gets it, and only the first: a later one may be made while runs of this worker are going on.
 *
 * A failure of the browser's storage is never kept: the next request tries again.
 */
export function createEngineFactory(deps: EngineFactoryDeps): EngineFactory {
  const held: {
    opening?: Opening;
    revision?: string;
    built?: Promise<Built>;
    recovered?: Promise<Result<void>>;
    lives: Record<Side, Life>;
  } = { lives: { connectWise: { isEnded: false }, portal: { isEnded: false } } };

  /** What works on a closed store can store nothing any more: the next engine recovers what it leaves. */
  const closed = () => {
    deps.log.warn('background', 'The database was closed; it is opened again.');
    delete held.opening;
    delete held.revision;
    delete held.recovered;
  };

  const open = (): Opening => {
    const { promise: blocked, reject } = Promise.withResolvers<never>();
    blocked.catch(() => undefined);
    const opened = deps.adapters
      .openStore(closed, () => reject(new StorageBlockedError()))
      .then((opened) => announceChanges(opened, deps.notify));
    opened.catch(() => delete held.opening);
    return { opened, blocked };
  };

  const opened = (): Promise<SyncStore> => {
    held.opening ??= open();
    // One that is blocked stays held, and is used as soon as it opens: a second opening would only wait behind it.
    return Promise.race([held.opening.opened, held.opening.blocked]);
  };

  const store = async (): Promise<SyncStore> => {
    const pair = await readConnectionPair(deps.connections);
    return (await opened()).forConnection(pair ?? NO_CONNECTION);
  };

  const current = async (): Promise<Built> => {
    const [stored, connectWise, portal] = await Promise.all([
      deps.settings.read(),
      deps.connections.connectWise(),
      deps.connections.portal(),
    ]);
    const pair = pairOf(connectWise, portal);
    const policy = pair ? await deps.policy() : {};
    const settings = pair ? inForce(stored, policy, pair) : stored;
    // What is about ConnectWise's pages concerns no engine: whoever teaches a field gets no other ports.
    const revision = JSON.stringify([
      { ...settings, inPage: undefined },
      policy.allowedTenants,
      policy.allowedPortals,
      connectWise,
      portal,
    ]);
    if (held.revision !== revision || !held.built) {
      held.revision = revision;
      held.built = keepUnlessFailed(build(deps, { settings, store: opened, lives: { ...held.lives } }));
    }
    return held.built;
  };

  const keepUnlessFailed = (building: Promise<Built>): Promise<Built> => {
    const drop = () => {
      if (held.built === building) delete held.built;
    };
    building.then((built) => hasStorageFailure(built) && drop(), drop);
    return building;
  };

  /** Nobody gets an engine that has not recovered because of the browser's storage: a later recovery would end the runs begun meanwhile. */
  const recovered = (engine: Engine): Promise<Result<void>> => {
    held.recovered ??= engine.recover().then(ok, (error: unknown) => {
      deps.log.error('background', 'Recovering after a start failed.', { error: nameOf(error) });
      const failure = storageFailure(error);
      if (!failure) return ok(undefined);
      delete held.recovered;
      return fail(failure);
    });
    return held.recovered;
  };

  const engine = async (): Promise<Result<Engine>> => {
    const { engine } = await current();
    if (!engine.ok) return engine;
    const ready = await recovered(engine.value);
    return ready.ok ? engine : ready;
  };

  return {
    store,
    connectWise: async () => (await current()).connectWise,
    portal: async () => (await current()).portal,
    engine,
    async use(work) {
      const found = await engine();
      return found.ok ? work(found.value) : found;
    },
    end(side) {
      held.lives[side].isEnded = true;
      held.lives[side] = { isEnded: false };
      delete held.revision;
    },
  };
}

function hasStorageFailure(built: Built): boolean {
  return Object.values(built).some((part: Result<unknown>) => !part.ok && part.failure.code === 'storage');
}

async function build(
  deps: EngineFactoryDeps,
  { settings, store, lives }: { settings: Settings; store: () => Promise<SyncStore>; lives: Record<Side, Life> },
): Promise<Built> {
  const { adapters, keys, health, connections } = deps;
  const connection = await keys.connectWise();
  const guardOf = (life: Life, origins: readonly string[]) =>
    createRequestGuard({ origins, mayCall: mayCallHost, isEnded: () => life.isEnded });
  const ports = connection.ok
    ? ok(
        adapters.connectWise(connection.value, {
          onLearned: (learned) =>
            void connections
              .saveLearned({ site: connection.value.site, ...learned })
              .catch((error: unknown) => deps.log.warn('background', 'Not stored: learned', { error: nameOf(error) })),
          onResult: createHealthHook('connectWise', health),
          guard: guardOf(lives.connectWise, connection.value.keyOrigins),
        }),
      )
    : connection;
  const connectWise = ports.ok ? ok(ports.value.user) : ports;
  const portalConnection = await keys.portal();
  const portal = portalConnection.ok
    ? ok(
        adapters.portal(portalConnection.value, {
          onResult: createHealthHook('portal', health),
          guard: guardOf(lives.portal, portalConnection.value.keyOrigins),
        }),
      )
    : portalConnection;

  if (!ports.ok) return { connectWise: ports, portal, engine: ports };
  if (!portal.ok) return { connectWise, portal, engine: portal };
  const opened = await fromStorage(store);
  if (!opened.ok) return { connectWise, portal, engine: opened };
  const engine = adapters.engine({
    connectWise: ports.value.user,
    backgroundConnectWise: ports.value.background,
    portal: portal.value,
    store: opened.value,
    settings,
    settingsNow: async () =>
      inForce(await deps.settings.read(), await deps.policy(), settings.automaticFor ?? NO_CONNECTION),
    clock: deps.clock,
    ids: deps.ids,
    log: deps.log,
    browser: await deps.browser(),
  });
  return { connectWise, portal, engine: ok(engine) };
}
