import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Send } from '../../../lib/content/feature.ts';
import { EMPTY_IN_PAGE_CONFIG, type InPageConfig } from '../../../lib/domain/in-page-config.ts';
import { createInPageConfigReader } from '../../../lib/features/in-page-config.ts';
import { CONFIG_CHANGED } from '../../../lib/features/script-handoff.ts';

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
  vi.useFakeTimers();
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

const OFF: InPageConfig = { ...EMPTY_IN_PAGE_CONFIG, featuresOff: ['company-panel'] };
const TAUGHT: InPageConfig = { ...EMPTY_IN_PAGE_CONFIG, selectors: { managedId: { labels: ['Geräte-ID'] } } };

function read(first: InPageConfig = EMPTY_IN_PAGE_CONFIG, more: { known?: InPageConfig; changed?: EventTarget } = {}) {
  const worker = { setup: first, delay: 0 };
  const sent: string[] = [];
  const send = vi.fn(async (name: string) => {
    sent.push(name);
    const { setup, delay } = worker;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    return { ok: true, value: setup };
  });
  const onChange = vi.fn();
  const reader = createInPageConfigReader({
    page: document,
    send: send as unknown as Send,
    signal: stop.signal,
    onChange,
    ...more,
  });
  return { reader, worker, onChange, sent, asked: () => sent.filter((name) => name === 'page.setup').length };
}
const comeBack = () => document.dispatchEvent(new Event('visibilitychange'));

describe('the settings of the page side', () => {
  it('start with the defaults, are read at once, and notify only of a change', async () => {
    const { reader, worker, onChange } = read(OFF);
    expect(reader.get()).toEqual(EMPTY_IN_PAGE_CONFIG);
    await reader.read;
    expect(reader.get()).toEqual(OFF);
    expect(onChange).toHaveBeenCalledTimes(1);
    await reader.refresh();
    expect(onChange).toHaveBeenCalledTimes(1);
    worker.setup = EMPTY_IN_PAGE_CONFIG;
    await reader.refresh();
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('start with the values of another script of ours', () => {
    expect(read(EMPTY_IN_PAGE_CONFIG, { known: OFF }).reader.get()).toEqual(OFF);
  });

  it('are read again when the user returns, at most once a second', async () => {
    const { asked, worker, reader } = read();
    await reader.read;
    for (let i = 0; i < 20; i += 1) {
      comeBack();
      globalThis.dispatchEvent(new Event('focus'));
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(asked()).toBe(1);
    worker.setup = OFF;
    await vi.advanceTimersByTimeAsync(2_000);
    // The last coming back is not lost: it is read when the second is over.
    expect(asked()).toBe(2);
    expect(reader.get()).toEqual(OFF);
    comeBack();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked()).toBe(3);
  });

  it('are not read while the tab is hidden', async () => {
    const { asked } = read();
    await vi.advanceTimersByTimeAsync(5_000);
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    comeBack();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()).toBe(1);
    hidden.mockRestore();
    comeBack();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()).toBe(2);
  });

  it('are not read after the end, nor taken from an answer that arrives after it', async () => {
    const { asked, reader, onChange, worker } = read();
    await reader.read;
    worker.setup = OFF;
    worker.delay = 500;
    await vi.advanceTimersByTimeAsync(5_000);
    comeBack();
    await vi.advanceTimersByTimeAsync(100);
    comeBack();
    stop.abort();
    await vi.advanceTimersByTimeAsync(5_000);
    comeBack();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked()).toBe(2);
    expect(onChange).not.toHaveBeenCalled();
    expect(reader.get()).toEqual(EMPTY_IN_PAGE_CONFIG);
  });

  it('are read at once when another script of ours in this page changed them', async () => {
    const changed = new EventTarget();
    const { reader, worker } = read(EMPTY_IN_PAGE_CONFIG, { changed });
    await reader.read;
    const before = reader.fields();
    worker.setup = TAUGHT;
    changed.dispatchEvent(new Event(CONFIG_CHANGED));
    await vi.advanceTimersByTimeAsync(0);
    expect(reader.fields().managedId.override).toEqual({ labels: ['Geräte-ID'] });
    expect(reader.fields()).not.toBe(before);
  });

  it('keep the user’s panel choice, also against an answer that was on its way', async () => {
    const { reader, worker, sent, onChange } = read();
    await reader.read;
    worker.delay = 100;
    const answer = reader.refresh();
    reader.remember({ open: { record: false } });
    await vi.advanceTimersByTimeAsync(200);
    await answer;
    expect(sent).toContain('page.remember');
    expect(reader.get().panel).toEqual({ open: { record: false } });
    // The panel knows what it did itself: a look from within a look would never end.
    expect(onChange).not.toHaveBeenCalled();
  });

  it('keep the newest answer of two requests', async () => {
    const { reader, worker } = read();
    await reader.read;
    worker.delay = 500;
    const slow = reader.refresh();
    worker.setup = OFF;
    worker.delay = 0;
    await reader.refresh();
    await vi.advanceTimersByTimeAsync(1_000);
    await slow;
    expect(reader.get()).toEqual(OFF);
  });
});
