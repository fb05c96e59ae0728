import type { ScreenId } from '../domain/page-screens.ts';
import { hostDocuments } from './documents.ts';
import type { HostForm } from './forms.ts';
import { findForm } from './forms.ts';
import type { HostGrid } from './grids.ts';
import { findGrid } from './grids.ts';
import type { HostLocation } from './location.ts';
import { type Banner, readBanner } from './read/banner.ts';
import { COMPANY_CRUMB, COMPANY_SUFFIX, FIELDS, type FieldTable, INTEGRATION_TABLE, LISTS } from './selectors.ts';

/** What is open in this tab, as far as it can be told for sure. Everything null or false: an unknown screen, stay silent. */
export interface HostScreen {
  /** The one screen that this is, by address, banner and fields together; null: none that we know, or not sure. */
  id: ScreenId | null;
  location: HostLocation;
  banner: Banner;
  /** A company record is open, on whichever of its tabs. */
  company: boolean;
  /** The Managed Devices Integration setup table is open: the place where new entries are made (S22 step A). */
  integrationTable: boolean;
  /** The ticket that is open: the banner's number, which the address also names (or the address names none). */
  ticketId: number | null;
  managedIdList: HostGrid | null;
  managedIdForm: HostForm | null;
  additionList: HostGrid | null;
  additionForm: HostForm | null;
  /** Integration Details (S15 figure 6). */
  integrationForm: HostForm | null;
  /** Cross-References (S15 figure 7). */
  crossReferenceList: HostGrid | null;
  /** One cross-reference being made or edited. */
  crossReferenceForm: HostForm | null;
  /** Management IT Solution (S15 figure 5). */
  managementSolutionForm: HostForm | null;
  /** A status of a service board (S15 figure 1). */
  boardStatusForm: HostForm | null;
}

/**
 * Pure function of address, document and selector data; reads only. Typically well under 2 ms on a busy page.
 * @param fields built-in ones with overrides: `fieldTable(setup.selectors)`
 */
export function readScreen(top: Document, location: HostLocation, _fields: FieldTable = FIELDS): HostScreen {
  const documents = hostDocuments(top);
  const banner = readBanner(top);
  const integrationTable =
    INTEGRATION_TABLE.test(location.setupTable ?? '') || banner.trail.some((part) => INTEGRATION_TABLE.test(part));
  const managedIdList = inOne(documents, (root) =>
    findGrid(root, LISTS.managedIds.required, ['solution', 'entryAgreement']),
  );
  const companySuffix = location.suffix !== null && COMPANY_SUFFIX.test(location.suffix);
  const companyTrail = banner.trail.some((part) => COMPANY_CRUMB.test(part));
  const companyHint = location.sureness === 'hint' && /^companyfv$/i.test(location.routeTo ?? '');
  return {
    id: null,
    location,
    banner,
    company:
      !integrationTable &&
      location.recordIds.length > 0 &&
      (companySuffix || companyTrail || companyHint || managedIdList !== null),
    integrationTable,
    ticketId: null,
    managedIdList,
    managedIdForm: inOne(documents, (root) =>
      findForm(root, ['managedId', 'deviceType'], ['solution', 'entryAgreement']),
    ),
    additionList: inOne(documents, (root) => findGrid(root, LISTS.additions.required, ['effectiveDate'])),
    additionForm: inOne(documents, (root) =>
      findForm(
        root,
        ['serialNumber', 'lessIncluded', 'unitPrice'],
        ['product', 'quantity', 'unitCost', 'effectiveDate', 'cancelledDate', 'billCustomer', 'invoiceDescription'],
      ),
    ),
    integrationForm: null,
    crossReferenceList: null,
    crossReferenceForm: null,
    managementSolutionForm: null,
    boardStatusForm: null,
  };
}

/** Whether there is anything on this screen that a feature could work on. */
export function isKnownScreen(screen: HostScreen): boolean {
  const { company, managedIdList, managedIdForm, additionList, additionForm } = screen;
  return company || [managedIdList, managedIdForm, additionList, additionForm].some((part) => part !== null);
}

/** Names the open record; two readings with the same key are the same screen, however often the page redraws. */
export function recordKey(screen: HostScreen): string {
  return JSON.stringify([screen.location.recordIds, screen.banner.text, screen.location.setupTable]);
}

/** The one document that answers; null when two do: two records are open and we cannot tell which one is meant. */
function inOne<T>(documents: Document[], read: (root: Document) => T | null): T | null {
  const found = documents.map(read).filter((value): value is T & {} => value !== null);
  return found.length === 1 ? (found[0] ?? null) : null;
}
