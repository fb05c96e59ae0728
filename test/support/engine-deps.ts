import { createConnectWise } from '../../lib/connectwise/connectwise.ts';
import { openSession } from '../../lib/connectwise/session.ts';
import { isSamePair } from '../../lib/domain/connection-pair.ts';
import { ALL_PARTS } from '../../lib/domain/consent.ts';
import { DEFAULT_SETTINGS } from '../../lib/domain/settings.ts';
import { createPortal } from '../../lib/portal/portal.ts';
import { silentLog } from '../../lib/shared/log.ts';
import type { EngineDeps } from '../../lib/sync/engine-api.ts';
import { connectionOf } from '../../lib/sync/read/connection-of.ts';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { EFS_TOKEN, X360_KEY } from '../simulator/portal/seed.ts';

const PORTALS = {
  'efs-portal': { kind: 'efs-portal', baseUrl: `https://${HOSTS.efsPortal}`, key: EFS_TOKEN },
  x360recover: { kind: 'x360recover', baseUrl: `https://${HOSTS.axcient}/x360recover`, key: X360_KEY },
} as const;
export type PortalName = keyof typeof PORTALS;

interface World extends Pick<EngineDeps, 'store' | 'clock'> {
  fetch: typeof globalThis.fetch;
  /** Waits for the rate; by default not at all, which lifts it. */
  wait?: (milliseconds: number) => Promise<void>;
}

/** What the engine needs to work with the simulated services, over any store and any way to reach them. */
export function engineDeps(
  { fetch, store, clock, wait = async () => undefined }: World,
  source: PortalName = 'efs-portal',
): EngineDeps {
  const { companyId, publicKey, privateKey, clientId } = SEED;
  const connection = { site: HOSTS.web, apiHost: HOSTS.rest, isCloud: true, codebase: 'v2025_1/' };
  const session = openSession({ ...connection, companyId, publicKey, privateKey, clientId }, { fetch, clock, wait });
  const connectWise = createConnectWise(session, 'user');
  const portal = createPortal(PORTALS[source], { fetch, clock });
  const pair = connectionOf({ connectWise, portal });
  return {
    connectWise,
    backgroundConnectWise: createConnectWise(session, 'background'),
    portal,
    store: isSamePair(store.connection, pair) ? store : store.forConnection(pair),
    settings: {
      ...DEFAULT_SETTINGS,
      managementSolution: 'eFolder',
      syncedParts: { ...DEFAULT_SETTINGS.syncedParts, invoiceDescriptions: true },
      automatic: ALL_PARTS,
      automaticFor: pair,
      toggles: { ...DEFAULT_SETTINGS.toggles, 'email-archiving': true, 'email-filtering': true },
    },
    clock,
    ids: () => crypto.randomUUID(),
    random: () => 0.5,
    log: silentLog,
    browser: 'Test browser',
  };
}
