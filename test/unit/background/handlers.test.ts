import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import type { Plan, Run } from '../../../lib/domain/change.ts';
import type { Company, Product } from '../../../lib/domain/connectwise-records.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import { recordList } from '../../../lib/domain/record-list.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { OutboxEntry, StoredEvent } from '../../../lib/sync/store.ts';
import { crossReference, integration, managementSolution } from '../../support/builders/setup-records.ts';
import { editsOf } from '../../support/save-settings.ts';
import {
  CONNECTWISE_INPUT,
  fakeEngine,
  idle,
  NOW,
  recognize,
  resetBrowser,
  SITE,
  startConnectedWorker,
  startFakeWorker,
  unauthorized,
} from './fake-worker.ts';

beforeEach(resetBrowser);

describe('company handlers', () => {
  it('query the engine with what the page shows', async () => {
    const recognizeCompany = vi.fn(async () => ok({ companyId: 2, name: 'Eddie’s TV' }));
    const companyView = vi.fn(async () => unauthorized);
    const worker = await startConnectedWorker({ engine: fakeEngine({ recognizeCompany, companyView }) });
    const input = { site: SITE, recordIds: [2, 3], banner: 'Eddie’s TV' };
    expect(await worker.askAsContent('company.recognize', input)).toEqual(ok({ companyId: 2, name: 'Eddie’s TV' }));
    expect(recognizeCompany).toHaveBeenCalledWith([2, 3], 'Eddie’s TV');
    expect(await worker.ask('company.view', { companyId: 2, refresh: true })).toEqual(unauthorized);
    expect(companyView).toHaveBeenCalledWith(2, { refresh: true });
  });

  it('refuse another site, from a content script and from our own page', async () => {
    const recognizeCompany = vi.fn(async () => ok(null));
    const worker = await startConnectedWorker({ engine: fakeEngine({ recognizeCompany }) });
    const input = { site: 'eu.myconnectwise.net', recordIds: [2], banner: 'x' };
    expect(await worker.ask('company.recognize', input)).toMatchObject({
      ok: false,
      failure: { code: 'not-connected' },
    });
    expect(await worker.askAsContent('company.recognize', input, 'eu.myconnectwise.net')).toMatchObject({ ok: false });
    expect(recognizeCompany).not.toHaveBeenCalled();
  });

  it('recognize a company where ConnectWise alone is connected, so that its panel can say so', async () => {
    const company = vi.fn(async (id: number) => ok({ id, name: 'Eddie’s TV' } as Company));
    const worker = startFakeWorker({ connectWise: { company } });
    await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT);
    const input = { site: SITE, recordIds: [2], banner: 'Eddie’s TV' };
    expect(await worker.askAsContent('company.recognize', input)).toEqual(ok({ companyId: 2, name: 'Eddie’s TV' }));
    expect(await worker.askAsContent('company.findings', { companyId: 2 })).toMatchObject({
      failure: { code: 'not-connected', message: 'The backup portal is not connected.' },
    });
  });

  it('report what is not connected', async () => {
    const worker = startFakeWorker();
    expect(await worker.ask('managed-id.context', { companyId: null })).toMatchObject({
      ok: false,
      failure: { code: 'not-connected', message: 'ConnectWise is not connected.' },
    });
  });
});

