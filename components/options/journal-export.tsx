import { useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { type FileFormat, journalFile } from './journal-file.ts';
import { JOURNAL_EXPORT } from './texts/journal.ts';

type State =
  | { is: 'idle' }
  | { is: 'reading'; format: FileFormat; read: number }
  | { is: 'saved'; name: string; changes: number }
  | { is: 'empty' }
  | { is: 'failed'; failure: Failure };

/** The journal as a file: all changes that are kept, whichever runs the list shows. */
export function JournalExport() {
  const [state, setState] = useState<State>({ is: 'idle' });
  const save = async (format: FileFormat) => {
    setState({ is: 'reading', format, read: 0 });
    const file = await journalFile(
      format,
      (before) => send('journal.export', { before }),
      (read) => setState({ is: 'reading', format, read }),
    );
    if (!file.ok) return setState({ is: 'failed', failure: file.failure });
    const { type, parts, changes } = file.value;
    if (changes === 0) return setState({ is: 'empty' });
    const name = `backup-bridge-journal-${new Date().toISOString().slice(0, 10)}.${format}`;
    saveFile(name, type, parts);
    setState({ is: 'saved', name, changes });
  };
  const isReading = state.is === 'reading';
  const button = (format: FileFormat, label: string) => (
    <Button busy={isReading && state.format === format} disabled={isReading} onClick={() => void save(format)}>
      {label}
    </Button>
  );
  return (
    <div>
      <div class="bb-log-foot">
        {button('csv', JOURNAL_EXPORT.csv)}
        {button('json', JOURNAL_EXPORT.json)}
      </div>
      <div class="bb-answer" aria-live="polite">
        {isReading && <p class="bb-hint">{JOURNAL_EXPORT.reading(state.read)}</p>}
        {state.is === 'saved' && <Notice tone="ok">{JOURNAL_EXPORT.saved(state.changes, state.name)}</Notice>}
        {state.is === 'empty' && <Notice tone="info">{JOURNAL_EXPORT.empty}</Notice>}
        {state.is === 'failed' && <FailureNotice failure={state.failure} />}
      </div>
    </div>
  );
}
