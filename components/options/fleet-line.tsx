import type { FleetRow } from '../../lib/domain/fleet.ts';
import { addressPart } from '../../lib/shared/address-part.ts';
import { FleetCells } from './fleet-row.tsx';
import { FLEET_TABLE } from './texts/fleet.ts';

interface FleetLineProps {
  index: number;
  /** undefined: not read yet. */
  row: FleetRow | undefined;
  /** The row that Tab leads to. */
  isCurrent: boolean;
  isSelected: boolean;
  onToggle: ((companyId: number) => void) | undefined;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * A row of the table. Its link is what has the focus, before the row is read too, so that the focus stays while one scrolls by keyboard.
 */
export function FleetLine({ index, row, isCurrent, isSelected, onToggle, onFocus, onKeyDown }: FleetLineProps) {
  const companyId = row?.companyId;
  const tabIndex = isCurrent ? 0 : -1;
  return (
    <tr
      class={isSelected ? 'bb-fleet-selected' : undefined}
      data-row={index}
      aria-rowindex={index + 2}
      aria-busy={!row || undefined}
    >
      <td class="bb-fleet-select">
        {onToggle && companyId !== undefined && (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={FLEET_TABLE.select(row)}
            checked={isSelected}
            onChange={() => onToggle(companyId)}
          />
        )}
      </td>
      <td class="bb-fleet-company" title={row?.companyName}>
        <a href={addressOf(row)} tabIndex={tabIndex} onFocus={onFocus} onKeyDown={onKeyDown}>
          {nameOf(row)}
        </a>
      </td>
      {row ? <FleetCells row={row} /> : <Unread />}
    </tr>
  );
}

/** A company that is not known is linked first. */
function addressOf(row: FleetRow | undefined): string | undefined {
  if (!row) return '#companies';
  return row.companyId === undefined
    ? `#companies/links/${addressPart(row.customerName.slice(0, 100))}`
    : `#companies/${row.companyId}`;
}

function nameOf(row: FleetRow | undefined) {
  if (!row) return <span class="bb-visually-hidden">{FLEET_TABLE.loading}</span>;
  if (row.companyId !== undefined) return row.companyName ?? row.customerName;
  return <span class="bb-fleet-none">{FLEET_TABLE.linkOf(row)}</span>;
}

/** Where content will be; it moves as one with the rows, and is drawn by the style sheet. */
function Unread() {
  return <td class="bb-fleet-unread" colSpan={6} />;
}
