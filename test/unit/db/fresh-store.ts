import 'fake-indexeddb/auto';
import { onTestFinished } from 'vitest';
import { type OpenStore, openStore } from '../../../lib/db/sync-store.ts';
import type { Run } from '../../../lib/domain/change.ts';
import type { PortalEvent } from '../../../lib/domain/portal-facts.ts';
import type { Incident } from '../../../lib/domain/tickets/incident.ts';
import type { DecideEvent, OutboxEntry, SettledWith } from '../../../lib/sync/store.ts';

export const NOON = Date.parse('2026-11-21T12:00:00.000Z');
export const NOON_ISO = '2026-11-21T12:00:00.000Z';

/** Every event causes a sync and nothing else. */
export const SYNC: DecideEvent = () => ({ sync: true, tickets: [], incidents: [], outcomes: [] });

/** A store of its own over fake-indexeddb, closed when the test ends; tokens count up. */
export async function freshStore(name = crypto.randomUUID()): Promise<OpenStore> {
  let tokens = 0;
  const store = await openStore(name, () => `token-${++tokens}`);
  onTestFinished(() => store.close());
  return store;
}

export function event(id: string, members: Partial<PortalEvent> = {}): PortalEvent {
  return {
    id,
    at: NOON_ISO,
    customerId: '342',
    severity: 'ok',
    type: 'backup-finished',
    message: 'Backup finished.',
    ...members,
  };
}

export function run(id: string, members: Partial<Run> = {}): Run {
  return {
    id,
    companyId: 250,
    companyName: "Eddie's TV Repair",
    efsIds: ['EFS-342'],
    cause: { kind: 'event' },
    startedAt: NOON_ISO,
    state: 'running',
    progress: { step: 'Reading', done: 0, total: 0 },
    outcomes: [],
    counts: { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 },
    ...members,
  };
}

/** The incident that `failed` reports, and its ticket's work. */
export const KEY = '342:1001:backup-failed';
export const TICKET = `ticket:${KEY}`;
export const failed = (id: string, members: Partial<PortalEvent> = {}) =>
  event(id, { accountId: '1001', severity: 'error', type: 'backup-failed', ...members });

export function failureOf(of: PortalEvent, members: Partial<Incident> = {}): Incident {
  const { id, at, message, type, severity, customerId, accountId = '' } = of;
  return {
    key: `${customerId}:${accountId || '-'}:${type}`,
    customerId,
    accountId,
    kind: type,
    source: 'efs',
    lasts: true,
    severity: 'error',
    since: at,
    newest: { id, at, message, type, severity },
    ...members,
  };
}

/** A sync, and a ticket for the account's incident. */
export const BOTH: DecideEvent = (of) => {
  const incident = failureOf(of);
  return { sync: true, tickets: [incident.key], incidents: [incident], outcomes: [] };
};

/** Leases what is due until it has this entry. */
export async function leased(store: OpenStore, key: string, now = NOON): Promise<OutboxEntry> {
  for (;;) {
    const entry = await store.lease(now, 1000);
    if (!entry) throw new Error(`${key} is not due`);
    if (entry.key === key) return entry;
  }
}

/** The outcome of work when it ends. */
export const said = (state: 'done' | 'skipped' | 'needs-user', text: string, at = NOON_ISO): SettledWith => ({
  at,
  events: { state, outcomes: [text] },
});
