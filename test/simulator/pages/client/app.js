import { decodeLocation, encodeLocation } from './location.js';
import { takeNewBuild } from './new-build.js';
import { isSetup, placeOf, stateOf, suffixOf } from './places.js';
import { call, fetchList, Refusal } from './rpc.js';
import { agreementScreen } from './screens/agreement.js';
import { companyScreen } from './screens/company.js';
import { companySearchScreen } from './screens/company-search.js';
import { integrationScreen } from './screens/integration.js';
import { managementSolutionScreen } from './screens/management-solution.js';
import { serviceBoardScreen } from './screens/service-board.js';
import { setupTablesScreen } from './screens/setup-tables.js';
import { ticketScreen } from './screens/ticket.js';
import { ticketListScreen } from './screens/ticket-list.js';
import { secondPlace } from './second-record.js';
import { createShell } from './shell.js';
import { boot } from './ui/boot.js';
import { viewPool } from './view-pool.js';

/** The address that a place has. */
function hashOf(place) {
  return encodeLocation({ state: stateOf(place, boot.suffixes), suffix: suffixOf(place, boot.suffixes) });
}

/** What a hash or, without one, a deep link asks for. The query stays in the address and grows stale. */
function placeOfAddress() {
  const known = location.hash ? decodeLocation(location.hash) : null;
  if (known) return placeOf(known.state);
  const query = new URLSearchParams(location.search);
  const record = Number(query.get('recid'));
  if (query.get('routeTo') === 'CompanyFV')
    return { screen: 'company', company: record, tab: 'company', companyTab: 'company' };
  if (query.get('routeTo') === 'AgreementFV') {
    return { screen: 'agreement', agreement: record, tab: 'agreement', agreementTab: 'agreement' };
  }
  if (query.get('routeTo') === 'ServiceFV') return { screen: 'ticket', ticket: record };
  return { screen: 'search' };
}

/** The record that a screen is about: views are kept by it. */
function recordOf(place) {
  const { company, agreement, ticket, record } = place;
  return { company, agreement, ticket, integration: record, solution: record, board: record }[place.screen] ?? 0;
}

/** The module at the left that a place belongs to. */
function moduleOf(place) {
  if (isSetup(place)) return 'system';
  return place.screen === 'ticket' || place.screen === 'tickets' ? 'service' : 'companies';
}

/**
 * Members of the session that the real client leaves in local storage (docs/reference/connectwise-pages.md#record-ids).
 */
function storeMember() {
  const member = { memberID: boot.memberId, roleName: boot.readOnly ? 'Read Only' : 'Admin', isAdmin: !boot.readOnly };
  localStorage.setItem('session/MemberWithSecurity', JSON.stringify({ data: JSON.stringify({ member }) }));
  window.mng_profile = { securityRole: member.roleName };
}

async function start() {
  storeMember();
  const go = (place) => {
    location.hash = hashOf(place);
  };
  const shell = await createShell(go);
  let current = null;
  /** The place of the second record, below. */
  let below = null;

  const app = {
    go,
    call,
    /** Whether `place` is still what the user looks at: answers for others are dropped. */
    isCurrent: (place) => current === place || below === place,
    /** Fills a list, unless the user has gone elsewhere before the rows came. */
    fill: async (place, list, name, parameters) => {
      const rows = await fetchList(name, parameters);
      if (app.isCurrent(place)) await list.setRows(rows);
    },
    setBanner: (place, banner) => {
      if (current === place) shell.setBanner(banner);
    },
  };
  const pool = viewPool(shell.screens, {
    search: () => companySearchScreen(app),
    company: () => companyScreen(app),
    agreement: () => agreementScreen(app),
    setup: () => setupTablesScreen(app),
    integration: () => integrationScreen(app),
    solution: () => managementSolutionScreen(app),
    board: () => serviceBoardScreen(app),
    tickets: () => ticketListScreen(app),
    ticket: () => ticketScreen(app),
  });

  async function showSecond(place) {
    const second = await secondPlace(place);
    if (!second || current !== place) return;
    below = second;
    await pool.openBelow(second.screen).show(second);
  }

  async function render() {
    const place = placeOfAddress() ?? { screen: 'search' };
    current = place;
    shell.setModule(moduleOf(place));
    shell.setLoading(true);
    try {
      await pool.open(place.screen, recordOf(place)).show(place);
      if (boot.twoRecords) await showSecond(place);
      await takeNewBuild();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      app.setBanner(place, { way: [{ label: 'Company Search', place: { screen: 'search' } }], name: error.message });
    } finally {
      if (current === place) shell.setLoading(false);
    }
  }

  addEventListener('hashchange', render);
  // A deep link and an uncompressed hash are replaced by what the client itself writes.
  history.replaceState(null, '', hashOf(placeOfAddress() ?? { screen: 'search' }));
  await render();
}

start();
