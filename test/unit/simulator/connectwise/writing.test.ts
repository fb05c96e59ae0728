import { beforeEach, describe, expect, it } from 'vitest';
import { agreementStatusOf } from '../../../simulator/connectwise/resources/agreements.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import type { Row } from '../../../simulator/connectwise/table.ts';
import { createRig, ids, type Rig } from './harness.ts';

const ENTRIES = `/company/companies/${SEED.companies.northside}/managementSummaryReports`;
const ADDITIONS = `/finance/agreements/${SEED.agreements.eddiesTvRepair}/additions`;
const ADDITION = `${ADDITIONS}/1`;
let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];

describe('POST', () => {
  it('answers 201 with the reference expanded and who wrote it', async () => {
    const entry = { groupIdentifier: 'EFS-9', deviceType: 'BackupStats', managementSolution: { id: 1 } };
    const { status, body } = await rig.call('POST', ENTRIES, entry);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...entry,
      managementSolution: { id: 1, name: 'eFolder', setupName: 'eFolder' },
      company: { id: SEED.companies.northside, identifier: 'Northside' },
      _info: { updatedBy: SEED.apiMember.identifier, lastUpdated: expect.stringMatching(/Z$/) },
    });
  });

  it('answers 200 for cross-references, as the description requires', async () => {
    const path = `/company/managedDevicesIntegrations/${SEED.managedDevicesIntegration}/crossReferences`;
    const { status, body } = await rig.call('POST', path, { vendorType: 'Online Storage', product: { id: 1 } });
    expect([status, body.product]).toEqual([
      200,
      { id: 1, identifier: 'Online Backup Select Storage', serializedFlag: false },
    ]);
  });

  it.each([
    [ENTRIES, {}, 'MissingRequiredField', 'groupIdentifier', 'groupIdentifier is required.'],
    [
      ENTRIES,
      { groupIdentifier: 'x'.repeat(101) },
      'MaxLengthField',
      'groupIdentifier',
      'The field groupIdentifier must be a string with a maximum length of 100.',
    ],
    [
      ENTRIES,
      { groupIdentifier: 'x', managementSolution: { id: 77 } },
      'NotFound',
      'managementSolution/id',
      'Management Solution 77 not found',
    ],
    [ADDITIONS, { billCustomer: 'Billable' }, 'MissingRequiredField', 'product', 'product is required.'],
    [
      ADDITIONS,
      { billCustomer: 'Billable', product: { id: 14 } },
      'InvalidField',
      'product/id',
      expect.stringContaining('Bundle'),
    ],
  ])('refuses %s %o with %s', async (path, sent, code, field, message) => {
    const { status, body } = await rig.call('POST', path, sent);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'InvalidObject',
      message: expect.stringMatching(/ object is invalid$/),
      errors: [{ code, field, message }],
    });
  });

  it.each([
    [
      { groupIdentifier: 'x', colour: 'red' },
      "Could not find member 'colour' on object of type 'CompanyManagementSummary'.",
    ],
    [
      { groupIdentifier: 'x', agreement: { id: 201, colour: 1 } },
      "Could not find member 'colour' on object of type 'AgreementReference'.",
    ],
    [{ groupIdentifier: 5 }, "Error converting value 5 to type 'System.String'. Path 'groupIdentifier'."],
    [{ groupIdentifier: 'x', deviceType: 'Backup Stats' }, expect.stringContaining("Path 'deviceType'")],
    [{ groupIdentifier: 'x', totalServers: 1.5 }, expect.stringContaining('System.Int32')],
  ])('refuses %o', async (sent, message) => {
    expect(await rig.call('POST', ENTRIES, sent)).toMatchObject({
      status: 400,
      body: { code: 'InvalidObject', message },
    });
    expect(ids((await rig.call('GET', ENTRIES)).body)).toEqual([]);
  });

  it('refuses a second company of one identifier, and one without address', async () => {
    const duplicate = { identifier: 'eddiestv', name: 'Duplicate', city: 'Tampa' };
    expect((await rig.call('POST', '/company/companies', duplicate)).body).toMatchObject({
      errors: [{ code: 'ObjectExists', field: 'identifier' }],
    });
    const placeless = await rig.call('POST', '/company/companies', { identifier: 'New', name: 'New' });
    expect(placeless.body).toMatchObject({ errors: [{ code: 'MissingRequiredField' }] });
    expect((await rig.call('POST', '/company/companies', { ...duplicate, identifier: 'New' })).status).toBe(201);
    expect((await rig.call('PATCH', '/company/companies/101', replace('identifier', 'EDDIESTV'))).status).toBe(200);
  });

  it('reports a parent that does not exist', async () => {
    expect(
      (await rig.call('POST', '/company/companies/9/managementSummaryReports', { groupIdentifier: 'x' })).status,
    ).toBe(404);
  });

  it('fills an addition from the catalog', async () => {
    const sent = { product: { id: 2 }, billCustomer: 'Billable', quantity: 10, lessIncluded: 25, unitPrice: 1.25 };
    const { body } = await rig.call('POST', ADDITIONS, sent);
    expect(body).toMatchObject({
      unitPrice: 1.25,
      unitCost: 0,
      invoiceDescription: 'Basic online backup, $1.50/GB',
      description: 'EFS Online Backup Basic Storage',
      ...{ billedQuantity: -15, extPrice: -18.75, margin: -18.75, uom: 'Each', agreementStatus: 'Active' },
    });
  });
});

