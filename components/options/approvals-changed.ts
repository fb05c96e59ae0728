import { useEffect, useRef } from 'preact/hooks';

/** Sent to `window` when another number of changes may wait for approval: how many is read again. */
export const APPROVALS_CHANGED = 'bb-approvals-changed';

export function announceApprovalsChanged(): void {
  dispatchEvent(new Event(APPROVALS_CHANGED));
}

/** Calls back, and announces that approvals may have changed, once what goes on has ended. @param goesOn false while it is not known */
export function useAnnouncedEnd(goesOn: boolean, onEnd?: () => void): void {
  const went = useRef(goesOn);
  const ended = useRef(onEnd);
  ended.current = onEnd;
  useEffect(() => {
    const hasEnded = went.current && !goesOn;
    went.current = goesOn;
    if (!hasEnded) return;
    announceApprovalsChanged();
    ended.current?.();
  }, [goesOn]);
}
