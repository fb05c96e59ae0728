import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { recordList } from '../../../lib/domain/record-list.ts';
import { SERVICES } from '../../../lib/domain/service.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import type { TicketView } from '../../../lib/domain/ticket-view.ts';
import { ok } from '../../../lib/shared/result.ts';
import { isoTime } from '../../../lib/shared/time.ts';
import { statusesOf } from '../../../lib/sync/tickets/read-snapshot.ts';
import { crossReference, integration, managementSolution } from '../../support/builders/setup-records.ts';
import { contentSender } from '../../support/message-senders.ts';
import { editsOf } from '../../support/save-settings.ts';
import {
  CONNECTWISE_INPUT,
  fakeEngine,
  idle,
  NOW,
  resetBrowser,
  SITE,
  startConnectedWorker,
  startFakeWorker,
  unauthorized,
} from './fake-worker.ts';

beforeEach(resetBrowser);

const managed = (policy: unknown) =>
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation((async () => policy) as never);

describe('page settings', () => {
  it('are returned before anything is connected, to our content script alone', async () => {
    const worker = startFakeWorker();
    expect(await worker.askAsContent('page.setup', {})).toEqual(
      ok({ featuresOff: [], selectors: {}, panel: { open: {} } }),
    );
    expect(await worker.askAsContent('page.setup', {}, 'shop.example.com')).toMatchObject({ ok: false });
  });

  it('join policy, options, what was taught on the requesting site, and the panel', async () => {
    managed({ featuresOff: ['ticket-guard'], selectors: { managedId: { labels: ['Policy'] } } });
    const worker = await startConnectedWorker();
    const inPage: Settings['inPage'] = {
      featuresOff: ['company-panel'],
      selectors: { managedId: { labels: ['Options'] } },
      taught: [
        { field: 'managedId', screen: null, site: SITE, taughtAt: isoTime(NOW), labels: ['Here'] },
        { field: 'managedId', screen: null, site: 'cw.example.com', taughtAt: isoTime(NOW), labels: ['There'] },
      ],
    };
    await worker.ask('settings.save', editsOf({ ...DEFAULT_SETTINGS, inPage }, DEFAULT_SETTINGS));
    const panel = { open: { record: true }, width: 400 };
    expect(await worker.askAsContent('page.remember', { panel })).toEqual(ok(null));
    expect(await worker.askAsContent('page.setup', {})).toEqual(
      ok({
        featuresOff: ['ticket-guard', 'company-panel'],
        selectors: { managedId: { labels: ['Policy', 'Options', 'Here'] } },
        panel,
      }),
    );
    expect(await worker.ask('page.setup', {})).toMatchObject({
      value: { selectors: { managedId: { labels: ['Policy', 'Options', 'There', 'Here'] } } },
    });
    expect(await worker.ask('policy.view', {})).toEqual(
      ok({ featuresOff: ['ticket-guard'], selectors: { managedId: { labels: ['Policy'] } } }),
    );
  });

  it('contain only the valid part of a policy, and none where the browser has none', async () => {
    const worker = startFakeWorker();
    const get = managed({ featuresOff: 7, selectors: { quantity: { labels: ['Menge'] } } });
    const nextStep = expect.stringContaining('Set featuresOff');
    expect(await worker.ask('policy.view', {})).toEqual(
      ok({
        selectors: { quantity: { labels: ['Menge'] } },
        leftOut: [{ name: 'featuresOff', value: '7', nextStep }],
      }),
    );
    expect(worker.log.warn).toHaveBeenCalledWith('settings/policy', expect.any(String), { name: 'featuresOff' });
    get.mockImplementation((() => Promise.reject(new Error('Managed storage manifest not found'))) as never);
    expect(await worker.ask('policy.view', {})).toEqual(ok({}));
  });
});

