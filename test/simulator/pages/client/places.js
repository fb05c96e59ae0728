/**
 * Places of the client and the navigation state that its hash holds for them.
 *
 * Facts (docs/reference/connectwise-pages.md#location-hash): members `pid p s i p_0 p_1 rd idxk objid screenid st ml
 * rnd`, the nesting, the keys `setup_tables`, `sr150` (a ticket) and `sr200` (the board), the suffixes in
 * KNOWN_SUFFIXES. Everything else is unknown to the public, so it comes in two forms to choose from at start: `guess`
 * (plausible names) and `absent` (no suffix and no tab key at all, and screen keys in the style of the old codes). A
 * reader that needs one particular form of an unknown part is wrong about the real client.
 */

/** Invented in both forms, except `setup_tables`. */
const SCREEN_KEYS = {
  guess: { search: 'company_search', company: 'company_detail', agreement: 'agreement_detail', setup: 'setup_tables' },
  absent: { search: 'cm100', company: 'cm310', agreement: 'ag220', setup: 'setup_tables' },
};

const KNOWN_SUFFIXES = {
  'company/company': 'CompanyDetail',
  'company/service': 'CompanyServiceList',
  tickets: 'ServiceBoard',
  ticket: 'ServiceTicket',
};

/** Guesses, all of them. */
const GUESSED_SUFFIXES = {
  search: 'CompanySearchList',
  'company/management': 'CompanyManagement',
  'company/agreements': 'CompanyAgreementList',
  'agreement/agreement': 'AgreementDetail',
  'agreement/additions': 'AgreementAdditionList',
  addition: 'AgreementAdditionDetail',
  setup: 'SetupTableList',
};

const COMPANY_TABS = [
  'company',
  'contacts',
  'sites',
  'team',
  'notes',
  'activities',
  'opportunities',
  'service',
  'projects',
  'agreements',
  'finance',
  'configurations',
  'management',
  'documents',
  'audittrail',
];
const AGREEMENT_TABS = [
  'agreement',
  'additions',
  'adjustments',
  'agreements',
  'workroles',
  'worktypes',
  'sites',
  'invoice',
  'service',
  'audittrail',
];
const BOARD_TABS = ['board', 'statuses', 'types', 'teams', 'autotemplate'];
export const TABS = {
  company: COMPANY_TABS,
  agreement: AGREEMENT_TABS,
  integration: ['crossreferences', 'companies'],
  board: BOARD_TABS,
};

/** Screens of setup tables by the table's name in `st`; every other table has the look of Managed Devices Integration. */
const TABLE_SCREENS = { 'Management IT Solution': 'solution', 'Service Board': 'board' };

export function suffixOf(place, form) {
  const key = place.addition !== undefined ? 'addition' : place.tab ? `${place.screen}/${place.tab}` : place.screen;
  return KNOWN_SUFFIXES[key] ?? (form === 'guess' ? (GUESSED_SUFFIXES[key] ?? null) : null);
}

/** A record view; `ix` (position of the tab) is invented for the form that has no tab key. */
function recordView(pid, id, tab, tabs, form) {
  if (!tab) return { rd: id, pid };
  return form === 'guess' ? { rd: id, pid, idxk: tab } : { rd: id, pid, ix: tabs.indexOf(tab) };
}

/** A view with its child. A child that was left stays as `p_1`, only `i` goes back to 0, as a real sample shows. */
function nest(pid, first, second, left) {
  if (second) return { i: 1, pid, p_0: first, p_1: second };
  return left ? { i: 0, pid, p_0: first, p_1: left } : { i: 0, pid, p_0: first };
}

/** The record of a setup table, with what is open below it. */
function tableRecord(place) {
  const view = (rd, pid) => (rd === undefined ? undefined : { rd, pid });
  if (place.screen === 'solution') return { rd: place.record, pid: 28 };
  if (place.screen === 'board') {
    const tab = place.tab ?? 'board';
    return nest(28, recordView(28, place.record, tab, BOARD_TABS, 'guess'), view(place.status, 29));
  }
  const company =
    place.company === undefined ? undefined : nest(30, { rd: place.company, pid: 30 }, view(place.entry, 31));
  const tab = place.tab ?? 'crossreferences';
  const record = recordView(28, place.record, tab, TABS.integration, 'guess');
  return nest(28, record, company ?? view(place.crossReference, 32));
}

function setupState(place, list) {
  if (place.screen === 'setup') return nest(20, list(21));
  const record = place.record === undefined ? undefined : tableRecord(place);
  return { ...nest(20, list(21), nest(26, list(27), record)), st: place.table };
}

/** The board list as in the real sample: its tab, and the view that the member has saved. */
const BOARD_LIST = { idxk: 'board', pid: 21, objid: 2770 };

