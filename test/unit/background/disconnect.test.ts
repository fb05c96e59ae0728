import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { StorageError } from '../../../lib/shared/storage-failure.ts';
import {
  CONNECTWISE_INPUT,
  PORTAL_INPUT,
  resetBrowser,
  SITE,
  startConnectedWorker,
  storedItems,
  vaultKeys,
} from './fake-worker.ts';

beforeEach(resetBrowser);

const ON_PREMISE = { ...CONNECTWISE_INPUT, siteUrl: 'cw.msp.example' };

async function connected() {
  const worker = await startConnectedWorker();
  const remove = vi.spyOn(fakeBrowser.permissions, 'remove').mockImplementation((async () => true) as never);
  const unregister = vi
    .spyOn(fakeBrowser.scripting, 'unregisterContentScripts')
    .mockImplementation((async () => {}) as never);
  return { worker, remove, unregister };
}

describe('Disconnect', () => {
  it('deletes the keys of that side only; with the last side the key that they were sealed with', async () => {
    const { worker } = await connected();
    expect(await worker.ask('connection.disconnect', { side: 'portal' })).toMatchObject({
      ok: true,
      value: { isLast: false },
    });
    expect(await worker.ask('connection.view', {})).toMatchObject({
      value: {
        connectWise: { site: SITE, hasPrivateKey: true },
        portal: null,
        states: { connectWise: { state: 'ok' }, portal: { state: 'not-connected' } },
      },
    });
    expect(JSON.stringify(storedItems().items())).not.toContain('portal.example');
    expect(await vaultKeys().read()).toBeDefined();

    expect(await worker.ask('connection.disconnect', { side: 'connectWise' })).toMatchObject({
      value: { isLast: true },
    });
    expect(await vaultKeys().read()).toBeUndefined();
    expect(JSON.stringify(storedItems().items())).not.toContain('boundTo');
  });

  it('gives back the permission for hosts that nothing else needs, and none of the manifest’s', async () => {
    const { worker, remove } = await connected();
    expect(await worker.ask('connection.disconnect', { side: 'connectWise' })).toMatchObject({
      value: { hostsGivenBack: [] },
    });
    expect(remove).not.toHaveBeenCalled();
    expect(await worker.ask('connection.disconnect', { side: 'portal' })).toMatchObject({
      value: { hostsGivenBack: ['portal.example'] },
    });
    expect(remove.mock.calls).toEqual([[{ origins: ['https://portal.example/*'] }]]);
  });

  it('keeps the permission for a host that the other side is at as well', async () => {
    const { worker, remove } = await connected();
    await worker.ask('connection.connectwise.save', ON_PREMISE);
    await worker.ask('connection.portal.save', { ...PORTAL_INPUT, baseUrl: 'https://cw.msp.example:8443/portal' });
    await worker.ask('connection.disconnect', { side: 'connectWise' });
    expect(remove.mock.calls).toEqual([[{ origins: ['https://api-cw.msp.example/*'] }]]);
  });

  it('keeps settings, journal and what waits in the outbox', async () => {
    const { worker } = await connected();
    await worker.ask('settings.save', { before: { prefix: 'EFS' }, settings: { prefix: 'ABC' } });
    worker.store.forget.mockClear();
    await worker.ask('connection.disconnect', { side: 'connectWise' });
    await worker.ask('connection.disconnect', { side: 'portal' });
    expect(await worker.ask('settings.read', {})).toMatchObject({ value: { prefix: 'ABC' } });
    expect(worker.store.forget).not.toHaveBeenCalled();
  });

  it('stops the engine, and what is going on: no request is let through any more', async () => {
    const { worker } = await connected();
    await worker.ask('boards.list', {});
    const guards = {
      connectWise: worker.made.connectWise.mock.lastCall?.[1].guard,
      portal: worker.made.portal.mock.lastCall?.[1].guard,
    };
    expect(await guards.connectWise?.(`https://api-${SITE}/x`, 'keys')).toBeUndefined();
    expect(await guards.portal?.('https://portal.example/x', 'keys')).toBeUndefined();
    await worker.ask('connection.disconnect', { side: 'portal' });
    expect(await guards.portal?.('https://portal.example/x', 'keys')).toMatchObject({ code: 'not-connected' });
    expect(await guards.connectWise?.(`https://api-${SITE}/x`, 'keys')).toBeUndefined();
    for (const asked of [await worker.ask('poll.now', {}), await worker.ask('bulk-sync.start', {})])
      expect(asked).toMatchObject({ ok: false, failure: { code: 'not-connected' } });
  });

  it('that the storage refuses is a failure, and the connection is as it was', async () => {
    const { worker, remove } = await connected();
    const refuse = vi.spyOn(storedItems(), 'remove').mockRejectedValue(new StorageError(new Error('disk')));
    expect(await worker.ask('connection.disconnect', { side: 'portal' })).toMatchObject({
      ok: false,
      failure: { code: 'storage' },
    });
    refuse.mockRestore();
    expect(remove).not.toHaveBeenCalled();
    expect(await worker.ask('connection.view', {})).toMatchObject({ value: { portal: { hasKey: true } } });
    expect(await worker.ask('poll.now', {})).toMatchObject({ ok: true });
  });

  it('is for our own pages only', async () => {
    const { worker } = await connected();
    expect(await worker.askAsContent('connection.disconnect', { side: 'portal' })).toMatchObject({
      ok: false,
      failure: { code: 'bad-input' },
    });
  });

  it('takes our script out of an on-premise ConnectWise', async () => {
    const { worker, unregister } = await connected();
    await worker.ask('connection.connectwise.save', ON_PREMISE);
    vi.spyOn(fakeBrowser.scripting, 'getRegisteredContentScripts').mockImplementation((async () => [
      { id: 'connectwise-on-premise', matches: ['https://cw.msp.example/*'], js: ['c.js'] },
    ]) as never);
    await worker.ask('connection.disconnect', { side: 'connectWise' });
    expect(unregister).toHaveBeenCalled();
  });
});
