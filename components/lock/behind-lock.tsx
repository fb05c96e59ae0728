import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { onPolicyChange } from '../../lib/messages/on-policy-change.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { POLICY_CHANGED } from '../ui/policy-changed.ts';
import { UNLOCKED } from '../ui/unlocked.ts';
import { LockScreen } from './lock-screen.tsx';
import { useLock } from './use-lock.ts';

interface Props {
  /** Present: this is the frame inside ConnectWise. */
  frame?: { onUnlock: () => void; onCollapse: () => void } | undefined;
  children: ComponentChildren;
}

/**
 * A page of ours behind the passphrase lock. Before it is unlocked for the first time nothing of it is there; later it is hidden
 * and not taken away, so that what was typed is there again afterwards. What protects the data is the worker, which answers
 * nothing while it is locked.
 */
export function BehindLock({ frame, children }: Props) {
  const { view, take } = useLock();
  const isLocked = view?.isLocked === true;
  const isBegun = useRef(false);
  if (view !== undefined && !isLocked) isBegun.current = true;
  const focused = useRef<Element | null>(null);

  useLayoutEffect(() => {
    if (isLocked) {
      // Before the browser takes the focus from what is hidden now.
      focused.current = document.activeElement;
      const hold = (event: KeyboardEvent) => {
        // Below there may be something that Escape cancels.
        if (event.key === 'Escape') event.stopPropagation();
      };
      addEventListener('keydown', hold, true);
      return () => removeEventListener('keydown', hold, true);
    }
    if (focused.current instanceof HTMLElement) focused.current.focus({ preventScroll: true });
    focused.current = null;
  }, [isLocked]);

  const wasLocked = useRef(false);
  useEffect(() => {
    if (wasLocked.current && !isLocked) dispatchEvent(new Event(UNLOCKED));
    wasLocked.current = isLocked;
  }, [isLocked]);

  useEffect(() => {
    const left = new AbortController();
    onPolicyChange(() => dispatchEvent(new Event(POLICY_CHANGED)), left.signal);
    // In the panel's frame, a focus that is lost belongs to ConnectWise's page.
    if (!frame) keepFocus(left.signal);
    return () => left.abort();
  }, []);

  return (
    <>
      {isBegun.current && (
        <div class={`lock-below ${isLocked ? 'lock-hidden' : ''}`} inert={isLocked}>
          {children}
        </div>
      )}
      {isLocked && <LockScreen isOver={isBegun.current} frame={frame} onAnswer={take} />}
    </>
  );
}
