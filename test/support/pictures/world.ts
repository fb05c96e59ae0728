import type { Settings } from '../../../lib/domain/settings.ts';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import type { Simulator } from '../../simulator/server.ts';
import { saveSettings } from '../save-settings.ts';

/** What happens in ConnectWise and the portal, so that pictures have something to show. */

type Ask = <T = unknown>(name: string, input: object) => Promise<T>;

const BY = { identifier: 'Admin1' };
/** ETV-Primary: its backup fails. */
const ACCOUNT = 356;
const XREF = `EFS-342:${ACCOUNT}:backup-failed`;

/** A board is chosen and a backup fails: its ticket is opened, and a dispatcher moves it to another board. */
export async function haveTicketMoved(simulator: Simulator, ask: Ask): Promise<void> {
  const settings = await ask<Settings>('settings.read', {});
  const board = { id: SEED.boards.professionalServices, name: 'Professional Services' };
  const newStatus = { id: SEED.statuses.new, name: 'New (not responded)' };
  await saveSettings(ask, { ...settings, tickets: { ...settings.tickets, board, newStatus } });
  simulator.backups.runBackup(ACCOUNT, { result: 'failed' });
  for (let round = 0; round < 200 && ticketOf(simulator) === 0; round++) {
    await ask('poll.now', {});
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const ticket = ticketOf(simulator);
  if (ticket === 0) throw new Error('The failed backup has no ticket.');
  simulator.users.moveTicket(ticket, SEED.boards.helpDesk);
}

/** Number of the failed backup's ticket; 0: there is none yet. */
export function ticketOf({ connectWise }: Simulator): number {
  return connectWise.tables.tickets.where('externalXRef', XREF)[0]?.id ?? 0;
}

/** A line of Joe TV Repair is ten times too high: a sync holds the change until a user approves it. */
export function spoilLine({ connectWise: { tables } }: Simulator): void {
  const [line] = tables.additions.where('agreementId', SEED.agreements.joeTvRepair);
  tables.additions.update(line?.id ?? 0, { quantity: Number(line?.quantity) * 10 }, BY);
}

/** A customer of the portal that has the name of a company without entries. */
export function addNorthside({ portal, clock }: Simulator): void {
  portal.addCustomer({ id: 777, name: 'Northside Bakery', brand: 'doc', active: true, updatedAt: clock.now() });
}

/** Something is wrong in each set-up table. */
export function spoilSetup({ connectWise: { tables } }: Simulator): void {
  tables.managedDevicesIntegrations.update(SEED.managedDevicesIntegration, { matchOnSerialNumberFlag: false }, BY);
  tables.crossReferences.update(1, { vendorLevel: 'select' }, BY);
  tables.managementItSolutions.update(SEED.managementSolution, { managementSolutionName: 'efolder' }, BY);
  tables.boardStatuses.update(SEED.statuses.new, { closedStatus: true }, BY);
}
