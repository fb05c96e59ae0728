import type { Send } from '../../content/feature.ts';
import { openPanelFrame } from '../../messages/open-panel-frame.ts';
import { delay } from '../../shared/delay.ts';
import { SECOND } from '../../shared/time.ts';

/** A frame that did not begin by then hardly ever will: the page forbids it. */
const FRAME_MS = 2 * SECOND;

/**
 * The frame of the panel page. none ──open──▶ asked ──token──▶ loading ──started──▶ started; loading ──2 s──▶ refused;
 * refused ──started──▶ started, where the machine was only busy
 */
export interface DockFrame {
  address(): string | null;
  isRefused(): boolean;
  isAsked(): boolean;
  /** Once, when the panel is opened the first time. @param first what the worker has to know before the frame begins */
  open(first: () => Promise<unknown>): Promise<void>;
  started(): void;
  /** A page was loaded. The second one has no token: the frame is made again. */
  loaded(): void;
  /** Takes the frame away: a hidden one would go on reading for nobody. */
  reset(): void;
}

export function createDockFrame(send: Send, signal: AbortSignal, onChange: () => void): DockFrame {
  let state: 'none' | 'asked' | 'loading' | 'started' | 'refused' = 'none';
  let address: string | null = null;
  let loads = 0;
  /** An answer that comes after the frame was taken away belongs to nothing. */
  let round = 0;
  return {
    address: () => address,
    isRefused: () => state === 'refused',
    isAsked: () => state !== 'none',
    async open(first) {
      if (state !== 'none') return;
      state = 'asked';
      round += 1;
      const mine = round;
      await first();
      const opened = await openPanelFrame(send);
      if (mine !== round || state !== 'asked' || signal.aborted) return;
      // Without a connection there is nothing to show: asked again when something changes.
      state = opened === null ? 'none' : 'loading';
      address = opened;
      loads = 0;
      if (opened === null) return;
      onChange();
      await delay(FRAME_MS, signal);
      if (mine !== round || state !== 'loading' || signal.aborted) return;
      state = 'refused';
      onChange();
    },
    started() {
      if (state === 'none') return;
      state = 'started';
      onChange();
    },
    loaded() {
      loads += 1;
      if (loads < 2) return;
      state = 'none';
      address = null;
      onChange();
    },
    reset() {
      round += 1;
      state = 'none';
      address = null;
    },
  };
}
