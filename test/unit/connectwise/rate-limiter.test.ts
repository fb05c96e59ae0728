import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RateState } from '../../../lib/connectwise/rate-budget.ts';
import { createRateLimiter, type RateLimiter, type RateStore } from '../../../lib/connectwise/rate-limiter.ts';
import type { Priority } from '../../../lib/connectwise/request-queue.ts';
import { MINUTE, SECOND } from '../../../lib/shared/time.ts';

const T0 = Date.UTC(2026, 10, 21);

/** Time that moves to the next timer when nothing else is left to do. */
function virtualTime() {
  const state = { now: T0, timers: [] as { at: number; go: () => void }[] };
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return {
    clock: () => state.now,
    set: (now: number) => {
      state.now = now;
    },
    wait: (milliseconds: number) =>
      new Promise<void>((go) => {
        state.timers.push({ at: state.now + milliseconds, go });
      }),
    settle,
    /** Runs until no timer is left, or until the time given. */
    async run(until = Number.POSITIVE_INFINITY) {
      await settle();
      for (;;) {
        state.timers.sort((a, b) => a.at - b.at);
        const next = state.timers[0];
        if (!next || next.at > until) break;
        state.timers.shift();
        state.now = Math.max(state.now, next.at);
        next.go();
        await settle();
      }
      if (until !== Number.POSITIVE_INFINITY) state.now = Math.max(state.now, until);
    },
  };
}

function memoryStore(): RateStore & { states: RateState[] } {
  const states: RateState[] = [];
  return { states, read: async () => states.at(-1), write: async (state) => void states.push(structuredClone(state)) };
}

type Time = ReturnType<typeof virtualTime>;

/** Requests that take `lasts` milliseconds each, and when and for whom each went. */
function sender(time: Time, tracker: RateLimiter, lasts = 0) {
  const sent: { at: number; priority: Priority }[] = [];
  const running = { now: 0, most: 0 };
  const send = (priority: Priority) =>
    tracker.inTurn(priority, async () => {
      sent.push({ at: time.clock(), priority });
      running.now += 1;
      running.most = Math.max(running.most, running.now);
      if (lasts > 0) await time.wait(lasts);
      running.now -= 1;
    });
  return { send, sent, running };
}

describe('the rate tracker', () => {
  it('keeps every minute within the budget and at most four calls running', async () => {
    const time = virtualTime();
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait });
    const { send, sent, running } = sender(time, tracker, 150);
    const all = Array.from({ length: 1500 }, (_, index) => send(index % 2 === 0 ? 'user' : 'background'));
    await time.run();
    expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
    expect(running.most).toBe(4);
    for (const { at } of sent) {
      expect(sent.filter((other) => other.at >= at && other.at < at + MINUTE).length).toBeLessThanOrEqual(600);
    }
    expect(sent.at(-1)?.at).toBeLessThan(T0 + 3 * MINUTE);
  });

  it('keeps both, whatever arrives in whatever order', async () => {
    const arrival = fc.record({
      after: fc.integer({ min: 0, max: 400 }),
      priority: fc.constantFrom<Priority>('user', 'background'),
      lasts: fc.integer({ min: 1, max: 900 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { minLength: 50, maxLength: 300 }), async (arrivals) => {
        const time = virtualTime();
        const tracker = createRateLimiter({ clock: time.clock, wait: time.wait });
        const running = { user: 0, background: 0 };
        const seen = { all: 0, background: 0, done: 0 };
        for (const { after, priority, lasts } of arrivals) {
          await time.run(time.clock() + after);
          void tracker.inTurn(priority, async () => {
            running[priority] += 1;
            seen.all = Math.max(seen.all, running.user + running.background);
            seen.background = Math.max(seen.background, running.background);
            await time.wait(lasts);
            running[priority] -= 1;
            seen.done += 1;
          });
        }
        await time.run();
        expect(seen.done).toBe(arrivals.length);
        expect(seen.all).toBeLessThanOrEqual(4);
        expect(seen.background).toBeLessThanOrEqual(3);
      }),
      { numRuns: 25 },
    );
  });

  it('lets a user overtake, and keeps room for one although the background is slow', async () => {
    const time = virtualTime();
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait });
    const slow = sender(time, tracker, 20 * SECOND);
    for (let call = 0; call < 10; call += 1) void slow.send('background');
    await time.settle();
    expect(slow.sent).toHaveLength(3);
    const user = slow.send('user');
    await time.settle();
    expect(slow.sent.at(-1)).toEqual({ at: T0, priority: 'user' });
    await time.run();
    await user;

    const quick = sender(time, tracker);
    const all = [...Array.from({ length: 100 }, () => quick.send('background')), quick.send('user')];
    await time.run();
    await Promise.all(all);
    expect(
      quick.sent.findIndex(({ priority }) => priority === 'user'),
      'behind those under way only',
    ).toBeLessThanOrEqual(3);
  });

  it('gives the background every tenth turn while user calls never stop', async () => {
    const time = virtualTime();
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait });
    const { send, sent } = sender(time, tracker);
    for (let call = 0; call < 200; call += 1) void send('user');
    for (let call = 0; call < 10; call += 1) void send('background');
    await time.run();
    const background = sent.flatMap(({ priority }, index) => (priority === 'background' ? [index] : []));
    expect(background).toHaveLength(10);
    for (const [nth, index] of background.entries()) expect(index).toBeLessThan(10 * (nth + 1) + 4);
    expect(background[1] ?? 0, 'and no more than that').toBeGreaterThan((background[0] ?? 0) + 8);
  });

  it('continues after a call that threw', async () => {
    const time = virtualTime();
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait });
    for (let call = 0; call < 6; call += 1) {
      await expect(tracker.inTurn('background', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    }
    expect(await tracker.inTurn('background', async () => 'fine')).toEqual({ ok: true, value: 'fine' });
  });
});

