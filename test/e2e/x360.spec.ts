import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { X360_KEYS } from '../support/story/connected-browser.ts';
import { restPath, writesSince } from './support/facts.ts';
import { expect, openCompany, test } from './support/fixture.ts';

test.use({ portalKeys: X360_KEYS });

test('x360Recover as it answers in production: health is shown, Sync now writes what is known and nothing else', async ({
  simulator,
  chromium,
  options,
}) => {
  await expect(options.page.getByText('Saved.', { exact: true })).toBeVisible();
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
  await expect(panel.root.getByText(/From x360Recover, read/)).toBeVisible();

  const said = await panel.syncNow();
  expect(said).toMatch(/\d+ changes? written/);
  expect(writesSince(simulator).map(restPath)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^\/company\/configurations/)]),
  );
  // x360Recover knows nothing of mailboxes: a blank is no zero.
  expect(additions.get(mailboxes?.id ?? 0)?.quantity).toBe(12);
});