describe('teaching a field', () => {
  const input = { field: 'managedId', screen: 'company-management', labels: ['Verwaltete ID'], classes: [] } as const;
  const teach = { ...input, labels: [...input.labels], classes: [...input.classes] };

  /** The user asks, in the options, to point at this field in a tab. */
  const showMe = async (
    worker: Awaited<ReturnType<typeof startConnectedWorker>>,
    field: 'managedId' | 'quantity' | 'product',
    tabId = 7,
  ) => {
    vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((async () => ({ ready: true })) as never);
    expect(await worker.ask('tab.teach', { tabId, field })).toEqual(ok(null));
  };

  it('stores it for the site that the browser names, and returns the settings in force', async () => {
    const worker = await startConnectedWorker();
    await worker.ask(
      'settings.save',
      editsOf({ ...DEFAULT_SETTINGS, managementSolution: 'eFolder' }, DEFAULT_SETTINGS),
    );
    await showMe(worker, 'managedId');
    expect(await worker.askAsContent('page.teach', teach)).toMatchObject({
      value: { selectors: { managedId: { labels: ['Verwaltete ID'] } } },
    });
    expect(await worker.ask('settings.read', {})).toEqual(
      ok({
        ...DEFAULT_SETTINGS,
        managementSolution: 'eFolder',
        inPage: { ...DEFAULT_SETTINGS.inPage, taught: [{ ...teach, site: SITE, taughtAt: isoTime(NOW) }] },
      }),
    );
  });

  it('loses none of several at once, and creates no other engine', async () => {
    const worker = await startConnectedWorker();
    await worker.ask('poll.now', {});
    const engines = worker.made.engine.mock.calls.length;
    const fields = ['managedId', 'quantity', 'product'] as const;
    // One tab is pointed at for one field at a time: each in a tab of its own.
    const tabs = fields.map((field, tabId) => ({ field, tabId }));
    for (const { field, tabId } of tabs) await showMe(worker, field, tabId);
    await Promise.all(
      tabs.map(({ field, tabId }) => worker.askFrom(contentSender(SITE, { tabId }), 'page.teach', { ...teach, field })),
    );
    const settings = await worker.ask('settings.read', {});
    expect(settings.ok && settings.value.inPage.taught.map(({ field }) => field).sort()).toEqual([...fields].sort());
    await worker.ask('poll.now', {});
    expect(worker.made.engine).toHaveBeenCalledTimes(engines);
  });

  it('is rejected for our own pages, for another site, or without a name to find the field by', async () => {
    const worker = await startConnectedWorker();
    expect(await worker.ask('page.teach', teach)).toMatchObject({ failure: { code: 'bad-input' } });
    expect(await worker.askAsContent('page.teach', teach, 'eu.myconnectwise.net')).toMatchObject({ ok: false });
    await showMe(worker, 'managedId');
    expect(await worker.askAsContent('page.teach', { ...teach, labels: [] })).toMatchObject({
      failure: { code: 'bad-input', message: expect.stringContaining('neither a label nor a class') },
    });
    const settings = await worker.ask('settings.read', {});
    expect(settings.ok && settings.value.inPage.taught).toEqual([]);
  });
});

