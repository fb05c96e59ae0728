import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Send } from '../../../lib/content/feature.ts';
import { takeOver } from '../../../lib/features/life.ts';
import { loadWhereUseful } from '../../../lib/features/load.ts';
import { additionForm, layOut } from '../host/page.ts';

const stopped = { ok: false, problem: { code: 'interrupted', message: 'The worker was stopped.', nextStep: 'Again.' } };
let undo: () => void;
let stop: AbortController;

/** The first stage on a page, with a worker that answers in turn. */
function load(html: string, answers: unknown[], life: { isValid: boolean } = { isValid: true }) {
  document.body.innerHTML = html;
  const ask = vi.fn(async (_name: string, _input: unknown) => answers.shift());
  const left = { signal: stop.signal, isValid: life.isValid };
  loadWhereUseful(left, ask as unknown as Send);
  return { ask, left };
}

beforeEach(() => {
  undo = layOut();
  stop = new AbortController();
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  stop.abort();
  takeOver();
  undo();
  document.body.innerHTML = '';
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('loading of the features', () => {
  it('waits for a screen that they know, then asks the worker once and leaves them its life', async () => {
    const { ask, left } = load('<p>A service board</p>', [{ ok: true, value: null }]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ask).not.toHaveBeenCalled();
    expect(takeOver()).toBeUndefined();

    document.body.innerHTML = additionForm();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ask).toHaveBeenCalledExactlyOnceWith('page.load-features', {});
    expect(takeOver()).toBe(left);
  });

  it('asks again when the worker was stopped on the way, but never runs them twice', async () => {
    const { ask, left } = load(additionForm(), [stopped, { ok: true, value: null }]);
    // Only the answer was lost: the script had been loaded.
    expect(takeOver()).toBe(left);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(takeOver()).toBeUndefined();
  });

  it('asks nothing in a page that outlived the extension', async () => {
    const { ask } = load(additionForm(), [], { isValid: false });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ask).not.toHaveBeenCalled();
  });
});
