import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { X360_KEYS } from '../support/story/connected-browser.ts';
import { restPath, writesSince } from './support/facts.ts';
import { expect, openCompany, test } from './support/fixture.ts';

test.use({ portalKeys: X360_KEYS });

test('x360Recover as it answers in production: linked once, health is shown, and Sync now writes what it can know', async ({
  simulator,
  chromium,
  options,
}) => {
  // Its client ids are another number space: nothing links but a user.
  await options.show('Companies');
  await options.page.getByRole('button', { name: "Confirm Eddie's TV Repair", exact: true }).click();
  await expect(options.page.getByRole('button', { name: "Unlink Eddie's TV Repair", exact: true })).toBeVisible();
  expect(writesSince(simulator)).toEqual([]);
  await options.page.close();
  const { additions } = simulator.connectWise.tables;
  const mailboxes = additions
    .where('agreementId', SEED.agreements.eddiesTvRepair)
    .find(({ quantity }) => quantity === 12);
  const { panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
  await panel.open();
  const health = await panel.health();
  for (const name of ['ETV-Primary', 'ETV-FrontOffice', 'ETV-Truck01', 'ETV-Truck02'])
    expect(health.join('\n')).toContain(name);
  await expect(panel.root.getByText(/^From x360Recover, read/)).toBeVisible();

  const said = await panel.syncNow();
  expect(said).toMatch(/\d+ changes? written/);
  expect(writesSince(simulator).map(restPath)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^\/company\/configurations/)]),
  );
  // x360Recover knows nothing of mailboxes: a blank is no zero.
  expect(additions.get(mailboxes?.id ?? 0)?.quantity).toBe(12);
});
