import { describe, expect, it } from 'vitest';
import { createConfirmedClock } from '../../../lib/shared/confirmed-clock.ts';
import { onceADay } from '../../../lib/shared/once-a-day.ts';
import { DAY, HOUR } from '../../../lib/shared/time.ts';

const NOW = Date.UTC(2026, 10, 21, 19);
const YEAR = 365 * DAY;

/** A local clock beside a server's, which names no time where it is undefined. */
function clocks() {
  const time: { local: number; server: number | string | undefined } = { local: NOW, server: NOW };
  const answer = async () => {
    const date = typeof time.server === 'number' ? new Date(time.server).toUTCString() : time.server;
    return new Response('', { headers: date === undefined ? {} : { date } });
  };
  return { time, ...createConfirmedClock(answer, () => time.local) };
}

describe('a confirmed clock', () => {
  it('is not known before somebody answered with a time', async () => {
    const { time, fetch, confirmedNow } = clocks();
    expect(confirmedNow()).toBeUndefined();
    for (const server of [undefined, '', 'soon']) {
      time.server = server;
      await fetch('https://example.com');
      expect(confirmedNow()).toBeUndefined();
    }
  });

  it('is that of the newest answer while the local one is ahead', async () => {
    const { time, fetch, confirmedNow } = clocks();
    time.local += YEAR;
    await fetch('https://example.com');
    expect(confirmedNow()).toBe(NOW);
    Object.assign(time, { server: NOW + HOUR });
    await fetch('https://example.com');
    expect(confirmedNow()).toBe(NOW + HOUR);
  });

  it('does not follow a local one that is set ahead after the answer', async () => {
    const { time, fetch, confirmedNow } = clocks();
    await fetch('https://example.com');
    time.local += YEAR;
    expect(confirmedNow()).toBe(NOW);
  });

  it('is never later than the local one, whatever a server says', async () => {
    const { time, fetch, confirmedNow } = clocks();
    time.server = NOW + YEAR;
    await fetch('https://example.com');
    expect(confirmedNow()).toBe(NOW);
  });

  it('keeps the last time when an answer names none, and passes answers and failures on', async () => {
    const { time, fetch, confirmedNow } = clocks();
    await fetch('https://example.com');
    time.server = 'never';
    expect((await fetch('https://example.com')).status).toBe(200);
    expect(confirmedNow()).toBe(NOW);
    const down = createConfirmedClock(
      () => Promise.reject(new TypeError('fetch failed')),
      () => NOW,
    );
    await expect(down.fetch('https://example.com')).rejects.toThrow('fetch failed');
    expect(down.confirmedNow()).toBeUndefined();
  });
});

describe('work once a day', () => {
  it('waits until the time is known, then is done once in 24 hours of it', async () => {
    const time: { now: number | undefined } = { now: undefined };
    const done: number[] = [];
    const daily = onceADay(
      () => time.now,
      async (now) => void done.push(now),
    );
    await daily();
    for (const now of [NOW, NOW + HOUR, NOW + DAY - 1, NOW + DAY, NOW + DAY + HOUR]) {
      time.now = now;
      await daily();
    }
    expect(done).toEqual([NOW, NOW + DAY]);
  });

  it('is done again at the next call when it failed, and after the time went back', async () => {
    const time = { now: NOW };
    const done: number[] = [];
    let fails = true;
    const daily = onceADay(
      () => time.now,
      async (now) => {
        if (fails) throw new Error('full');
        done.push(now);
      },
    );
    await expect(daily()).rejects.toThrow('full');
    fails = false;
    await daily();
    time.now -= YEAR;
    await daily();
    expect(done).toEqual([NOW, NOW - YEAR]);
  });
});
