import { askSite } from '../connectwise/ask-site.ts';
import { createConnectWise } from '../connectwise/connectwise.ts';
import { checkTenant } from '../connectwise/find-tenant.ts';
import { createRateLimiter, type RateLimiter } from '../connectwise/rate-limiter.ts';
import { openSession } from '../connectwise/session.ts';
import { testConnection } from '../connectwise/test-connection.ts';
import { openStore } from '../db/sync-store.ts';
import type { FileStore } from '../domain/file-import.ts';
import { mayCallHost } from '../platform/permissions.ts';
import { createPortal, testPortal } from '../portal/portal.ts';
import { createConfirmedClock } from '../shared/confirmed-clock.ts';
import type { Fetch } from '../shared/http.ts';
import { ok } from '../shared/result.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import type { Clock } from '../shared/time.ts';
import { createEngine } from '../sync/engine.ts';
import type { Adapters } from './adapters.ts';
import { createRateStore } from './rate-store.ts';
import { withNextStepOfTest } from './test-failure.ts';

interface RealDeps {
  fetch: Fetch;
  clock: Clock;
  /** Where imported files are; absent: none are. */
  files?: FileStore;
  /** Keeps the rates across restarts. */
  storage: StorageArea;
  /** Whether the browser lets us call a host; absent: asks it. */
  mayCall?: (hostname: string) => Promise<boolean>;
  /** Absent: a timer. */
  wait?: (milliseconds: number) => Promise<void>;
}

/** Clients, store and engine of the product, over the network and the clock that they are given. */
export function createAdapters({ clock, storage, files, wait, mayCall = mayCallHost, ...given }: RealDeps): Adapters {
  const { fetch, confirmedNow } = createConfirmedClock(given.fetch, clock);
  const rate = rateOfSites({ clock, storage, wait });
  const deps = { fetch, clock };
  return {
    openStore: (onClosed, onBlocked) =>
      openStore(undefined, undefined, { ...(onClosed && { onClosed }), ...(onBlocked && { onBlocked }) }),
    connectWise(connection, hooks) {
      const session = openSession(connection, { ...deps, rate, ...hooks });
      return { user: createConnectWise(session, 'user'), background: createConnectWise(session, 'background') };
    },
    checkTenant: async (typed) => withNextStepOfTest(await checkTenant(typed, { ...deps, mayCall }), 'site'),
    async testConnectWise(typed, { mayBeSwapped } = {}) {
      const tested = await testConnection(typed, { ...deps, rate, mayCall, mayBeSwapped: mayBeSwapped ?? false });
      const result = withNextStepOfTest(tested, 'site');
      return result.ok ? ok({ test: result.value.tested, connection: result.value.connection }) : result;
    },
    askSite: (site) => askSite(site, { ...deps, mayCall }),
    portal: (connection, { onResult, guard }) =>
      createPortal(connection, { ...deps, guard, ...(files && { files }) }, onResult),
    async testPortal(typed) {
      const result = withNextStepOfTest(await testPortal(typed, { ...deps, mayCall }), 'address');
      return result.ok ? ok({ test: result.value.tested, connection: result.value.config }) : result;
    },
    engine: createEngine,
    confirmedNow,
  };
}

/**
 * One tracker per site for as long as the worker lives. Ports are made again when settings or keys change; what the site has been
 * asked in the last minute stays the same.
 */
function rateOfSites({ clock, storage, wait = timer }: Omit<RealDeps, 'fetch'>): (site: string) => RateLimiter {
  const trackers = new Map<string, RateLimiter>();
  return (site) => {
    const tracker = trackers.get(site) ?? createRateLimiter({ clock, wait, store: createRateStore(storage, site) });
    trackers.set(site, tracker);
    return tracker;
  };
}

const timer = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
