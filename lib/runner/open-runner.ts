import { storeOver } from '../db/sync-store.ts';
import { isPortalAllowed, isTenantAllowed } from '../domain/policy.ts';
import { createConfirmedClock } from '../shared/confirmed-clock.ts';
import type { Failure } from '../shared/errors.ts';
import type { Fetch } from '../shared/http.ts';
import { randomId } from '../shared/ids.ts';
import type { Log } from '../shared/log.ts';
import { fail, type Result } from '../shared/result.ts';
import type { Clock } from '../shared/time.ts';
import type { SyncStore } from '../sync/store.ts';
import type { RunnerConfig } from './config/read-config.ts';
import { connectTo } from './connection.ts';
import { createEngines, type Engines, type EnginesDeps } from './engines.ts';
import { itemStore } from './item-store.ts';
import type { OpenDatabase } from './open-database.ts';
import { enter, type Presence } from './presence.ts';
import { createSharedRate } from './shared-rate.ts';
import { openSqlObjects } from './store/sql-objects.ts';

export interface RunnerDeps {
  config: RunnerConfig;
  database: OpenDatabase;
  log: Log;
  fetch: Fetch;
  clock: Clock;
  onCall?: EnginesDeps['onCall'];
}

/** One runner's parts, put together. */
export interface Runner {
  engines: Engines;
  /** Bound to the connection. */
  store: SyncStore;
  presence: Presence;
  /** See `lib/shared/confirmed-clock.ts`. */
  confirmedNow(): number | undefined;
}

/** Characters of a runner's id. */
const ID = 8;

/** Opens store and connection, and enters the runner among those at work. Fails where a side cannot be connected. */
export async function openRunner(deps: RunnerDeps): Promise<Result<Runner>> {
  const { config, database, log, clock } = deps;
  const { fetch, confirmedNow } = createConfirmedClock(deps.fetch, clock);
  const { sql } = database;
  const schema = config.databaseSchema;
  const objects = await openSqlObjects(sql, schema);
  const items = itemStore(sql, schema);
  const rates = new Map<string, ReturnType<typeof createSharedRate>>();
  const rate = (site: string) => {
    const known = rates.get(site) ?? createSharedRate({ sql, schema, site, clock, wait });
    rates.set(site, known);
    return known;
  };
  const connected = await connectTo({ config, items, fetch, clock, rate });
  if (!connected.ok) return connected;
  const { site, companyId } = connected.value;
  if (!isTenantAllowed({ site, companyId }, config.policy) || !isPortalAllowed(config.portal, config.policy))
    return fail(NOT_ALLOWED);
  const id = randomId().replaceAll('-', '').slice(0, ID);
  const name = `Runner on ${config.name} (${id})`;
  const presence = await enter({ sql, schema, id, name, randomId, elapsed: () => performance.now() });
  const opened = storeOver(objects, presence.makeId);
  const engines = createEngines({
    config,
    connection: connected.value,
    store: opened,
    items,
    fetch,
    clock,
    ids: presence.makeId,
    log,
    rate,
    name,
    runner: id,
    isEnded: presence.isSilenced,
    ...(deps.onCall && { onCall: deps.onCall }),
  });
  if (!engines.ok) return engines;
  const store = opened.forConnection(engines.value.pair);
  return { ok: true, value: { engines: engines.value, store, presence, confirmedNow } };
}

const NOT_ALLOWED: Failure = {
  code: 'rejected',
  message: 'The policy does not allow this ConnectWise or this portal.',
  nextStep: 'Run with --check: it names what allowedTenants or allowedPortals lacks.',
};

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
