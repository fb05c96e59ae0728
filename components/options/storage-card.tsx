import type { StorageView } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { useRequest } from '../ui/use-request.ts';

const TEXTS = {
  title: 'Storage',
  states: {
    persisted: {
      word: 'Kept',
      tone: 'ok',
      sentence: 'The browser keeps the journal, the settings and the keys, also when the disk is full.',
    },
    'may-be-cleared': {
      word: 'May be cleared',
      tone: 'warning',
      sentence:
        'The browser may clear the journal, the settings and the keys when the disk is full. Keep some disk space free, and export the journal from time to time.',
    },
    unknown: {
      word: 'Not known',
      tone: 'quiet',
      sentence:
        'The browser does not say whether it keeps the journal, the settings and the keys when the disk is full.',
    },
  } satisfies Record<StorageView['persistence'], { word: string; tone: string; sentence: string }>,
};

/** What the browser answered when it was asked to keep our data. */
export function StorageCard({ visible }: { visible: boolean }) {
  const { value } = useRequest(() => send('storage.view', {}), { when: visible });
  if (!value) return null;
  const { word, tone, sentence } = TEXTS.states[value.persistence];
  return (
    <section class="bb-card" aria-label={TEXTS.title}>
      <header class="bb-card-head">
        <h2>{TEXTS.title}</h2>
        <span class={`bb-pill bb-tone-${tone}`}>{word}</span>
      </header>
      <p>{sentence}</p>
    </section>
  );
}
