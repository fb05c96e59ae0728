import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSeen, frameVisibility, STEADY_MS, type Visibility } from '../../../components/panel/clearly-visible.ts';
import type { PanelSend } from '../../../components/panel/panel-send.ts';
import { ok } from '../../../lib/shared/result.ts';

type Entry = Pick<IntersectionObserverEntry, 'intersectionRatio'> & { isVisible: boolean };
const CLEAR: Entry = { isVisible: true, intersectionRatio: 1 };
const COVERED: Entry = { isVisible: false, intersectionRatio: 1 };

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
  vi.useFakeTimers();
});
afterEach(() => {
  stop.abort();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A click on what was shown all along, and what it counts as once that is known. */
async function click(visibility: Visibility, changedAt = () => 0) {
  const answer = createSeen(visibility, changedAt)();
  await vi.advanceTimersByTimeAsync(1_000);
  return answer;
}

describe('a click counts', () => {
  const start = () => {
    const at = performance.now();
    return { since: at, changed: at };
  };

  it('when the panel and what it shows were visible for half a second before it', async () => {
    const world = start();
    await vi.advanceTimersByTimeAsync(STEADY_MS);
    expect(await click({ since: () => world.since }, () => world.changed)).toBe('seen');
  });

  it('not within half a second after the panel appeared', async () => {
    const world = start();
    await vi.advanceTimersByTimeAsync(STEADY_MS - 1);
    expect(await click({ since: () => world.since })).toBe('recent');
  });

  it('not within half a second after it showed something else', async () => {
    await vi.advanceTimersByTimeAsync(5_000);
    const changed = performance.now();
    await vi.advanceTimersByTimeAsync(STEADY_MS - 1);
    expect(await click({ since: () => 1 }, () => changed)).toBe('recent');
  });

  it('not where the panel is covered, nor before that is known', async () => {
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await click({ since: () => 'covered' })).toBe('hidden');
    expect(await click({ since: () => 'unknown' })).toBe('recent');
  });

  it.each([
    ['a cover that lay over it at the click is reported after it', 'covered' as const],
    ['a cover came and went at the click', 5_100],
  ])('not where %s', async (_, after) => {
    await vi.advanceTimersByTimeAsync(5_000);
    let since: ReturnType<Visibility['since']> = 1;
    const answer = createSeen({ since: () => since }, () => 0)();
    await vi.advanceTimersByTimeAsync(200);
    since = after;
    await vi.advanceTimersByTimeAsync(100);
    expect(await answer).toBe('hidden');
  });
});

describe('a click that nobody looked after in time', () => {
  it.each<[string, ReturnType<Visibility['since']>]>([
    ['finds it as it was: it may have been covered until then', 1],
    ['finds a cover', 'covered'],
    ['never comes', 'unknown'],
  ])('does not count and has to be repeated, where the late look %s', async (_, found) => {
    await vi.advanceTimersByTimeAsync(5_000);
    let since: ReturnType<Visibility['since']> = 1;
    const answer = createSeen({ since: () => since }, () => 0)();
    await vi.advanceTimersByTimeAsync(100);
    since = 'unknown';
    await vi.advanceTimersByTimeAsync(2_000);
    since = found;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answer).toBe('recent');
  });
});

