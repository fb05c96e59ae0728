import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CONNECTWISE_KEY, type StoredConnectWise } from '../../../lib/settings/connection.ts';
import { HOUR, MINUTE } from '../../../lib/shared/time.ts';
import {
  CONNECTWISE_INPUT,
  idle,
  NOW,
  PORTAL_INPUT,
  resetBrowser,
  SECRETS,
  startFakeWorker,
  storedItems,
  unauthorized,
} from './fake-worker.ts';

beforeEach(resetBrowser);

const WHOLE = { connectWise: CONNECTWISE_INPUT, portal: PORTAL_INPUT };

function layDown(policy: object) {
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation((async () => policy) as never);
}

/** Chrome reports the change of a policy. */
async function change(policy: object) {
  layDown(policy);
  await fakeBrowser.storage.onChanged.trigger({}, 'managed');
  await idle();
}

const stored = async () => (await storedItems().get(CONNECTWISE_KEY)) as StoredConnectWise | undefined;

describe('a connection that the policy holds whole', () => {
  it('is tested, sealed and used at the first start, without a click', async () => {
    layDown(WHOLE);
    const worker = startFakeWorker();
    await vi.waitFor(async () =>
      expect(await worker.ask('connection.view', {})).toMatchObject({
        value: {
          connectWise: { publicKey: 'public-1', hasPrivateKey: true, hasClientId: true },
          portal: { kind: 'efs-portal', hasKey: true },
          states: { connectWise: { state: 'ok' }, portal: { state: 'ok' } },
        },
      }),
    );
    expect(await worker.ask('poll.now', {})).toMatchObject({ ok: true });
    expect(await stored()).toMatchObject({
      privateKey: { iv: expect.any(String) },
      clientId: { iv: expect.any(String) },
    });
  });

  it('is asked of nobody again while it is stored as it is', async () => {
    layDown(WHOLE);
    const first = startFakeWorker();
    await vi.waitFor(() => expect(first.made.testPortal).toHaveBeenCalledTimes(1));
    await idle();
    const second = startFakeWorker();
    await idle();
    await change(WHOLE);
    expect(second.made.testConnectWise).not.toHaveBeenCalled();
    expect(second.made.testPortal).not.toHaveBeenCalled();
  });

  it('is sealed again when its key changes, and stays when the policy lets go of it', async () => {
    layDown(WHOLE);
    const worker = startFakeWorker();
    await vi.waitFor(() => expect(worker.made.testPortal).toHaveBeenCalledTimes(1));
    await idle();
    const before = await stored();
    await change({ ...WHOLE, connectWise: { ...CONNECTWISE_INPUT, privateKey: 'PRIVATE-KEY-new' } });
    expect(worker.made.testConnectWise.mock.lastCall?.[0]).toMatchObject({ privateKey: 'PRIVATE-KEY-new' });
    const after = await stored();
    expect(after?.privateKey).not.toEqual(before?.privateKey);
    await change({});
    expect(await stored()).toEqual(after);
    expect(await worker.ask('connection.states', {})).toMatchObject({ value: { connectWise: { state: 'ok' } } });
  });

  it('that fails says why on every screen; refused keys are tried again after an hour, a missing network after two minutes', async () => {
    layDown({ connectWise: CONNECTWISE_INPUT });
    let now = NOW;
    const worker = startFakeWorker({ clock: () => now });
    worker.made.testConnectWise.mockResolvedValue(unauthorized);
    await vi.waitFor(async () =>
      expect(await worker.ask('connection.states', {})).toMatchObject({
        value: { connectWise: { state: 'not-connected', failure: unauthorized.failure } },
      }),
    );
    const tried = () => worker.made.testConnectWise.mock.calls.length;
    const alarm = async () => {
      await fakeBrowser.alarms.onAlarm.trigger({ name: 'poll', scheduledTime: now });
      await idle();
    };
    expect(tried()).toBe(1);
    now += HOUR - MINUTE;
    await alarm();
    expect(tried()).toBe(1);
    now += 2 * MINUTE;
    worker.made.testConnectWise.mockResolvedValue({
      ok: false,
      failure: { code: 'unreachable', message: 'ConnectWise cannot be reached.', nextStep: 'Check the network.' },
    });
    await alarm();
    expect(tried()).toBe(2);
    now += 3 * MINUTE;
    await alarm();
    expect(tried()).toBe(3);
  });

  it('shows its keys to nobody, in no answer, log or storage', async () => {
    layDown({ ...WHOLE, privateKey: SECRETS.privateKey, prefix: SECRETS.portalKey });
    const worker = startFakeWorker();
    await vi.waitFor(() => expect(worker.made.testPortal).toHaveBeenCalled());
    await idle();
    const said = [
      await worker.ask('policy.view', {}),
      await worker.ask('connection.view', {}),
      await worker.ask('settings.read', {}),
    ];
    const logged = [worker.log.info, worker.log.warn, worker.log.error].map(({ mock }) => mock.calls);
    const kept = [storedItems().items(), await fakeBrowser.storage.session.get(null)];
    const text = JSON.stringify([said, logged, kept]);
    expect(text).toContain('public-1');
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
  });
});

