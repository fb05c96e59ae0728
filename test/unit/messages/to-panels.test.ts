import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PanelNews } from '../../../lib/domain/panel-record.ts';
import { notifyPanels, onPanelNews } from '../../../lib/messages/to-panels.ts';
import type { MessageSender } from '../../../lib/platform/runtime.ts';
import { contentSender, pageSender, panelSender, takeMessages } from '../../support/message-senders.ts';

const NEWS: PanelNews = { is: 'changed', companyIds: [2] };
const MESSAGE = { to: 'panel', name: 'changed', input: NEWS };

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('news for panels', () => {
  it.each<[string, MessageSender]>([
    ['the worker', { ...pageSender('background.js') }],
    ['a worker without address, as in Firefox', { id: fakeBrowser.runtime.id }],
  ])('are believed from %s', (_, sender) => {
    const deliver = takeMessages();
    const heard = vi.fn();
    onPanelNews(heard, new AbortController().signal);
    expect(deliver(MESSAGE, sender)).toBeUndefined();
    expect(heard).toHaveBeenCalledExactlyOnceWith(NEWS);
  });

  it.each<[string, MessageSender, object]>([
    ['a content script', contentSender('na.myconnectwise.net'), MESSAGE],
    ['another panel frame', panelSender(), MESSAGE],
    ['another extension', { ...pageSender(), id: 'another' }, MESSAGE],
    ['a web page', { id: fakeBrowser.runtime.id, url: 'https://evil.example/' }, MESSAGE],
    ['the worker, to somebody else', pageSender(), { ...MESSAGE, to: 'tab' }],
  ])('are not believed from %s', (_, sender, message) => {
    const deliver = takeMessages();
    const heard = vi.fn();
    onPanelNews(heard, new AbortController().signal);
    expect(deliver(message, sender)).toBeUndefined();
    expect(heard).not.toHaveBeenCalled();
    deliver(MESSAGE, pageSender('background.js'));
    expect(heard).toHaveBeenCalledOnce();
  });

  it('are sent also where nobody listens', async () => {
    const sent = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockRejectedValue(new Error('no receiver'));
    await expect(notifyPanels(NEWS, async () => [])).resolves.toBeUndefined();
    expect(sent).toHaveBeenCalledExactlyOnceWith(MESSAGE);
  });
});
