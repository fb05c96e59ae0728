import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { MESSAGES } from '../../../lib/messages/declarations/index.ts';
import type { MessageName } from '../../../lib/messages/protocol.ts';
import { type Handlers, routeMessages } from '../../../lib/messages/router.ts';
import type { ContentTier, PanelTier, Tier } from '../../../lib/messages/sender.ts';
import type { MessageSender } from '../../../lib/platform/runtime.ts';
import type { Log } from '../../../lib/shared/log.ts';
import { contentSender, pageSender, panelSender, takeMessages } from '../../support/message-senders.ts';
import { editsOf } from '../../support/save-settings.ts';

const SITE = 'na.myconnectwise.net';
const handled = vi.fn(async (_name: string, _input: unknown): Promise<unknown> => ({ ok: true, value: null }));
/** The sender, as the handlers receive it. */
const asked = vi.fn<(from: Tier) => void>();
const logged = vi.fn<Log['error']>();
/** What this document, or the one around the panel, recognized: `company 2`. */
const known = new Set<string>();
const knows = vi.fn(async (_: ContentTier | PanelTier, { kind, id }: { kind: string; id: number }) =>
  known.has(`${kind} ${id}`),
);
const begun = { panel: true, locked: false };
const budget = { left: Number.POSITIVE_INFINITY, tabs: [] as number[] };
let deliver: ReturnType<typeof takeMessages>;

/** Every message answered by one spy, so that "was not handled" can be seen. */
function spies(): Handlers {
  const names = Object.keys(MESSAGES);
  const spy = (name: string) => (input: unknown, from: Tier) => {
    asked(from);
    return handled(name, input);
  };
  return Object.fromEntries(names.map((name) => [name, spy(name)])) as unknown as Handlers;
}

function route(connectedSite: string | null = SITE, ready = Promise.resolve()): void {
  routeMessages({
    handlers: spies(),
    ready,
    connectedSite: async () => connectedSite,
    knowsRecord: knows,
    isPanel: async () => begun.panel,
    isLocked: async () => begun.locked,
    mayAsk(tabId) {
      budget.tabs.push(tabId);
      budget.left -= 1;
      return budget.left >= 0;
    },
    hasContentScript: async (host) => host === SITE || host === connectedSite,
    log: { info() {}, warn() {}, error: logged },
  });
}

const ask = (name: string, input: unknown, sender: MessageSender) => deliver({ to: 'worker', name, input }, sender);

const PAGE_INPUTS: Partial<Record<MessageName, unknown>> = {
  'settings.save': editsOf(DEFAULT_SETTINGS, DEFAULT_SETTINGS),
  'connection.portal.save': { kind: 'efs-portal', baseUrl: '', key: 'k' },
  'connection.view': {},
  'status.view': {},
  'poll.now': {},
  // A page of ConnectWise can neither give nor take a user's consent.
  'consent.save': { parts: ALL_PARTS, syncNow: true },
  'consent.view': {},
  'first-sync.start': {},
};

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  deliver = takeMessages();
  handled.mockClear();
  asked.mockClear();
  logged.mockClear();
  knows.mockClear();
  known.clear();
  Object.assign(begun, { panel: true, locked: false });
  Object.assign(budget, { left: Number.POSITIVE_INFINITY, tabs: [] });
});