describe('a connection that the policy fixes', () => {
  const refused = (field: string) => ({ ok: false, failure: { code: 'fixed-by-policy', field } });

  it('is not typed otherwise, not even by message; what is left blank is the policy’s', async () => {
    layDown({
      connectWise: { siteUrl: 'na.myconnectwise.net', companyId: 'training', privateKey: SECRETS.privateKey },
    });
    const worker = startFakeWorker();
    for (const name of ['connection.connectwise.test', 'connection.connectwise.save'] as const) {
      const ask = (part: object) => worker.ask(name, { ...CONNECTWISE_INPUT, ...part });
      expect(await ask({ siteUrl: 'eu.myconnectwise.net' })).toMatchObject(refused('siteUrl'));
      expect(await ask({ companyId: 'other' })).toMatchObject(refused('companyId'));
      expect(await ask({ privateKey: 'another' })).toMatchObject(refused('privateKey'));
    }
    expect(worker.made.testConnectWise).not.toHaveBeenCalled();
    const typed = { ...CONNECTWISE_INPUT, siteUrl: 'https://NA.myconnectwise.net/', privateKey: '' };
    expect(await worker.ask('connection.connectwise.save', typed)).toMatchObject({ ok: true });
    expect(worker.made.testConnectWise.mock.lastCall?.[0]).toMatchObject({
      siteUrl: 'na.myconnectwise.net',
      privateKey: SECRETS.privateKey,
    });
  });

  it('to a portal likewise; one that the list does not name is neither tested, connected nor used', async () => {
    layDown({ portal: { kind: 'efs-portal', baseUrl: 'https://portal.example' } });
    const worker = startFakeWorker();
    const ask = (part: object) => worker.ask('connection.portal.save', { ...PORTAL_INPUT, ...part });
    expect(await ask({ kind: 'x360recover' })).toMatchObject(refused('kind'));
    expect(await ask({ baseUrl: 'https://other.example' })).toMatchObject(refused('baseUrl'));
    expect(worker.made.testPortal).not.toHaveBeenCalled();
    expect(await ask({ baseUrl: '' })).toMatchObject({ ok: true });

    layDown({ allowedPortals: ['x360recover'] });
    expect(await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT)).toMatchObject({ ok: true });
    expect(await ask({})).toMatchObject(refused('baseUrl'));
    const failure = { code: 'not-connected', message: expect.stringContaining('portal.example') };
    expect(await worker.ask('connection.states', {})).toMatchObject({
      value: { portal: { state: 'not-connected', failure } },
    });
    expect(await worker.ask('poll.now', {})).toMatchObject({ ok: false, failure });
  });
});

describe('a policy that changes', () => {
  it('is announced to the open pages once, when the browser reports it and when an alarm finds it', async () => {
    layDown({ role: 'viewer' });
    startFakeWorker();
    await idle();
    const said = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async () => undefined) as never);
    const announced = () => said.mock.calls.filter(([message]) => JSON.stringify(message).includes('policy-change'));
    await change({ role: 'viewer' });
    expect(announced()).toEqual([]);
    await change({ role: 'syncer' });
    expect(announced().length).toBe(1);
    // As in Firefox, which does not report it.
    layDown({});
    await fakeBrowser.alarms.onAlarm.trigger({ name: 'poll', scheduledTime: NOW });
    await idle();
    expect(announced().length).toBe(2);
  });
});
