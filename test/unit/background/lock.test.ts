import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLock, type Lock } from '../../../lib/background/lock.ts';
import { waitAfter } from '../../../lib/background/lock-attempts.ts';
import type { LockMinutes } from '../../../lib/domain/lock.ts';
import { createLockStore } from '../../../lib/settings/lock-store.ts';
import type { Passphrases } from '../../../lib/settings/passphrase.ts';
import { StorageError } from '../../../lib/shared/storage-failure.ts';
import { MINUTE, SECOND } from '../../../lib/shared/time.ts';
import { type MemoryStorage, memoryStorage } from '../../support/memory-storage.ts';

const RIGHT = 'correct horse';
const BEGIN = Date.parse('2026-11-21T19:00:00Z');

let now = BEGIN;
let storage: MemoryStorage;
let session: MemoryStorage;
const onChange = vi.fn();
const checked = vi.fn();
let salts = 0;

/** Costs nothing; what a real one costs is in passphrase.test.ts. */
const cheap: Passphrases = {
  async verifierOf(passphrase) {
    salts += 1;
    return { salt: btoa(`salt-of-16-byte${salts}`), iterations: 1, hash: btoa(passphrase) };
  },
  async matches(passphrase, { hash }) {
    checked(passphrase);
    return btoa(passphrase) === hash;
  },
};

/** A worker's life: another one reads what is stored. */
const worker = (): Lock =>
  createLock({ store: createLockStore(storage), session, passphrases: cheap, clock: () => now, onChange });

async function locked(minutes: LockMinutes = 15): Promise<Lock> {
  const lock = worker();
  await lock.set(RIGHT, minutes);
  await lock.lockNow();
  onChange.mockClear();
  return lock;
}

beforeEach(() => {
  now = BEGIN;
  storage = memoryStorage();
  session = memoryStorage();
  vi.clearAllMocks();
});

