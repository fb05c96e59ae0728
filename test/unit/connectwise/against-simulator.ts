import type { ConnectWiseConnection, ConnectWiseDeps } from '../../../lib/connectwise/connection.ts';
import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { type RecordList, requireComplete } from '../../../lib/domain/record-list.ts';
import type { Result } from '../../../lib/shared/result.ts';
import type { ConnectWisePort } from '../../../lib/sync/ports.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';

export const INPUT = {
  siteUrl: HOSTS.web,
  companyId: SEED.companyId,
  publicKey: SEED.publicKey,
  privateKey: SEED.privateKey,
  clientId: SEED.clientId,
};

/** A seeded simulator without a socket, and a client connected to it. */
export async function connected(options: SimulatorOptions = {}, more: Partial<ConnectWiseConnection> = {}) {
  const simulator = await startSimulator({ listen: false, variant: 'clean', ...options });
  const deps = depsOf(simulator);
  const { siteUrl: site, ...keys } = INPUT;
  const connection: ConnectWiseConnection = {
    site,
    apiHost: HOSTS.rest,
    isCloud: true,
    codebase: 'v2025_1/',
    ...keys,
    ...more,
  };
  // The annotation is the check that the client is what the engine asks for.
  const session = openSession(connection, deps);
  const connectWise: ConnectWisePort = createConnectWise(session, 'user');
  const background = createConnectWise(session, 'background');
  return { simulator, deps, connectWise, background, learned: deps.learned };
}

export function depsOf(simulator: Simulator): ConnectWiseDeps & { learned: object[] } {
  const learned: object[] = [];
  return {
    fetch: simulatorFetch(simulator),
    clock: () => simulator.clock.now(),
    onLearned: (what) => learned.push(what),
    wait: async () => undefined,
    learned,
  };
}

/** The value, or an error that names the failure. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** Every row of a list; an error where one of them could not be read. */
export function rows<T>(result: Result<RecordList<T>>): T[] {
  return value(requireComplete(result));
}
