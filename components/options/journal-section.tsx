import { useState } from 'preact/hooks';
import { Switch } from '../ui/field.tsx';
import { JournalExport } from './journal-export.tsx';
import { JournalRuns } from './journal-runs.tsx';
import { JOURNAL } from './texts/journal.ts';

/** Every write: who, when, why, from, to, outcome (docs/reference/sync.md#journal). */
export function JournalSection({ visible }: { visible: boolean }) {
  const [withUnchanged, setWithUnchanged] = useState(false);
  return (
    <>
      <h1>{JOURNAL.heading}</h1>
      <p class="bb-lead">{JOURNAL.lead}</p>
      <div class="bb-journal-tools">
        <JournalExport />
        <Switch label={JOURNAL.withUnchanged} checked={withUnchanged} onChange={setWithUnchanged} />
      </div>
      {/* Another list, not another state of this one: an answer that comes late is for the list that asked for it. */}
      <JournalRuns key={String(withUnchanged)} changedOnly={!withUnchanged} visible={visible} />
    </>
  );
}
