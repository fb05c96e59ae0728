import type { StatusView } from '../../lib/messages/protocol.ts';
import { modeSentence, waitingSentence } from '../plan/texts/mode.ts';
import { MODE_LINE } from './texts.ts';

/** That this browser writes nothing by itself, and what waits for it; nothing in automatic mode. */
export function ModeLine({ sync }: { sync: StatusView['sync'] }) {
  const mode = modeSentence(sync);
  if (!sync || !mode) return null;
  const waiting = waitingSentence(sync.waiting);
  return (
    <section class="bb-mode-line" aria-label={MODE_LINE.label}>
      <p>
        {mode}
        {waiting && <span class="bb-hint"> {waiting}</span>}
      </p>
      <a href="/options.html#connections" target="_blank" rel="noreferrer">
        {sync.mode === 'review' ? MODE_LINE.turnOn : MODE_LINE.change}
      </a>
    </section>
  );
}
