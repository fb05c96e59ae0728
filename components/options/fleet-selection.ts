import type { FleetQuery, FleetRow } from '../../lib/domain/fleet.ts';
import type { Input } from '../../lib/messages/protocol.ts';

/** What of the companies a user has selected: single ones, or all that a filter fits, seen or not. */
export type FleetSelection =
  | { kind: 'some'; companyIds: ReadonlySet<number> }
  | { kind: 'all'; filter: FleetQuery['filter']; search: string; total: number };

export const NONE_SELECTED: FleetSelection = { kind: 'some', companyIds: new Set() };

export type BulkActionCompanies = Input<'bulk-action.plan'>['companies'];

/** Nothing can be done with a row without a company. */
export function isSelected(selection: FleetSelection, { companyId }: Pick<FleetRow, 'companyId'>): boolean {
  return companyId !== undefined && (selection.kind === 'all' || selection.companyIds.has(companyId));
}

/**
 * Returns the selection after a click on a row. Without one of them, all that fit is another set than the one that was counted: what
 * remains is nothing, and the user selects again.
 */
export function withToggled(selection: FleetSelection, companyId: number): FleetSelection {
  if (selection.kind === 'all') return NONE_SELECTED;
  const companyIds = new Set(selection.companyIds);
  if (!companyIds.delete(companyId)) companyIds.add(companyId);
  return { kind: 'some', companyIds };
}

export function selectedCount(selection: FleetSelection): number {
  return selection.kind === 'all' ? selection.total : selection.companyIds.size;
}

/** As the worker is asked for them. */
export function companiesOf(selection: FleetSelection): BulkActionCompanies {
  return selection.kind === 'all'
    ? { filter: selection.filter, search: selection.search }
    : { ids: [...selection.companyIds] };
}
