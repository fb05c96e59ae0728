import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { send } from '../../../lib/messages/send.ts';

describe('send', () => {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.restoreAllMocks();
  });

  const sends = (answer: () => Promise<unknown>) =>
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(answer as typeof fakeBrowser.runtime.sendMessage);

  it('returns what the worker answered', async () => {
    const spy = sends(async () => ({ ok: true, value: { runId: 'r1' } }));
    expect(await send('company.sync', { companyId: 2 })).toEqual({ ok: true, value: { runId: 'r1' } });
    expect(spy).toHaveBeenCalledWith({ to: 'worker', name: 'company.sync', input: { companyId: 2 } });
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'))],
    ['answers nothing', async () => undefined],
    ['answers something else', async () => 'pong'],
  ])('reports that the worker was stopped when it %s, and sends only once', async (_, answer) => {
    const spy = sends(answer);
    expect(await send('status.view', {})).toMatchObject({ ok: false, failure: { code: 'interrupted' } });
    expect(spy).toHaveBeenCalledOnce();
  });

  it('reports that the extension was updated when its context is invalid', async () => {
    sends(() => {
      throw new Error('Extension context invalidated.');
    });
    vi.spyOn(fakeBrowser.runtime, 'id', 'get').mockReturnValue(undefined as unknown as string);
    expect(await send('status.view', {})).toMatchObject({ ok: false, failure: { code: 'extension-updated' } });
  });
});