describe('after a 429', () => {
  it('delays every call until the pause is over, then allows half as many', async () => {
    const time = virtualTime();
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait });
    const { send, sent } = sender(time, tracker);
    await tracker.inTurn('user', async () => tracker.slowDown(30));
    for (let call = 0; call < 900; call += 1) void send(call % 2 === 0 ? 'user' : 'background');
    await time.run(T0 + 30 * SECOND - 1);
    expect(sent).toHaveLength(0);
    await time.run(T0 + 90 * SECOND);
    expect(sent.length).toBeGreaterThan(270);
    expect(sent.length).toBeLessThan(340);
  });

  it('sends nothing between the answer and the pause', async () => {
    const time = virtualTime();
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait });
    const { send, sent } = sender(time, tracker);
    const refused = Array.from({ length: 4 }, () =>
      tracker.inTurn('user', async () => {
        await time.wait(100);
        tracker.slowDown(20);
      }),
    );
    for (let call = 0; call < 5; call += 1) void send('user');
    await time.run();
    await Promise.all(refused);
    expect(sent.map(({ at }) => at - T0 >= 20 * SECOND)).toEqual([true, true, true, true, true]);
  });

  it('reports a pause that is longer than a user would wait', async () => {
    const time = virtualTime();
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait });
    const { send, sent } = sender(time, tracker);
    tracker.slowDown(300);
    expect(await send('user')).toMatchObject({
      ok: false,
      failure: { code: 'too-many-requests', retryAfterSeconds: 300 },
    });
    expect(sent).toHaveLength(0);
    time.set(T0 + 290 * SECOND);
    const held = send('background');
    await time.run();
    expect(await held).toEqual({ ok: true, value: undefined });
    expect(sent[0]?.at).toBe(T0 + 300 * SECOND);
  });
});

describe('across restarts', () => {
  it('keeps the pause and the halved budget', async () => {
    const time = virtualTime();
    const store = memoryStore();
    const first = createRateLimiter({ clock: time.clock, wait: time.wait, store });
    await first.inTurn('user', async () => first.slowDown(30));
    await time.settle();
    expect(store.states.at(-1)).toMatchObject({ perMinute: 300, pausedUntil: T0 + 30 * SECOND });

    time.set(T0 + 10 * SECOND);
    const second = createRateLimiter({ clock: time.clock, wait: time.wait, store });
    const { send, sent } = sender(time, second);
    for (let call = 0; call < 400; call += 1) void send('background');
    await time.run(T0 + 90 * SECOND);
    expect(sent[0]?.at).toBeGreaterThanOrEqual(T0 + 30 * SECOND);
    expect(sent.length).toBeLessThan(340);
  });

  it('gives no second burst, whenever the worker stops', async () => {
    const time = virtualTime();
    const store = memoryStore();
    const times: number[] = [];
    for (let life = 0; life < 12; life += 1) {
      const tracker = createRateLimiter({ clock: time.clock, wait: time.wait, store });
      const { send, sent } = sender(time, tracker);
      for (let call = 0; call < 200; call += 1) void send('user');
      await time.run(T0 + (life + 1) * 4 * SECOND);
      times.push(...sent.map(({ at }) => at));
      // A dead worker's timers never fire.
      await time.settle();
    }
    expect(times.length).toBeLessThanOrEqual(600);
  });

  it('stores seldom, and at once after a 429', async () => {
    const time = virtualTime();
    const store = memoryStore();
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait, store });
    const { send } = sender(time, tracker);
    for (let call = 0; call < 300; call += 1) void send('user');
    await time.run();
    const seconds = (time.clock() - T0) / SECOND;
    expect(store.states.length).toBeLessThanOrEqual(Math.ceil(seconds / 5) + 1);
    const before = store.states.length;
    tracker.slowDown(1);
    await time.settle();
    expect(store.states).toHaveLength(before + 1);
  });

  it('works without a store that fails', async () => {
    const time = virtualTime();
    const broken: RateStore = {
      read: () => Promise.reject(new Error('no storage')),
      write: () => Promise.reject(new Error('no storage')),
    };
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait, store: broken });
    expect(await tracker.inTurn('user', async () => 1)).toEqual({ ok: true, value: 1 });
    tracker.slowDown(0);
    expect(await tracker.inTurn('user', async () => 2)).toEqual({ ok: true, value: 2 });
  });
});

describe('odd clocks', () => {
  it('that are set back delay nothing', async () => {
    const time = virtualTime();
    const tracker = createRateLimiter({ clock: time.clock, wait: time.wait });
    const { send, sent } = sender(time, tracker);
    for (let call = 0; call < 60; call += 1) void send('user');
    await time.settle();
    time.set(T0 - 24 * 60 * MINUTE);
    for (let call = 0; call < 20; call += 1) void send('user');
    await time.run(time.clock() + 5 * SECOND);
    expect(sent).toHaveLength(80);
  });

  it('that stop, with waits that end at once, cause no busy loop', async () => {
    const waits: number[] = [];
    const tracker = createRateLimiter({
      clock: () => T0,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    });
    const all = await Promise.all(Array.from({ length: 300 }, () => tracker.inTurn('background', async () => 1)));
    expect(all).toHaveLength(300);
    expect(waits.length).toBeLessThanOrEqual(240);
  });
});
