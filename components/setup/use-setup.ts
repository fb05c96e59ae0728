import { useEffect, useRef, useState } from 'preact/hooks';
import type { SetupReport } from '../../lib/domain/setup-check.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { useRequest } from '../ui/use-request.ts';

export interface Setup {
  /** null: never checked; undefined: not answered yet. */
  report: SetupReport | null | undefined;
  busy: boolean;
  failure: Failure | undefined;
  check: () => void;
}

/**
 * The last report of the set-up checks, followed while it is visible: other pages and the daily run make new ones.
 * @param isConnected whether there is something to check: then a missing report is made at once
 */
export function useSetup(visible: boolean, isConnected: boolean): Setup {
  const last = useRequest(() => send('setup.report', { refresh: false }), { when: visible, every: 10 * SECOND });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const running = useRef(false);
  const check = async () => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const made = await send('setup.report', { refresh: true });
    running.current = false;
    setFailure(made.ok ? undefined : made.failure);
    setBusy(false);
    last.reload();
  };
  const isMissing = visible && isConnected && last.value === null;
  useEffect(() => {
    if (isMissing) void check();
  }, [isMissing]);
  return { report: last.value, busy, failure: failure ?? last.failure, check: () => void check() };
}
