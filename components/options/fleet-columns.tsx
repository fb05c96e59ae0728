import { FLEET_COLUMNS, type FleetColumn, type FleetQuery } from '../../lib/domain/fleet.ts';
import { ChoiceField } from '../ui/field.tsx';
import { COLUMN_WORDS, FLEET } from './texts/fleet.ts';

type Sort = Pick<FleetQuery, 'sort' | 'descending'>;

interface SortProps extends Sort {
  onSort: (sort: Sort) => void;
}

/** Money and counts are looked for from the largest on, names from the first. */
const DESCENDING_FIRST: ReadonlySet<FleetColumn> = new Set(['findings', 'difference', 'last-sync']);

function afterClick(column: FleetColumn, { sort, descending }: Sort): Sort {
  return { sort: column, descending: column === sort ? !descending : DESCENDING_FIRST.has(column) };
}

/** Heads of the columns; a click sorts by one, another turns the order around. */
export function ColumnHeads({ sort, descending, onSort }: SortProps) {
  return (
    <>
      {FLEET_COLUMNS.map((column) => (
        <th
          key={column}
          scope="col"
          class={`bb-fleet-${column === 'last-sync' ? 'sync' : column}`}
          aria-sort={column === sort ? (descending ? 'descending' : 'ascending') : 'none'}
        >
          <button type="button" onClick={() => onSort(afterClick(column, { sort, descending }))}>
            {COLUMN_WORDS[column]}
            <span aria-hidden="true">{column === sort && (descending ? ' ↓' : ' ↑')}</span>
          </button>
        </th>
      ))}
    </>
  );
}

/** The same where rows have two lines and columns no heads. */
export function SortField({ sort, descending, onSort }: SortProps) {
  return (
    <div class="bb-fleet-sort">
      <ChoiceField
        label={FLEET.sortBy}
        value={sort}
        choices={FLEET_COLUMNS.map((value) => ({ value, label: COLUMN_WORDS[value] }))}
        onChange={(column) => onSort({ sort: column, descending: DESCENDING_FIRST.has(column) })}
      />
      <button type="button" class="bb-filter" onClick={() => onSort({ sort, descending: !descending })}>
        {descending ? FLEET.descending : FLEET.ascending}
      </button>
    </div>
  );
}
