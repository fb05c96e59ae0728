import { useState } from 'preact/hooks';
import { Switch } from '../ui/field.tsx';
import { JournalExport } from './journal-export.tsx';
import { JournalRuns } from './journal-runs.tsx';

/** Every write: who, when, why, from, to, outcome (docs/reference/sync.md#journal). */
export function JournalSection({ visible }: { visible: boolean }) {
  const [withUnchanged, setWithUnchanged] = useState(false);
  return (
    <>
      <h1>Journal & undo</h1>
      <p class="bb-lead">
        Every change that this browser wrote into ConnectWise, kept for 400 days. Open a run to undo it, or one change
        of it: you see first what that writes, and what it skips.
      </p>
      <div class="bb-journal-tools">
        <JournalExport />
        <Switch label="Also runs that changed nothing" checked={withUnchanged} onChange={setWithUnchanged} />
      </div>
      {/* Another list, not another state of this one: an answer that comes late is for the list that asked for it. */}
      <JournalRuns key={String(withUnchanged)} changedOnly={!withUnchanged} visible={visible} />
    </>
  );
}
