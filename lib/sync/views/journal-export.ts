import type { JournalEntry, Run } from '../../domain/change.ts';
import type { ExportedChange, ExportPage, JournalPosition } from '../../domain/journal-export.ts';
import type { SyncStore } from '../store.ts';

/** So many changes go into one message: browsers refuse messages of more than 64 MiB. */
const PAGE = 250;

/**
 * The journal page by page, newest first, from the store alone. What is written meanwhile comes before the first page and
 * is left to the next export.
 * @param before absent: from the newest entry on; else the `next` of the page before.
 */
export async function exportJournal(
  store: Pick<SyncStore, 'journal' | 'getRun'>,
  before?: JournalPosition,
): Promise<ExportPage> {
  const entries = await store.journal({ limit: PAGE, before });
  const ids = [...new Set(entries.map(({ runId }) => runId))];
  const runs = new Map(await Promise.all(ids.map(async (id) => [id, await store.getRun(id)] as const)));
  const changes = entries.map((entry) => exported(entry, runs.get(entry.runId)));
  const last = entries.at(-1);
  return last && entries.length === PAGE ? { changes, next: { at: last.at, id: last.id } } : { changes };
}

/** Members are picked, never copied as a whole: what is added to an entry some day does not leave by itself. */
function exported(entry: JournalEntry, run: Run | undefined): ExportedChange {
  const { resource, op, ref, label, fields, money } = entry.change;
  return {
    at: entry.at,
    runId: entry.runId,
    companyId: ref.companyId,
    companyName: run?.companyName ?? '',
    efsIds: run?.efsIds ?? [],
    cause: entry.why.kind,
    member: entry.who.member,
    browser: entry.who.browser,
    user: entry.who.user ?? '',
    resource,
    op,
    recordId: entry.recordId ?? ref.id ?? null,
    label,
    fields: fields.map(({ field, from, to }) => ({ field, from, to })),
    money: money
      ? {
          from: money.from,
          to: money.to,
          currency: money.currency?.code || money.currency?.symbol || '',
          cycle: money.cycle ?? '',
        }
      : null,
    state: entry.state,
    outcome: entry.outcome,
  };
}
