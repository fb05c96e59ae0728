import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import type { CompanyView } from '../../../lib/domain/company-view.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import type { FirstSyncView } from '../../../lib/domain/first-sync.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { OutboxEntry } from '../../../lib/sync/store.ts';
import { editsOf } from '../../support/save-settings.ts';
import { fakeEngine, idle, resetBrowser, startConnectedWorker, startFakeWorker } from './fake-worker.ts';

const PROGRESS: BulkSyncView = {
  id: 's1',
  state: 'running',
  startedAt: '2026-11-21T19:00:00.000Z',
  total: 3,
  done: 1,
  updated: 1,
  unchanged: 0,
  needsUser: 0,
  notLinked: 0,
};
const PART = { companies: 1, changes: 2 };
const PREVIEW: FirstSyncView = {
  progress: PROGRESS,
  companies: 1,
  changes: 6,
  statistics: PART,
  quantities: PART,
  invoiceDescriptions: PART,
  money: [{ from: 1, to: 2 }],
  held: 0,
};

function waits(key: string, kind: OutboxEntry['kind'] = 'sync'): OutboxEntry {
  return {
    tenant: 'na.myconnectwise.net/training',
    portal: 'efs-portal portal.example',
    key,
    kind,
    customerId: key,
    state: 'waiting',
    enqueuedAt: '2026-11-21T18:00:00.000Z',
    newestEventAt: '2026-11-21T18:00:00.000Z',
    newestSequence: 1,
    attempts: 0,
    dueAt: 0,
  };
}

beforeEach(resetBrowser);

describe('consent', () => {
  it('a newly connected browser is in Review: its engine may write nothing without a preview', async () => {
    const worker = await startConnectedWorker();
    expect(await worker.ask('consent.view', {})).toEqual(
      ok({
        mode: 'review',
        automatic: REVIEW,
        needsPreview: true,
        chosen: REVIEW,
        fixed: {},
        written: { ...ALL_PARTS, tickets: false, invoiceDescriptions: false },
        waiting: { customers: 0, tickets: 0 },
        preview: null,
      }),
    );
    expect(worker.made.engine).toHaveBeenLastCalledWith(
      expect.objectContaining({ settings: expect.objectContaining({ automatic: REVIEW }) }),
    );
  });

  it('is stored, in force at once, and starts the sync of all customers where the user requests it', async () => {
    const startBulkSync = vi.fn(async () => ok(PROGRESS));
    const worker = await startConnectedWorker({ engine: fakeEngine({ startBulkSync }) });
    const parts = { ...REVIEW, statistics: true };
    const polls = vi.mocked(worker.engine.poll).mock.calls.length;
    expect(await worker.ask('consent.save', { parts, syncNow: false })).toMatchObject({
      value: { mode: 'partial', automatic: parts, needsPreview: true },
    });
    await idle();
    expect(startBulkSync).not.toHaveBeenCalled();
    expect(vi.mocked(worker.engine.poll).mock.calls.length).toBeGreaterThan(polls);
    expect(await worker.ask('consent.save', { parts: ALL_PARTS, syncNow: true })).toMatchObject({
      value: { mode: 'automatic', needsPreview: false },
    });
    expect(startBulkSync).toHaveBeenCalledOnce();
    expect(await worker.ask('settings.read', {})).toMatchObject({ value: { automatic: ALL_PARTS } });
  });

  it('can be undone at any time, which ends a sync of all customers', async () => {
    const cancelBulkSync = vi.fn(async () => ok(PROGRESS));
    const worker = await startConnectedWorker({ engine: fakeEngine({ cancelBulkSync }) });
    await worker.ask('consent.save', { parts: ALL_PARTS, syncNow: false });
    expect(cancelBulkSync).not.toHaveBeenCalled();
    expect(await worker.ask('consent.save', { parts: REVIEW, syncNow: false })).toMatchObject({
      value: { mode: 'review', chosen: REVIEW },
    });
    expect(cancelBulkSync).toHaveBeenCalledOnce();
  });

  it('by policy overrides the user’s, in the engine too', async () => {
    const worker = await startConnectedWorker();
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation((async () => ({
      automatic: { ...REVIEW, statistics: true },
    })) as never);
    const saved = await worker.ask('consent.save', { parts: { ...REVIEW, statistics: true }, syncNow: false });
    expect(saved).toMatchObject({
      value: { automatic: { ...REVIEW, statistics: true }, chosen: REVIEW, fixed: { quantities: false } },
    });
    expect(worker.made.engine).toHaveBeenLastCalledWith(
      expect.objectContaining({
        settings: expect.objectContaining({ automatic: { ...REVIEW, statistics: true } }),
      }),
    );
  });

  it('the preview of the first sync is planned in the background', async () => {
    const startFirstSync = vi.fn(async () => ok(PREVIEW));
    const engine = fakeEngine({ startFirstSync, firstSync: async () => PREVIEW });
    const worker = await startConnectedWorker({ engine });
    const before = vi.mocked(engine.continueBulkSync).mock.calls.length;
    expect(await worker.ask('first-sync.start', {})).toMatchObject({ value: { preview: PREVIEW, mode: 'review' } });
    await idle();
    expect(vi.mocked(engine.continueBulkSync).mock.calls.length).toBeGreaterThan(before);
  });
});

describe('the mode on screens', () => {
  it('the popup receives the mode, and how much waits for consent', async () => {
    const board = { id: 21, name: 'Backup' };
    const incident = async (key: string) => ({ lasts: key === 'p1' });
    const outbox = [waits('342'), waits('355'), { ...waits('360'), state: 'needs-user' as const }];
    const tickets = ['p1', 'p2'].map((incidentKey) => ({ ...waits(`ticket:${incidentKey}`, 'ticket'), incidentKey }));
    const stored = { outbox: async () => [...outbox, ...tickets], incident } as never;
    const worker = await startConnectedWorker({ stored });
    const withBoard = { ...DEFAULT_SETTINGS, tickets: { ...DEFAULT_SETTINGS.tickets, board } };
    await worker.ask('settings.save', editsOf(withBoard, DEFAULT_SETTINGS));
    expect(await worker.ask('status.view', {})).toMatchObject({
      value: { sync: { mode: 'review', waiting: { customers: 2, tickets: 1 } } },
    });
    await worker.ask('consent.save', { parts: ALL_PARTS, syncNow: false });
    expect(await worker.ask('status.view', {})).toMatchObject({
      value: { sync: { mode: 'automatic', waiting: { customers: 0, tickets: 0 } } },
    });
  });

  it('is not named before both sides are connected', async () => {
    const status = await startFakeWorker().ask('status.view', {});
    expect(status.ok && status.value).not.toHaveProperty('sync');
  });

  it('the company view receives it too', async () => {
    const view = { findings: [] } as unknown as CompanyView;
    const worker = await startConnectedWorker({ engine: fakeEngine({ companyView: async () => ok(view) }) });
    expect(await worker.ask('company.view', { companyId: 2, refresh: false })).toMatchObject({
      value: { sync: { mode: 'review', needsPreview: true } },
    });
  });
});
