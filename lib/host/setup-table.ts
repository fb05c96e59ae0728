import type { HostLocation } from './host-location.ts';
import type { Banner } from './read/banner.ts';
import { INTEGRATION_TABLE, MANAGEMENT_SOLUTION_TABLE, SERVICE_BOARD_TABLE, SETUP_CRUMB } from './selectors.ts';

/** The setup tables with a screen of ours; `other` is any that we have nothing to say about. */
export type SetupTable = 'integration' | 'management-solution' | 'service-board' | 'other';

/** By its name as the address or a breadcrumb has it. */
export function setupTableNamed(name: string): SetupTable {
  if (INTEGRATION_TABLE.test(name)) return 'integration';
  if (MANAGEMENT_SOLUTION_TABLE.test(name)) return 'management-solution';
  return SERVICE_BOARD_TABLE.test(name) ? 'service-board' : 'other';
}

/**
 * The open setup table, by the address or the breadcrumb; null where none is open, or where the two name different ones. The same
 * labels stand on several of them ("Name", "Solution", "Type"), so nothing is read before this is settled.
 */
export function openSetupTable(location: HostLocation, banner: Banner): SetupTable | null {
  const address = location.setupTable === null ? null : setupTableNamed(location.setupTable);
  const crumb = inBreadcrumb(banner);
  if (address !== null && crumb !== null && crumb !== address) return null;
  return address ?? crumb;
}

function inBreadcrumb({ trail, text }: Banner): SetupTable | null {
  // "Service Board List" stands above a ticket too: only below Setup Tables it names a table.
  const parts = trail.some((part) => SETUP_CRUMB.test(part)) ? [...trail, text] : [];
  const named = parts.map(setupTableNamed).find((table) => table !== 'other');
  if (named) return named;
  return trail.some((part) => INTEGRATION_TABLE.test(part)) ? 'integration' : null;
}