describe('teaching a field that nobody asked for', () => {
  const teach = { field: 'managedId', screen: null, labels: ['Verwaltete ID'], classes: [] } as const;
  const input = { ...teach, labels: [...teach.labels], classes: [] };
  const refused = { ok: false, failure: { message: 'No user chose to point at this field in this tab.' } };
  const ask = async (clock?: () => number) => {
    const worker = await startConnectedWorker(clock ? { clock } : {});
    vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((async () => ({ ready: true })) as never);
    return worker;
  };
  const taught = async (worker: Awaited<ReturnType<typeof ask>>) => {
    const settings = await worker.ask('settings.read', {});
    return settings.ok && settings.value.inPage.taught.length;
  };

  it('is refused, and accepted once after Show me', async () => {
    const worker = await ask();
    expect(await worker.askAsContent('page.teach', input)).toMatchObject(refused);
    await worker.ask('tab.teach', { tabId: 7, field: 'managedId' });
    expect(await worker.askAsContent('page.teach', input)).toMatchObject({ ok: true });
    expect(await worker.askAsContent('page.teach', input)).toMatchObject(refused);
    expect(await taught(worker)).toBe(1);
  });

  it('is refused for another tab and another field', async () => {
    const worker = await ask();
    await worker.ask('tab.teach', { tabId: 8, field: 'managedId' });
    await worker.ask('tab.teach', { tabId: 7, field: 'quantity' });
    expect(await worker.askAsContent('page.teach', input)).toMatchObject(refused);
    expect(await taught(worker)).toBe(0);
    expect(await worker.askAsContent('page.teach', { ...input, field: 'quantity' })).toMatchObject({ ok: true });
  });

  it('is refused after ten minutes', async () => {
    let now = NOW;
    const worker = await ask(() => now);
    await worker.ask('tab.teach', { tabId: 7, field: 'managedId' });
    now += 10 * 60_000 + 1;
    expect(await worker.askAsContent('page.teach', input)).toMatchObject(refused);
    await worker.ask('tab.teach', { tabId: 7, field: 'managedId' });
    now += 9 * 60_000;
    expect(await worker.askAsContent('page.teach', input)).toMatchObject({ ok: true });
  });
});

describe('tickets and history', () => {
  it('query the engine with what the page shows, on the connected site only', async () => {
    const ticketView = vi.fn(async () => ok<TicketView | null>(null));
    const healthHistory = vi.fn(async () => unauthorized);
    const worker = await startConnectedWorker({ engine: fakeEngine({ ticketView, healthHistory }) });
    const input = { site: SITE, ticketId: 548, banner: 'Service Ticket #548', refresh: true };
    expect(await worker.ask('ticket.view', input)).toEqual(ok(null));
    expect(ticketView).toHaveBeenCalledExactlyOnceWith(548, 'Service Ticket #548', { refresh: true });
    expect(await worker.ask('ticket.view', { ...input, site: 'eu.myconnectwise.net' })).toMatchObject({ ok: false });
    expect(ticketView).toHaveBeenCalledOnce();
    const asked = { companyId: 2, timeZone: 'Europe/Berlin', days: 14 };
    expect(await worker.ask('company.history', asked)).toEqual(unauthorized);
    expect(healthHistory).toHaveBeenCalledWith(2, 'Europe/Berlin', 14);
  });
});

