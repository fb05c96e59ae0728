import { useEffect, useRef, useState } from 'preact/hooks';
import type { LockView } from '../../lib/domain/lock.ts';
import { onLockChange } from '../../lib/messages/on-lock-change.ts';
import { send } from '../../lib/messages/send.ts';
import type { Result } from '../../lib/shared/result.ts';
import { SECOND } from '../../lib/shared/time.ts';

/** A user's acts are reported no more often than this. */
const BETWEEN_ACTS_MS = 30 * SECOND;
/** Asked again where the worker could not say. */
const AGAIN_MS = 2 * SECOND;
/** So that the worker's time is over as well. */
const LATER_MS = 50;

/** What a user does in a page; what a page does by itself, such as refreshing, is none of these. */
const ACTS = ['pointerdown', 'keydown', 'wheel'] as const;

interface WatchedLock {
  /** undefined: not answered yet; null: the worker cannot say, and answers nothing else either. */
  view: LockView | null | undefined;
  take: (answer: Result<LockView>) => void;
}

/**
 * Follows the passphrase lock in a page of ours: on the worker's word, when the time is over, and when the page comes into view
 * again. Reports what the user does here, so that it does not lock under their hands.
 */
export function useLock(): WatchedLock {
  const [view, setView] = useState<WatchedLock['view']>();
  const latest = useRef(view);
  latest.current = view;
  const take = (answer: Result<LockView>): void =>
    // Another object each time, so that it is asked again where that is due.
    setView((before) => (answer.ok ? answer.value : before ? { ...before } : null));
  const ask = async (): Promise<void> => take(await send('lock.view', {}));

  useEffect(() => {
    const left = new AbortController();
    const { signal } = left;
    let reportedAt = Number.NEGATIVE_INFINITY;
    const report = async (event: Event): Promise<void> => {
      const isOn = latest.current?.isSet && !latest.current.isLocked;
      if (!isOn || !event.isTrusted || performance.now() - reportedAt < BETWEEN_ACTS_MS) return;
      reportedAt = performance.now();
      const answer = await send('lock.active', {});
      if (answer.ok) take(answer);
      else await ask();
    };
    for (const act of ACTS)
      addEventListener(act, (event) => void report(event), { capture: true, passive: true, signal });
    document.addEventListener('visibilitychange', () => document.hidden || void ask(), { signal });
    onLockChange(() => void ask(), signal);
    void ask();
    return () => left.abort();
  }, []);

  useEffect(() => {
    const left = view === null ? AGAIN_MS : (view?.locksInMs ?? null);
    if (left === null) return;
    const timer = setTimeout(() => void ask(), Math.max(left, 0) + LATER_MS);
    return () => clearTimeout(timer);
  }, [view]);
  return { view, take };
}
