import { beforeEach, describe, expect, it, vi } from 'vitest';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { SETTINGS_KEY } from '../../../lib/settings/settings.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import {
  CONNECTWISE_INPUT,
  fakeEngine,
  idle,
  PORTAL_INPUT,
  resetBrowser,
  SITE,
  startConnectedWorker,
  startFakeWorker,
  storedItems,
} from './fake-worker.ts';

const PAIR = { tenant: `${SITE}/training`, portal: 'efs-portal portal.example' };
const REFUSED = fail({ code: 'rejected', message: 'No.', nextStep: 'Choose another.' });

beforeEach(resetBrowser);

describe('links', () => {
  const LINK = { customerId: '342', companyId: 2 };

  it('begin the work that waited once they are confirmed, and none when that was refused', async () => {
    const confirmLink = vi.fn(async () => ok(null));
    const worker = await startConnectedWorker({ engine: fakeEngine({ confirmLink }) });
    const polls = () => vi.mocked(worker.engine.poll).mock.calls.length;
    const before = polls();
    expect(await worker.ask('links.confirm', LINK)).toEqual(ok(null));
    await idle();
    expect(confirmLink).toHaveBeenCalledExactlyOnceWith('342', 2);
    expect(polls()).toBe(before + 1);
    confirmLink.mockResolvedValueOnce(REFUSED as never);
    expect(await worker.ask('links.confirm', LINK)).toEqual(REFUSED);
    await idle();
    expect(polls()).toBe(before + 1);
  });

  it('are answered to our own pages alone', async () => {
    const worker = await startConnectedWorker();
    for (const [name, input] of [
      ['links.list', { search: '', offset: 0, limit: 50 }],
      ['links.confirm', LINK],
      ['links.confirm-exact', {}],
      ['links.unlink', LINK],
      ['links.plan', LINK],
      ['billing.list', { search: '', offset: 0, limit: 50, refresh: false }],
      ['billing.confirm', { clientId: '700342', customerId: '342' }],
      ['billing.confirm-exact', {}],
      ['billing.customer', { customerId: '342' }],
      ['billing.unlink', { clientId: '700342' }],
    ] as const)
      expect(await worker.askAsContent(name, input)).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  });
});

describe('consent', () => {
  const inForce = (worker: Awaited<ReturnType<typeof startConnectedWorker>>) =>
    (vi.mocked(worker.made.engine).mock.lastCall as unknown as [{ settings: Settings }])[0].settings;

  it('is stored for the ConnectWise and the portal that are connected, and off after either changed', async () => {
    const worker = await startConnectedWorker();
    await worker.ask('consent.save', { parts: ALL_PARTS, syncNow: false });
    expect(await worker.ask('settings.read', {})).toMatchObject({ value: { automaticFor: PAIR } });
    await worker.ask('connection.connectwise.save', { ...CONNECTWISE_INPUT, companyId: 'production' });
    expect(await worker.ask('consent.view', {})).toMatchObject({ value: { mode: 'review', chosen: REVIEW } });
    expect(inForce(worker).automatic).toEqual(REVIEW);
    await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT);
    await worker.ask('connection.portal.save', { ...PORTAL_INPUT, baseUrl: 'https://other.example' });
    expect(inForce(worker).automatic).toEqual(REVIEW);
    await worker.ask('connection.portal.save', PORTAL_INPUT);
    expect(inForce(worker).automatic).toEqual(REVIEW);
    await worker.ask('consent.save', { parts: ALL_PARTS, syncNow: false });
    await worker.ask('connection.portal.save', PORTAL_INPUT);
    expect(inForce(worker).automatic).toEqual(ALL_PARTS);
  });

  it('is not given before both are connected', async () => {
    const worker = startFakeWorker();
    const saved = await worker.ask('consent.save', { parts: ALL_PARTS, syncNow: false });
    expect(saved).toMatchObject({ ok: false, failure: { code: 'not-connected' } });
    expect(await worker.ask('settings.read', {})).toMatchObject({ value: { automatic: REVIEW } });
  });

  it('of a version that knew one connection belongs to the one in force at the first start', async () => {
    await startConnectedWorker();
    const { automaticFor: _none, ...older } = { ...DEFAULT_SETTINGS, automatic: ALL_PARTS };
    await storedItems().set(SETTINGS_KEY, { version: 3, value: older });
    const next = startFakeWorker();
    await next.ready;
    expect(await next.ask('settings.read', {})).toMatchObject({ value: { automatic: ALL_PARTS, automaticFor: PAIR } });
  });
});
