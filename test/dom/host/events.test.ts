import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchPage } from '../../../lib/host/events.ts';

let stop: AbortController;
let look: ReturnType<typeof vi.fn>;
let time: number;
/** What one look costs, in milliseconds of the played clock. */
let cost: number;

beforeEach(() => {
  vi.useFakeTimers();
  stop = new AbortController();
  time = 1_000;
  cost = 0;
  look = vi.fn(() => {
    time += cost;
  });
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  document.body.innerHTML = '';
});

const watch = () => watchPage(document, stop.signal, look as () => void, () => time);
/** Lets mutation callbacks and due timers run. */
const settle = async (milliseconds = 0) => {
  time += milliseconds;
  await vi.advanceTimersByTimeAsync(milliseconds);
};
/** The same in small steps, so that each timer sees its own time. */
const pass = async (milliseconds: number) => {
  for (let passed = 0; passed < milliseconds; passed += 20) await settle(20);
};
const mutate = () => document.body.append(document.createElement('p'));

describe('watchPage', () => {
  it('looks at once, then once per burst of mutations', async () => {
    watch();
    expect(look).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 100; i += 1) mutate();
    await settle(60);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('spends at most a hundredth of 20 seconds on a page that never rests', async () => {
    cost = 5;
    watch();
    for (let i = 0; i < 1_000; i += 1) {
      mutate();
      await settle(20);
    }
    expect(look.mock.calls.length).toBeGreaterThan(15);
    expect((look.mock.calls.length * cost) / 20_000).toBeLessThanOrEqual(0.01);
  });

  it('looks without delay at the screen that a user opens, even if the last look was slow', async () => {
    cost = 60;
    watch();
    for (let i = 0; i < 3; i += 1) {
      mutate();
      await settle(1_000);
    }
    mutate();
    look.mockClear();
    await settle(500);
    expect(look, 'paced').not.toHaveBeenCalled();
    window.dispatchEvent(new Event('hashchange'));
    await settle(60);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('looks at each of many screens that a user opens in a row, however slow the looks are', async () => {
    cost = 60;
    watch();
    await settle(100);
    for (let i = 0; i < 10; i += 1) {
      look.mockClear();
      window.dispatchEvent(new Event('hashchange'));
      await settle(100);
      expect(look, `screen ${i}`).toHaveBeenCalled();
    }
  });

  it('limits its looks at a page that changes its address by itself', async () => {
    cost = 5;
    watch();
    const every100 = async (times: number) => {
      look.mockClear();
      for (let i = 0; i < times; i += 1) {
        window.dispatchEvent(new Event('hashchange'));
        mutate();
        await settle(100);
      }
      return (look.mock.calls.length * cost) / (times * 100);
    };
    await every100(100);
    expect(await every100(200)).toBeLessThanOrEqual(0.07);
  });

  it('looks often while a new screen is built after a rest', async () => {
    cost = 5;
    watch();
    await pass(12_000);
    look.mockClear();
    for (let i = 0; i < 5; i += 1) {
      mutate();
      await settle(60);
    }
    expect(look).toHaveBeenCalledTimes(5);
  });

  it('reports typing in the same turn', () => {
    cost = 10;
    document.body.innerHTML = '<input>';
    watch();
    document.querySelector('input')?.dispatchEvent(new Event('input', { bubbles: true }));
    expect(look).toHaveBeenCalledTimes(2);
  });

  it.each(['hashchange', 'popstate'])('looks after %s', async (type) => {
    watch();
    window.dispatchEvent(new Event(type));
    await settle(60);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('looks periodically, since pooled widgets change without an event', async () => {
    watch();
    await settle(2_400);
    look.mockClear();
    await settle(200);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('looks repeatedly for a while after navigation: a pooled form is filled without an event', async () => {
    cost = 30;
    watch();
    await pass(4_000);
    window.dispatchEvent(new Event('hashchange'));
    for (let time = 0; time < 1_200; time += 400) {
      look.mockClear();
      await pass(400);
      expect(look, `${time} ms after`).toHaveBeenCalled();
    }
  });

  it('pauses while the tab is hidden and looks when it is visible again', async () => {
    watch();
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    mutate();
    await settle(10_000);
    expect(look).toHaveBeenCalledTimes(1);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await settle(60);
    expect(look).toHaveBeenCalledTimes(2);
    hidden.mockRestore();
  });

  it('ends with its signal', async () => {
    watch();
    stop.abort();
    mutate();
    window.dispatchEvent(new Event('hashchange'));
    document.body.dispatchEvent(new Event('input', { bubbles: true }));
    await settle(10_000);
    expect(look).toHaveBeenCalledTimes(1);
  });
});
