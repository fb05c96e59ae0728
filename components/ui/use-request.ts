import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';

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

/** Asks each time it comes into view, again on `reload`, and as often as `every` says. */
export function useRequest<T>(ask: () => Promise<Result<T>>, { when = true, every }: RequestOptions = {}): Request<T> {
  const [request, setRequest] = useState<Omit<Request<T>, 'reload'>>({
    state: 'loading',
    value: undefined,
    failure: undefined,
  });
  const latest = useRef(ask);
  latest.current = ask;
  const reload = useCallback(() => {
    void latest
      .current()
      .then((result) =>
        setRequest((before) =>
          result.ok
            ? { state: 'ready', value: result.value, failure: undefined }
            : { state: 'failed', value: before.value, failure: result.failure },
        ),
      );
  }, []);
  useEffect(() => {
    if (!when) return;
    reload();
    if (!every) return;
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, every);
    return () => clearInterval(timer);
  }, [reload, when, every]);
  return { ...request, reload };
}