describe('router', () => {
  it('answers our own pages, for page and content messages', async () => {
    route();
    expect(await ask('status.view', {}, pageSender())).toEqual({ ok: true, value: null });
    expect(await ask('company.view', { companyId: 2, refresh: false }, pageSender())).toMatchObject({ ok: true });
    expect(handled).toHaveBeenNthCalledWith(2, 'company.view', { companyId: 2, refresh: false });
  });

  it('answers a content script on the connected site', async () => {
    route();
    const input = { site: SITE, recordIds: [2], banner: 'Eddie’s TV' };
    expect(await ask('company.recognize', input, contentSender(SITE))).toMatchObject({ ok: true });
    expect(handled).toHaveBeenCalledWith('company.recognize', input);
  });

  it.each(Object.entries(PAGE_INPUTS))('refuses %s from a content script', async (name, input) => {
    route();
    expect(await ask(name, input, contentSender(SITE))).toMatchObject({ ok: false });
    expect(handled).not.toHaveBeenCalled();
  });

  it.each([
    ['another ConnectWise site', contentSender('eu.myconnectwise.net')],
    ['a host that ends like the site', contentSender(`evil-${SITE}`)],
    ['another port of the site', contentSender(`${SITE}:8443`)],
    ['the site without https', { ...contentSender(SITE), origin: `http://${SITE}`, url: `http://${SITE}/` }],
    ['a frame whose address does not fit its origin', { ...contentSender(SITE), url: 'https://evil.example/' }],
    ['an opaque origin', { ...contentSender(SITE), origin: 'null' }],
    ['no tab', { ...contentSender(SITE), tab: undefined }],
    ['a tab without id', { ...contentSender(SITE), tab: {} }],
    ['an unnamed frame', { ...contentSender(SITE), frameId: undefined }],
    ['another extension', { ...contentSender(SITE), id: 'another-extension' }],
    ['nobody', {}],
  ])('refuses a content message from %s', async (_, sender) => {
    route();
    known.add('company 2');
    expect(await ask('company.findings', { companyId: 2 }, sender)).toMatchObject({ ok: false });
    expect(handled).not.toHaveBeenCalled();
    expect(await ask('company.findings', { companyId: 2 }, contentSender(SITE))).toMatchObject({ ok: true });
  });

  it.each([
    ['another extension’s page', { ...pageSender(), id: 'another', origin: 'chrome-extension://another' }],
    ['a page that only claims our address', { ...pageSender(), origin: 'https://evil.example' }],
    ['our page framed by a web page', { ...pageSender(), frameId: 3, tab: { id: 1 } }],
    ['our panel page framed by a web page', panelSender()],
    ['our origin without our address', { ...pageSender(), url: 'about:blank' }],
    ['our origin as the beginning of another', { ...pageSender(), url: 'chrome-extension://test-extension-id.evil/' }],
  ])('refuses a page message from %s', async (_, sender) => {
    route();
    expect(await ask('status.view', {}, sender)).toMatchObject({ ok: false });
    expect(handled).not.toHaveBeenCalled();
  });

  it('refuses a content script that names another site than its own', async () => {
    route();
    const input = { site: 'eu.myconnectwise.net', recordIds: [2], banner: 'x' };
    expect(await ask('company.recognize', input, contentSender(SITE))).toMatchObject({
      ok: false,
      failure: { code: 'not-connected' },
    });
    expect(handled).not.toHaveBeenCalled();
  });

  it('reports to a content script when nothing is connected', async () => {
    route(null);
    known.add('company 2');
    expect(await ask('company.findings', { companyId: 2 }, contentSender(SITE))).toMatchObject({
      ok: false,
      failure: { code: 'not-connected' },
    });
    expect(handled).not.toHaveBeenCalled();
  });

  it('allows the features to be loaded before anything is connected, wherever our content script is meant to run', async () => {
    route(null);
    expect(await ask('page.load-features', {}, contentSender(SITE))).toMatchObject({ ok: true });
    handled.mockClear();
    for (const sender of [
      contentSender('evil.example'),
      contentSender('cw.example.com'),
      contentSender(`evil-${SITE}`),
      { ...contentSender(SITE), id: 'another-extension' },
      { ...contentSender(SITE), origin: `http://${SITE}`, url: `http://${SITE}/` },
      { ...contentSender(SITE), tab: undefined },
    ]) {
      expect(await ask('page.load-features', {}, sender)).toMatchObject({ ok: false });
    }
    expect(handled).not.toHaveBeenCalled();
  });

  it('allows the features to be loaded on the connected on-premise host', async () => {
    route('cw.example.com');
    expect(await ask('page.load-features', {}, contentSender('cw.example.com'))).toMatchObject({ ok: true });
  });

  it('passes the handler tab and frame as the browser names them, and refuses any that the message names', async () => {
    route();
    await ask('page.load-features', {}, { ...contentSender(SITE), tab: { id: 12 }, frameId: 3 });
    expect(asked).toHaveBeenCalledExactlyOnceWith({
      kind: 'content',
      host: SITE,
      tabId: 12,
      frameId: 3,
      documentId: 'document-7',
    });
    expect(await ask('page.load-features', { tabId: 1 }, contentSender(SITE))).toMatchObject({
      ok: false,
      failure: { code: 'bad-input' },
    });
    expect(asked).toHaveBeenCalledOnce();
  });

  it.each([
    ['company.view', { companyId: -1, refresh: false }, 'companyId'],
    ['company.view', { companyId: 2 }, 'refresh'],
    ['plan.apply', { planId: 'p', confirmed: [1] }, 'confirmed.0'],
    [
      'settings.save',
      { before: {}, settings: { guards: { jumpPercent: 'x', jumpUnits: 1 } } },
      'settings.guards.jumpPercent',
    ],
    // An old form must not give back a consent that was undone meanwhile.
    ['settings.save', { before: {}, settings: { automatic: REVIEW } }, 'settings'],
    ['connection.portal.test', { kind: 'other', baseUrl: '', key: '' }, 'kind'],
    ['status.view', null, 'the message'],
  ])('refuses a bad %s and names the field', async (name, input, field) => {
    route();
    const answer = await ask(name, input, pageSender());
    expect(answer).toMatchObject({ ok: false, failure: { code: 'bad-input', field } });
    expect(handled).not.toHaveBeenCalled();
  });

  it('does not repeat a refused value: it may be a key', async () => {
    route();
    const answer = await ask('connection.portal.test', { kind: 'efs-portal', baseUrl: 7, key: 'S3CRET' }, pageSender());
    expect(JSON.stringify(answer)).not.toContain('S3CRET');
  });

  it('refuses an unknown message, also one named like a member of every object', async () => {
    route();
    for (const name of ['no.such', 'constructor', '__proto__', 'toString']) {
      expect(await ask(name, {}, pageSender())).toMatchObject({ ok: false, failure: { code: 'extension-updated' } });
    }
  });

  it('leaves messages that are not for the worker to others', () => {
    route();
    for (const message of ['ping', null, 7, {}, { to: 'tab', name: 'tab.where', input: {} }, { name: 'status.view' }]) {
      expect(deliver(message, pageSender())).toBeUndefined();
    }
  });

  it('turns a throw into a failure that contains for neither page nor log what was thrown', async () => {
    route();
    handled.mockRejectedValueOnce(new Error('key S3CRET was refused'));
    const answer = await ask('status.view', {}, pageSender());
    expect(answer).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(logged).toHaveBeenCalledOnce();
    expect(JSON.stringify([answer, logged.mock.calls])).not.toContain('S3CRET');
    expect(JSON.stringify(logged.mock.calls)).toContain('status.view');
  });

  it('runs no handler before the worker is ready', async () => {
    const start = Promise.withResolvers<void>();
    route(SITE, start.promise);
    const answer = ask('status.view', {}, pageSender());
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(handled).not.toHaveBeenCalled();
    start.resolve();
    expect(await answer).toMatchObject({ ok: true });
  });
});

