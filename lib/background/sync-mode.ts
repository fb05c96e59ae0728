import { NO_CONNECTION } from '../domain/connection-pair.ts';
import {
  automaticParts,
  hasSyncPart,
  type SyncMode,
  syncMode,
  type WaitingWork,
  writtenParts,
} from '../domain/consent.ts';
import { inForce } from '../domain/in-force.ts';
import type { Settings } from '../domain/settings.ts';
import type { Background } from './background.ts';
import { readConnectionPair } from './connection-pair.ts';

/** Returns what is stored, for the connection that it is read for, under what the policy fixes. */
export async function settingsInForce({
  settings,
  policy,
  connections,
}: Pick<Background, 'settings' | 'policy' | 'connections'>): Promise<Settings> {
  const [stored, laidDown, pair] = await Promise.all([settings.read(), policy(), readConnectionPair(connections)]);
  return inForce(stored, laidDown, pair ?? NO_CONNECTION);
}

/** Returns how this browser writes, for the screens. */
export async function readSyncMode(
  background: Pick<Background, 'settings' | 'policy' | 'connections'>,
): Promise<SyncMode> {
  return syncMode(await settingsInForce(background));
}

/** Returns the work that waits for consent, from the store alone: it stays visible without a connection. */
export async function waitingForConsent(
  { engines }: Pick<Background, 'engines'>,
  settings: Settings,
): Promise<WaitingWork> {
  const parts = automaticParts(settings);
  const written = writtenParts(settings);
  const store = await engines.store();
  const outbox = (await store.outbox()).filter(({ state }) => state !== 'needs-user');
  const isParked = { sync: hasSyncPart(written) && !hasSyncPart(parts), ticket: written.tickets && !parts.tickets };
  const failures = isParked.ticket ? outbox.filter(({ kind }) => kind === 'ticket') : [];
  const lasting = await Promise.all(
    failures.map(
      async ({ incidentKey }) => incidentKey !== undefined && (await store.incident(incidentKey))?.lasts === true,
    ),
  );
  return {
    customers: isParked.sync ? outbox.filter(({ kind }) => kind === 'sync').length : 0,
    tickets: lasting.filter(Boolean).length,
  };
}