describe('PATCH', () => {
  it('changes one member, the time and the writer, and nothing else', async () => {
    const before = (await rig.call('GET', ADDITION)).body;
    rig.clock.advance(60_000);
    const { status, body } = await rig.call('PATCH', ADDITION, replace('invoiceDescription', 'ETV-Primary'));
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      invoiceDescription: 'ETV-Primary',
      _info: { ...(before._info as object), lastUpdated: rig.clock.iso(), updatedBy: SEED.apiMember.identifier },
    });
  });

  it('re-defaults price and texts when the product changes, but not what is sent with it', async () => {
    await rig.call('PATCH', ADDITION, [...replace('unitPrice', 9), ...replace('billCustomer', 'NoCharge')]);
    const { body } = await rig.call('PATCH', ADDITION, [...replace('product', { id: 2 }), ...replace('unitCost', 0.3)]);
    expect(body).toMatchObject({
      unitPrice: 1.5,
      unitCost: 0.3,
      billCustomer: 'Billable',
      description: 'EFS Online Backup Basic Storage',
    });
    const again = await rig.call('PATCH', ADDITION, [...replace('product', { id: 2 }), ...replace('unitPrice', 9)]);
    expect((await rig.call('PATCH', ADDITION, replace('product', { id: 2 }))).body.unitPrice).toBe(
      again.body.unitPrice,
    );
  });

  it('answers a false 200 to a path into a reference', async () => {
    const before = (await rig.call('GET', ADDITION)).body;
    rig.clock.advance(60_000);
    const { status, body } = await rig.call('PATCH', ADDITION, replace('product/id', 2));
    expect([status, body]).toEqual([200, before]);
  });

  it('accepts a leading slash, and removes', async () => {
    expect((await rig.call('PATCH', ADDITION, replace('/serialNumber', 'EFS-1'))).body.serialNumber).toBe('EFS-1');
    const { body } = await rig.call('PATCH', ADDITION, [{ op: 'remove', path: 'serialNumber' }]);
    expect(body).not.toHaveProperty('serialNumber');
  });

  it('ignores what the server derives', async () => {
    const { status, body } = await rig.call('PATCH', ADDITION, replace('extPrice', 1));
    expect([status, body.extPrice]).toEqual([200, 442.62]);
  });

  it.each([
    ['an object', { quantity: 1 }],
    ['an unknown member', replace('Quantity', 1)],
    ['the id', replace('id', 5)],
    ['_info', replace('_info', {})],
    ['an unknown operation', [{ op: 'test', path: 'quantity', value: 1 }]],
    ['no path', [{ op: 'replace', value: 1 }]],
    ['a required member removed', [{ op: 'remove', path: 'product' }]],
    ['text for a number', replace('quantity', '5')],
  ])('refuses %s', async (_, body) => {
    const before = (await rig.call('GET', ADDITION)).body;
    expect((await rig.call('PATCH', ADDITION, body)).status).toBe(400);
    expect((await rig.call('GET', ADDITION)).body).toEqual(before);
  });
});

describe('PUT and DELETE', () => {
  it('resets what a PUT omits', async () => {
    const { body } = await rig.call('PUT', ADDITION, {
      id: 1,
      product: { id: 1 },
      billCustomer: 'Billable',
      quantity: 3,
    });
    expect(body).toMatchObject({ quantity: 3, lessIncluded: 0 });
    expect(body).not.toHaveProperty('serialNumber');
    expect((await rig.call('PUT', ADDITION, { quantity: 3 })).status).toBe(400);
  });

  it('deletes once', async () => {
    expect((await rig.call('DELETE', ADDITION)).status).toBe(204);
    expect(await rig.call('DELETE', ADDITION)).toMatchObject({ status: 404, body: { code: 'NotFound' } });
  });

  it('has no verb that the API lacks', async () => {
    expect((await rig.call('DELETE', '/system/apiMembers/1')).status).toBe(405);
    expect((await rig.call('POST', '/system/securityRoles/1/settings', {})).status).toBe(405);
    expect((await rig.call('PATCH', '/company/companies', [])).status).toBe(405);
  });
});

it('keeps an agreement to the end of its last day, in the site’s zone', () => {
  const ends = { endDate: '2026-11-30T00:00:00Z', noEndingDateFlag: false } as unknown as Row;
  const at = (time: string) => rig.clock.at(Date.parse(time), () => agreementStatusOf(ends, rig.clock));
  expect([at('2026-11-30T12:00:00Z'), at('2026-12-01T04:59:59Z'), at('2026-12-01T05:00:00Z')]).toEqual([
    'Active',
    'Active',
    'Expired',
  ]);
});

it('expires an agreement when time passes its end', async () => {
  const path = `/finance/agreements/${SEED.agreements.joeTvRepair}`;
  const end = new Date(rig.clock.now() + 86_400_000).toISOString();
  const { body } = await rig.call('PATCH', path, [...replace('endDate', end), ...replace('noEndingDateFlag', false)]);
  expect(body.agreementStatus).toBe('Active');
  rig.clock.advance(3 * 86_400_000); // The end is a day of the tenant, whose day may end five hours after that of UTC.
  expect((await rig.call('GET', path)).body.agreementStatus).toBe('Expired');
  const additions = await rig.call('GET', `${path}/additions?fields=agreementStatus&pageSize=1`);
  expect(additions.body).toEqual([{ agreementStatus: 'Expired' }]);
});
