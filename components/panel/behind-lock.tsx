import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import { BehindLock } from '../lock/behind-lock.tsx';
import { LOCK_SCREEN } from '../lock/texts.ts';

/**
 * Puts the panel page behind the passphrase lock. Answers where the panel is drawn, once it is unlocked for the first time.
 * @param where inside ConnectWise, or in a window of our own
 */
export function placeBehindLock(root: Element, where: 'frame' | 'window'): Promise<Element> {
  const frame = where === 'frame' ? { onUnlock: openUnlock, onCollapse: collapse } : undefined;
  return new Promise((resolve) => {
    render(
      <BehindLock frame={frame}>
        <Place onReady={resolve} />
      </BehindLock>,
      root,
    );
  });
}

/** The window in which the passphrase is entered for a frame: it goes away by itself. */
export function showUnlock(root: Element): void {
  render(
    <BehindLock>
      <Unlocked />
    </BehindLock>,
    root,
  );
}

const openUnlock = (): void => void send('panel.open-unlock', {});
const collapse = (): void => void send('panel.collapse', {});

/** Drawn once; what is in it, the panel draws. */
function Place({ onReady }: { onReady: (place: Element) => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current) onReady(place.current);
  }, [onReady]);
  return <div class="panel-place" ref={place} />;
}

function Unlocked() {
  useEffect(() => window.close(), []);
  return <p class="lock-done">{LOCK_SCREEN.unlocked}</p>;
}
