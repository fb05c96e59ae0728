import { useEffect, useState } from 'preact/hooks';
import type { TenantCheck } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { TYPING_PAUSE } from './use-pause.ts';

/** What the site says of the company ID that is typed now. */
export type TenantState =
  | { state: 'none' | 'checking' }
  | { state: 'ok'; value: TenantCheck }
  | { state: 'failed'; failure: Failure };

/**
 * Asks the site, without keys, whether it knows the company ID, each time typing pauses.
 * @param isReady false: what is typed cannot be right, so nobody is asked
 */
export function useTenantCheck(siteUrl: string, companyId: string, isReady: boolean): TenantState {
  const [said, setSaid] = useState<TenantState>({ state: 'none' });
  useEffect(() => {
    setSaid({ state: 'none' });
    if (!isReady) return;
    const left = new AbortController();
    const timer = setTimeout(async () => {
      setSaid({ state: 'checking' });
      const found = await send('connection.connectwise.check', { siteUrl, companyId });
      if (left.signal.aborted) return;
      setSaid(found.ok ? { state: 'ok', value: found.value } : { state: 'failed', failure: found.failure });
    }, TYPING_PAUSE);
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [siteUrl, companyId, isReady]);
  return said;
}
