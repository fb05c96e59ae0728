import { describe, expect, it } from 'vitest';
import { createMessageBudget } from '../../../../lib/background/pages/message-budget.ts';

function world() {
  let now = 1_000_000;
  const budget = createMessageBudget(() => now);
  return {
    wait: (ms: number) => {
      now += ms;
    },
    /** How many of so many messages are answered. */
    take: (tabId: number, messages = 1) =>
      Array.from({ length: messages }, () => budget.take(tabId)).filter(Boolean).length,
  };
}

describe('the message budget of a tab', () => {
  it('answers 120 messages at once, and no more', () => {
    const { take } = world();
    expect(take(7, 120)).toBe(120);
    expect(take(7, 1_000)).toBe(0);
  });

  it('answers ten more each second, and saves at most 120', () => {
    const { take, wait } = world();
    take(7, 120);
    wait(99);
    expect(take(7)).toBe(0);
    wait(1);
    expect(take(7, 5)).toBe(1);
    wait(1_000);
    expect(take(7, 1_000)).toBe(10);
    wait(3_600_000);
    expect(take(7, 1_000)).toBe(120);
  });

  it('does not let a page wait longer because it keeps asking', () => {
    const { take, wait } = world();
    take(7, 120);
    let answered = 0;
    for (let ms = 0; ms < 10_000; ms += 10) {
      wait(10);
      answered += take(7);
    }
    expect(answered).toBeGreaterThanOrEqual(99);
    expect(answered).toBeLessThanOrEqual(100);
  });

  it('is its own: another tab is answered', () => {
    const { take } = world();
    take(7, 200);
    expect(take(7)).toBe(0);
    expect(take(8, 200)).toBe(120);
  });

  it('neither grows nor shrinks when the clock is set back', () => {
    const { take, wait } = world();
    expect(take(7, 100)).toBe(100);
    wait(-3_600_000);
    expect(take(7, 100)).toBe(20);
    wait(1_000);
    expect(take(7, 100)).toBe(10);
  });

  it('is kept for the 500 tabs that asked last', () => {
    const { take } = world();
    take(1, 200);
    take(2, 200);
    for (let tabId = 10; tabId < 10 + 498; tabId += 1) take(tabId);
    expect(take(1)).toBe(0);
    // One more: tab 2 asked longest ago.
    take(1_000);
    expect(take(1)).toBe(0);
    expect(take(2)).toBe(1);
  });
});
