import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Send } from '../../../lib/content/feature.ts';
import { createLayerHost, LAYER } from '../../../lib/content/layer-host.ts';
import { EMPTY_IN_PAGE_CONFIG, type InPageConfig } from '../../../lib/domain/in-page-config.ts';
import { loadFeaturesOnKnownScreens } from '../../../lib/features/load-features.ts';
import { claim } from '../../../lib/features/script-handoff.ts';
import { additionForm, layOut } from '../host/page.ts';

const stopped = { ok: false, failure: { code: 'interrupted', message: 'The worker was stopped.', nextStep: 'Again.' } };
const ok = (value: unknown) => ({ ok: true, value });
let undo: () => void;
let stop: AbortController;

/** The first stage on a page, with a worker that answers `page.load-features` in turn, and `page.setup` as given. */
function load(html: string, answers: unknown[], setup: unknown = ok(EMPTY_IN_PAGE_CONFIG), isValid = true) {
  document.body.innerHTML = html;
  const asked: string[] = [];
  const ask = vi.fn(async (name: string) => {
    asked.push(name);
    return name === 'page.setup' ? await setup : answers.shift();
  });
  const life = { signal: stop.signal, isValid };
  loadFeaturesOnKnownScreens(life, ask as unknown as Send);
  return { asked, life, loads: () => asked.filter((name) => name === 'page.load-features').length };
}

beforeEach(() => {
  undo = layOut();
  stop = new AbortController();
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  stop.abort();
  claim('features');
  claim('tools');
  undo();
  document.body.innerHTML = '';
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('loading of the features', () => {
  it('waits for a known screen, then sends one message to the worker', async () => {
    const { asked, loads, life } = load('<p>A service board</p>', [ok(null)]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual(['page.setup']);

    document.body.innerHTML = additionForm();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(loads()).toBe(1);
    expect(claim('features')?.life).toBe(life);
  });

  it('hands its life to the tools on any page, so that the user can diagnose an unknown one', () => {
    const { life } = load('<p>A service board</p>', []);
    expect(claim('tools')?.life).toBe(life);
  });

  it('sends the message again when the worker was stopped, but never runs the features twice', async () => {
    const { loads, life } = load(additionForm(), [stopped, ok(null)]);
    // Only the answer was lost: the script had been loaded.
    expect(claim('features')?.life).toBe(life);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(loads()).toBe(2);
    expect(claim('features')).toBeUndefined();
  });

  it('loads nothing before the settings are known: a feature that is off must not appear even briefly', async () => {
    let answer: (setup: unknown) => void = () => {};
    const setup: InPageConfig = { ...EMPTY_IN_PAGE_CONFIG, featuresOff: ['addition-check'] };
    const { loads } = load(additionForm(), [ok(null)], new Promise((resolve) => (answer = resolve)));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(loads()).toBe(0);
    answer(ok(setup));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(loads()).toBe(1);
    expect(claim('features')?.setup()).toEqual(setup);
  });

  it('loads the features even when the worker cannot read the settings', async () => {
    const { loads } = load(additionForm(), [ok(null)], stopped);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(loads()).toBe(1);
  });

  it('removes what an older version left', () => {
    document.documentElement.append(createLayerHost(document));
    load('<p>A service board</p>', []);
    expect(document.querySelectorAll(LAYER)).toHaveLength(0);
  });

  it('sends no message in a page that outlived the extension', async () => {
    const { asked } = load(additionForm(), [], ok(EMPTY_IN_PAGE_CONFIG), false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual([]);
    const { loads } = load(additionForm(), [ok(null)]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(loads()).toBe(1);
  });
});
