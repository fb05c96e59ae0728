import { useState } from 'preact/hooks';
import { FLEET_FILTERS, type FleetQuery } from '../../lib/domain/fleet.ts';
import { TextField } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FilterButtons } from './filter-buttons.tsx';
import { FleetBar } from './fleet-bar.tsx';
import { FleetExport } from './fleet-export.tsx';
import type { ShownFleet } from './fleet-month.ts';
import { type FleetSelection, NONE_SELECTED, withToggled } from './fleet-selection.ts';
import { FleetTable } from './fleet-table.tsx';
import { FILTER_WORDS, FLEET } from './texts/fleet.ts';
import type { FleetListState } from './use-fleet-list.ts';
import type { PlanBulkAction } from './use-plan-bulk-action.ts';

interface FleetListProps {
  view: ShownFleet;
  list: FleetListState;
  /** Absent: nothing is begun from these rows. */
  planning: PlanBulkAction | undefined;
}

/** The compared companies: filters, search, the table, and what is selected of it. */
export function FleetList({ view, list: { query, asked, onQuery, rows }, planning }: FleetListProps) {
  const [selection, setSelection] = useState<FleetSelection>(NONE_SELECTED);
  const { month } = asked;
  const { total, reload } = rows;
  // What was selected of another comparison is not what the user looks at.
  const [selectedOf, setSelectedOf] = useState(month);
  if (selectedOf !== month) {
    setSelectedOf(month);
    setSelection(NONE_SELECTED);
  }
  const narrow = (change: Pick<FleetQuery, 'filter'> | Pick<FleetQuery, 'search'>) => {
    onQuery({ ...query, ...change });
    // All that fit is now another set than the one that the user saw.
    if (selection.kind === 'all') setSelection(NONE_SELECTED);
  };
  const toggleAll = () => {
    const { filter, search } = query;
    setSelection(selection.kind === 'all' ? NONE_SELECTED : { kind: 'all', filter, search, total: total ?? 0 });
  };
  // The answer for another month may still be on its way.
  const counts = view.month === month ? view.counts : undefined;
  const notCompared = counts?.['not-compared'] ?? 0;
  return (
    <div class="bb-fleet-list">
      {notCompared > 0 && query.filter !== 'not-compared' && <p class="bb-hint">{FLEET.notCompared(notCompared)}</p>}
      <FilterButtons
        label={FLEET.filters}
        filters={FLEET_FILTERS.map((value) => ({ value, label: FILTER_WORDS[value], count: counts?.[value] }))}
        chosen={query.filter}
        onChoose={(filter) => narrow({ filter })}
      />
      <div class="bb-fleet-tools">
        <TextField
          label={FLEET.search}
          value={query.search}
          placeholder={FLEET.searchPlaceholder}
          maxLength={100}
          onInput={(search) => narrow({ search })}
        />
        <FleetExport query={asked} />
      </div>
      {rows.failure && <FailureNotice failure={rows.failure} tone="warning" onRetry={reload} />}
      {total === undefined && !rows.failure && <Skeleton />}
      {total !== undefined && (
        <p class="bb-hint" role="status">
          {total > 0 ? FLEET.counted(total) : emptyWords(query)}
        </p>
      )}
      {total !== undefined && total > 0 && (
        <FleetTable
          rows={rows}
          total={total}
          query={asked}
          selection={selection}
          onSort={(sort) => onQuery({ ...query, ...sort })}
          onToggle={planning && ((companyId) => setSelection(withToggled(selection, companyId)))}
          onToggleAll={toggleAll}
        />
      )}
      {planning && <FleetBar selection={selection} planning={planning} onClear={() => setSelection(NONE_SELECTED)} />}
    </div>
  );
}

function emptyWords({ filter, search }: FleetQuery): string {
  if (search.trim()) return FLEET.nothingFound(search);
  return filter === 'all' ? FLEET.empty : FLEET.nothingFits;
}