describe('plan and run handlers', () => {
  it('answer the start of a run at once, and follow it to its end', async () => {
    const finished = Promise.withResolvers<void>();
    const apply = vi.fn(async () => ok({ runId: 'r1', finished: finished.promise }));
    const worker = await startConnectedWorker({ engine: fakeEngine({ apply }) });
    const badge = vi.spyOn(fakeBrowser.action, 'setBadgeText');
    expect(await worker.ask('plan.apply', { planId: 'p1', confirmed: ['c1'] })).toEqual(ok({ runId: 'r1' }));
    expect(apply).toHaveBeenCalledWith('p1', ['c1']);
    await idle();
    expect(badge).not.toHaveBeenCalled();
    finished.resolve();
    await idle();
    expect(badge).toHaveBeenCalledOnce();
  });

  it('choose the management solution that an applied set-up creates, unless one is chosen', async () => {
    const apply = vi.fn(async () => ok({ runId: 'r1', finished: Promise.resolve() }));
    const plan = async () => ({ setup: { checkIds: [], solutionName: 'Axcient' } }) as unknown as Plan;
    const worker = await startConnectedWorker({ engine: fakeEngine({ apply }), stored: { plan } });
    await worker.ask('plan.apply', { planId: 'p1', confirmed: [] });
    expect(await worker.ask('settings.read', {})).toMatchObject({ value: { managementSolution: 'Axcient' } });
    await worker.ask('settings.save', {
      before: { managementSolution: 'Axcient' },
      settings: { managementSolution: 'eFolder' },
    });
    await worker.ask('plan.apply', { planId: 'p1', confirmed: [] });
    expect(await worker.ask('settings.read', {})).toMatchObject({ value: { managementSolution: 'eFolder' } });
  });

  it('survive a run that fails', async () => {
    const syncNow = vi.fn(async () => ok({ runId: 'r2', finished: Promise.reject(new Error('lost')) }));
    const worker = await startConnectedWorker({ engine: fakeEngine({ syncNow }) });
    expect(await worker.ask('company.sync', { companyId: 2 })).toEqual(ok({ runId: 'r2' }));
    await idle();
    expect(worker.log.error).toHaveBeenCalledWith('background', 'Work in the background ended early.', {
      error: 'Error',
    });
  });

  it('pass on plans, fixes and undo', async () => {
    const engine = fakeEngine({
      plan: vi.fn(async () => unauthorized),
      planFix: vi.fn(async () => unauthorized),
      planUndo: vi.fn(async () => unauthorized),
      run: vi.fn(async () => unauthorized),
    });
    const worker = await startConnectedWorker({ engine });
    await worker.ask('company.plan', { companyId: 2 });
    await worker.ask('finding.plan', { companyId: 2, findingId: 'MID-ORDER:2' });
    await worker.ask('run.plan-undo', { runId: 'r1' });
    await worker.ask('run.plan-undo', { runId: 'r1', entryId: 'r1:00002' });
    await worker.ask('run.view', { runId: 'r1' });
    expect(engine.plan).toHaveBeenCalledWith(2);
    expect(engine.planFix).toHaveBeenCalledWith(2, 'MID-ORDER:2');
    expect(engine.planUndo).toHaveBeenNthCalledWith(1, 'r1', undefined);
    expect(engine.planUndo).toHaveBeenNthCalledWith(2, 'r1', 'r1:00002');
    expect(engine.run).toHaveBeenCalledWith('r1');
  });
});

describe('cancelling a run', () => {
  it('is forwarded, from the page that follows it', async () => {
    const cancelRun = vi.fn(async () => ok(null));
    const found = vi.fn(async () => ok({ run: { id: 'r1', companyId: 2 } as Run, entries: [] }));
    const worker = await startConnectedWorker({ engine: fakeEngine({ cancelRun, run: found }) });
    expect(await worker.ask('run.cancel', { runId: 'r1' })).toEqual(ok(null));
    expect(cancelRun).toHaveBeenCalledExactlyOnceWith('r1');
  });
});