const FORBIDDEN = { ok: false, failure: { message: 'The worker does not answer this message from this sender.' } };
const NOT_OPEN = { ok: false, failure: { message: expect.stringContaining('was not opened in this tab') } };
const namesFrom = (...senders: string[]) =>
  Object.entries(MESSAGES).flatMap(([name, { sender }]) => (senders.includes(sender) ? [name] : []));

describe('a content script', () => {
  it.each(namesFrom('page', 'panel'))('never gets an answer to %s', async (name) => {
    route();
    known.add('company 2');
    expect(await ask(name, {}, contentSender(SITE))).toMatchObject(FORBIDDEN);
    expect(handled).not.toHaveBeenCalled();
  });

  it('may send no message that plans, applies, undoes, approves or changes settings', () => {
    const forbidden = /plan|apply|undo|sync|settings|consent|connection|journal|event|boards|products/;
    expect(namesFrom('content', 'any-content').filter((name) => forbidden.test(name))).toEqual([]);
    expect(namesFrom('panel').some((name) => forbidden.test(name))).toBe(true);
  });

  it.each([
    ['company.findings', { companyId: 2 }, 'company 2'],
    ['addition.context', { agreementId: 9 }, 'agreement 9'],
    ['managed-id.context', { companyId: 2 }, 'company 2'],
  ] as const)('gets an answer to %s for a record that it recognized only', async (name, input, record) => {
    route();
    expect(await ask(name, input, contentSender(SITE))).toMatchObject(NOT_OPEN);
    known.add('company 3').add('agreement 2').add('ticket 2');
    expect(await ask(name, input, contentSender(SITE))).toMatchObject(NOT_OPEN);
    expect(handled).not.toHaveBeenCalled();
    known.add(record);
    expect(await ask(name, input, contentSender(SITE))).toMatchObject({ ok: true });
    expect(knows.mock.lastCall?.[0]).toMatchObject({ kind: 'content', tabId: 7, documentId: 'document-7' });
  });

  it('names a ticket only to have it recognized, which needs no earlier one', async () => {
    route();
    const input = { site: SITE, ticketId: 7, banner: 'Service Ticket #7' };
    expect(await ask('ticket.recognize', input, contentSender(SITE))).toMatchObject({ ok: true });
    expect(knows).not.toHaveBeenCalled();
  });

  it('gets nothing more over its budget, not even a handler or the connected site', async () => {
    const start = Promise.withResolvers<void>();
    route(SITE, start.promise);
    budget.left = 0;
    expect(await ask('page.setup', {}, contentSender(SITE, { tabId: 12 }))).toMatchObject({
      ok: false,
      failure: { code: 'too-many-requests' },
    });
    expect(handled).not.toHaveBeenCalled();
    expect(budget.tabs).toEqual([12]);
    start.resolve();
    budget.left = 1;
    expect(await ask('page.setup', {}, contentSender(SITE, { tabId: 12 }))).toMatchObject({ ok: true });
  });

  it('alone has a budget', async () => {
    route();
    budget.left = 0;
    known.add('company 2');
    expect(await ask('status.view', {}, pageSender())).toMatchObject({ ok: true });
    expect(await ask('company.sync', { companyId: 2 }, panelSender())).toMatchObject({ ok: true });
    expect(budget.tabs).toEqual([]);
  });
});

