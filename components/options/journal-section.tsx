import { useState } from 'preact/hooks';
import type { Run } from '../../lib/domain/change.ts';
import { RUN_FIELDS } from '../../lib/domain/log-search/run-fields.ts';
import { send } from '../../lib/messages/send.ts';
import { Switch } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { JournalExport } from './journal-export.tsx';
import { LogList } from './log-list.tsx';
import { FoundLine, LogSearchBar } from './log-search-bar.tsx';
import { RunDetails } from './run-details.tsx';
import { RunRow } from './run-row.tsx';
import { JOURNAL, JOURNAL_CONTROLS, JOURNAL_EXAMPLES } from './texts/journal.ts';
import { useLogSearch } from './use-log-search.ts';

interface JournalSectionProps {
  visible: boolean;
  /** The search of the address. */
  part?: string;
}

/** Every write: who, when, why, from, to, outcome (docs/reference/sync.md#journal), with its search. */
export function JournalSection({ visible, part = '' }: JournalSectionProps) {
  const [withUnchanged, setWithUnchanged] = useState(false);
  const search = useLogSearch<Run>({
    fields: RUN_FIELDS,
    ask: (query) => send('journal.search', { ...query, changedOnly: !withUnchanged }),
    filter: String(withUnchanged),
    section: 'journal',
    part,
    visible,
  });
  const { rows, total, asked } = search;
  return (
    <>
      <h1>{JOURNAL.heading}</h1>
      <p class="bb-lead">{JOURNAL.lead}</p>
      <LogSearchBar
        fields={RUN_FIELDS}
        search={search}
        placeholder={JOURNAL.placeholder}
        {...JOURNAL_CONTROLS}
        examples={JOURNAL_EXAMPLES}
      >
        <Switch label={JOURNAL.withUnchanged} checked={withUnchanged} onChange={setWithUnchanged} />
      </LogSearchBar>
      <div class="bb-log-tools">
        <FoundLine search={search} one={JOURNAL.one} />
        <JournalExport />
      </div>
      {rows.failure && <FailureNotice failure={rows.failure} onRetry={rows.reload} />}
      {total === undefined && !rows.failure && <Skeleton />}
      {total === 0 && !search.wrong && <p class="bb-empty">{emptyWords(asked, withUnchanged)}</p>}
      {total !== undefined && total > 0 && (
        <LogList<Run>
          label={JOURNAL.list}
          total={total}
          query={`${withUnchanged} ${asked}`}
          isOld={search.wrong !== undefined}
          rowAt={rows.rowAt}
          need={rows.need}
          keyOf={({ id }) => id}
          rowClass="bb-run"
          summary={(run) => <RunRow run={run} />}
          details={(run) => <RunDetails run={run} onWritten={rows.reload} />}
        />
      )}
    </>
  );
}

function emptyWords(query: string, withUnchanged: boolean): string {
  const searched = query.trim();
  if (searched === '') return withUnchanged ? JOURNAL.empty : JOURNAL.nothingChanged;
  return withUnchanged ? JOURNAL.nothingFound(searched) : JOURNAL.noChangeFound(searched);
}
