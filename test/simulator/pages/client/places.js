/**
 * Places of the client and the navigation state that its hash holds for them.
 *
 * Facts (cw-dom §1): members `pid p s i p_0 p_1 rd idxk st ml rnd`, the nesting, the keys `setup_tables` and `sr150`, the
 * suffixes in KNOWN_SUFFIXES. Everything else is unknown to the public, so it comes in two forms to choose from at start:
 * `guess` (plausible names) and `absent` (no suffix and no tab key at all, and screen keys in the style of the old codes).
 * A reader that needs one particular form of an unknown part is wrong about the real client.
 */

/** Invented in both forms, except `setup_tables`. */
const SCREEN_KEYS = {
  guess: { search: 'company_search', company: 'company_detail', agreement: 'agreement_detail', setup: 'setup_tables' },
  absent: { search: 'cm100', company: 'cm310', agreement: 'ag220', setup: 'setup_tables' },
};

const KNOWN_SUFFIXES = { 'company/company': 'CompanyDetail', 'company/service': 'CompanyServiceList' };

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
export const TABS = { company: COMPANY_TABS, agreement: AGREEMENT_TABS, integration: ['crossreferences', 'companies'] };

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

function setupState(place, list) {
  if (place.screen === 'setup') return nest(20, list(21));
  const entry = place.entry === undefined ? undefined : { rd: place.entry, pid: 31 };
  const company = place.company === undefined ? undefined : nest(30, { rd: place.company, pid: 30 }, entry);
  const tab = place.tab ?? 'crossreferences';
  const record =
    place.record === undefined
      ? undefined
      : nest(28, recordView(28, place.record, tab, TABS.integration, 'guess'), company);
  return { ...nest(20, list(21), nest(26, list(27), record)), st: place.table };
}

/** The state of a place. `noise` fills the members that mean nothing (`ml`, `rnd`). */
export function stateOf(place, form, noise = Math.random) {
  const keys = SCREEN_KEYS[form];
  const list = (pid) => ({ ml: String(noise()), pid });
  const shell = (p, inner) => ({ pid: 6, p, s: { p: inner }, rnd: noise() });
  if (place.screen === 'search') return shell(keys.search, nest(20, list(21)));
  if (place.screen === 'setup' || place.screen === 'integration') return shell(keys.setup, setupState(place, list));

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
  const table = { screen: 'integration', table: inner.st };
  const view = activeChild(inner.p_1 ?? {});
  if (!view) return table;
  const record = view.p_0 ?? view;
  const place = { ...table, record: record.rd, tab: tabOf(record, TABS.integration) };
  const company = activeChild(view);
  if (!company) return place;
  const entry = activeChild(company);
  return { ...place, company: company.p_0.rd, ...(entry ? { entry: entry.rd } : {}) };
}

/** The place that a state stands for, in either form; null for screens that this simulator does not have. */
export function placeOf(state) {
  const inner = state?.s?.p;
  if (isKey('search', state?.p)) return { screen: 'search' };
  if (isKey('setup', state?.p)) return setupPlace(inner);
  if (isKey('company', state?.p)) return companyPlace(activeChild(inner) ?? inner);
  if (isKey('agreement', state?.p)) return agreementPlace(inner, {});
  return null;
}
