import { send } from '../../lib/messages/send.ts';
import { useRequest } from '../ui/use-request.ts';
import { STORAGE } from './texts/storage.ts';

/** What the browser answered when it was asked to keep our data. */
export function StorageCard({ visible }: { visible: boolean }) {
  const { value } = useRequest(() => send('storage.view', {}), { when: visible });
  if (!value) return null;
  const { word, tone, sentence } = STORAGE.states[value.persistence];
  return (
    <section class="bb-card" aria-label={STORAGE.title}>
      <header class="bb-card-head">
        <h2>{STORAGE.title}</h2>
        <span class={`bb-pill bb-tone-${tone}`}>{word}</span>
      </header>
      <p>{sentence}</p>
    </section>
  );
}
