import { SERVICES } from '../../lib/domain/service.ts';
import { OptionsPage } from '../support/page-objects/options-page.ts';
import { CONNECTWISE_KEYS, EFS_PORTAL_KEYS } from '../support/story/connected-browser.ts';
import { expect, test } from './support/fixture.ts';

test.use({ simulatorOptions: { variant: 'not-set-up' } });

const PRODUCT = 'Online Backup Basic Storage';

test('products are created from their templates at the prices that were typed, after a preview, and are undone', async ({
  simulator,
  chromium,
}) => {
  const { catalog } = simulator.connectWise.tables;
  const before = catalog.all().length;
  const options = new OptionsPage(await chromium.openOwn('options.html'));
  await options.typeConnectWise(CONNECTWISE_KEYS);
  await options.click(options.connectWise, 'Save');
  await options.typePortal(EFS_PORTAL_KEYS);
  await options.click(options.portal, 'Save');
  await options.show('Services & products');

  const card = options.page.getByRole('group', { name: 'Products and cross-references' });
  await card.getByRole('button', { name: 'Create products' }).click();
  const service = SERVICES.find(({ id }) => id === 'online-basic')?.title ?? '';
  await expect(card.getByLabel(`Product ID of ${service}`)).toHaveValue(PRODUCT);
  await card.getByLabel(`Price of ${service}`).fill('1,50');
  await card.getByLabel('Create their cross-references too').uncheck();
  const chosen = await card.getByRole('checkbox', { name: /^Create a product for/, checked: true }).count();
  await card.getByRole('button', { name: `Preview ${chosen} products` }).click();
  await expect(card.getByText(`${chosen} changes in ConnectWise.`, { exact: false })).toBeVisible();
  expect(catalog.all()).toHaveLength(before);
  await card.getByRole('button', { name: `Apply ${chosen} changes` }).click();
  await expect(card.getByText(`${chosen} changes written.`)).toBeVisible();

  expect(catalog.all()).toHaveLength(before + chosen);
  expect(catalog.where('identifier', PRODUCT)).toMatchObject([
    {
      description: `EFS ${PRODUCT}`,
      customerDescription: expect.stringContaining('$1.50/GB'),
      productClass: 'Service',
      price: 1.5,
      type: { name: 'Software' },
      subcategory: { name: 'Managed Services' },
      unitOfMeasure: { name: 'Each' },
    },
  ]);

  await card.getByRole('button', { name: 'Undo this…' }).click();
  await card.getByRole('button', { name: `Undo ${chosen} changes` }).click();
  await expect(card.getByText(`${chosen} changes written.`)).toBeVisible();
  expect(catalog.all()).toHaveLength(before);
  await card.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(card.getByRole('button', { name: 'Create products' })).toBeVisible();
});