describe('the panel frame', () => {
  it.each(namesFrom('page', 'content', 'any-content'))('never gets an answer to %s', async (name) => {
    route();
    expect(await ask(name, {}, panelSender())).toMatchObject(FORBIDDEN);
    expect(handled).not.toHaveBeenCalled();
  });

  it('that did not show a token may only show it', async () => {
    route();
    begun.panel = false;
    known.add('company 2');
    for (const name of namesFrom('panel').filter((one) => one !== 'panel.start')) {
      expect(await ask(name, { companyId: 2, refresh: false }, panelSender())).toMatchObject(FORBIDDEN);
    }
    expect(handled).not.toHaveBeenCalled();
    expect(await ask('panel.start', { token: 't' }, panelSender())).toMatchObject({ ok: true });
    begun.panel = true;
    expect(await ask('company.view', { companyId: 2, refresh: false }, panelSender())).toMatchObject({ ok: true });
    expect(asked).toHaveBeenLastCalledWith({ kind: 'panel', tabId: 7, frameId: 4, documentId: 'panel-7' });
  });

  it.each([
    ['company.view', { companyId: 2, refresh: true }, 'company 2'],
    ['company.history', { companyId: 2, timeZone: 'UTC', days: 30 }, 'company 2'],
    ['company.usage', { companyId: 2, days: 90 }, 'company 2'],
    ['company.plan', { companyId: 2 }, 'company 2'],
    ['company.sync', { companyId: 2 }, 'company 2'],
    ['finding.plan', { companyId: 2, findingId: 'f' }, 'company 2'],
    ['ticket.view', { site: SITE, ticketId: 2, banner: '', refresh: false }, 'ticket 2'],
  ] as const)(
    'gets an answer to %s for a record that the page around it recognized only',
    async (name, input, record) => {
      route();
      expect(await ask(name, input, panelSender())).toMatchObject(NOT_OPEN);
      known.add('company 3').add('ticket 3').add('agreement 2');
      expect(await ask(name, input, panelSender())).toMatchObject(NOT_OPEN);
      expect(handled).not.toHaveBeenCalled();
      known.add(record);
      expect(await ask(name, input, panelSender())).toMatchObject({ ok: true });
      expect(knows.mock.lastCall?.[0]).toEqual({ kind: 'panel', tabId: 7, frameId: 4, documentId: 'panel-7' });
    },
  );
});

