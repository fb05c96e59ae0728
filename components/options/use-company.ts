import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { createPanelStore } from '../panel/company-store.ts';
import { loadCurrent } from '../panel/load-current.ts';
import type { PanelActions, PanelState } from '../panel/panel-state.ts';
import { UNLOCKED } from '../ui/unlocked.ts';

const AGE_TICK_MS = 30 * SECOND;

/**
 * One company by the store of the panel in ConnectWise, so that both show and do the same. It begins with the component, which is to be
 * another one for another company.
 * @param onWritten a run has ended
 */
export function useCompany(companyId: number, onWritten: () => void): { state: PanelState; actions: PanelActions } {
  const [, draw] = useReducer<number, void>((drawn) => drawn + 1, 0);
  const written = useRef(onWritten);
  written.current = onWritten;
  const [{ store, stop }] = useState(() => {
    const stop = new AbortController();
    const store = createPanelStore({
      company: { companyId, name: '' },
      send,
      sendBegun: send,
      clock: Date.now,
      signal: stop.signal,
      onStoredChanged: () => written.current(),
      // No screen of ConnectWise is around this page.
      isShown: () => false,
      onChange: () => draw(),
    });
    return { store, stop };
  });
  useEffect(() => {
    void loadCurrent(store, Date.now);
    void store.loadHistory();
    const ages = setInterval(store.tick, AGE_TICK_MS);
    const resume = () => void store.load(false);
    addEventListener(UNLOCKED, resume);
    return () => {
      stop.abort();
      clearInterval(ages);
      removeEventListener(UNLOCKED, resume);
    };
  }, [store, stop]);
  return { state: store.state(), actions: store.actions };
}