describe('the passphrase lock', () => {
  it('is off until a passphrase is set', async () => {
    const lock = worker();
    expect(await lock.view()).toEqual({ isSet: false, isLocked: false, minutes: 15, locksInMs: null });
    await lock.lockNow();
    expect(await lock.isLocked()).toBe(false);
    expect(await lock.unlock('whatever')).toMatchObject({ ok: false, failure: { message: 'No passphrase is set.' } });
  });

  it('is open for whoever set it, locks by a click, and opens with the passphrase', async () => {
    const lock = worker();
    expect(await lock.set(RIGHT, 30)).toMatchObject({ ok: true, value: { isSet: true, isLocked: false, minutes: 30 } });
    expect(await lock.lockNow()).toMatchObject({ isLocked: true, locksInMs: null });
    expect(await lock.unlock(RIGHT)).toMatchObject({ ok: true, value: { isLocked: false, locksInMs: 30 * MINUTE } });
    expect(onChange).toHaveBeenCalledTimes(3);
  });

  it('is set once: another passphrase needs the current one', async () => {
    const lock = await locked();
    expect(await lock.set('another one', 5)).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
    expect(await lock.change('wrong one', { passphrase: 'another one' })).toMatchObject({
      failure: { field: 'current', message: 'The passphrase is wrong.' },
    });
    expect(await lock.remove('wrong one')).toMatchObject({ ok: false });
    expect(await lock.unlock('another one')).toMatchObject({ ok: false });
    expect(await lock.change(RIGHT, { passphrase: 'another one' })).toMatchObject({ ok: true });
    await lock.lockNow();
    expect(await lock.unlock(RIGHT)).toMatchObject({ ok: false });
    expect(await lock.unlock('another one')).toMatchObject({ ok: true });
    expect(await lock.remove('another one')).toMatchObject({ ok: true, value: { isSet: false, isLocked: false } });
    expect([storage.items(), session.items()]).toEqual([{}, {}]);
  });

  it('is at no moment locked for whoever sets or changes it', async () => {
    const lock = worker();
    const seen: boolean[] = [];
    const save = storage.set;
    storage.set = async (key, value) => {
      await save(key, value);
      // Asked by an open page in this very moment.
      void lock.isLocked().then((isLocked) => seen.push(isLocked));
    };
    await lock.set(RIGHT, 15);
    await lock.change(RIGHT, { passphrase: 'another one' });
    await vi.waitFor(() => expect(seen.length).toBe(4));
    expect(seen).toEqual([false, false, false, false]);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('keeps the passphrase when only the time is changed', async () => {
    const lock = await locked();
    expect(await lock.change(RIGHT, { minutes: 5 })).toMatchObject({ value: { minutes: 5, locksInMs: 5 * MINUTE } });
    await lock.lockNow();
    expect(await lock.unlock(RIGHT)).toMatchObject({ ok: true });
  });

  it('is stored beside the keys, and that it is open in memory alone', async () => {
    const lock = await locked();
    expect(session.items()).toEqual({});
    await lock.unlock(RIGHT);
    expect(Object.keys(storage.items())).toEqual(['lock']);
    expect(JSON.stringify(storage.items())).not.toContain('activeAt');
    expect(Object.keys(session.items())).toEqual(['lock']);
    expect(JSON.stringify([storage.items(), session.items()])).not.toContain(RIGHT);
  });

  it('removes itself without the passphrase for a user who forgot it', async () => {
    const lock = await locked();
    expect(await lock.forget()).toMatchObject({ isSet: false, isLocked: false });
    expect(await worker().isLocked()).toBe(false);
  });
});

describe('idle time', () => {
  it('locks at the end of it, and notifies open pages once', async () => {
    const lock = await locked(5);
    await lock.unlock(RIGHT);
    onChange.mockClear();
    now += 5 * MINUTE - 1;
    expect(await lock.isLocked()).toBe(false);
    now += 1;
    expect(await lock.isLocked()).toBe(true);
    await lock.onAlarm();
    expect(onChange).toHaveBeenCalledOnce();
    expect(session.items()).toEqual({});
  });

  it('is noticed by the alarm, if no page asks', async () => {
    const lock = await locked(5);
    await lock.unlock(RIGHT);
    onChange.mockClear();
    now += 5 * MINUTE;
    await lock.onAlarm();
    expect(onChange).toHaveBeenCalledOnce();
  });

  it('begins again with a user’s act, and with nothing else', async () => {
    const lock = await locked(5);
    await lock.unlock(RIGHT);
    now += 4 * MINUTE;
    await lock.active();
    now += 4 * MINUTE;
    // What open pages ask by themselves.
    for (let at = 0; at < 10; at++) await lock.view();
    await lock.onAlarm();
    expect(await lock.isLocked()).toBe(false);
    now += MINUTE;
    expect(await lock.isLocked()).toBe(true);
  });

  it('is not brought back by an act once it is over', async () => {
    const lock = await locked(5);
    await lock.unlock(RIGHT);
    now += 5 * MINUTE;
    expect(await lock.active()).toMatchObject({ isLocked: true });
    expect(await lock.isLocked()).toBe(true);
  });

  it('does not begin again with an act that comes with the click on Lock now', async () => {
    const lock = await locked();
    await lock.unlock(RIGHT);
    const [active, clicked] = [lock.active(), lock.lockNow()];
    await Promise.all([active, clicked]);
    expect(await lock.isLocked()).toBe(true);
    const answers = [lock.view(), lock.lockNow(), lock.active(), lock.view()];
    await Promise.all(answers);
    expect(await lock.isLocked()).toBe(true);
  });
});

describe('a clock that was set back', () => {
  it('locks, before the last act and after it', async () => {
    const lock = await locked(15);
    await lock.unlock(RIGHT);
    now -= 1;
    expect(await lock.isLocked()).toBe(true);

    await lock.unlock(RIGHT);
    now += 14 * MINUTE;
    expect(await lock.isLocked()).toBe(false);
    now -= 10 * MINUTE;
    expect(await lock.isLocked()).toBe(true);
    now += 10 * MINUTE;
    expect(await lock.isLocked()).toBe(true);
  });

  it('locks in the next worker too, by what the alarm saw last', async () => {
    const lock = await locked(15);
    await lock.unlock(RIGHT);
    now += 14 * MINUTE;
    await lock.onAlarm();
    now -= 10 * MINUTE;
    expect(await worker().isLocked()).toBe(true);
  });
});

describe('a restart', () => {
  it('of the worker changes nothing', async () => {
    const lock = await locked();
    expect(await worker().isLocked()).toBe(true);
    await lock.unlock(RIGHT);
    now += MINUTE;
    expect(await worker().view()).toMatchObject({ isLocked: false, locksInMs: 14 * MINUTE });
  });

  it('of the browser locks', async () => {
    const lock = await locked();
    await lock.unlock(RIGHT);
    session = memoryStorage();
    expect(await worker().isLocked()).toBe(true);
  });

  it('with an unlocked state of an earlier passphrase, or one that cannot be read, locks', async () => {
    const lock = await locked();
    await lock.unlock(RIGHT);
    const before = session.items().lock;
    await lock.change(RIGHT, { passphrase: 'another one' });
    await session.set('lock', before);
    expect(await worker().isLocked()).toBe(true);
    await session.set('lock', { salt: 'x' });
    expect(await worker().isLocked()).toBe(true);
    session.get = () => Promise.reject(new Error('no'));
    expect(await worker().isLocked()).toBe(true);
  });
});

describe('wrong attempts', () => {
  /** @returns the seconds to wait, as the answer names them */
  const wrong = async (lock: Lock, times = 1): Promise<number | undefined> => {
    let seconds: number | undefined;
    for (let at = 0; at < times; at++) {
      const answer = await lock.unlock('wrong one');
      if (answer.ok) throw new Error('It opened.');
      seconds = answer.failure.retryAfterSeconds;
    }
    return seconds;
  };

  it('are answered at once four times; from the fifth on with a wait that doubles up to 15 minutes', async () => {
    const lock = await locked();
    expect(await wrong(lock, 4)).toBeUndefined();
    const waits: (number | undefined)[] = [];
    for (let at = 0; at < 7; at++) {
      const seconds = await wrong(lock);
      waits.push(seconds);
      now += (seconds ?? 0) * SECOND;
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
    expect(waitAfter(1_000)).toBe(15 * MINUTE);
  });

  it('name the wait, and during it nothing is checked, the right passphrase neither', async () => {
    const lock = await locked();
    await wrong(lock, 5);
    checked.mockClear();
    now += 10 * SECOND;
    expect(await lock.unlock(RIGHT)).toMatchObject({
      failure: { code: 'too-many-requests', nextStep: 'Try again in 20 seconds.', retryAfterSeconds: 20 },
    });
    expect(checked).not.toHaveBeenCalled();
    now += 20 * SECOND;
    expect(await lock.unlock(RIGHT)).toMatchObject({ ok: true });
  });

  it('count over a restart, wherever the passphrase is asked for, and also when they come at once', async () => {
    const lock = await locked();
    await lock.change('wrong one', { minutes: 5 });
    await lock.remove('wrong one');
    await Promise.all([lock.unlock('a'), lock.unlock('b')]);
    expect(await wrong(worker())).toBe(30);
    session = memoryStorage();
    expect(await worker().unlock(RIGHT)).toMatchObject({ failure: { code: 'too-many-requests' } });
  });

  it('count when the worker is stopped while it checks', async () => {
    const lock = await locked();
    await wrong(lock, 4);
    checked.mockImplementationOnce(() => {
      throw new Error('stopped');
    });
    await lock.unlock(RIGHT).catch(() => {});
    expect(await worker().unlock(RIGHT)).toMatchObject({ failure: { retryAfterSeconds: 30 } });
  });

  it('are forgotten after the right one', async () => {
    const lock = await locked();
    await wrong(lock, 4);
    await lock.unlock(RIGHT);
    await lock.lockNow();
    expect(await wrong(lock, 4)).toBeUndefined();
  });

  it('wait the whole time again when the clock is set back', async () => {
    const lock = await locked();
    expect(await wrong(lock, 6)).toBe(30);
    now += 29 * SECOND;
    now -= MINUTE;
    expect(await lock.unlock(RIGHT)).toMatchObject({ failure: { retryAfterSeconds: 30 } });
    now += 30 * SECOND;
    expect(await lock.unlock(RIGHT)).toMatchObject({ ok: true });
  });
});

describe('what cannot be read', () => {
  it('is no open lock: a damaged one stays locked, and can be forgotten', async () => {
    await locked();
    await storage.set('lock', { verifier: 'gone', minutes: 15 });
    const lock = worker();
    expect(await lock.isLocked()).toBe(true);
    expect(await lock.unlock(RIGHT)).toMatchObject({ failure: { code: 'storage' } });
    expect(await lock.set('another one', 5)).toMatchObject({ ok: false });
    expect(await lock.forget()).toMatchObject({ isSet: false });
  });

  it('is refused with the failure of the storage, and read again', async () => {
    await locked();
    const lock = worker();
    const get = vi.spyOn(storage, 'get').mockRejectedValueOnce(new StorageError(new Error('An error')));
    await expect(lock.isLocked()).rejects.toThrow(StorageError);
    expect(await lock.isLocked()).toBe(true);
    await lock.isLocked();
    expect(get).toHaveBeenCalledTimes(2);
  });
});
