import 'fake-indexeddb/auto';
import { onTestFinished } from 'vitest';
import { type OpenStore, openStore } from '../../../lib/db/sync-store.ts';
import type { Run } from '../../../lib/domain/change.ts';
import type { PortalEvent } from '../../../lib/domain/portal-facts.ts';
import type { DecideEvent } from '../../../lib/sync/store.ts';

export const NOON = Date.parse('2026-11-21T12:00:00.000Z');
export const NOON_ISO = '2026-11-21T12:00:00.000Z';

/** Every event causes a sync and nothing else. */
export const SYNC: DecideEvent = () => ({ sync: true, tickets: [], problems: [], outcomes: [] });

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
    counts: { applied: 0, failed: 0, stale: 0, held: 0, unknown: 0 },
    ...members,
  };
}
