import { DEFAULT_LOCK_MINUTES, type LockMinutes, type LockView } from '../domain/lock.ts';
import type { LockStore, StoredLock } from '../settings/lock-store.ts';
import type { Passphrases } from '../settings/passphrase.ts';
import { isYoungerThan } from '../shared/age.ts';
import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import { type Clock, MINUTE } from '../shared/time.ts';
import { ALREADY_SET, DAMAGED, NONE_SET, tooManyAttempts, waitLeft, wrongPassphrase } from './lock-attempts.ts';

/**
 * The optional passphrase lock of our own pages (docs/reference/trust.md#passphrase-lock). What is set is in the settings database;
 * that it is unlocked is in memory that outlives the worker and ends with the browser. A worker that was killed does not lock, a
 * browser that was closed does.
 *
 * Every call rejects with a `StorageError` where the browser's storage cannot be read: nobody knows then that there is no lock.
 */
export interface Lock {
  isLocked(): Promise<boolean>;
  view(): Promise<LockView>;
  unlock(passphrase: string): Promise<Result<LockView>>;
  /** A user did something in a page of ours. */
  active(): Promise<LockView>;
  lockNow(): Promise<LockView>;
  /** Notices what nobody asked about: that the time is over, or that the clock was set back. */
  onAlarm(): Promise<void>;
  /** Sets the first passphrase. */
  set(passphrase: string, minutes: LockMinutes): Promise<Result<LockView>>;
  change(current: string, changed: { passphrase?: string; minutes?: LockMinutes }): Promise<Result<LockView>>;
  remove(current: string): Promise<Result<LockView>>;
  /** Removes it without the passphrase: for a user who forgot it, once the keys are deleted. */
  forget(): Promise<LockView>;
}

export interface LockDeps {
  store: LockStore;
  /** Ends with the browser, and is out of the reach of content scripts. */
  session: StorageArea;
  passphrases: Passphrases;
  clock: Clock;
  /** Notifies open pages that it was locked, unlocked, set or removed. */
  onChange(): void;
}

/** While it is unlocked. */
interface Unlocked {
  /** Names the passphrase that it was unlocked with. */
  salt: string;
  /** The user's last act. */
  activeAt: number;
  /** The latest time that was seen: an earlier one means that the clock was set back. */
  seenAt: number;
}

const SESSION_KEY = 'lock';

