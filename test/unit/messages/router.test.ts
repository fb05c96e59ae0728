import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { MESSAGES } from '../../../lib/messages/declarations/index.ts';
import type { MessageName } from '../../../lib/messages/protocol.ts';
import { type Handlers, routeMessages } from '../../../lib/messages/router.ts';
import type { Tier } from '../../../lib/messages/sender.ts';
import type { MessageSender } from '../../../lib/platform/runtime.ts';
import type { Log } from '../../../lib/shared/log.ts';
import { contentSender, pageSender, takeMessages } from '../../support/message-senders.ts';
import { editsOf } from '../../support/save-settings.ts';

const SITE = 'na.myconnectwise.net';
const handled = vi.fn(async (_name: string, _input: unknown): Promise<unknown> => ({ ok: true, value: null }));
/** The sender, as the handlers receive it. */
const asked = vi.fn<(from: Tier) => void>();
const logged = vi.fn<Log['error']>();
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
    expect(await ask('company.view', { companyId: 2, refresh: false }, sender)).toMatchObject({ ok: false });
    expect(handled).not.toHaveBeenCalled();
  });

  it.each([
    ['another extension’s page', { ...pageSender(), id: 'another', origin: 'chrome-extension://another' }],
    ['a page that only claims our address', { ...pageSender(), origin: 'https://evil.example' }],
    ['our page framed by a web page', { ...pageSender(), frameId: 3, tab: { id: 1 } }],
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
    expect(await ask('company.view', { companyId: 2, refresh: false }, contentSender(SITE))).toMatchObject({
      ok: false,
      failure: { code: 'not-connected' },
    });
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
    expect(asked).toHaveBeenCalledExactlyOnceWith({ kind: 'content', host: SITE, tabId: 12, frameId: 3 });
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