describe('event log and journal', () => {
  const STORED: StoredEvent = {
    tenant: `${SITE}/training`,
    portal: 'efs-portal portal.example',
    id: 'e1',
    source: 'efs-portal portal.example',
    at: '2026-11-21T10:00:00.000Z',
    seenAt: '2026-11-21T10:00:10.000Z',
    customerId: '342',
    severity: 'error',
    type: 'backup-failed',
    message: 'Backup failed.',
    sequence: 1,
    waitsFor: [],
    reported: [],
    state: 'done',
    outcomes: ['Updated ConnectWise agreement parts.'],
  };

  it('are read from the store while nothing is connected', async () => {
    const journalRuns = vi.fn(async () => ({ runs: [], unchanged: 7 }));
    const worker = startFakeWorker({
      stored: {
        searchEvents: async () => ({ rows: [STORED], total: 1, isComplete: true }),
        journalRuns,
        getRun: async (id: string) => ({ id }) as Run,
        journalOfRun: async () => [],
      },
    });
    expect(await worker.ask('run.view', { runId: 'r9' })).toEqual(ok({ run: { id: 'r9' }, entries: [] }));
    expect(await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 })).toMatchObject({
      ok: true,
      value: { rows: [{ id: 'e1', outcomes: STORED.outcomes }], total: 1 },
    });
    expect(await worker.ask('journal.list', { companyId: 2, limit: 5, changedOnly: true })).toEqual(
      ok({ runs: [], entries: [], unchanged: 7 }),
    );
    expect(journalRuns).toHaveBeenCalledWith({ companyId: 2, limit: 5, changedOnly: true });
  });

  it('are exported from the store while nothing is connected, to our own pages only', async () => {
    const journal = vi.fn(async () => []);
    const worker = startFakeWorker({ stored: { journal } });
    const before = { at: '2026-11-21T10:00:00.000Z', id: 'r1:00001' };
    expect(await worker.ask('journal.export', { before })).toEqual(ok({ changes: [] }));
    expect(journal).toHaveBeenCalledExactlyOnceWith({ limit: 250, before });
    expect(await worker.askAsContent('journal.export', {})).toMatchObject({ ok: false });
    expect(journal).toHaveBeenCalledOnce();
  });

  it('process an event again: answered when the work is stored, followed until it was attempted', async () => {
    const finished = Promise.withResolvers<void>();
    const reprocess = vi.fn(async () => ok({ finished: finished.promise }));
    const worker = await startConnectedWorker({ engine: fakeEngine({ reprocess }) });
    const badge = vi.spyOn(fakeBrowser.action, 'setBadgeText');
    expect(await worker.ask('event.reprocess', { source: STORED.source, id: 'e1' })).toEqual(ok(null));
    expect(reprocess).toHaveBeenCalledWith(STORED.source, 'e1');
    await idle();
    expect(badge).not.toHaveBeenCalled();
    finished.resolve();
    await idle();
    expect(badge).toHaveBeenCalledOnce();
  });

  it('report why an event is not processed again', async () => {
    const reprocess = vi.fn(async () => unauthorized);
    const worker = await startConnectedWorker({ engine: fakeEngine({ reprocess }) });
    expect(await worker.ask('event.reprocess', { source: 's', id: 'e1' })).toEqual(unauthorized);
    expect(await worker.askAsContent('event.reprocess', { source: 's', id: 'e1' })).toMatchObject({ ok: false });
    expect(reprocess).toHaveBeenCalledOnce();
  });
});

describe('board handlers', () => {
  it('query ConnectWise, also while no portal is connected', async () => {
    const boards = vi.fn(async () => ok(recordList([{ id: 4, name: 'Backup' }])));
    const boardStatuses = vi.fn(async () => unauthorized);
    const worker = startFakeWorker({ connectWise: { boards, boardStatuses } });
    await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT);
    expect(await worker.ask('boards.list', {})).toEqual(ok([{ id: 4, name: 'Backup' }]));
    expect(await worker.ask('boards.statuses', { boardId: 4 })).toEqual(unauthorized);
    expect(boardStatuses).toHaveBeenCalledWith(4);
  });

  it('report that ConnectWise is not connected', async () => {
    expect(await startFakeWorker().ask('boards.list', {})).toMatchObject({
      ok: false,
      failure: { code: 'not-connected' },
    });
  });
});

describe('bulk sync handlers', () => {
  const BULK_SYNC: BulkSyncView = {
    id: 's1',
    state: 'running',
    startedAt: '2026-11-21T19:00:00.000Z',
    total: 3,
    done: 0,
    updated: 0,
    unchanged: 0,
    needsUser: 0,
    notLinked: 0,
  };

  it('answer the start at once and continue the work afterwards', async () => {
    const work = Promise.withResolvers<void>();
    const continueBulkSync = vi.fn(() => work.promise);
    const startBulkSync = vi.fn(async () => ok(BULK_SYNC));
    const worker = await startConnectedWorker();
    Object.assign(worker.engine, { continueBulkSync, startBulkSync });
    expect(await worker.ask('bulk-sync.start', {})).toEqual(ok(BULK_SYNC));
    await idle();
    expect(continueBulkSync).toHaveBeenCalledExactlyOnceWith(NOW + 30_000);
    work.resolve();
  });

  it('do no work for one that did not start', async () => {
    const worker = await startConnectedWorker({ engine: fakeEngine({ startBulkSync: async () => unauthorized }) });
    vi.mocked(worker.engine.continueBulkSync).mockClear();
    expect(await worker.ask('bulk-sync.start', {})).toEqual(unauthorized);
    await idle();
    expect(worker.engine.continueBulkSync).not.toHaveBeenCalled();
  });

  it('show, pause and cancel', async () => {
    const engine = fakeEngine({
      bulkSync: async () => BULK_SYNC,
      pauseBulkSync: async () => ok({ ...BULK_SYNC, state: 'paused' }),
      cancelBulkSync: async () => ok({ ...BULK_SYNC, state: 'cancelled' }),
    });
    const worker = await startConnectedWorker({ engine });
    expect(await worker.ask('bulk-sync.view', {})).toEqual(ok(BULK_SYNC));
    expect(await worker.ask('bulk-sync.pause', {})).toMatchObject({ value: { state: 'paused' } });
    expect(await worker.ask('bulk-sync.cancel', {})).toMatchObject({ value: { state: 'cancelled' } });
  });
});

