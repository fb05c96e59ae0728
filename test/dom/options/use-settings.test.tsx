import { act, cleanup, renderHook, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useSettings } from '../../../components/options/use-settings.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

beforeEach(() => worker.mockReset());
afterEach(cleanup);

const { tickets } = DEFAULT_SETTINGS;

async function form() {
  const shown = renderHook(() => useSettings(true));
  await waitFor(() => expect(shown.result.current.draft).not.toBeNull());
  return shown.result;
}

describe('a section of the settings', () => {
  it('sends only what was edited, with the previous value, and never consent', async () => {
    answers({ 'settings.read': DEFAULT_SETTINGS, 'settings.save': DEFAULT_SETTINGS });
    const settings = await form();
    act(() => settings.current.change({ tickets: { ...tickets, quietHours: 1 } }));
    act(() => settings.current.change({ tickets: { ...tickets, quietHours: 12 } }));
    await act(async () => void (await settings.current.save()));
    expect(sent('settings.save')).toEqual([
      { before: { tickets }, settings: { tickets: { ...tickets, quietHours: 12 } } },
    ]);
  });

  it('has the browser ask before an edit is left that is not saved, and not one that was taken back', async () => {
    answers({ 'settings.read': DEFAULT_SETTINGS, 'settings.save': { ...DEFAULT_SETTINGS, silentDays: 60 } });
    const settings = await form();
    const isAsked = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(isAsked()).toBe(false);
    act(() => settings.current.change({ silentDays: 60 }));
    expect(isAsked()).toBe(true);
    act(() => settings.current.change({ silentDays: DEFAULT_SETTINGS.silentDays }));
    expect(isAsked()).toBe(false);
    act(() => settings.current.change({ silentDays: 60 }));
    await act(async () => void (await settings.current.save()));
    expect(isAsked()).toBe(false);
  });

  it('sends edits made before the answer relative to what was sent', async () => {
    const save = Promise.withResolvers<{ ok: true; value: Settings }>();
    answers({ 'settings.read': DEFAULT_SETTINGS });
    const settings = await form();
    act(() => settings.current.change({ silentDays: 60 }));
    worker.mockImplementation((() => save.promise) as never);
    let saving: Promise<unknown> = Promise.resolve();
    act(() => {
      saving = settings.current.save();
    });
    act(() => settings.current.change({ silentDays: 90 }));
    save.resolve({ ok: true, value: { ...DEFAULT_SETTINGS, silentDays: 60 } });
    await act(async () => void (await saving));
    expect(settings.current.draft?.silentDays).toBe(90);
    await act(async () => void (await settings.current.save()));
    expect(sent('settings.save').at(-1)).toEqual({ before: { silentDays: 60 }, settings: { silentDays: 90 } });
  });
});
