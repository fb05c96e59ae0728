import { useEffect, useState } from 'preact/hooks';
import type { BulkActionRow, BulkActionState, BulkActionView } from '../../lib/domain/bulk-action.ts';
import { send } from '../../lib/messages/send.ts';

const WINDOW = 1_000;

/** How many companies ended in which state. */
export type Outcomes = Partial<Record<BulkActionRow['state'], number>>;

const OVER: ReadonlySet<BulkActionState> = new Set(['done', 'cancelled', 'undone']);

/** What came of the companies, counted once the action is over; undefined: it is not, or its rows cannot be read. */
export function useBulkActionOutcomes({ id, state }: BulkActionView): Outcomes | undefined {
  const [counted, setCounted] = useState<{ of: BulkActionState; outcomes: Outcomes | undefined } | null>(null);
  useEffect(() => {
    if (!OVER.has(state)) return;
    let isLeft = false;
    void countStates(id).then((outcomes) => {
      if (!isLeft) setCounted({ of: state, outcomes });
    });
    return () => {
      isLeft = true;
    };
  }, [id, state]);
  return counted?.of === state ? counted.outcomes : undefined;
}

async function countStates(id: string): Promise<Outcomes | undefined> {
  const outcomes: Outcomes = {};
  let read = 0;
  let total = 0;
  do {
    const page = await send('bulk-action.rows', { id, offset: read, limit: WINDOW });
    if (!page.ok) return undefined;
    if (page.value.rows.length === 0) break;
    for (const { state } of page.value.rows) outcomes[state] = (outcomes[state] ?? 0) + 1;
    read += page.value.rows.length;
    total = page.value.total;
  } while (read < total);
  return outcomes;
}