describe('settings handlers', () => {
  it('save and read', async () => {
    const worker = startFakeWorker();
    const settings = { ...DEFAULT_SETTINGS, managementSolution: 'eFolder' };
    expect(await worker.ask('settings.save', editsOf(settings, DEFAULT_SETTINGS))).toEqual(ok(settings));
    expect(await worker.ask('settings.read', {})).toEqual(ok(settings));
  });

  it('an old form restores no withdrawn consent, and overwrites no other tab’s section', async () => {
    const worker = await startConnectedWorker();
    await worker.ask('consent.save', { parts: ALL_PARTS, syncNow: false });
    const old = await worker.ask('settings.read', {});
    if (!old.ok) throw new Error(old.failure.message);
    await worker.ask('consent.save', { parts: REVIEW, syncNow: false });
    await worker.ask('settings.save', { before: { silentDays: 30 }, settings: { silentDays: 60 } });
    const { automatic: _, automaticFor: _for, ...before } = old.value;
    const saved = await worker.ask('settings.save', { before, settings: { ...before, storageUnit: 'GiB' } });
    expect(saved).toMatchObject({ value: { automatic: REVIEW, silentDays: 60, storageUnit: 'GiB' } });
  });

  it('what two tabs changed is refused, with the name of the setting', async () => {
    const worker = startFakeWorker();
    await worker.ask('settings.save', { before: { silentDays: 30 }, settings: { silentDays: 60 } });
    expect(
      await worker.ask('settings.save', { before: { silentDays: 30 }, settings: { silentDays: 45 } }),
    ).toMatchObject({
      ok: false,
      failure: { code: 'busy', field: 'silentDays', nextStep: expect.stringContaining('Reload') },
    });
    expect(await worker.ask('settings.read', {})).toMatchObject({ value: { silentDays: 60 } });
  });
});

