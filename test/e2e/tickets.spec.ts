import { SEED } from '../simulator/connectwise/seed/ids.ts';
import type { Simulator } from '../simulator/server.ts';
import type { Browser } from '../support/browser/browser.ts';
import { OptionsPage } from '../support/page-objects/options-page.ts';
import { connectByMessages } from '../support/story/connect-by-messages.ts';
import { launchBeside } from '../support/story/connected-browser.ts';
import { theClosedTicket, theTicket, ticketsOf } from './support/board.ts';
import { writesSince } from './support/facts.ts';
import { EXHAUSTIVE, expect, openCompany, openSection, pollPortalNow, test } from './support/fixture.ts';

/** ETV-Primary of Eddie's TV Repair (docs/reference/setup-guides.md#figure-14). */
const ACCOUNT = 356;
const XREF = `EFS-342:${ACCOUNT}:backup-failed`;

test.use({ simulatorOptions: { variant: 'clean' } });

test.beforeEach(async ({ chromium, options }) => {
  await options.chooseBoard('Professional Services');
  await options.page.close();
  await pollPortalNow(chromium);
});

test('a failed backup opens one ticket, and the event log reads like the guides’ figure 22', async ({
  simulator,
  chromium,
}) => {
  await fail(simulator, chromium);
  const ticket = await theTicket(simulator, XREF);
  expect(ticket).toMatchObject({ board: 'Professional Services', status: 'New (not responded)', isClosed: false });
  expect(ticket.summary).toMatch(/ETV-Primary/);
  expect(ticket.summary.length).toBeLessThanOrEqual(100);

  const log = await openSection(chromium, 'event-log');
  const row = log.locator('.bb-log-row', { hasText: 'Backup of ETV-Primary failed' }).first();
  await row.locator('summary').click();
  await expect(row).toContainText(/Notifications processed \[2 actions\] on/);
  await expect(row).toContainText(`Opened ConnectWise ticket #${ticket.id}.`);
  await expect(row).toContainText('Updated ConnectWise backup statistics.');

  // The same failure again, within the day and within the throttle: no further ticket and no further note.
  await fail(simulator, chromium);
  expect(await theTicket(simulator, XREF)).toEqual(ticket);
});

test('the ticket is resolved by recovery, with a note that reports it', async ({ simulator, chromium }) => {
  await fail(simulator, chromium);
  await theTicket(simulator, XREF);
  await recover(simulator, chromium);
  const closed = await theClosedTicket(simulator, XREF);
  expect(closed.status).toBe('>Closed');
  expect(closed.notes.at(-1)).toMatch(/over|recovered/i);

  // The same failure an hour later: the same ticket. Two days later it is another incident.
  simulator.clock.advance(3_600_000);
  await fail(simulator, chromium);
  await expect.poll(() => ticketsOf(simulator, XREF).map(({ isClosed }) => isClosed)).toEqual([false]);
  await recover(simulator, chromium);
  await theClosedTicket(simulator, XREF);
  simulator.clock.advance(48 * 3_600_000);
  await fail(simulator, chromium);
  await expect.poll(() => ticketsOf(simulator, XREF).map(({ isClosed }) => isClosed)).toEqual([true, false]);
});

test(
  'a ticket that was moved to another board is followed and closed there',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    await fail(simulator, chromium);
    const { id } = await theTicket(simulator, XREF);
    simulator.users.moveTicket(id, SEED.boards.helpDesk);
    simulator.clock.advance(25 * 3_600_000);
    await fail(simulator, chromium);
    expect(await theTicket(simulator, XREF)).toMatchObject({ id, board: 'Help Desk', isClosed: false });
    await recover(simulator, chromium);
    expect(await theClosedTicket(simulator, XREF)).toMatchObject({ id, board: 'Help Desk', status: '>Closed' });
  },
);

test(
  'a ticket that became a child is still noted and closed as itself',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    await fail(simulator, chromium);
    const { id } = await theTicket(simulator, XREF);
    const parent = simulator.users.createTicket(SEED.companies.eddiesTvRepair, 'Line down at Eddie’s');
    simulator.users.makeChild(id, parent);
    await recover(simulator, chromium);
    expect(await theClosedTicket(simulator, XREF)).toMatchObject({ id });
    expect(simulator.connectWise.tables.tickets.get(parent)).toMatchObject({ status: { id: SEED.statuses.new } });
  },
);

test(
  'a ticket merged into a technician’s own is reported there, and that one is left open',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    await fail(simulator, chromium);
    const { id } = await theTicket(simulator, XREF);
    const own = simulator.users.createTicket(SEED.companies.eddiesTvRepair, 'Line down at Eddie’s');
    simulator.users.mergeInto(id, own);
    await recover(simulator, chromium);
    await expect.poll(() => simulator.connectWise.tables.ticketNotes.where('ticketId', own).length).toBe(1);
    expect(simulator.connectWise.tables.tickets.get(own)).toMatchObject({ status: { id: SEED.statuses.new } });
    expect(ticketsOf(simulator, XREF)).toHaveLength(1);
  },
);

