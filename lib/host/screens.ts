import { FIELDS } from '../domain/page-fields.ts';
import { COMPANY_SUFFIX, PARTS, type PartName, type ReadPartName } from '../domain/page-screens.ts';
import { hostDocuments } from './documents.ts';
import { findForm, type HostForm } from './forms.ts';
import { findGrid, type HostGrid } from './grids.ts';
import type { HostLocation } from './host-location.ts';
import { indexPage, type PageIndex } from './page-index.ts';
import { type Banner, readBanner } from './read/banner.ts';
import { readTicketId } from './read/ticket.ts';
import type { HostParts, HostScreen } from './screen.ts';
import { nameScreen } from './screen-id.ts';
import { COMPANY_CRUMB, type FieldTable } from './selectors.ts';
import { type AnySetupTable, openSetupTable } from './setup-table.ts';

const READ_PARTS = (Object.keys(PARTS) as PartName[]).filter(isRead);

/**
 * Pure function of address, document and selector data; reads only. Typically well under 2 ms on a busy page.
 * @param fields built-in ones with overrides: `fieldTable(setup.selectors)`
 */
export function readScreen(top: Document, location: HostLocation, fields: FieldTable = FIELDS): HostScreen {
  const pages = hostDocuments(top).map((root) => indexPage(root, fields));
  const banner = readBanner(pages);
  const table = openSetupTable(location, banner);
  const ticketId = table === null ? readTicketId(pages, location, banner) : null;
  const parts = readParts(pages, table);
  const screen: HostScreen = {
    id: null,
    location,
    banner,
    company: table === null && ticketId === null && isCompany(location, banner, parts.managedIdList !== null),
    integrationTable: table === 'integration',
    ticketId,
    ...parts,
  };
  const has = (name: PartName): boolean => (isRead(name) ? screen[name] : readPart(pages, name)) !== null;
  screen.id = nameScreen(screen, table, has);
  return screen;
}

/** Looks for what can be open at this place, so that the same labels elsewhere mean nothing. */
function readParts(pages: readonly PageIndex[], table: AnySetupTable | null): HostParts {
  const place = table ?? 'record';
  const isHere = (name: PartName): boolean => PARTS[name].places.some((one) => one === place);
  const read = READ_PARTS.map((name) => [name, isHere(name) ? readPart(pages, name) : null]);
  return Object.fromEntries(read);
}

function isRead(name: PartName): name is ReadPartName {
  return !PARTS[name].onlyNames;
}

function readPart(pages: readonly PageIndex[], name: PartName): HostForm | HostGrid | null {
  const part = PARTS[name];
  return inOne<HostForm | HostGrid>(pages, (page) =>
    part.kind === 'form' ? findForm(page, part) : findGrid(page, part),
  );
}

function isCompany(location: HostLocation, { trail }: Banner, hasManagedIds: boolean): boolean {
  if (location.recordIds.length === 0) return false;
  const suffix = location.suffix !== null && COMPANY_SUFFIX.test(location.suffix);
  const hint = location.sureness === 'hint' && location.screen === 'company';
  return suffix || hint || hasManagedIds || trail.some((part) => COMPANY_CRUMB.test(part));
}

/** Whether there is anything on this screen that a feature could work on. */
export function isKnownScreen(screen: HostScreen): boolean {
  return screen.company || screen.ticketId !== null || READ_PARTS.some((name) => screen[name] !== null);
}

/** Names the open record; two readings with the same key are the same screen, however often the page redraws. */
export function recordKey({ ticketId, location, banner }: HostScreen): string {
  // A ticket's banner also holds its summary, which users edit.
  if (ticketId !== null) return JSON.stringify(['ticket', ticketId]);
  return JSON.stringify([location.recordIds, banner.text, location.setupTable]);
}

/** The one document that answers; null when two do: two records are open and it is not known which one is meant. */
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
