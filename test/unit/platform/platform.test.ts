import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showBadge } from '../../../lib/platform/action.ts';
import { alarmDueAt, ensureAlarm } from '../../../lib/platform/alarms.ts';
import { keepAliveWhile } from '../../../lib/platform/keep-alive.ts';
import { hostPattern } from '../../../lib/platform/permissions.ts';
import { ownOrigin } from '../../../lib/platform/runtime.ts';
import { registerContentScript } from '../../../lib/platform/scripting.ts';
import { readManagedStorage } from '../../../lib/platform/storage.ts';
import { DAY, HOUR } from '../../../lib/shared/time.ts';

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('policy', () => {
  it('tells an administrator’s policy, and nothing where the browser has none', async () => {
    const get = vi.spyOn(fakeBrowser.storage.managed, 'get');
    get.mockImplementation((async () => ({ featuresOff: [] })) as never);
    expect(await readManagedStorage()).toEqual({ featuresOff: [] });
    get.mockImplementation((() => Promise.reject(new Error('Managed storage manifest not found'))) as never);
    expect(await readManagedStorage()).toBeUndefined();
  });
});

describe('alarms', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));

  it('are made once and not moved by a worker that starts again', async () => {
    await ensureAlarm('poll', 0.5);
    const due = await alarmDueAt('poll');
    vi.setSystemTime(Date.now() + 5);
    await ensureAlarm('poll', 0.5);
    expect(await alarmDueAt('poll')).toBe(due);
    expect(await alarmDueAt('other')).toBeUndefined();
  });

  it('due in the far future, made while the clock was ahead, are made again', async () => {
    await fakeBrowser.alarms.create('poll', { when: Date.now() + 365 * DAY, periodInMinutes: 0.5 });
    await ensureAlarm('poll', 0.5);
    expect(await alarmDueAt('poll')).toBeLessThan(Date.now() + HOUR);
  });

  it('due soon are not postponed by each start', async () => {
    const when = Date.now() + 5_000;
    await fakeBrowser.alarms.create('poll', { when, periodInMinutes: 0.5 });
    for (let at = 0; at < 3; at++) await ensureAlarm('poll', 0.5);
    expect(await alarmDueAt('poll')).toBe(when);
  });

  it('are made again when their period changed', async () => {
    await ensureAlarm('poll', 5);
    await ensureAlarm('poll', 0.5);
    expect((await fakeBrowser.alarms.get('poll'))?.periodInMinutes).toBe(0.5);
  });
});

describe('keeping the worker alive', () => {
  it('calls the browser while the work lasts, and not after', async () => {
    vi.useFakeTimers();
    const call = vi
      .spyOn(fakeBrowser.runtime, 'getPlatformInfo')
      .mockImplementation((async () => ({ os: 'linux', arch: 'x86-64' })) as never);
    const work = Promise.withResolvers<void>();
    const kept = keepAliveWhile(work.promise);
    await vi.advanceTimersByTimeAsync(65_000);
    expect(call).toHaveBeenCalledTimes(3);
    work.resolve();
    await kept;
    await vi.advanceTimersByTimeAsync(65_000);
    expect(call).toHaveBeenCalledTimes(3);
  });
});

describe('content script of an on-premise host', () => {
  const declared = {
    matches: ['https://*.myconnectwise.net/*'],
    js: ['content-scripts/connectwise.js'],
    run_at: 'document_idle',
  };

  function fakeScripting() {
    const registered: { id: string; matches: string[] }[] = [];
    const { scripting } = fakeBrowser;
    vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ content_scripts: [declared] } as never);
    vi.spyOn(scripting, 'getRegisteredContentScripts').mockImplementation((async () => [...registered]) as never);
    vi.spyOn(scripting, 'unregisterContentScripts').mockImplementation(
      (async () => void registered.splice(0)) as never,
    );
    const register = vi
      .spyOn(scripting, 'registerContentScripts')
      .mockImplementation((async (scripts: typeof registered) => void registered.push(...scripts)) as never);
    return { registered, register };
  }

  it('is the manifest’s, registered once for the host, moved with it and taken away', async () => {
    const { registered, register } = fakeScripting();
    await registerContentScript('cw.example.com');
    await registerContentScript('cw.example.com');
    expect(register).toHaveBeenCalledOnce();
    expect(registered).toMatchObject([{ matches: ['https://cw.example.com/*'], js: declared.js }]);
    await registerContentScript('psa.example.com');
    expect(registered).toMatchObject([{ matches: ['https://psa.example.com/*'] }]);
    await registerContentScript(null);
    expect(registered).toEqual([]);
  });
});

describe('small ones', () => {
  it('know our own origin and the pattern of a host', () => {
    expect(ownOrigin()).toBe('chrome-extension://test-extension-id');
    expect(hostPattern('cw.example.com')).toBe('https://cw.example.com/*');
  });

  it('show and clear the badge', async () => {
    await showBadge('3', '#8a5a00');
    expect(await fakeBrowser.action.getBadgeText({})).toBe('3');
    await showBadge('', '#8a5a00');
    expect(await fakeBrowser.action.getBadgeText({})).toBe('');
  });
});
