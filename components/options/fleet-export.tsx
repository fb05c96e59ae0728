import { useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { fleetFile, fleetFileName } from './fleet-file.ts';
import type { FleetRowsQuery } from './fleet-month.ts';
import { FLEET_EXPORT } from './texts/fleet.ts';

type State =
  | { is: 'idle' }
  | { is: 'reading'; rows: number; total: number }
  | { is: 'saved'; name: string; rows: number }
  | { is: 'failed'; failure: Failure };

/** The filtered list as a file: all of its rows, in the order of the table. */
export function FleetExport({ query }: { query: FleetRowsQuery }) {
  const [state, setState] = useState<State>({ is: 'idle' });
  const save = async () => {
    setState({ is: 'reading', rows: 0, total: 0 });
    const file = await fleetFile(
      (window) => send('fleet.rows', { ...query, ...window }),
      (rows, total) => setState({ is: 'reading', rows, total }),
    );
    if (!file.ok) return setState({ is: 'failed', failure: file.failure });
    const { type, parts, rows } = file.value;
    const name = fleetFileName(query, new Date());
    saveFile(name, type, parts);
    setState({ is: 'saved', name, rows });
  };
  return (
    <div class="bb-fleet-export">
      <Button busy={state.is === 'reading'} onClick={() => void save()}>
        {FLEET_EXPORT.csv}
      </Button>
      <div aria-live="polite">
        {state.is === 'reading' && state.total > 0 && (
          <p class="bb-hint">{FLEET_EXPORT.reading(state.rows, state.total)}</p>
        )}
        {state.is === 'saved' && <p class="bb-hint">{FLEET_EXPORT.saved(state.rows, state.name)}</p>}
        {state.is === 'failed' && <FailureNotice failure={state.failure} />}
      </div>
    </div>
  );
}
