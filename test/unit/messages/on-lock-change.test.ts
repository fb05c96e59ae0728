import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { notifyLockChange, onLockChange } from '../../../lib/messages/on-lock-change.ts';
import { contentSender, pageSender, takeMessages } from '../../support/message-senders.ts';

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('news of the lock', () => {
  it('come from the worker alone', async () => {
    const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue(undefined as never);
    await notifyLockChange(async () => []);
    const [news] = send.mock.calls[0] ?? [];
    const deliver = takeMessages();
    const listener = vi.fn();
    onLockChange(listener, new AbortController().signal);
    deliver(news, contentSender('na.myconnectwise.net'));
    deliver(news, { ...pageSender(), id: 'another-extension' });
    deliver({ to: 'own-page', name: 'another', input: {} }, pageSender('background.js'));
    expect(listener).not.toHaveBeenCalled();
    deliver(news, pageSender('background.js'));
    expect(listener).toHaveBeenCalledOnce();
  });

  it('disturb nobody where no page is open', async () => {
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockRejectedValue(new Error('Receiving end does not exist.'));
    await expect(notifyLockChange(async () => [])).resolves.toBeUndefined();
  });
});
