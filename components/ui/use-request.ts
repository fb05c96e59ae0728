import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';

export interface Request<T> {
  state: 'loading' | 'ready' | 'failed';
  /** The newest good answer; stays while a later request runs or fails. */
  value: T | undefined;
  problem: Problem | undefined;
  reload: () => void;
}

/** Asks once when shown, again on `reload`, and every `everyMilliseconds` while the page is visible. */
export function useRequest<T>(ask: () => Promise<Result<T>>, everyMilliseconds?: number): Request<T> {
  const [request, setRequest] = useState<Omit<Request<T>, 'reload'>>({
    state: 'loading',
    value: undefined,
    problem: undefined,
  });
  const latest = useRef(ask);
  latest.current = ask;
  const reload = useCallback(() => {
    void latest
      .current()
      .then((result) =>
        setRequest((before) =>
          result.ok
            ? { state: 'ready', value: result.value, problem: undefined }
            : { state: 'failed', value: before.value, problem: result.problem },
        ),
      );
  }, []);
  useEffect(() => {
    reload();
    if (!everyMilliseconds) return;
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, everyMilliseconds);
    return () => clearInterval(timer);
  }, [reload, everyMilliseconds]);
  return { ...request, reload };
}
