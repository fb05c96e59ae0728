import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createAdapters } from '../../../lib/background/create-adapters.ts';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { MESSAGES } from '../../../lib/messages/declarations/index.ts';
import type { MessageName } from '../../../lib/messages/protocol.ts';
import { settingsFile } from '../../../lib/settings/settings-file.ts';
import { type FakeAnswer, fakeFetch } from '../../support/builders/fake-fetch.ts';
import { memoryStorage } from '../../support/memory-storage.ts';
import { pageSender } from '../../support/message-senders.ts';
import { editsOf } from '../../support/save-settings.ts';
import {
  CONNECTWISE_INPUT,
  NOW,
  PORTAL_INPUT,
  resetBrowser,
  SECRETS,
  SITE,
  startConnectedWorker,
  startFakeWorker,
  storedItems,
  unauthorized,
} from './fake-worker.ts';

beforeEach(resetBrowser);

const PASSPHRASE = 'PASSPHRASE-4c1e';
const SETTINGS_FILE = settingsFile({
  settings: DEFAULT_SETTINGS,
  tenant: null,
  exportedAt: '2026-11-21T19:00:00.000Z',
});

/** A valid input for every message: a new message does not compile without one, so it cannot be forgotten here. */
const INPUTS: Record<MessageName, unknown> = {
  'page.load-features': {},
  'page.setup': {},
  'page.remember': { panel: { open: { record: true }, width: 420 } },
  'page.teach': { field: 'managedId', screen: null, labels: ['Verwaltete ID'], classes: [] },
  'company.recognize': { site: SITE, recordIds: [2], banner: 'x' },
  'agreement.recognize': { site: SITE, recordIds: [2], banner: 'x' },
  'company.view': { companyId: 2, refresh: false },
  'company.findings': { companyId: 2 },
  'ticket.recognize': { site: SITE, ticketId: 7, banner: 'Service Ticket #7' },
  'company.plan': { companyId: 2 },
  'plan.allow': { planId: 'p', changeId: 'c', lessIncluded: 25 },
  'plan.apply': { planId: 'p', confirmed: [] },
  'company.sync': { companyId: 2 },
  'finding.plan': { companyId: 2, findingId: 'f' },
  'run.cancel': { runId: 'r' },
  'run.view': { runId: 'r' },
  'run.plan-undo': { runId: 'r' },
  'connection.states': {},
  'addition.context': { agreementId: 1 },
  'managed-id.context': { companyId: null },
  'customers.search': { text: '342' },
  'ticket.view': { site: SITE, ticketId: 7, banner: 'Service Ticket #7', refresh: false },
  'company.history': { companyId: 2, timeZone: 'Europe/Berlin', days: 14 },
  'company.usage': { companyId: 2, days: 90 },
  'setup.context': {},
  'setup.product-proposals': {},
  'setup.plan-fix': { checkIds: ['management-solution'], products: [] },
  'setup.report': { refresh: true },
  'panel.open': {},
  'panel.show': { shown: null },
  'page.open-window': {},
  'panel.start': { token: 't' },
  'panel.collapse': {},
  'panel.pin': { pinned: true },
  'panel.changed': {},
  'panel.attest': {},
  'panel.open-unlock': {},
  'panel.open-welcome': {},
  'panel.open-window': { task: { kind: 'sync' } },
  'status.view': {},
  'storage.view': {},
  'tab.company': { tabId: 1 },
  'tab.check': { tabId: 1 },
  'tab.diagnose': { tabId: 1 },
  'tab.teach': { tabId: 1, field: 'managedId' },
  'tabs.list': {},
  'policy.view': {},
  'settings.read': {},
  'settings.save': editsOf(DEFAULT_SETTINGS, DEFAULT_SETTINGS),
  'settings.export': {},
  'settings.preview-import': { text: SETTINGS_FILE },
  'settings.import': { text: SETTINGS_FILE, seen: '' },
  'connection.view': {},
  'connection.connectwise.check': { siteUrl: SITE, companyId: 'acme' },
  'connection.connectwise.test': { ...CONNECTWISE_INPUT, privateKey: '', clientId: '' },
  'connection.connectwise.save': CONNECTWISE_INPUT,
  'connection.portal.test': { ...PORTAL_INPUT, key: '' },
  'connection.portal.save': PORTAL_INPUT,
  'file.view': {},
  'file.mapping': { signature: 'cid' },
  'file.begin': {},
  'file.customers': { importId: 'abcd', customers: [] },
  'file.commit': {
    importId: 'abcd',
    name: 'Accounts',
    fileName: 'accounts.csv',
    modifiedAt: '2026-11-20T08:00:00.000Z',
    signature: 'cid',
    mapping: { columns: [{ header: 'CID', use: 'customerId' }], hasEfsIds: false },
    counts: { rows: 0, customers: 0, accounts: 0, errors: 0, withoutCustomer: 0, olderRows: 0 },
    errors: [],
  },
  'services.view': {},
  'products.search': { text: 'x' },
  'poll.now': {},
  'journal.list': { limit: 5 },
  'journal.export': {},
  'journal.search': { asker: 'a', query: '', offset: 0, limit: 5 },
  'events.search': { asker: 'a', query: '', offset: 0, limit: 5 },
  'event.company': { customerId: '342' },
  'events.unreadable': {},
  'event.reprocess': { source: 's', id: 'e' },
  'boards.list': {},
  'boards.statuses': { boardId: 1 },
  'boards.ticket-choices': { boardId: 1 },
  'tickets.ongoing': {},
  'tickets.open': { keys: ['342:356:backup-failed'] },
  'tickets.results': { keys: ['342:356:backup-failed'] },
  'rules.simulate': DEFAULT_SETTINGS.rules[0],
  'consent.view': {},
  'consent.save': { parts: REVIEW, syncNow: false },
  'first-sync.start': {},
  'first-sync.cancel': {},
  'fleet.view': {},
  'fleet.rows': { filter: 'all', search: '', sort: 'customer', descending: false, offset: 0, limit: 10 },
  'fleet.compare': {},
  'fleet.cancel': {},
  'company.reconciliation': { companyId: 2 },
  'report.companies': {},
  'report.backup': { companyId: 2, month: '2026-11', timeZone: 'Europe/Berlin' },
  'approvals.limits': { jumpPercent: 50, jumpUnits: 10, jumpMoney: 100 },
  'approvals.list': { search: '', offset: 0, limit: 10 },
  'approvals.reject': { changes: [{ companyId: 2, changeId: 'c', version: 'v' }] },
  'approvals.restore': {},
  'bulk-action.view': {},
  'bulk-action.rows': { id: 'a', offset: 0, limit: 10 },
  'bulk-action.plan': { kind: 'sync', companies: { ids: [2] } },
  'bulk-action.changes': { id: 'a', companyId: 2 },
  'bulk-action.apply': { id: 'a' },
  'bulk-action.pause': { id: 'a' },
  'bulk-action.resume': { id: 'a' },
  'bulk-action.cancel': { id: 'a' },
  'bulk-action.undo': { id: 'a' },
  'bulk-sync.view': {},
  'bulk-sync.start': {},
  'bulk-sync.pause': {},
  'bulk-sync.cancel': {},
  'billing.list': { search: '', offset: 0, limit: 10, refresh: true },
  'billing.confirm': { clientId: '700342', customerId: '342' },
  'billing.confirm-exact': {},
  'billing.customer': { customerId: '342' },
  'billing.unlink': { clientId: '700342' },
  'links.list': { search: '', offset: 0, limit: 50 },
  'links.confirm': { customerId: '342', companyId: 2 },
  'links.confirm-exact': {},
  'links.unlink': { customerId: '342', companyId: 2 },
  'links.plan': { customerId: '342', companyId: 2 },
  // The last ones: the others need both connections, and no lock.
  'lock.view': {},
  'lock.set': { passphrase: PASSPHRASE, minutes: 15 },
  'lock.active': {},
  'lock.change': { current: PASSPHRASE, minutes: 30 },
  'lock.now': {},
  'lock.unlock': { passphrase: PASSPHRASE },
  'lock.remove': { current: PASSPHRASE },
  'connection.disconnect': { side: 'portal' },
  'lock.forget': {},
};