describe('services handlers', () => {
  const product = (id: number, identifier: string, inactiveFlag = false): Product => ({
    id,
    identifier,
    description: `About ${identifier}`,
    productClass: 'Service',
    inactiveFlag,
    price: 1,
    unitOfMeasure: 'GB',
  });
  const row = (vendorType: string, vendorLevel: string, productId: number, inactiveFlag = false) =>
    crossReference({
      id: productId,
      vendorType,
      vendorLevel,
      product: { id: productId, identifier: `P${productId}` },
      inactiveFlag,
    });
  const connectWise = {
    managementSolutions: async () =>
      ok(
        recordList([
          managementSolution({ name: 'Custom 1' }),
          managementSolution({
            id: 2,
            name: 'Other',
            managementItSolutionType: 'Continuum',
            managementSolutionName: '',
          }),
        ]),
      ),
    managedDevicesIntegrations: async () =>
      ok(recordList([integration(), integration({ id: 11, name: 'Other', solution: 'Other' })])),
    configurationTypes: async () => ok(recordList([])),
    crossReferences: async (id: number) =>
      ok(
        recordList(
          id === 10
            ? [row('Online Storage', 'Basic', 5), row('online storage', 'Select', 6), row('Local Storage', '', 7, true)]
            : [row('Online Storage', 'Select', 8)],
        ),
      ),
    products: async (ids: readonly number[]) =>
      ok(recordList(ids.filter((id) => id !== 99).map((id) => product(id, `P${id}`)))),
    searchProducts: async () => ok(recordList([product(5, 'P5'), product(6, 'P6', true)])),
  };

  it('merge the configured solution’s cross-references with what was chosen', async () => {
    const worker = await startConnectedWorker({ connectWise });
    const settings = {
      ...DEFAULT_SETTINGS,
      managementSolution: 'eFolder',
      products: { 'online-basic': { id: 9, identifier: 'P9' }, 'sp-servers': { id: 99, identifier: 'GONE' } },
    };
    await worker.ask('settings.save', editsOf(settings, DEFAULT_SETTINGS));
    const view = await worker.ask('services.view', {});
    if (!view.ok) throw new Error(view.failure.message);
    const byService = Object.fromEntries(view.value.services.map(({ service, ...rest }) => [service, rest]));
    expect(view.value.managementSolutions).toEqual(['eFolder', 'Other']);
    expect(byService['online-basic']).toEqual({
      crossReferenced: { id: 5, identifier: 'P5', description: 'About P5' },
      chosen: { id: 9, identifier: 'P9', description: 'About P9' },
    });
    // Type and Level are compared case-sensitively, and an inactive row names nothing.
    expect(byService['online-select']?.crossReferenced).toBeNull();
    expect(byService['local-storage']?.crossReferenced).toBeNull();
    expect(byService['sp-servers']?.chosen).toEqual({ id: 99, identifier: 'GONE', description: '' });
  });

  it('show what is chosen, with the reason, when ConnectWise does not answer', async () => {
    const worker = await startConnectedWorker({
      connectWise: { ...connectWise, managementSolutions: async () => unauthorized },
    });
    expect(await worker.ask('services.view', {})).toMatchObject({
      ok: true,
      value: { managementSolutions: [], failure: { code: 'unauthorized' } },
    });
  });

  it('propose every product whose name suggests a flat fee, and no per-unit one', async () => {
    const names = [
      'Basic Online Backup w/ 25 GB',
      'Online Backup with 25 GB',
      'Online Backup incl. 25 GB',
      'Flat rate per GB',
      'Flat rate, $1.50 a GB',
    ];
    const searchProducts = async (text: string) =>
      ok(
        recordList(
          names
            .map((name, index) => product(20 + index, name))
            .filter((one) => one.identifier.toLowerCase().includes(text)),
        ),
      );
    const worker = await startConnectedWorker({ connectWise: { ...connectWise, searchProducts } });
    const view = await worker.ask('services.view', {});
    if (!view.ok) throw new Error(view.failure.message);
    expect(view.value.flatFeeProposals?.map(({ identifier }) => identifier).sort()).toEqual(names.slice(0, 3).sort());
  });

  it('offer active products only', async () => {
    const worker = await startConnectedWorker({ connectWise });
    expect(await worker.ask('products.search', { text: ' P ' })).toEqual(
      ok([{ id: 5, identifier: 'P5', description: 'About P5' }]),
    );
  });
});

describe('status handlers', () => {
  const quietRun = (companyId: number): Run => ({
    id: `r${companyId}`,
    companyId,
    companyName: 'Quiet Ltd',
    efsIds: [],
    cause: { kind: 'event' },
    startedAt: '2026-11-21T10:00:00.000Z',
    state: 'done',
    progress: { step: 'Done', done: 0, total: 0 },
    outcomes: [],
    counts: { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 },
  });

  it('show a failed connection, and the badge with it, until a call succeeds again', async () => {
    const searchProducts = vi.fn(async () => ok(recordList([]))).mockResolvedValueOnce(unauthorized as never);
    const worker = await startConnectedWorker({ connectWise: { searchProducts } });
    await worker.ask('products.search', { text: 'x' });
    expect(await worker.ask('status.view', {})).toMatchObject({
      ok: true,
      value: {
        connectWise: { state: 'failed', site: SITE, failure: { code: 'unauthorized' } },
        portal: { state: 'ok' },
      },
    });
    await worker.ask('poll.now', {});
    await vi.waitFor(async () => expect(await fakeBrowser.action.getBadgeText({})).toBe('!'));
    await worker.ask('products.search', { text: 'x' });
    expect(await worker.ask('status.view', {})).toMatchObject({ ok: true, value: { connectWise: { state: 'ok' } } });
  });

  it('show a host permission that the user revoked', async () => {
    const worker = await startConnectedWorker();
    vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation((async () => false) as never);
    expect(await worker.ask('status.view', {})).toMatchObject({
      ok: true,
      value: {
        connectWise: { state: 'failed', failure: { code: 'host-permission', value: SITE } },
        portal: { state: 'failed', failure: { code: 'host-permission', value: 'portal.example' } },
      },
    });
    vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(
      (async ({ origins }: { origins: string[] }) =>
        !origins.some((origin) => origin.includes(`api-${SITE}`))) as never,
    );
    expect(await worker.ask('status.view', {})).toMatchObject({
      value: { connectWise: { state: 'failed', failure: { code: 'host-permission', value: `api-${SITE}` } } },
    });
  });

  it('show work that needs a user however many runs there were since', async () => {
    const waiting = (nth: number, members: Partial<OutboxEntry> = {}): OutboxEntry => ({
      tenant: `${SITE}/training`,
      portal: 'efs-portal portal.example',
      key: `sync:${nth}`,
      kind: 'sync',
      customerId: String(nth),
      state: 'needs-user',
      enqueuedAt: '2026-10-01T00:00:00.000Z',
      newestEventAt: `2026-10-01T00:00:00.${String(nth).padStart(3, '0')}Z`,
      newestSequence: nth,
      attempts: 1,
      dueAt: Number.POSITIVE_INFINITY,
      failure: unauthorized.failure,
      ...members,
    });
    const outbox = [waiting(7), waiting(8, { state: 'pending', dueAt: 0 })];
    const runs = Array.from({ length: 200 }, (_, nth) => quietRun(nth + 1_000));
    const worker = startFakeWorker({
      stored: { outbox: async () => outbox, runs: async () => runs, companyOfCustomer: async () => undefined },
    });
    const view = async () => {
      const status = await worker.ask('status.view', {});
      return status.ok ? status.value.needsUser : [];
    };
    expect(await view()).toMatchObject([{ what: expect.stringMatching(/^Customer 7: /) }]);
    outbox.splice(0, 2, ...Array.from({ length: 300 }, (_, nth) => waiting(nth)));
    const many = await view();
    expect(many).toHaveLength(100);
    expect(many[0]?.what).toMatch(/^Customer 299: /);
  });

  it('show nothing but "not connected" before the first connection', async () => {
    expect(await startFakeWorker().ask('status.view', {})).toMatchObject({
      ok: true,
      value: { connectWise: { state: 'not-connected' }, portal: { state: 'not-connected' }, needsUser: [] },
    });
  });
});

