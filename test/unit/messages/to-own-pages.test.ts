import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { notifyOwnPages } from '../../../lib/messages/to-own-pages.ts';

const NEWS = { to: 'own-page', name: 'lock-change', input: {} } as const;

const frames = async () => [
  { tabId: 7, frameId: 4 },
  { tabId: 8, frameId: 2 },
];

/** What was sent to all pages of ours, and to single frames. */
function sending(origin: string) {
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockReturnValue(`${origin}/`);
  const toPages = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockRejectedValue(new Error('no receiver'));
  const toFrame = vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockRejectedValue(new Error('no receiver'));
  return { toPages, toFrame };
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('what the worker sends to all pages of ours', () => {
  it('goes to each frame itself in Firefox, and to no content script', async () => {
    const { toPages, toFrame } = sending('moz-extension://0b5cad00');
    await notifyOwnPages(NEWS, frames);
    expect(toPages).toHaveBeenCalledExactlyOnceWith(NEWS);
    expect(toFrame.mock.calls).toEqual([
      [7, NEWS, { frameId: 4 }],
      [8, NEWS, { frameId: 2 }],
    ]);
  });

  it('goes once to everyone in Chromium', async () => {
    const { toPages, toFrame } = sending('chrome-extension://abc');
    await notifyOwnPages(NEWS, frames);
    expect(toPages).toHaveBeenCalledOnce();
    expect(toFrame).not.toHaveBeenCalled();
  });

  it('goes to the others where the frames cannot be read', async () => {
    const { toPages } = sending('moz-extension://0b5cad00');
    await notifyOwnPages(NEWS, () => Promise.reject(new Error('no storage')));
    expect(toPages).toHaveBeenCalledOnce();
  });
});