describe('our own pages', () => {
  it('may name any record', async () => {
    route();
    expect(await ask('company.plan', { companyId: 2 }, pageSender())).toMatchObject({ ok: true });
    expect(await ask('addition.context', { agreementId: 9 }, pageSender())).toMatchObject({ ok: true });
    expect(knows).not.toHaveBeenCalled();
  });
});

/** What of ours is answered while it is locked; this list is the claim, `WHILE_LOCKED` what the router goes by. */
const ANSWERED_WHILE_LOCKED = [
  'lock.view',
  'lock.unlock',
  'lock.forget',
  'panel.start',
  'panel.collapse',
  'panel.open-unlock',
];
const ALL = Object.keys(MESSAGES);
const OF_PANEL = Object.entries(MESSAGES).flatMap(([name, { sender }]) => (sender === 'panel' ? [name] : []));

describe('while our own pages are locked', () => {
  /** Never a valid input: an answer other than `locked` has passed the lock. */
  const codeOf = async (name: string, sender: MessageSender) => {
    const answer = (await ask(name, { unknown: true }, sender)) as { failure?: { code: string } };
    return answer.failure?.code;
  };

  it.each(ALL.filter((name) => !ANSWERED_WHILE_LOCKED.includes(name)))('%s is refused', async (name) => {
    begun.locked = true;
    route();
    for (const page of ['options.html', 'popup.html', 'panel.html'])
      expect(await codeOf(name, pageSender(page))).toBe('locked');
    if (OF_PANEL.includes(name)) expect(await codeOf(name, panelSender())).toBe('locked');
    expect(handled).not.toHaveBeenCalled();
    begun.locked = false;
    expect(await codeOf(name, pageSender())).toBe('bad-input');
  });

  it.each(ANSWERED_WHILE_LOCKED)('%s is answered', async (name) => {
    begun.locked = true;
    route();
    expect(await codeOf(name, pageSender())).toBe('bad-input');
  });

  it('the passphrase is taken from no frame inside ConnectWise, and no content script speaks of the lock', async () => {
    route();
    for (const name of ['lock.unlock', 'lock.set', 'lock.change', 'lock.remove', 'lock.forget', 'lock.now'])
      expect(await ask(name, { passphrase: 'correct horse' }, panelSender())).toMatchObject({ ok: false });
    for (const name of ALL.filter((one) => one.startsWith('lock.')))
      expect(await ask(name, {}, contentSender(SITE))).toMatchObject({ failure: { code: 'bad-input' } });
    expect(handled).not.toHaveBeenCalled();
  });

  it('a content script gets the findings of its record as before', async () => {
    begun.locked = true;
    known.add('company 2');
    route();
    expect(await ask('company.findings', { companyId: 2 }, contentSender(SITE))).toMatchObject({ ok: true });
  });

  it('a frame that did not show its token learns nothing of the lock', async () => {
    Object.assign(begun, { locked: true, panel: false });
    route();
    expect(await ask('lock.view', {}, panelSender())).toMatchObject({ failure: { code: 'bad-input' } });
    expect(await codeOf('company.view', panelSender())).toBe('bad-input');
  });
});
