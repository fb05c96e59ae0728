import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { POLICY_CHANGED } from './policy-changed.ts';
import { UNLOCKED } from './unlocked.ts';

export interface Request<T> {
  state: 'loading' | 'ready' | 'failed';
  /** The newest good answer; stays while a later request runs or fails. */
  value: T | undefined;
  failure: Failure | undefined;
  reload: () => void;
}

interface RequestOptions {
  /** False while what it is for is hidden: nothing is asked then. */
  when?: boolean;
  /** Milliseconds between askings while the page is visible; absent: only once each time it comes into view. */
  every?: number;
}

/** Asks each time it comes into view, again on `reload`, as often as `every` says, when the page was unlocked, and when the policy changed. */
export function useRequest<T>(ask: () => Promise<Result<T>>, { when = true, every }: RequestOptions = {}): Request<T> {
  const [request, setRequest] = useState<Omit<Request<T>, 'reload'>>({
    state: 'loading',
    value: undefined,
    failure: undefined,
  });
  const latest = useRef(ask);
  latest.current = ask;
  /** Numbers of the newest asking and of the one whose answer is shown: an answer never replaces that to a later asking. */
  const order = useRef({ asked: 0, shown: 0 });
  const reload = useCallback(() => {
    order.current.asked += 1;
    const { asked } = order.current;
    void latest.current().then((result) => {
      if (asked < order.current.shown) return;
      order.current.shown = asked;
      setRequest((before) => {
        if (result.ok) return { state: 'ready', value: result.value, failure: undefined };
        // The lock screen says so, and it is asked again once the page is unlocked.
        if (result.failure.code === 'locked') return before;
        return { state: 'failed', value: before.value, failure: result.failure };
      });
    });
  }, []);
  useEffect(() => {
    if (!when) return;
    reload();
    addEventListener(UNLOCKED, reload);
    addEventListener(POLICY_CHANGED, reload);
    const timer = every && setInterval(() => document.hidden || reload(), every);
    return () => {
      removeEventListener(UNLOCKED, reload);
      removeEventListener(POLICY_CHANGED, reload);
      clearInterval(timer);
    };
  }, [reload, when, every]);
  return { ...request, reload };
}