describe('what the setup tables must contain', () => {
  const row = (id: number, level: string, productId: number | null) =>
    crossReference({
      id,
      vendorLevel: level,
      product: productId === null ? null : { id: productId, identifier: `P${productId}` },
    });
  const solutions = [managementSolution()];
  const connectWise = {
    managementSolutions: vi.fn(async () => ok(recordList(solutions))),
    managedDevicesIntegrations: async () => ok(recordList([integration()])),
    configurationTypes: async () => ok(recordList([])),
    crossReferences: async () =>
      ok(recordList([row(1, 'Basic', 5), row(2, 'Select', 6), row(3, 'Select', 7), row(4, 'Trial', null)])),
    products: async () =>
      ok(
        recordList([
          {
            id: 9,
            identifier: 'P9',
            description: 'Ninth',
            productClass: 'NonInventory',
            inactiveFlag: false,
            price: 1,
            unitOfMeasure: 'Each',
          },
        ]),
      ),
  };
  const product = async (worker: Awaited<ReturnType<typeof startConnectedWorker>>, service: string) => {
    const context = await worker.askAsContent('setup.context', {});
    return context.ok ? context.value.services.find((one) => one.id === service)?.product : context;
  };

  it('is by settings; integrations and descriptions are read from ConnectWise, once', async () => {
    const worker = await startConnectedWorker({ connectWise });
    // The set-up report, which is made after connecting, reads them too.
    await idle();
    connectWise.managementSolutions.mockClear();
    const chosen = { id: 9, identifier: 'P9' };
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      managementSolution: 'eFolder',
      products: Object.fromEntries(SERVICES.map(({ id }) => [id, chosen])),
      tickets: { ...DEFAULT_SETTINGS.tickets, board: { id: 4, name: 'Backup' }, newStatus: { id: 5, name: 'New' } },
    };
    await worker.ask('settings.save', editsOf(settings, DEFAULT_SETTINGS));
    expect(await worker.askAsContent('setup.context', {})).toEqual(
      ok({
        flatFeeProducts: [],
        managementSolution: 'eFolder',
        services: SERVICES.map((service) => ({
          ...service,
          enabled: DEFAULT_SETTINGS.toggles[service.toggle],
          product: { identifier: 'P9', description: 'Ninth', isChosen: true },
        })),
        integrations: [{ id: 10, name: 'eFolder', solution: 'eFolder' }],
        tickets: { board: 'Backup', newStatus: 'New' },
      }),
    );
    await worker.askAsContent('setup.context', {});
    expect(connectWise.managementSolutions).toHaveBeenCalledOnce();
  });

  it('names the default status of the board where the options choose none, read once', async () => {
    const status = { boardId: 4, closedStatus: false, defaultFlag: false, inactive: false, sortOrder: 0, _info: {} };
    const rows = [
      { ...status, id: 6, name: 'Triage', defaultFlag: true, escalationStatus: 'NoEscalation' as const },
      { ...status, id: 7, name: 'New', escalationStatus: 'NotResponded' as const },
    ];
    const boardStatuses = vi.fn(async () => ok(recordList(rows)));
    const worker = await startConnectedWorker({ connectWise: { ...connectWise, boardStatuses } });
    const tickets = { ...DEFAULT_SETTINGS.tickets, board: { id: 4, name: 'Backup' } };
    await worker.ask(
      'settings.save',
      editsOf({ ...DEFAULT_SETTINGS, managementSolution: 'eFolder', tickets }, DEFAULT_SETTINGS),
    );
    const context = { tickets: { board: 'Backup', newStatus: 'New' } };
    expect(await worker.askAsContent('setup.context', {})).toMatchObject({ value: context });
    expect(await worker.askAsContent('setup.context', {})).toMatchObject({ value: context });
    expect(boardStatuses).toHaveBeenCalledOnce();
    // The work on tickets reads the same cache, and finds there what it would have stored.
    const deps = {
      connectWise: worker.made.connectWise.mock.results[0]?.value.user,
      store: worker.store,
      clock: () => NOW,
    };
    expect(await statusesOf(deps as unknown as Parameters<typeof statusesOf>[0], 4)).toEqual(ok(rows));
    expect(boardStatuses).toHaveBeenCalledOnce();
  });

  it('uses the product of the cross-references where none is chosen and they agree, read once', async () => {
    const worker = await startConnectedWorker({ connectWise });
    await idle();
    connectWise.managementSolutions.mockClear();
    await worker.ask(
      'settings.save',
      editsOf({ ...DEFAULT_SETTINGS, managementSolution: 'eFolder' }, DEFAULT_SETTINGS),
    );
    expect(await product(worker, 'online-basic')).toEqual({ identifier: 'P5', description: '', isChosen: false });
    expect(await product(worker, 'online-select')).toBeNull();
    expect(connectWise.managementSolutions).toHaveBeenCalledOnce();
  });

  it('returns what is known when ConnectWise does not answer', async () => {
    const refused = { ...connectWise, managementSolutions: async () => unauthorized };
    const worker = await startConnectedWorker({ connectWise: refused });
    await worker.ask(
      'settings.save',
      editsOf({ ...DEFAULT_SETTINGS, managementSolution: 'eFolder' }, DEFAULT_SETTINGS),
    );
    expect(await product(worker, 'online-basic')).toBeNull();
  });
});

