import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearlyVisible } from '../../../components/panel/clearly-visible.ts';
import type { PanelSend } from '../../../components/panel/panel-send.ts';
import { ok } from '../../../lib/shared/result.ts';
import { playWorker } from '../../support/played-worker.ts';

type Seen = Pick<IntersectionObserverEntry, 'intersectionRatio'> & { isVisible: boolean };
const CLEAR: Seen = { isVisible: true, intersectionRatio: 1 };

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

describe('in a browser that says itself what is visible', () => {
  /** IntersectionObserver version 2, played: `report` is what the browser found. */
  function chromium() {
    const observers: { options: IntersectionObserverInit | undefined; target?: Element; ended: boolean }[] = [];
    let report: (entries: Seen[]) => void = () => {};
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
        constructor(listener: (entries: Seen[]) => void, options?: IntersectionObserverInit) {
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
    const worker = playWorker({ 'panel.attest': () => ({ visible: true }) });
    const isSeen = clearlyVisible(document.documentElement, worker.send as PanelSend, stop.signal);
    return { ...worker, observers, isSeen, report: (...entries: Seen[]) => report(entries) };
  }
  /** Asks, and answers what is said within the time that it takes at most. */
  async function ask(isSeen: () => Promise<boolean>) {
    const answer = isSeen();
    await vi.advanceTimersByTimeAsync(2_000);
    return answer;
  }

  it('watches the whole frame for what covers it, and asks nobody else', async () => {
    const { observers, isSeen, report, names } = chromium();
    expect(observers).toMatchObject([{ target: document.documentElement, options: { trackVisibility: true } }]);
    report(CLEAR);
    expect(await ask(isSeen)).toBe(true);
    expect(names()).toEqual([]);
    stop.abort();
    expect(observers[0]?.ended).toBe(true);
  });

  it('is seen once it was visible for half a second', async () => {
    const { isSeen, report } = chromium();
    report(CLEAR);
    const answered = vi.fn();
    void isSeen().then(answered);
    await vi.advanceTimersByTimeAsync(450);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(150);
    expect(answered).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('is seen at once where it was visible for longer', async () => {
    const { isSeen, report } = chromium();
    report(CLEAR);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await isSeen()).toBe(true);
  });

  it.each<[string, Seen[]]>([
    ['nothing was found yet', []],
    ['it is covered or made hard to see', [{ isVisible: false, intersectionRatio: 1 }]],
    ['a part of it is out of sight', [{ isVisible: true, intersectionRatio: 0.9 }]],
    ['it was covered since', [CLEAR, { isVisible: false, intersectionRatio: 1 }]],
  ])('is not seen where %s', async (_, found) => {
    const { isSeen, report } = chromium();
    for (const seen of found) report(seen);
    expect(await ask(isSeen)).toBe(false);
    report(CLEAR);
    expect(await ask(isSeen)).toBe(true);
  });

  it('counts the half second again after a cover', async () => {
    const { isSeen, report } = chromium();
    report(CLEAR);
    await vi.advanceTimersByTimeAsync(5_000);
    report({ isVisible: false, intersectionRatio: 1 });
    report(CLEAR);
    const answered = vi.fn();
    void isSeen().then(answered);
    await vi.advanceTimersByTimeAsync(400);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(answered).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('goes by the newest of several that came together', async () => {
    const { isSeen, report } = chromium();
    report({ isVisible: false, intersectionRatio: 1 }, CLEAR);
    expect(await ask(isSeen)).toBe(true);
    report(CLEAR, { isVisible: false, intersectionRatio: 1 });
    expect(await ask(isSeen)).toBe(false);
  });
});

describe('in another browser', () => {
  it.each([true, false])('is as the page around it attests: %s', async (visible) => {
    const send = vi.fn(async () => ok({ visible }));
    const isSeen = clearlyVisible(document.documentElement, send as unknown as PanelSend, stop.signal);
    expect(send).not.toHaveBeenCalled();
    expect(await isSeen()).toBe(visible);
    expect(await isSeen()).toBe(visible);
    expect(send.mock.calls).toEqual([
      ['panel.attest', {}],
      ['panel.attest', {}],
    ]);
  });

  it('is not seen where nobody attests it', async () => {
    const { send } = playWorker({});
    expect(await clearlyVisible(document.documentElement, send as PanelSend, stop.signal)()).toBe(false);
  });
});
