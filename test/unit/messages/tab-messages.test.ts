import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { askTab } from '../../../lib/messages/ask-tab.ts';
import { onTabMessage } from '../../../lib/messages/on-tab-message.ts';
import { pageSender, takeMessages } from '../../support/message-senders.ts';

const WHERE = { to: 'tab', name: 'tab.where', input: {} };

describe('tab messages', () => {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.restoreAllMocks();
  });

  it('are answered by the content script, for our own extension only', async () => {
    const deliver = takeMessages();
    onTabMessage('tab.where', () => ({ companyId: 2, name: 'Eddie’s TV' }), new AbortController().signal);
    expect(await deliver(WHERE, { id: fakeBrowser.runtime.id })).toEqual({ companyId: 2, name: 'Eddie’s TV' });
    expect(deliver(WHERE, { ...pageSender(), id: 'another' })).toBeUndefined();
    expect(deliver({ to: 'worker', name: 'tab.where', input: {} }, pageSender())).toBeUndefined();
  });

  it('are no longer answered after the signal', () => {
    const stop = new AbortController();
    onTabMessage('tab.where', () => null, stop.signal);
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(true);
    stop.abort();
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(false);
  });

  it.each([
    ['its company', async () => ({ companyId: 2, name: 'x' }), { companyId: 2, name: 'x' }],
    ['that it shows none', async () => null, null],
    ['something that is no company', async () => ({ companyId: '2', name: 'x' }), null],
    ['nothing, having no content script', () => Promise.reject(new Error('no receiver')), null],
  ])('accept from a tab %s', async (_, answer, expected) => {
    vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation(answer as typeof fakeBrowser.tabs.sendMessage);
    expect(await askTab(7, 'tab.where', {})).toEqual(expected);
  });
});