describe('tabs', () => {
  const report = { screen: 'company', sure: true, fields: [], failures: [], features: [] };
  const answerWith = (answers: Record<string, unknown>) =>
    vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((async (_: number, message: { name: string }) => {
      if (!(message.name in answers)) throw new Error('no receiver');
      return answers[message.name];
    }) as never);

  it('check themselves, where our script runs and returns a valid report', async () => {
    const worker = startFakeWorker();
    answerWith({ 'tab.check': report });
    expect(await worker.ask('tab.check', { tabId: 7 })).toEqual(ok(report));
    answerWith({ 'tab.check': { ...report, screen: 'elsewhere' } });
    expect(await worker.ask('tab.check', { tabId: 7 })).toEqual(ok(null));
    answerWith({});
    expect(await worker.ask('tab.check', { tabId: 7 })).toEqual(ok(null));
    expect(await worker.askAsContent('tab.check', { tabId: 7 })).toMatchObject({ ok: false });
  });

  it('receive the tools when they do not answer, in the top frame, and one more message', async () => {
    const worker = startFakeWorker();
    const answers: Record<string, unknown> = {};
    const asked = answerWith(answers);
    const run = vi.spyOn(fakeBrowser.scripting, 'executeScript').mockImplementation((async () => {
      answers['tab.teach'] = { ready: true };
      answers['tab.diagnose'] = { text: 'div > input' };
      return [];
    }) as never);
    expect(await worker.ask('tab.teach', { tabId: 7, field: 'managedId' })).toEqual(ok(null));
    expect(run).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: 7, frameIds: [0] },
      files: ['/connectwise-tools.js'],
    });
    expect(asked).toHaveBeenCalledTimes(2);
    expect(await worker.ask('tab.diagnose', { tabId: 7 })).toEqual(ok({ text: 'div > input' }));
    expect(run).toHaveBeenCalledOnce();
  });

  it('report when they cannot be pointed at', async () => {
    const worker = startFakeWorker();
    answerWith({});
    const run = vi.spyOn(fakeBrowser.scripting, 'executeScript').mockRejectedValue(new Error('Cannot access') as never);
    expect(await worker.ask('tab.teach', { tabId: 7, field: 'managedId' })).toMatchObject({
      failure: { code: 'not-found' },
    });
    expect(await worker.ask('tab.diagnose', { tabId: 7 })).toEqual(ok(null));
    run.mockImplementation((async () => []) as never);
    answerWith({ 'tab.teach': { ready: false } });
    expect(await worker.ask('tab.teach', { tabId: 7, field: 'managedId' })).toMatchObject({ ok: false });
  });

  it('are listed on ConnectWise hosts that we may read, the last used first', async () => {
    const granted = vi.spyOn(fakeBrowser.permissions, 'getAll').mockImplementation((async () => ({
      origins: ['https://*.myconnectwise.net/*', 'https://portal.example/*'],
    })) as never);
    const query = vi
      .spyOn(fakeBrowser.tabs, 'query')
      .mockImplementation((async () => [
        { id: 3, title: 'Company', lastAccessed: 5, url: 'https://na.myconnectwise.net/?secret' },
        { id: 4, title: 'Ticket', lastAccessed: 9 },
        { title: 'devtools' },
      ]) as never);
    const worker = startFakeWorker();
    expect(await worker.ask('tabs.list', {})).toEqual(
      ok([
        { tabId: 4, title: 'Ticket' },
        { tabId: 3, title: 'Company' },
      ]),
    );
    expect(query).toHaveBeenLastCalledWith({ url: ['https://*.myconnectwise.net/*'] });
    await worker.ask('connection.connectwise.save', { ...CONNECTWISE_INPUT, siteUrl: 'cw.example.com:8443' });
    granted.mockImplementation((async () => ({ origins: ['https://cw.example.com/*'] })) as never);
    await worker.ask('tabs.list', {});
    expect(query).toHaveBeenLastCalledWith({ url: ['https://cw.example.com/*'] });
    query.mockClear();
    granted.mockImplementation((async () => ({})) as never);
    expect(await worker.ask('tabs.list', {})).toEqual(ok([]));
    expect(query).not.toHaveBeenCalled();
  });
});
