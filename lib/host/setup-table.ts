import { SETUP_TABLES, type SetupTable } from '../domain/page-screens.ts';
import type { HostLocation } from './host-location.ts';
import type { Banner } from './read/banner.ts';
import { SETUP_CRUMB } from './selectors.ts';

/** `other`: a setup table that we have nothing to say about. */
export type AnySetupTable = SetupTable | 'other';

const TABLES = Object.entries(SETUP_TABLES) as [SetupTable, RegExp][];

/** Returns the table by its name as the address or a breadcrumb has it. */
export function setupTableNamed(name: string): AnySetupTable {
  return TABLES.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
}

/**
 * Returns the open setup table, by the address or the breadcrumb; null where none is open, or where the two name different ones.
 * Several of them have the same labels ("Name", "Solution", "Type"), so nothing is read before this is settled.
 */
export function openSetupTable(location: HostLocation, banner: Banner): AnySetupTable | null {
  const address = location.setupTable === null ? null : setupTableNamed(location.setupTable);
  const crumb = inBreadcrumb(banner);
  if (address !== null && crumb !== null && crumb !== address) return null;
  return address ?? crumb;
}

function inBreadcrumb({ trail, text }: Banner): AnySetupTable | null {
  // A ticket has "Service Board List" above it too: only below Setup Tables it names a table.
  const crumbs = trail.some((part) => SETUP_CRUMB.test(part)) ? [...trail, text] : [];
  const named = crumbs.map(setupTableNamed).find((table) => table !== 'other');
  if (named) return named;
  return trail.some((part) => SETUP_TABLES.integration.test(part)) ? 'integration' : null;
}
