import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanced,
  delayOf,
  newBudget,
  type RateState,
  resumed,
  START,
  slowed,
  spent,
} from '../../../lib/connectwise/rate-budget.ts';
import { HOUR, MINUTE, SECOND } from '../../../lib/shared/time.ts';

const T0 = Date.UTC(2026, 10, 21);

/** Sends as much as it may from `from` until `until`; answers when each request went. */
function sendAll(state: RateState, from: number, until: number): { state: RateState; sent: number[] } {
  const sent: number[] = [];
  let budget = advanced(state, from);
  for (;;) {
    const at = budget.at + delayOf(budget);
    if (at > until) return { state: budget, sent };
    budget = spent(advanced(budget, at));
    sent.push(at);
  }
}

function mostInAMinute(times: readonly number[]): number {
  return Math.max(0, ...times.map((start) => times.filter((time) => time >= start && time < start + MINUTE).length));
}

describe('the budget', () => {
  it('allows a burst at once and spreads the rest evenly', () => {
    const { sent } = sendAll(newBudget(T0), T0, T0 + MINUTE - 1);
    expect(sent.filter((time) => time === T0)).toHaveLength(START / 10);
    expect(sent.length).toBeLessThanOrEqual(START);
    expect(sent.length).toBeGreaterThan(START * 0.98);
  });

  it('never exceeds the limit in any minute, whenever requests arrive', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 3 * SECOND }), { minLength: 200, maxLength: 1500 });
    fc.assert(
      fc.property(pauses, (between) => {
        let budget = newBudget(T0);
        let now = T0;
        const sent: number[] = [];
        // Most come close together, so that the budget is what limits them.
        for (const [index, pause] of between.entries()) {
          now += index % 50 === 0 ? pause : 0;
          budget = advanced(budget, now);
          now += delayOf(budget);
          budget = spent(advanced(budget, now));
          sent.push(now);
        }
        return mostInAMinute(sent) <= START;
      }),
      { numRuns: 30 },
    );
  });

  it('is halved by a 429, once for simultaneous answers, and never below 30', () => {
    let budget = slowed(newBudget(T0), T0, 1);
    expect(budget.perMinute).toBe(START / 2);
    budget = slowed(budget, T0 + 9 * SECOND, 1);
    expect(budget.perMinute).toBeLessThan(START / 2 + 10);
    expect(budget.perMinute).toBeGreaterThanOrEqual(START / 2);
    for (let step = 1; step < 40; step += 1) budget = slowed(budget, T0 + step * 10 * SECOND, 1);
    expect(budget.perMinute).toBeGreaterThanOrEqual(30);
    expect(budget.perMinute).toBeLessThan(45);
    const { sent } = sendAll(budget, budget.at, budget.at + MINUTE);
    expect(sent.length).toBeLessThan(70);
    expect(sent.length).toBeGreaterThan(30);
  });

  it('pauses for as long as the 429 requires, and for a default time where it names none', () => {
    expect(delayOf(slowed(newBudget(T0), T0, 30))).toBe(30 * SECOND);
    expect(delayOf(slowed(newBudget(T0), T0, undefined))).toBe(10 * SECOND);
    const longer = slowed(slowed(newBudget(T0), T0, 30), T0 + SECOND, 2);
    expect(longer.pausedUntil, 'the longer pause applies').toBe(T0 + 30 * SECOND);
    expect(slowed(newBudget(T0), T0, 1e9).pausedUntil, 'at most an hour').toBe(T0 + HOUR);
  });

  it('recovers by a tenth of the start a minute, not during the pause, up to the start', () => {
    const budget = slowed(newBudget(T0), T0, 60);
    expect(advanced(budget, T0 + MINUTE).perMinute).toBe(300);
    expect(advanced(budget, T0 + 2 * MINUTE).perMinute).toBe(360);
    expect(advanced(budget, T0 + HOUR).perMinute).toBe(START);
  });

  it('gains neither tokens nor time during a pause', () => {
    let budget = slowed(newBudget(T0), T0, 60);
    while (budget.tokens >= 1) budget = spent(budget);
    expect(advanced(budget, T0 + MINUTE).tokens).toBe(budget.tokens);
  });

  it('is not delayed by a clock that was set back', () => {
    const paused = slowed(newBudget(T0), T0, 20);
    const back = advanced(paused, T0 - HOUR);
    expect(delayOf(back)).toBe(20 * SECOND);
    expect(advanced(back, T0 - HOUR + 20 * SECOND).perMinute).toBe(START / 2);
    let empty = newBudget(T0);
    while (empty.tokens >= 1) empty = spent(empty);
    expect(delayOf(advanced(empty, T0 - HOUR))).toBeLessThan(200);
    // The answers of one refusal still count once.
    expect(slowed(back, back.at + SECOND, 20).perMinute).toBe(START / 2);
  });
});

describe('a stored budget', () => {
  it('gives a new worker no second burst', () => {
    const before = sendAll(newBudget(T0), T0, T0 + 5 * SECOND);
    // Stored at the beginning only; then the worker died and came back at once, three times.
    let stored = newBudget(T0);
    const sent = [...before.sent];
    for (let life = 1; life <= 3; life += 1) {
      const from = T0 + life * 5 * SECOND;
      const again = sendAll(resumed(stored, from, 5 * SECOND), from, from + 5 * SECOND);
      sent.push(...again.sent);
      stored = { ...newBudget(from), tokens: 0 };
    }
    expect(mostInAMinute(sent)).toBeLessThanOrEqual(START);
    expect(sent.length).toBeLessThan(60 + 20 * 9 + 20);
  });

  it('is full again after a rest, and still paused during a pause', () => {
    const { state } = sendAll(newBudget(T0), T0, T0 + 5 * SECOND);
    expect(resumed(state, state.at + 30 * SECOND, 5 * SECOND).tokens).toBe(60);
    const paused = slowed(state, state.at, 60);
    expect(delayOf(resumed(paused, paused.at + 10 * SECOND, 5 * SECOND))).toBeGreaterThanOrEqual(50 * SECOND);
    expect(resumed(paused, paused.at + 10 * SECOND, 5 * SECOND).perMinute).toBe(paused.perMinute);
    const back = resumed(paused, paused.at - HOUR, 5 * SECOND);
    expect(back.pausedUntil - back.at, 'clock set back meanwhile').toBe(60 * SECOND);
  });
});
