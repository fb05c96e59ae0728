import { createConnectWise } from '../connectwise/connectwise.ts';
import { testConnection } from '../connectwise/test-connection.ts';
import { openStore } from '../db/sync-store.ts';
import { createPortal, testPortal } from '../portal/portal.ts';
import type { Fetch } from '../shared/http.ts';
import { ok } from '../shared/result.ts';
import type { Clock } from '../shared/time.ts';
import { createEngine } from '../sync/engine.ts';
import type { Backends } from './backends.ts';

/** Clients, store and engine of the product, over the network and the clock that they are given. */
export function realBackends(deps: { fetch: Fetch; clock: Clock }): Backends {
  return {
    openStore: () => openStore(),
    connectWise: (connection, onLearned) => createConnectWise(connection, { ...deps, onLearned }),
    async testConnectWise(typed) {
      const result = await testConnection(typed, deps);
      return result.ok ? ok({ test: result.value.tested, connection: result.value.connection }) : result;
    },
    portal: (connection) => createPortal(connection, deps),
    async testPortal(typed) {
      const result = await testPortal(typed, deps);
      return result.ok ? ok({ test: result.value.tested, connection: result.value.config }) : result;
    },
    engine: createEngine,
  };
}