/** A ticket of its own, as in the real sample; or opened from the board, which stays below it. */
function ticketState(place, shell) {
  const ticket = { pid: 184, rd: place.ticket, screenid: 'sr100' };
  if (place.screen === 'tickets') return shell('sr200', nest(20, BOARD_LIST));
  return place.fromBoard ? shell('sr200', nest(20, BOARD_LIST, ticket)) : shell('sr150', ticket);
}

/** Whether the place is the list of setup tables, or within one of them. */
export function isSetup({ screen }) {
  return screen === 'setup' || screen === 'integration' || Object.values(TABLE_SCREENS).includes(screen);
}

/** The state of a place. `noise` fills the members that mean nothing (`ml`, `rnd`). */
export function stateOf(place, form, noise = Math.random) {
  const keys = SCREEN_KEYS[form];
  const list = (pid) => ({ ml: String(noise()), pid });
  const shell = (p, inner) => ({ pid: 6, p, s: { p: inner }, rnd: noise() });
  if (place.screen === 'search') return shell(keys.search, nest(20, list(21)));
  if (place.screen === 'ticket' || place.screen === 'tickets') return ticketState(place, shell);
  if (isSetup(place)) return shell(keys.setup, setupState(place, list));

  const view = (rd, pid) => (rd === undefined ? undefined : { rd, pid });
  const addition = view(place.addition, 35);
  const agreement =
    place.agreement === undefined
      ? undefined
      : nest(
          33,
          recordView(33, place.agreement, place.agreementTab, AGREEMENT_TABS, form),
          addition,
          view(place.left, 35),
        );
  if (place.company === undefined) return shell(keys.agreement, agreement ?? list(33));
  const entry = view(place.entry, 36);
  const company = recordView(28, place.company, place.companyTab, COMPANY_TABS, form);
  return shell(keys.company, nest(20, list(21), nest(26, company, agreement ?? entry, view(place.left, 36))));
}

function tabOf(view, tabs) {
  const tab = view?.idxk ?? tabs[view?.ix ?? 0];
  return tabs.includes(tab) ? tab : tabs[0];
}

function isKey(name, p) {
  return p === SCREEN_KEYS.guess[name] || p === SCREEN_KEYS.absent[name];
}

/** The child that is shown: the real client keeps `p_1` of a view that was left, with `i` back at 0. */
function activeChild(view) {
  return view.i === 1 ? view.p_1 : undefined;
}

/** An agreement view: the plain record, or the record with an addition opened in it. */
function agreementPlace(view, company) {
  const record = view.p_0 ?? view;
  const tab = tabOf(record, AGREEMENT_TABS);
  const place = { screen: 'agreement', ...company, agreement: record.rd, tab, agreementTab: tab };
  const addition = activeChild(view);
  return addition ? { ...place, addition: addition.rd } : place;
}

function companyPlace(view) {
  const record = view.p_0 ?? view;
  const tab = tabOf(record, COMPANY_TABS);
  const company = { company: record.rd, companyTab: tab };
  const child = activeChild(view);
  if (!child) return { screen: 'company', ...company, tab };
  const isEntry = child.i === undefined;
  return isEntry ? { screen: 'company', ...company, tab, entry: child.rd } : agreementPlace(child, company);
}

function setupPlace(inner) {
  if (!inner?.st) return { screen: 'setup' };
  const screen = TABLE_SCREENS[inner.st] ?? 'integration';
  const table = { screen, table: inner.st };
  const view = activeChild(inner.p_1 ?? {});
  if (!view) return table;
  const record = view.p_0 ?? view;
  if (screen === 'solution') return { ...table, record: record.rd };
  const place = { ...table, record: record.rd, tab: tabOf(record, TABS[screen]) };
  const child = activeChild(view);
  if (!child) return place;
  if (screen === 'board') return { ...place, status: child.rd };
  if (!child.p_0) return { ...place, crossReference: child.rd };
  const entry = activeChild(child);
  return { ...place, company: child.p_0.rd, ...(entry ? { entry: entry.rd } : {}) };
}

function boardPlace(inner) {
  const ticket = activeChild(inner ?? {});
  return ticket ? { screen: 'ticket', ticket: ticket.rd, fromBoard: true } : { screen: 'tickets' };
}

/** The place that a state stands for, in either form; null for screens that this simulator does not have. */
export function placeOf(state) {
  const inner = state?.s?.p;
  if (state?.p === 'sr150') return { screen: 'ticket', ticket: inner.rd };
  if (state?.p === 'sr200') return boardPlace(inner);
  if (isKey('search', state?.p)) return { screen: 'search' };
  if (isKey('setup', state?.p)) return setupPlace(inner);
  if (isKey('company', state?.p)) return companyPlace(activeChild(inner) ?? inner);
  if (isKey('agreement', state?.p)) return agreementPlace(inner, {});
  return null;
}
