import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import {
  CONNECTWISE_INPUT,
  idle,
  resetBrowser,
  SITE,
  startConnectedWorker,
  startFakeWorker,
  storedItems,
} from './fake-worker.ts';

beforeEach(resetBrowser);

function layDown(policy: object) {
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation((async () => policy) as never);
}

const refused = (field: string) => ({
  ok: false,
  failure: { code: 'fixed-by-policy', field, nextStep: expect.stringContaining('administrator') },
});

describe('a setting that the policy fixes', () => {
  it('is not changed by settings.save: not the role, not a limit beyond the highest; nothing else is saved with it', async () => {
    const worker = startFakeWorker();
    layDown({ role: 'viewer', guardLimits: { jumpPercent: 20 } });
    await worker.ask('settings.save', { before: { role: 'syncer' }, settings: { role: 'viewer' } });
    const before = storedItems().items();
    expect(
      await worker.ask('settings.save', {
        before: { role: 'viewer', prefix: 'EFS' },
        settings: { role: 'syncer', prefix: 'ABC' },
      }),
    ).toMatchObject(refused('role'));
    const { guards } = DEFAULT_SETTINGS;
    expect(
      await worker.ask('settings.save', { before: { guards }, settings: { guards: { ...guards, jumpPercent: 21 } } }),
    ).toMatchObject(refused('guards.jumpPercent'));
    expect(storedItems().items()).toEqual(before);

    expect(
      await worker.ask('settings.save', { before: { guards }, settings: { guards: { ...guards, jumpPercent: 5 } } }),
    ).toMatchObject({ ok: true, value: { guards: { jumpPercent: 5 } } });
  });

  it('is not changed by consent.save, and is no consent of the user once the policy is lifted', async () => {
    const worker = await startConnectedWorker();
    layDown({ automatic: { statistics: true, quantities: false } });
    const save = (parts: Partial<typeof REVIEW>) =>
      worker.ask('consent.save', { parts: { ...REVIEW, statistics: true, ...parts }, syncNow: false });
    expect(await save({ quantities: true })).toMatchObject(refused('automatic.quantities'));
    expect(await save({ statistics: false })).toMatchObject(refused('automatic.statistics'));
    expect(await worker.ask('consent.view', {})).toMatchObject({ value: { chosen: REVIEW } });
    expect(await save({ tickets: true })).toMatchObject({
      ok: true,
      value: { chosen: { ...REVIEW, tickets: true }, fixed: { statistics: true, quantities: false } },
    });
    layDown({});
    expect(await worker.ask('consent.view', {})).toMatchObject({
      value: { chosen: { ...REVIEW, tickets: true }, fixed: {} },
    });
  });

  it('is in force at once, whatever is stored', async () => {
    const worker = await startConnectedWorker();
    layDown({ role: 'viewer' });
    expect(await worker.ask('status.view', {})).toMatchObject({ value: { sync: { mode: 'viewer' } } });
  });
});

describe('a tenant that the policy does not allow', () => {
  it('is neither tested nor connected, and nothing is sent', async () => {
    const worker = startFakeWorker();
    layDown({ allowedTenants: [`${SITE}/other`] });
    for (const name of ['connection.connectwise.test', 'connection.connectwise.save'] as const)
      expect(await worker.ask(name, CONNECTWISE_INPUT)).toMatchObject(refused('siteUrl'));
    const { siteUrl, companyId } = CONNECTWISE_INPUT;
    expect(await worker.ask('connection.connectwise.check', { siteUrl, companyId })).toMatchObject(refused('siteUrl'));
    expect(await worker.ask('connection.connectwise.check', { siteUrl: '', companyId })).toMatchObject({ ok: false });
    expect(worker.made.checkTenant).not.toHaveBeenCalled();
    expect(worker.made.testConnectWise).not.toHaveBeenCalled();
    layDown({ allowedTenants: [`${SITE}/TRAINING`] });
    expect(await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT)).toMatchObject({ ok: true });
  });

  it('and was connected before is not used any more: the keys stay closed, with the reason', async () => {
    const worker = await startConnectedWorker();
    layDown({ allowedTenants: ['eu.myconnectwise.net'] });
    const failure = { code: 'not-connected', message: expect.stringContaining('administrator’s policy') };
    expect(await worker.ask('connection.view', {})).toMatchObject({
      value: {
        connectWise: { site: SITE, hasPrivateKey: false },
        states: { connectWise: { state: 'not-connected', failure } },
      },
    });
    vi.mocked(worker.engine.poll).mockClear();
    expect(await worker.ask('poll.now', {})).toMatchObject({ ok: false, failure });
    await idle();
    expect(worker.engine.poll).not.toHaveBeenCalled();
  });
});
