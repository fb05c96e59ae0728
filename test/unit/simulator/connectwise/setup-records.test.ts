import { describe, expect, it } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { createRig } from './harness.ts';

const INTEGRATION = '/company/managedDevicesIntegrations';
const PRODUCT = {
  identifier: 'Online Backup Basic Storage',
  description: 'EFS Online Backup Basic Storage',
  customerDescription: 'Basic online backup, $1.50/GB',
  subcategory: { id: 1 },
  type: { id: 1 },
};

describe('set-up records', () => {
  it('are created in a ConnectWise that is not set up', async () => {
    const { call } = createRig({ variant: 'not-set-up' });
    const solution = { name: 'eFolder', managementItSolutionType: 'Custom', managementSolutionName: 'eFolder' };
    expect(await call('POST', '/company/managementItSolutions', solution)).toMatchObject({ status: 201 });
    const integration = { name: 'eFolder', solution: 'eFolder', loginBy: 'Global', defaultBillingLevel: 'Detail' };
    const made = await call('POST', INTEGRATION, integration);
    expect(made).toMatchObject({ status: 201 });
    const product = await call('POST', '/procurement/catalog', PRODUCT);
    expect(product).toMatchObject({ status: 201, body: { productClass: 'NonInventory' } });
    const row = { vendorType: 'Online Storage', vendorLevel: 'Basic', product: { id: product.body.id } };
    const list = `${INTEGRATION}/${made.body.id}/crossReferences`;
    expect(await call('POST', list, row)).toMatchObject({
      status: 200,
      body: { product: { identifier: PRODUCT.identifier } },
    });
    const board = `/service/boards/${SEED.boards.professionalServices}/statuses`;
    expect(await call('POST', board, { name: 'New backup ticket' })).toMatchObject({ status: 201 });
  });

  it.each([
    [
      '/company/managementItSolutions',
      { name: 'LabTech', managementItSolutionType: 'Custom', managementSolutionName: 'x' },
      'ObjectExists',
    ],
    ['/company/managementItSolutions', { name: 'x'.repeat(31), managementItSolutionType: 'NAble' }, 'MaxLengthField'],
    [INTEGRATION, { name: 'eFolder', solution: 'eFolder', loginBy: 'Global' }, 'MissingRequiredField'],
    ['/procurement/catalog', { ...PRODUCT, customerDescription: '' }, 'MissingRequiredField'],
    ['/procurement/catalog', { ...PRODUCT, subcategory: { id: 99 } }, 'NotFound'],
    ['/procurement/catalog', { ...PRODUCT, identifier: 'managed server' }, 'ObjectExists'],
  ])('%s refuses %j', async (path, body, code) => {
    const answer = await createRig({ variant: 'not-set-up' }).call('POST', path, body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code }] } });
  });

  it.each([
    ['a management solution with entries', '/company/managementItSolutions/1'],
    ['a product with additions', '/procurement/catalog/1'],
    ['a product with a cross-reference alone', '/procurement/catalog/5'],
  ])('%s is not deleted', async (_, path) => {
    const { call, state } = createRig();
    for (const { id } of state.tables.additions.where('product/id', 5)) state.tables.additions.remove(id);
    expect(await call('DELETE', path)).toMatchObject({ status: 409, body: { code: 'InUse' } });
    expect(await call('GET', path)).toMatchObject({ status: 200 });
  });

  it('go when nothing uses them, and an integration takes its cross-references along', async () => {
    const { call, state } = createRig();
    expect(await call('DELETE', `${INTEGRATION}/1`)).toMatchObject({ status: 204 });
    expect(state.tables.crossReferences.all()).toEqual([]);
    for (const { id } of state.tables.additions.where('product/id', 5)) state.tables.additions.remove(id);
    expect(await call('DELETE', '/procurement/catalog/5')).toMatchObject({ status: 204 });
  });

  it.each(['subcategories', 'types', 'unitOfMeasures'])('lists /procurement/%s, for reading only', async (table) => {
    const { call } = createRig();
    expect(await call('GET', `/procurement/${table}`)).toMatchObject({
      status: 200,
      body: expect.arrayContaining([expect.objectContaining({ id: 1 })]),
    });
    expect(await call('POST', `/procurement/${table}`, { name: 'x' })).toMatchObject({ status: 405 });
  });
});
