import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { contentSender } from '../../support/message-senders.ts';
import {
  CONNECTWISE_INPUT,
  loseVaultKey,
  PORTAL_INPUT,
  recognize,
  resetBrowser,
  SECRETS,
  SITE,
  startConnectedWorker,
  startFakeWorker,
  storedItems,
  unauthorized,
} from './fake-worker.ts';

beforeEach(resetBrowser);

const stored = () => storedItems().items();

describe('testing a connection', () => {
  it('tests the input and stores nothing', async () => {
    const worker = startFakeWorker();
    await worker.ready;
    const before = stored();
    expect(await worker.ask('connection.connectwise.test', CONNECTWISE_INPUT)).toMatchObject({ ok: true });
    expect(await worker.ask('connection.portal.test', PORTAL_INPUT)).toMatchObject({ ok: true });
    expect(worker.made.testConnectWise).toHaveBeenCalledWith(CONNECTWISE_INPUT, { mayBeSwapped: true });
    expect(stored()).toEqual(before);
    expect(await worker.ask('connection.view', {})).toMatchObject({
      ok: true,
      value: { connectWise: null, portal: null },
    });
  });

  it('names the host when the browser has no permission for it, before any request', async () => {
    const worker = startFakeWorker();
    vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation((async () => false) as never);
    const input = { ...CONNECTWISE_INPUT, siteUrl: 'cw.example.com:8443' };
    for (const name of ['connection.connectwise.test', 'connection.connectwise.save'] as const) {
      expect(await worker.ask(name, input)).toMatchObject({
        ok: false,
        failure: { code: 'host-permission', value: 'cw.example.com', field: 'siteUrl' },
      });
    }
    expect(await worker.ask('connection.portal.save', PORTAL_INPUT)).toMatchObject({
      ok: false,
      failure: { code: 'host-permission', value: 'portal.example', field: 'baseUrl' },
    });
    expect(worker.made.testConnectWise).not.toHaveBeenCalled();
    expect(worker.made.testPortal).not.toHaveBeenCalled();
  });

  it('checks the browser permission of the typed site only: the host of the API is found first', async () => {
    const worker = startFakeWorker();
    const contains = vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation((async () => true) as never);
    await worker.ask('connection.connectwise.test', {
      ...CONNECTWISE_INPUT,
      siteUrl: 'api-staging.connectwisedev.com',
    });
    expect(contains.mock.calls.map(([asked]) => asked).filter(({ origins }) => origins)).toEqual([
      { origins: ['https://staging.connectwisedev.com/*'] },
    ]);
  });

  it('looks for the company ID without keys, at a site that the browser lets us call', async () => {
    const worker = startFakeWorker();
    const typed = { siteUrl: SITE, companyId: 'training' };
    expect(await worker.ask('connection.connectwise.check', typed)).toMatchObject({ ok: true, value: { site: SITE } });
    expect(worker.made.checkTenant).toHaveBeenCalledExactlyOnceWith(typed);
    vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation((async () => false) as never);
    expect(await worker.ask('connection.connectwise.check', { ...typed, siteUrl: 'cw.msp.example' })).toMatchObject({
      failure: { code: 'host-permission', value: 'cw.msp.example' },
    });
    expect(worker.made.checkTenant).toHaveBeenCalledOnce();
  });

  it('uses the stored keys where none was typed, for the same site only', async () => {
    const worker = await startConnectedWorker();
    const blank = { ...CONNECTWISE_INPUT, privateKey: '', clientId: '' };
    await worker.ask('connection.connectwise.test', blank);
    expect(worker.made.testConnectWise).toHaveBeenLastCalledWith(CONNECTWISE_INPUT, { mayBeSwapped: false });

    worker.made.testConnectWise.mockClear();
    const elsewhere = await worker.ask('connection.connectwise.test', { ...blank, siteUrl: 'eu.myconnectwise.net' });
    expect(elsewhere).toMatchObject({ ok: false, failure: { code: 'bad-input', field: 'privateKey' } });
    expect(worker.made.testConnectWise).not.toHaveBeenCalled();
  });

  it.each([
    ['companyId', 'another', 'company ID'],
    ['publicKey', 'another', 'public key'],
  ] as const)('does not send the stored keys for another %s', async (field, typed, called) => {
    const worker = await startConnectedWorker();
    const blank = { ...CONNECTWISE_INPUT, privateKey: '', clientId: '', [field]: typed };
    worker.made.testConnectWise.mockClear();
    expect(await worker.ask('connection.connectwise.test', blank)).toMatchObject({
      ok: false,
      failure: {
        field: 'privateKey',
        message: expect.stringContaining(`another ${called}, ${CONNECTWISE_INPUT[field]}.`),
      },
    });
    expect(await worker.ask('connection.connectwise.test', { ...blank, privateKey: 'typed' })).toMatchObject({
      ok: false,
      failure: { field: 'clientId' },
    });
    expect(worker.made.testConnectWise).not.toHaveBeenCalled();
    const complete = { ...CONNECTWISE_INPUT, [field]: typed };
    await worker.ask('connection.connectwise.test', complete);
    expect(worker.made.testConnectWise).toHaveBeenCalledExactlyOnceWith(complete, { mayBeSwapped: true });
  });

  it('uses the stored portal key for the same portal only', async () => {
    const worker = await startConnectedWorker();
    await worker.ask('connection.portal.test', { ...PORTAL_INPUT, key: '' });
    expect(worker.made.testPortal).toHaveBeenLastCalledWith(PORTAL_INPUT);

    worker.made.testPortal.mockClear();
    for (const other of [{ baseUrl: 'https://other.example' }, { kind: 'x360recover' as const, baseUrl: '' }]) {
      expect(await worker.ask('connection.portal.test', { ...PORTAL_INPUT, ...other, key: '' })).toMatchObject({
        ok: false,
        failure: { code: 'bad-input', field: 'key' },
      });
    }
    expect(worker.made.testPortal).not.toHaveBeenCalled();
  });
});

