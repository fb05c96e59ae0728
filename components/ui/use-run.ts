import { useEffect, useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { followRun, type RunReport } from './follow-run.ts';

interface FollowedRun {
  /** The newest report; undefined before the first. */
  report?: RunReport;
  /** Why there is no newer report; void as soon as one comes. */
  failure?: Failure;
}

/** Returns the run as it goes on, until it ends. @param runId null: there is none to follow */
export function useRun(runId: string | null): FollowedRun {
  const [followed, setFollowed] = useState<FollowedRun>({});
  useEffect(() => {
    setFollowed({});
    if (runId === null) return;
    const left = new AbortController();
    void followRun({
      read: () => send('run.view', { runId }),
      signal: left.signal,
      onReport: (report) => setFollowed({ report }),
      onFailure: (failure) => setFollowed((before) => ({ ...before, failure })),
    });
    return () => left.abort();
  }, [runId]);
  return followed;
}