describe('page handler', () => {
  const inject = () =>
    vi.spyOn(fakeBrowser.scripting, 'executeScript').mockImplementation((async () => [{ frameId: 0 }]) as never);

  it('runs the features in the requesting frame, connected or not', async () => {
    const worker = startFakeWorker();
    const executeScript = inject();
    expect(await worker.askAsContent('page.load-features', {})).toEqual(ok(null));
    expect(executeScript).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: 7, frameIds: [0] },
      files: ['/connectwise-features.js'],
    });
  });

  it('runs them on an on-premise host only while that is the connected one', async () => {
    const worker = await startConnectedWorker();
    const executeScript = inject();
    expect(await worker.askAsContent('page.load-features', {}, 'cw.example.com')).toMatchObject({ ok: false });
    expect(executeScript).not.toHaveBeenCalled();
    await worker.ask('connection.connectwise.save', { ...CONNECTWISE_INPUT, siteUrl: 'cw.example.com' });
    expect(await worker.askAsContent('page.load-features', {}, 'cw.example.com')).toEqual(ok(null));
    expect(executeScript).toHaveBeenCalledOnce();
  });

  it('is rejected for our own pages', async () => {
    const worker = startFakeWorker();
    const executeScript = inject();
    expect(await worker.ask('page.load-features', {})).toMatchObject({ ok: false });
    expect(executeScript).not.toHaveBeenCalled();
  });

  it('reports that the browser refused', async () => {
    const worker = startFakeWorker();
    inject().mockRejectedValue(new Error('Cannot access contents of the page'));
    expect(await worker.askAsContent('page.load-features', {})).toMatchObject({
      ok: false,
      failure: { nextStep: 'Load this page again.' },
    });
    expect(worker.log.warn).toHaveBeenCalledOnce();
  });
});

describe('tab handler', () => {
  it('returns the company of a tab that was recognized in it, or null', async () => {
    const worker = await startConnectedWorker();
    const sendMessage = vi.spyOn(fakeBrowser.tabs, 'sendMessage');
    sendMessage.mockImplementation((async () => ({ companyId: 2, name: 'Eddie’s TV' })) as never);
    // A page may say anything.
    expect(await worker.ask('tab.company', { tabId: 7 })).toEqual(ok(null));
    await recognize(worker);
    expect(await worker.ask('tab.company', { tabId: 7 })).toEqual(ok({ companyId: 2, name: 'Eddie’s TV' }));
    expect(await worker.ask('tab.company', { tabId: 8 })).toEqual(ok(null));
    sendMessage.mockImplementation((() => Promise.reject(new Error('no receiver'))) as never);
    expect(await worker.ask('tab.company', { tabId: 7 })).toEqual(ok(null));
  });
});
