import { expect } from '@playwright/test';
import { SEED } from '../../../simulator/connectwise/seed/ids.ts';
import type { Row } from '../../../simulator/connectwise/table.ts';
import { companyUrl, ticketUrl } from '../../../simulator/pages/address.ts';
import type { Simulator } from '../../../simulator/server.ts';
import { Panel } from '../../../support/page-objects/panel.ts';
import { saveSettings } from '../../../support/save-settings.ts';
import type { SharedBrowser } from '../../../support/shared/shared-browser.ts';
import { theTicket } from '../board.ts';
import type { Place, Scenario } from './scenario.ts';
import { withTickets } from './setup-tables.ts';

const { eddiesTvRepair } = SEED.companies;
const BY = { identifier: 'jsmith' };
const SCREENS = ['ticket', 'company panel'] as const;
/** ETV-Primary, as in tickets.spec.ts. */
const ACCOUNT = 356;
const XREF = `EFS-342:${ACCOUNT}:backup-failed`;

/** Lets the backup of one account fail, with tickets on: it has one open ticket. */
export async function openTicket({ simulator, ask }: SharedBrowser): Promise<void> {
  await saveSettings(ask, withTickets(await ask('settings.read', {})));
  await ask('poll.now', {});
  simulator.backups.runBackup(ACCOUNT, { result: 'failed' });
  await ask('poll.now', {});
  await theTicket(simulator, XREF);
}

function ticket({ connectWise }: Simulator): Row {
  const [first] = connectWise.tables.tickets.where('externalXRef', XREF);
  if (!first) throw new Error('There is no ticket of the failed backup.');
  return first;
}

const own = ({ users }: Simulator) => users.createTicket(eddiesTvRepair, 'Line down at Eddie’s');

export const TICKET_PLACES: readonly Place[] = [
  {
    name: 'service ticket',
    path: (simulator) => ticketUrl(ticket(simulator).id),
    shows: { ticket: 'panel' },
    async ready(page) {
      await new Panel(page).open();
      await expect(new Panel(page).root.getByText('ETV-Primary').first()).toBeVisible();
    },
    async proveChecked(page) {
      // The card says how the account is now: the worker has looked at the ticket and all of the same incident.
      await expect(new Panel(page).root.getByText('ETV-Primary').first()).toBeVisible();
    },
  },
  {
    name: 'company',
    path: () => companyUrl(eddiesTvRepair),
    shows: { 'company panel': 'panel' },
    ready: (page) => new Panel(page).open(),
    async proveChecked(page) {
      await expect(new Panel(page).root.getByText('EFS-342', { exact: true }).first()).toBeVisible();
    },
  },
];

export const TICKET_SCENARIOS: readonly Scenario[] = [
  { code: 'TIX-BOARD', seenAt: SCREENS, arrange: (at) => at.users.moveTicket(ticket(at).id, SEED.boards.helpDesk) },
  { code: 'TIX-CHILD', seenAt: SCREENS, arrange: (at) => at.users.makeChild(ticket(at).id, own(at)) },
  { code: 'TIX-MERGED', seenAt: SCREENS, arrange: (at) => at.users.mergeInto(ticket(at).id, own(at)) },
  {
    code: 'TIX-DUPLICATE',
    seenAt: SCREENS,
    arrange: (at) => void at.connectWise.tables.tickets.insert({ ...ticket(at), id: undefined }, BY),
  },
  { code: 'TIX-STALE', seenAt: SCREENS, arrange: (at) => at.users.closeTicket(ticket(at).id) },
  {
    code: 'TIX-EMAIL',
    seenAt: SCREENS,
    arrange: (at) => void at.users.createTicket(eddiesTvRepair, 'Backup of ETV-Primary failed', { byMail: true }),
  },
];
