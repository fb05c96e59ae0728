import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { resetBrowser, startConnectedWorker, startFakeWorker } from './fake-worker.ts';

beforeEach(resetBrowser);

/** Tabs that are opened, as their addresses. */
function watchTabs() {
  const create = vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation((async () => ({})) as never);
  return () => create.mock.calls.map(([{ url }]) => url?.replace(/^.*\//, '/'));
}

const installed = (reason: 'install' | 'update') =>
  fakeBrowser.runtime.onInstalled.trigger({ reason, temporary: false } as never);

describe('the welcome page', () => {
  it('opens after an installation', async () => {
    const opened = watchTabs();
    await startFakeWorker().ready;
    await installed('install');
    await vi.waitFor(() => expect(opened()).toEqual(['/welcome.html']));
  });

  it('does not open after an update', async () => {
    const opened = watchTabs();
    const worker = startFakeWorker();
    await worker.ready;
    await installed('update');
    await worker.ask('connection.view', {});
    expect(opened()).toEqual([]);
  });

  it('does not open where a side is connected already', async () => {
    const opened = watchTabs();
    const worker = await startConnectedWorker();
    await installed('install');
    await worker.ask('connection.view', {});
    expect(opened()).toEqual([]);
  });
});