describe('secrets', () => {
  it('are in no answer, no log and no storage, for any message, while calls succeed and while they fail', async () => {
    const worker = await startConnectedWorker();
    const said: unknown[] = [];
    const askEverything = async () => {
      for (const [name, input] of Object.entries(INPUTS)) {
        said.push(await worker.deliver({ to: 'worker', name, input }, pageSender()));
      }
      said.push(
        await worker.deliver(
          { to: 'worker', name: 'connection.portal.save', input: { ...PORTAL_INPUT, kind: 7 } },
          pageSender(),
        ),
      );
    };
    await askEverything();
    worker.made.testConnectWise.mockResolvedValue(unauthorized);
    worker.made.testPortal.mockRejectedValue(new Error(`refused ${SECRETS.portalKey}`));
    vi.mocked(worker.engine.searchEvents).mockRejectedValue(new Error(`refused ${SECRETS.privateKey}`));
    await askEverything();

    expect(Object.keys(INPUTS).sort()).toEqual(Object.keys(MESSAGES).sort());
    expect(said.length).toBe(2 * (Object.keys(INPUTS).length + 1));
    const logged = [worker.log.info, worker.log.warn, worker.log.error].map(({ mock }) => mock.calls);
    expect(logged.flat().length).toBeGreaterThan(0);
    const text = JSON.stringify([said, logged, storedItems().items(), await fakeBrowser.storage.local.get(null)]);
    expect(text).toContain('public-1');
    for (const secret of [...Object.values(SECRETS), PASSPHRASE]) expect(text).not.toContain(secret);
  });

  it('stand nowhere either when both servers repeat what they were sent', async () => {
    await startConnectedWorker();
    const ofConnectWise = [SECRETS.privateKey, SECRETS.clientId, btoa(`training+public-1:${SECRETS.privateKey}`)];
    const secrets = [...ofConnectWise, SECRETS.portalKey];
    const echo = (url: string, status: number): FakeAnswer => {
      const quoted = url.includes(SITE) ? ofConnectWise.join(' ') : SECRETS.portalKey;
      return { status, body: { code: 'X', message: quoted, detail: quoted, errors: [{ message: quoted }] } };
    };
    for (const status of [200, 400, 401, 403, 500]) {
      const fake = fakeFetch(({ url }) =>
        url.includes('companyinfo') ? { body: { Codebase: 'v2025_1/', VersionCode: 'v2025.1' } } : echo(url, status),
      );
      const { connectWise, portal, checkTenant, testConnectWise, testPortal } = createAdapters({
        fetch: fake.fetch,
        clock: () => NOW,
        storage: memoryStorage(),
        wait: async () => {},
      });
      const worker = startFakeWorker({ adapters: { connectWise, portal, checkTenant, testConnectWise, testPortal } });
      const said: unknown[] = [];
      for (const [name, input] of Object.entries(INPUTS)) {
        if (name === 'connection.disconnect' || name === 'lock.forget') continue;
        said.push(await worker.deliver({ to: 'worker', name, input }, pageSender()));
      }
      expect(fake.sent.length).toBeGreaterThan(5);
      const logged = [worker.log.info, worker.log.warn, worker.log.error].map(({ mock }) => mock.calls);
      const text = JSON.stringify([said, logged, storedItems().items()]);
      if (status !== 200) expect(text).toContain('•••');
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
  });
});
