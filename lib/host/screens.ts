import { hostDocuments } from './documents.ts';
import { findForm, type HostForm } from './forms.ts';
import { findGrid, type HostGrid } from './grids.ts';
import type { HostLocation } from './host-location.ts';
import { indexPage, type PageIndex } from './page-index.ts';
import { type Banner, readBanner } from './read/banner.ts';
import { readTicketId } from './read/ticket.ts';
import type { HostScreen } from './screen.ts';
import { nameScreen } from './screen-id.ts';
import { FORMS, type FormParts, LISTS, type ListParts } from './screen-parts.ts';
import { COMPANY_CRUMB, COMPANY_SUFFIX, FIELDS, type FieldTable } from './selectors.ts';
import { openSetupTable } from './setup-table.ts';

/**
 * Pure function of address, document and selector data; reads only. Typically well under 2 ms on a busy page.
 * @param fields built-in ones with overrides: `fieldTable(setup.selectors)`
 */
export function readScreen(top: Document, location: HostLocation, fields: FieldTable = FIELDS): HostScreen {
  const pages = hostDocuments(top).map((root) => indexPage(root, fields));
  const form = (parts: FormParts): HostForm | null => inOne(pages, (page) => findForm(page, parts));
  const list = (parts: ListParts): HostGrid | null => inOne(pages, (page) => findGrid(page, parts));
  const banner = readBanner(pages);
  const table = openSetupTable(location, banner);
  const ticketId = table === null ? readTicketId(pages, location, banner) : null;
  const inIntegration = table === 'integration';
  const isElsewhere = table !== null && !inIntegration;

  const managedIdList = isElsewhere ? null : list(LISTS.managedIds);
  const screen: HostScreen = {
    id: null,
    location,
    banner,
    company: table === null && ticketId === null && isCompany(location, banner, managedIdList !== null),
    integrationTable: inIntegration,
    ticketId,
    managedIdList,
    managedIdForm: isElsewhere ? null : form(FORMS.managedId),
    additionList: table === null ? list(LISTS.additions) : null,
    additionForm: table === null ? form(FORMS.addition) : null,
    integrationForm: inIntegration ? form(FORMS.integration) : null,
    crossReferenceList: inIntegration ? list(LISTS.crossReferences) : null,
    crossReferenceForm: inIntegration ? form(FORMS.crossReference) : null,
    managementSolutionForm: table === 'management-solution' ? form(FORMS.managementSolution) : null,
    boardStatusForm: table === 'service-board' ? form(FORMS.boardStatus) : null,
  };
  screen.id = nameScreen(screen, (parts) => list(parts) !== null);
  return screen;
}

function isCompany(location: HostLocation, { trail }: Banner, hasManagedIds: boolean): boolean {
  if (location.recordIds.length === 0) return false;
  const suffix = location.suffix !== null && COMPANY_SUFFIX.test(location.suffix);
  const hint = location.sureness === 'hint' && location.screen === 'company';
  return suffix || hint || hasManagedIds || trail.some((part) => COMPANY_CRUMB.test(part));
}

/** Whether there is anything on this screen that a feature could work on. */
export function isKnownScreen(screen: HostScreen): boolean {
  const { managedIdList, managedIdForm, additionList, additionForm } = screen;
  const { integrationForm, crossReferenceList, crossReferenceForm, managementSolutionForm, boardStatusForm } = screen;
  if (screen.company || screen.ticketId !== null) return true;
  return [
    managedIdList,
    managedIdForm,
    additionList,
    additionForm,
    integrationForm,
    crossReferenceList,
    crossReferenceForm,
    managementSolutionForm,
    boardStatusForm,
  ].some((part) => part !== null);
}

/** Names the open record; two readings with the same key are the same screen, however often the page redraws. */
export function recordKey({ ticketId, location, banner }: HostScreen): string {
  // A ticket's banner also holds its summary, which people edit.
  if (ticketId !== null) return JSON.stringify(['ticket', ticketId]);
  return JSON.stringify([location.recordIds, banner.text, location.setupTable]);
}

/** The one document that answers; null when two do: two records are open and we cannot tell which one is meant. */
function inOne<T>(pages: readonly PageIndex[], read: (page: PageIndex) => T | null): T | null {
  let found: T | null = null;
  for (const page of pages) {
    const answer = read(page);
    if (answer === null) continue;
    if (found !== null) return null;
    found = answer;
  }
  return found;
}
