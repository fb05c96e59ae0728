import { ticketsOf } from './support/board.ts';
import { expect, pollPortalNow, test } from './support/fixture.ts';

test.use({ simulatorOptions: { variant: 'clean' } });

/** Of ETV-Primary (docs/reference/setup-guides.md#figure-14). */
const ACCOUNT = 356;
const XREF = `EFS-342:${ACCOUNT}:backup-failed`;

test('incidents that lasted at the first contact get a ticket each by a user’s choice, and once', async ({
  simulator,
  chromium,
  options,
}) => {
  simulator.backups.runBackup(ACCOUNT, { result: 'failed' });
  await pollPortalNow(chromium);
  await options.chooseBoard('Professional Services');
  const { page } = options;
  const card = page.getByRole('region', { name: 'Incidents without a ticket' });
  expect(simulator.connectWise.tables.tickets.all()).toHaveLength(0);

  await card.getByRole('button', { name: /^Open tickets for \d+ ongoing incidents?…$/ }).click();
  const row = card.getByRole('row', { name: /ETV-Primary/ });
  await expect(row).toContainText("Eddie's TV Repair");
  await expect(row).toContainText('Professional Services');
  // All of them are chosen at first; here one is.
  await card.getByRole('checkbox', { name: 'All' }).uncheck();
  await row.getByRole('checkbox').check();
  await card.getByRole('button', { name: 'Open 1 ticket on this board' }).click();
  await expect(card.getByText('1 of 1 done')).toBeVisible();
  const [ticket, ...more] = ticketsOf(simulator, XREF);
  expect(more).toEqual([]);
  expect(ticket).toMatchObject({ board: 'Professional Services', status: 'New (not responded)', isClosed: false });
  await expect(card.getByRole('link', { name: `Ticket #${ticket?.id}` })).toBeVisible();
  expect(simulator.connectWise.tables.tickets.all()).toHaveLength(1);

  await card.getByRole('button', { name: 'Close the list' }).click();
  await page.reload();
  await expect(card.getByText(/^Looking for/)).toHaveCount(0);
  await expect(row).toHaveCount(0);
  const rest = card.getByRole('button', { name: /^Open tickets for/ });
  if (await rest.isVisible()) {
    await rest.click();
    await expect(row).toHaveCount(0);
  }
  await pollPortalNow(chromium);
  expect(simulator.connectWise.tables.tickets.all()).toHaveLength(1);
});