describe('in a browser that says itself what is visible', () => {
  /** IntersectionObserver version 2, played: `report` is what the browser found. */
  function chromium() {
    const observers: { options: IntersectionObserverInit | undefined; target?: Element; ended: boolean }[] = [];
    let report: (entries: Entry[]) => void = () => {};
    vi.stubGlobal(
      'IntersectionObserverEntry',
      class {
        get isVisible() {
          return false;
        }
      },
    );
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        readonly #own: (typeof observers)[number];
        constructor(listener: (entries: Entry[]) => void, options?: IntersectionObserverInit) {
          report = listener;
          this.#own = { options, ended: false };
          observers.push(this.#own);
        }
        observe(target: Element) {
          this.#own.target = target;
        }
        disconnect() {
          this.#own.ended = true;
        }
      },
    );
    const send = vi.fn();
    const visibility = frameVisibility(document.documentElement, send as unknown as PanelSend, stop.signal);
    return { send, observers, visibility, report: (...entries: Entry[]) => report(entries) };
  }

  it('watches the whole frame for what covers it, and asks nobody else', async () => {
    const { observers, visibility, report, send } = chromium();
    expect(observers).toMatchObject([{ target: document.documentElement, options: { trackVisibility: true } }]);
    report(CLEAR);
    await vi.advanceTimersByTimeAsync(STEADY_MS);
    expect(await click(visibility)).toBe('seen');
    expect(send).not.toHaveBeenCalled();
    stop.abort();
    expect(observers[0]?.ended).toBe(true);
  });

  it('is visible since the first report of it without a break', async () => {
    const { visibility, report } = chromium();
    const first = performance.now();
    report(CLEAR);
    await vi.advanceTimersByTimeAsync(300);
    report(CLEAR);
    expect(visibility.since()).toBe(first);
    report(COVERED);
    expect(visibility.since()).toBe('covered');
    report(CLEAR);
    expect(visibility.since()).toBe(first + 300);
  });

  it.each<[string, Entry[]]>([
    ['it is covered or made hard to see', [COVERED]],
    ['a part of it is out of sight', [{ isVisible: true, intersectionRatio: 0.9 }]],
    ['it was covered since', [CLEAR, COVERED]],
  ])('is not visible where %s', (_, found) => {
    const { visibility, report } = chromium();
    expect(visibility.since()).toBe('unknown');
    for (const entry of found) report(entry);
    expect(visibility.since()).toBe('covered');
    report(CLEAR);
    expect(visibility.since()).toBe(performance.now());
  });

  it('goes by the newest of several that came together', () => {
    const { visibility, report } = chromium();
    report(COVERED, CLEAR);
    expect(visibility.since()).toBe(performance.now());
    report(CLEAR, COVERED);
    expect(visibility.since()).toBe('covered');
  });
});

describe('in another browser', () => {
  /** The content script, played: it takes 50 ms to look. */
  function firefox(answer: () => unknown) {
    const send = vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return answer();
    });
    const visibility = frameVisibility(document.documentElement, send as unknown as PanelSend, stop.signal);
    return { send, visibility };
  }
  const point = () => dispatchEvent(new Event('pointermove'));

  it('is looked at while the user is in the panel, and not otherwise', async () => {
    const { send, visibility } = firefox(() => ok({ visible: true }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(send).not.toHaveBeenCalled();
    expect(visibility.since()).toBe('unknown');
    point();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(send).toHaveBeenCalledWith('panel.attest', {});
    expect(await click(visibility)).toBe('seen');
    // Read with the pointer at rest.
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await click(visibility)).toBe('seen');
    await vi.advanceTimersByTimeAsync(15_000);
    const looks = send.mock.calls.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(send).toHaveBeenCalledTimes(looks);
    // What was seen last is too long ago to count, and what comes next begins again.
    expect(visibility.since()).toBe('unknown');
    point();
    await vi.advanceTimersByTimeAsync(100);
    expect(await createSeen(visibility, () => 0)()).toBe('recent');
  });

  it('asks one question at a time', async () => {
    let open = 0;
    let most = 0;
    const send = vi.fn(async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 50));
      open -= 1;
      return ok({ visible: true });
    });
    frameVisibility(document.documentElement, send as unknown as PanelSend, stop.signal);
    for (let moved = 0; moved < 10; moved += 1) {
      point();
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(most).toBe(1);
  });

  it.each([
    ['it does not attest it', () => ok({ visible: false })],
    ['it does not answer well', () => ({ ok: false, failure: { code: 'internal' } })],
  ])('is not visible where %s', async (_, answer) => {
    const { visibility } = firefox(answer);
    point();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(visibility.since()).toBe('covered');
  });

  it('is not visible from the first look that finds a cover', async () => {
    let isVisible = true;
    const { visibility } = firefox(() => ok({ visible: isVisible }));
    point();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(visibility.since()).toEqual(expect.any(Number));
    isVisible = false;
    await vi.advanceTimersByTimeAsync(210);
    expect(visibility.since()).toBe('covered');
  });
});
