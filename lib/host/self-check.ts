import type { FieldName } from '../domain/page-fields.ts';
import type { ScreenReport } from '../domain/page-report.ts';
import { PARTS, type PartFields, SCREENS, type ScreenId } from '../domain/page-screens.ts';
import { hostDocuments } from './documents.ts';
import { type FieldSearch, searchField, searchOnlyBy } from './find-field.ts';
import { headersWith } from './grids.ts';
import { indexPage, type PageIndex } from './page-index.ts';
import type { HostScreen } from './screen.ts';
import { RECORD_FORMS, usualScreen } from './screen-id.ts';
import { type FieldTable, TICKET_BANNER } from './selectors.ts';
import { openSetupTable, setupTableNamed } from './setup-table.ts';

type Checked = ScreenReport['fields'][number];

/**
 * Checks what is open against what it should show: every field with how it was found, and sentences about what does not fit. Looks
 * for everything at once, so it is for rare moments, not for every look. Holds no value of the page.
 */
export function selfCheck(
  top: Document,
  screen: HostScreen,
  fields: FieldTable,
): Pick<ScreenReport, 'screen' | 'sure' | 'fields' | 'failures'> {
  const pages = hostDocuments(top).map((root) => indexPage(root, fields));
  const byFields = RECORD_FORMS.some((id) => id === screen.id) ? null : byItsFields(pages);
  const expected = byFields ?? screen.id ?? suggested(screen);
  const parts = expected ? partsOf(expected) : {};
  const inForm = parts.form ? namesOf(parts.form) : [];
  const inList = parts.list ? namesOf(parts.list) : [];
  const checked: Checked[] = [
    ...inForm.map((field) => ({ field, found: foundIn(pages, field) })),
    ...inList.filter((field) => !inForm.includes(field)).map((field) => ({ field, found: columnIn(pages, field) })),
  ];
  const required = [...(parts.form?.required ?? []), ...(parts.list?.required ?? [])];
  return {
    screen: expected,
    sure: screen.id !== null && expected === screen.id,
    fields: checked,
    failures: [
      ...disagreements(screen),
      ...checked.filter(({ field }) => required.includes(field)).flatMap((entry) => notFound(entry, fields)),
      ...inForm.flatMap((field) => twoLeads(pages, field, fields)),
    ],
  };
}

/** What address and banner let expect where the page itself did not say it. */
function suggested(screen: HostScreen): ScreenId | null {
  const { location, banner } = screen;
  if (TICKET_BANNER.test(banner.text)) return 'service-ticket';
  const table = openSetupTable(location, banner);
  return table === null ? location.screen : usualScreen(table);
}

/**
 * An address says nothing about forms below a company, and a form without one of its required fields is none: what is
 * there is then taken for the company alone. Three of a form's fields, one of them required, suggest it all the same.
 */
function byItsFields(pages: readonly PageIndex[]): ScreenId | null {
  for (const id of RECORD_FORMS) {
    const { form } = partsOf(id);
    const found = form ? namesOf(form).filter((field) => foundIn(pages, field) !== 'missing') : [];
    if (found.length >= 3 && form?.required.some((field) => found.includes(field))) return id;
  }
  return null;
}

/** What the screen should show, where it shows a form or a list of ours. */
function partsOf(id: ScreenId): { form?: PartFields | undefined; list?: PartFields | undefined } {
  const { form, list } = SCREENS[id];
  return { form: form && PARTS[form], list: list && PARTS[list] };
}

function namesOf(parts: PartFields): FieldName[] {
  return [...parts.required, ...parts.others];
}

function foundIn(pages: readonly PageIndex[], field: FieldName): Checked['found'] {
  const found = pages.map((page) => searchField(page, field)).filter((search) => search !== 'missing');
  const [only, second] = found;
  if (only === undefined) return 'missing';
  return second !== undefined || only === 'ambiguous' ? 'ambiguous' : (only.by ?? 'label');
}

function columnIn(pages: readonly PageIndex[], field: FieldName): Checked['found'] {
  const count = pages.flatMap((page) => headersWith(page, { required: [field], others: [] })).length;
  return count === 0 ? 'missing' : count === 1 ? 'label' : 'ambiguous';
}

function nameOf(field: FieldName, fields: FieldTable): string {
  return fields[field].labels[0] ?? field;
}

function notFound({ field, found }: Checked, fields: FieldTable): string[] {
  if (found === 'missing') return [`“${nameOf(field, fields)}” was not found.`];
  return found === 'ambiguous' ? [`“${nameOf(field, fields)}” was found more than once.`] : [];
}

function twoLeads(pages: readonly PageIndex[], field: FieldName, fields: FieldTable): string[] {
  const differs = pages.some((page) => {
    const anchor = (found: FieldSearch): HTMLElement | null => (typeof found === 'string' ? null : found.anchor);
    const label = anchor(searchOnlyBy('label', page, field));
    const named = anchor(searchOnlyBy('class', page, field));
    return label !== null && named !== null && !label.contains(named) && !named.contains(label);
  });
  return differs ? [`The label and the class of “${nameOf(field, fields)}” lead to different fields.`] : [];
}

function disagreements({ location, banner, ticketId, company }: HostScreen): string[] {
  const failures: string[] = [];
  if (location.setupTable !== null && openSetupTable(location, banner) === null) {
    const named = setupTableNamed(location.setupTable);
    failures.push(`The address names the setup table “${named}”, the breadcrumb another one.`);
  }
  const isTicket = location.screen === 'service-ticket' || TICKET_BANNER.test(banner.text);
  if (isTicket && ticketId === null) {
    failures.push(
      TICKET_BANNER.test(banner.text)
        ? 'The banner shows a ticket that the address does not name.'
        : 'The address names a ticket, the banner shows none.',
    );
  }
  if (company && banner.text === '') failures.push('The banner names no company, so the record cannot be confirmed.');
  return failures;
}