test('two technicians’ browsers at once create one ticket', EXHAUSTIVE, async ({ simulator, chromium }) => {
  const second = await launchBeside(simulator);
  try {
    await connectByMessages(second);
    const options = new OptionsPage(await second.openOwn('options.html'));
    await options.chooseBoard('Professional Services');
    await options.page.close();
    await pollPortalNow(second);
    simulator.backups.runBackup(ACCOUNT, { result: 'failed' });
    // Both poll at the same moment, and every create takes its time: the race that makes duplicates.
    simulator.faults.add({
      site: 'rest',
      method: 'POST',
      times: 'always',
      effect: { kind: 'latency', milliseconds: 1500 },
    });
    await Promise.all([pollPortalNow(chromium), pollPortalNow(second)]);
    simulator.faults.clear();
    const ticket = await theTicket(simulator, XREF);
    const all = ticketsOf(simulator, XREF);
    expect(ticket.id, 'the lowest number stays').toBe(Math.min(...all.map(({ id }) => id)));
    simulator.backups.runBackup(ACCOUNT, { result: 'ok' });
    await Promise.all([pollPortalNow(chromium), pollPortalNow(second)]);
    await expect
      .poll(() => ticketsOf(simulator, XREF).every(({ isClosed }) => isClosed), { timeout: 225_000 })
      .toBe(true);
  } finally {
    await second.close();
  }
});

test(
  'a worker stopped while it writes a ticket is woken by the alarm and ends with one',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    simulator.faults.add({
      site: 'rest',
      method: 'POST',
      path: '/service/tickets',
      times: 'always',
      effect: { kind: 'latency', milliseconds: 2000 },
    });
    simulator.backups.runBackup(ACCOUNT, { result: 'failed' });
    const popup = await chromium.openOwn('popup.html');
    await popup.getByRole('button', { name: 'Check now' }).click();
    await expect.poll(() => writesTickets(simulator), { timeout: 100_000, intervals: [50] }).toBeGreaterThan(0);
    await popup.close();
    await chromium.stopWorker();
    simulator.faults.clear();
    await theTicket(simulator, XREF, 75_000);
    const log = await openSection(chromium, 'event-log');
    const row = log.locator('.bb-log-row', { hasText: 'Backup of ETV-Primary failed' }).first();
    await expect(row).toContainText(/#\d+/, { timeout: 225_000 });
  },
);

test(
  'a ticket of the mail connector about the same failure is reported in the panel, and merged by a click',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    await fail(simulator, chromium);
    const { id } = await theTicket(simulator, XREF);
    const duplicate = simulator.users.createTicket(SEED.companies.eddiesTvRepair, 'Backup of ETV-Primary failed', {
      byMail: true,
    });
    const { panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
    await panel.open();
    await panel.previewFix('TIX-EMAIL');
    expect((await panel.planned()).join('\n')).toContain(`#${duplicate}`);
    await panel.apply();
    await panel.untilGone('TIX-EMAIL');
    expect(simulator.connectWise.tables.tickets.get(duplicate)).toMatchObject({ mergedParentTicket: { id } });
  },
);

test('Reprocess syncs an old event at once, in spite of the throttle', EXHAUSTIVE, async ({ simulator, chromium }) => {
  await fail(simulator, chromium);
  await theTicket(simulator, XREF);
  simulator.backups.grow(ACCOUNT, { onlineBytes: 5_000_000_000 });
  await pollPortalNow(chromium);
  const before = simulator.traffic.exchanges.length;
  const log = await openSection(chromium, 'event-log');
  const row = log.locator('.bb-log-row', { hasText: 'Backup of ETV-Primary failed' }).first();
  await row.locator('summary').click();
  await row.getByRole('button', { name: /^Reprocess/ }).click();
  await expect.poll(() => writesSince(simulator, before).length, { timeout: 150_000 }).toBeGreaterThan(0);
  await expect(row).toContainText('Updated ConnectWise agreement parts.', { timeout: 150_000 });
});

async function fail(simulator: Simulator, browser: Browser): Promise<void> {
  simulator.backups.runBackup(ACCOUNT, { result: 'failed' });
  await pollPortalNow(browser);
}

async function recover(simulator: Simulator, browser: Browser): Promise<void> {
  simulator.backups.runBackup(ACCOUNT, { result: 'ok' });
  await pollPortalNow(browser);
}

/** Tickets that were created, or are just being. */
function writesTickets(simulator: Simulator): number {
  return writesSince(simulator).filter(({ url }) => url.includes('/service/tickets')).length;
}