export function createLock({ store, session, passphrases, clock, onChange }: LockDeps): Lock {
  const held: { lock?: StoredLock | 'damaged' | null; unlocked?: Unlocked | null; tail: Promise<unknown> } = {
    tail: Promise.resolve(),
  };
  /** One after the other: two attempts at once must count as two. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = held.tail.then(work);
    held.tail = done.catch(() => undefined);
    return done;
  };
  // Read once in a worker's life, which alone writes it: no message waits for the database because of a lock.
  const readLock = async () => {
    if (held.lock !== undefined) return held.lock;
    const stored = await store.read();
    // What was saved since then is newer.
    if (held.lock === undefined) held.lock = stored;
    return held.lock;
  };
  const saveLock = async (lock: StoredLock) => {
    await store.save(lock);
    held.lock = lock;
  };
  const readUnlocked = async (): Promise<void> => {
    if (held.unlocked !== undefined) return;
    const stored = await session.get(SESSION_KEY).catch(() => undefined);
    if (held.unlocked === undefined) held.unlocked = isUnlocked(stored) ? stored : null;
  };
  /** What could not be kept for the next worker still counts in this one. */
  const keepUnlocked = async (unlocked: Unlocked | null) => {
    held.unlocked = unlocked;
    if (unlocked) return session.set(SESSION_KEY, unlocked).catch(() => undefined);
    // What cannot be taken away is written over: else the next worker would be unlocked again.
    await session.remove(SESSION_KEY).catch(() => session.set(SESSION_KEY, null).catch(() => undefined));
  };
  const begin = ({ verifier }: StoredLock) => {
    const now = clock();
    return keepUnlocked({ salt: verifier.salt, activeAt: now, seenAt: now });
  };

  /** In one step, so that no message in between finds it locked. */
  const saveUnlocked = async (lock: StoredLock) => {
    await store.save(lock);
    held.lock = lock;
    await begin(lock);
  };

  /** The unlocked state if it still counts; a state that does not is forgotten for good. */
  const current = async (): Promise<{ lock: StoredLock | 'damaged' | null; unlocked: Unlocked | null }> => {
    await readLock();
    await readUnlocked();
    // Both as they are now, and nothing is awaited before the next write: they change together.
    const { lock = null, unlocked = null } = held;
    if (lock === null || lock === 'damaged') return { lock, unlocked: null };
    if (!unlocked) return { lock, unlocked };
    const now = clock();
    const counts =
      unlocked.salt === lock.verifier.salt &&
      now >= unlocked.seenAt &&
      isYoungerThan(lock.minutes * MINUTE, unlocked.activeAt, now);
    if (!counts) {
      await keepUnlocked(null);
      onChange();
      return { lock, unlocked: null };
    }
    unlocked.seenAt = now;
    return { lock, unlocked };
  };
  /** Kept for the next worker by the alarm, not at every message. */
  const keepSeen = async () => {
    const { unlocked } = await current();
    if (unlocked && unlocked === held.unlocked) await keepUnlocked(unlocked);
  };
  const view = async (): Promise<LockView> => {
    const { lock, unlocked } = await current();
    const minutes = lock === null || lock === 'damaged' ? DEFAULT_LOCK_MINUTES : lock.minutes;
    return {
      isSet: lock !== null,
      isLocked: lock !== null && unlocked === null,
      minutes,
      locksInMs: unlocked && unlocked.activeAt + minutes * MINUTE - clock(),
    };
  };
  const changed = async (): Promise<LockView> => {
    onChange();
    return view();
  };

  /** Checks a passphrase; the lock as it is stored then, or why not. */
  const attempt = async (given: string, field: string): Promise<Result<StoredLock, Failure>> => {
    const lock = await readLock();
    if (lock === null) return fail(NONE_SET);
    if (lock === 'damaged') return fail(DAMAGED);
    const now = clock();
    const wait = waitLeft(lock, now);
    if (wait > 0) {
      // Of a clock that was set back nobody knows how much of the wait is over.
      if (now < lock.lastWrongAt) await saveLock({ ...lock, lastWrongAt: now });
      return fail(tooManyAttempts(lock.wrong, wait));
    }
    const counted = { ...lock, wrong: lock.wrong + 1, lastWrongAt: now };
    // Counted before it is checked: to stop the worker on the way gives no attempt back.
    await saveLock(counted);
    if (!(await passphrases.matches(given, lock.verifier))) return fail(wrongPassphrase(counted, field));
    const right = { ...lock, wrong: 0 };
    await saveLock(right);
    return ok(right);
  };
  const removeLock = async () => {
    await store.remove();
    held.lock = null;
    await keepUnlocked(null);
  };

  return {
    isLocked: async () => (await view()).isLocked,
    view,
    unlock: (passphrase) =>
      inTurn(async () => {
        const checked = await attempt(passphrase, 'passphrase');
        if (!checked.ok) return checked;
        await begin(checked.value);
        return ok(await changed());
      }),
    active: () =>
      inTurn(async () => {
        const { lock, unlocked } = await current();
        if (lock && lock !== 'damaged' && unlocked) await begin(lock);
        return view();
      }),
    lockNow: () =>
      inTurn(async () => {
        await keepUnlocked(null);
        return changed();
      }),
    onAlarm: keepSeen,
    set: (passphrase, minutes) =>
      inTurn(async () => {
        if ((await readLock()) !== null) return fail(ALREADY_SET);
        const lock = { verifier: await passphrases.verifierOf(passphrase), minutes, wrong: 0, lastWrongAt: 0 };
        await saveUnlocked(lock);
        return ok(await changed());
      }),
    change: (given, { passphrase, minutes }) =>
      inTurn(async () => {
        const checked = await attempt(given, 'current');
        if (!checked.ok) return checked;
        const lock = {
          ...checked.value,
          ...(minutes && { minutes }),
          ...(passphrase !== undefined && { verifier: await passphrases.verifierOf(passphrase) }),
        };
        await saveUnlocked(lock);
        return ok(await changed());
      }),
    remove: (given) =>
      inTurn(async () => {
        const checked = await attempt(given, 'current');
        if (!checked.ok) return checked;
        await removeLock();
        return ok(await changed());
      }),
    forget: () =>
      inTurn(async () => {
        await removeLock();
        return changed();
      }),
  };
}

function isUnlocked(stored: unknown): stored is Unlocked {
  if (typeof stored !== 'object' || stored === null) return false;
  const { salt, activeAt, seenAt } = stored as Partial<Record<keyof Unlocked, unknown>>;
  return typeof salt === 'string' && Number.isFinite(activeAt) && Number.isFinite(seenAt);
}