describe('saving a connection', () => {
  it('keeps no record that open pages recognized in another one, and all of them in the same', async () => {
    const worker = await startConnectedWorker();
    const sender = contentSender(SITE);
    const record = { kind: 'company' as const, companyId: 2, name: 'Eddie’s TV' };
    const shown = { record, onScreen: { entries: false, agreementIds: [] } };
    const ask = () => worker.askFrom(sender, 'panel.show', { shown });
    await recognize(worker, sender);
    expect(await ask()).toMatchObject({ ok: true });
    await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT);
    expect(await ask()).toMatchObject({ ok: true });
    const other = { ...CONNECTWISE_INPUT, companyId: 'another' };
    expect(await worker.ask('connection.connectwise.save', other)).toMatchObject({ ok: true });
    expect(await ask()).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  });

  it('stores what passed, reports what was cleaned, and shows it without keys', async () => {
    const worker = startFakeWorker();
    const saved = await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT);
    expect(saved).toMatchObject({
      ok: true,
      value: { site: SITE, done: [expect.stringContaining('stored'), expect.stringContaining(SITE)] },
    });
    expect(await worker.ask('connection.view', {})).toMatchObject({
      ok: true,
      value: {
        connectWise: {
          siteUrl: SITE,
          site: SITE,
          companyId: 'training',
          publicKey: 'public-1',
          hasPrivateKey: true,
          hasClientId: true,
        },
        portal: null,
      },
    });
  });

  it('keeps the stored connection when the new one does not pass', async () => {
    const worker = await startConnectedWorker();
    const before = stored();
    worker.made.testConnectWise.mockResolvedValueOnce(unauthorized);
    worker.made.testPortal.mockResolvedValueOnce(unauthorized);
    expect(await worker.ask('connection.connectwise.save', { ...CONNECTWISE_INPUT, privateKey: 'wrong' })).toEqual(
      unauthorized,
    );
    expect(await worker.ask('connection.portal.save', { ...PORTAL_INPUT, key: 'wrong' })).toEqual(unauthorized);
    expect(stored()).toEqual(before);
  });

  it('seals the keys: storage never holds one', async () => {
    await startConnectedWorker();
    const text = JSON.stringify(stored());
    for (const secret of Object.values(SECRETS)) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(btoa(secret));
    }
  });

  it('makes waiting work due, and drops what another tenant reported', async () => {
    const worker = await startConnectedWorker();
    expect(worker.engine.connectionChanged).toHaveBeenCalledOnce();
    worker.store.forget.mockClear();
    await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT);
    expect(worker.store.forget).not.toHaveBeenCalled();
    await worker.ask('connection.connectwise.save', { ...CONNECTWISE_INPUT, companyId: 'other' });
    expect(worker.store.forget).toHaveBeenCalledWith('');
  });

  it('runs the content script on an on-premise host', async () => {
    const worker = startFakeWorker();
    await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT);
    expect(fakeBrowser.scripting.registerContentScripts).not.toHaveBeenCalled();
    await worker.ask('connection.connectwise.save', { ...CONNECTWISE_INPUT, siteUrl: 'cw.example.com' });
    expect(fakeBrowser.scripting.registerContentScripts).toHaveBeenCalledWith([
      expect.objectContaining({ matches: ['https://cw.example.com/*'], js: ['c.js'] }),
    ]);
  });
});

describe('a lost vault key', () => {
  it('is shown as not connected, with the reason, and keeps what is not secret', async () => {
    await startConnectedWorker();
    loseVaultKey();
    vi.restoreAllMocks();
    const worker = startFakeWorker();
    expect(await worker.ask('connection.view', {})).toMatchObject({
      ok: true,
      value: { connectWise: { site: SITE, hasPrivateKey: false, hasClientId: false }, portal: { hasKey: false } },
    });
    expect(await worker.ask('status.view', {})).toMatchObject({
      ok: true,
      value: {
        connectWise: { state: 'not-connected', failure: { code: 'not-connected' } },
        portal: { state: 'not-connected', failure: { code: 'not-connected' } },
      },
    });
    expect(await worker.ask('company.plan', { companyId: 2 })).toMatchObject({
      ok: false,
      failure: { code: 'not-connected', nextStep: expect.stringContaining('Enter the keys again') },
    });
  });
});
