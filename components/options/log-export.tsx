import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { LOG_EXPORT } from './texts/log-search.ts';

/** Rows of a log as a file. */
export interface LogFile {
  type: string;
  parts: string[];
  rows: number;
}

interface LogExportProps {
  /** One entry, e.g. `event`. */
  one: string;
  /** Reads all entries of the search; reports how many of how many were read. */
  file: (reported: (rows: number, total: number) => void) => Promise<Result<LogFile>>;
  /** Of the file, without its date. */
  name: string;
  /** There is nothing to save, or it is not what was typed. */
  isDisabled: boolean;
}

type State =
  | { is: 'idle' }
  | { is: 'reading'; rows: number; total: number }
  | { is: 'saved'; name: string; rows: number }
  | { is: 'failed'; failure: Failure };

/** What a search found as a file: all of it, in the order of the list. */
export function LogExport({ one, file, name, isDisabled }: LogExportProps) {
  const [state, setState] = useState<State>({ is: 'idle' });
  const save = async () => {
    setState({ is: 'reading', rows: 0, total: 0 });
    const made = await file((rows, total) => setState({ is: 'reading', rows, total }));
    if (!made.ok) return setState({ is: 'failed', failure: made.failure });
    const fileName = `${name}-${new Date().toISOString().slice(0, 10)}.csv`;
    saveFile(fileName, made.value.type, made.value.parts);
    setState({ is: 'saved', name: fileName, rows: made.value.rows });
  };
  return (
    <div class="bb-log-foot">
      <Button busy={state.is === 'reading'} disabled={isDisabled} onClick={() => void save()}>
        {LOG_EXPORT.csv}
      </Button>
      <div aria-live="polite">
        {state.is === 'reading' && state.total > 0 && (
          <p class="bb-hint">{LOG_EXPORT.reading(state.rows, state.total)}</p>
        )}
        {state.is === 'saved' && <p class="bb-hint">{LOG_EXPORT.saved(state.rows, one, state.name)}</p>}
        {state.is === 'failed' && <FailureNotice failure={state.failure} />}
      </div>
    </div>
  );
}
