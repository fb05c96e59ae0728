import { describe, expect, it } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { openWebClient } from './support.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const AGREEMENT = SEED.agreements.eddiesTvRepair;
const SAVE_ADDITION = 'Finance/SaveAgreementAdditionAction';

async function openAddition() {
  const client = await openWebClient({ memberId: 'Admin2' });
  const [row] = client.state.tables.additions.where('agreementId', AGREEMENT);
  if (!row) throw new Error('The seed has no addition.');
  const ids = { agreementRecID: AGREEMENT, additionRecID: row.id };
  const { action } = await client.call('Finance/GetAgreementAdditionAction', ids);
  return { ...client, row, form: { ...action, ...ids } };
}

describe('saving an addition', () => {
  it('changes the stored record and signs it with the member at the screen', async () => {
    const { call, state, row, form } = await openAddition();
    const saved = await call(SAVE_ADDITION, { ...form, quantity: '412', serialNumber: 'EFS-342', unitPrice: '2.00' });
    expect(saved).toMatchObject({ isSuccess: true, error: null, action: { additionRecID: row.id } });
    expect(state.tables.additions.get(row.id)).toMatchObject({
      ...{ quantity: 412, serialNumber: 'EFS-342', unitPrice: 2 },
      _info: { updatedBy: 'Admin2' },
    });
  });

  it('keeps every member that the user did not edit', async () => {
    const { call, state, row, form } = await openAddition();
    const { _info, ...before } = structuredClone(row);
    await call(SAVE_ADDITION, form);
    expect(state.tables.additions.get(row.id)).toMatchObject(before);
  });

  it('shows what ConnectWise works out, below zero as in setup-guides.md#figure-19', async () => {
    const { call, list, row, form } = await openAddition();
    const typed = { quantity: '', lessIncluded: '150', unitPrice: '0.50', unitCost: '0' };
    await call(SAVE_ADDITION, { ...form, ...typed });
    const rows = await list('agreementadditionlist', { agreementRecID: AGREEMENT });
    expect(rows.find(({ recID }: { recID: number }) => recID === row.id)).toMatchObject({
      quantity: 0,
      extPrice: -75,
      margin: -75,
    });
  });

  it('keeps No Charge while the one check box stays unchecked, and makes it Billable when checked', async () => {
    const { call, state, row, form } = await openAddition();
    state.tables.additions.update(row.id, { billCustomer: 'NoCharge' }, { identifier: 'x' });
    await call(SAVE_ADDITION, { ...form, billCustomer: false });
    expect(state.tables.additions.get(row.id)?.billCustomer).toBe('NoCharge');
    await call(SAVE_ADDITION, { ...form, billCustomer: true });
    expect(state.tables.additions.get(row.id)?.billCustomer).toBe('Billable');
  });

  it.each([
    ['no product', { productRecID: 0 }, 'Product is required.'],
    ['a bundle', { productRecID: 14 }, 'A bundle cannot be added to an agreement.'],
    ['a long serial number', { serialNumber: 'x'.repeat(51) }, 'SerialNumber is limited to 50 characters.'],
    ['words for a quantity', { quantity: 'many' }, 'Total Quantity must be a number.'],
    ['no effective date', { effectiveDate: '' }, 'Effective Date is required.'],
    [
      'an end before the start',
      { cancelledDate: '2001-01-01T00:00:00Z' },
      'Cancelled Date must not be before Effective Date.',
    ],
  ])('refuses %s and stores nothing', async (_, typed, error) => {
    const { call, state, row, form } = await openAddition();
    const before = structuredClone(row);
    expect(await call(SAVE_ADDITION, { ...form, ...typed })).toEqual({ isSuccess: false, error, action: null });
    expect(state.tables.additions.get(row.id)).toEqual(before);
  });

  it('refuses an addition of another agreement', async () => {
    const { call, form } = await openAddition();
    const answer = await call(SAVE_ADDITION, { ...form, agreementRecID: SEED.agreements.joeTvRepair });
    expect(answer).toMatchObject({ isSuccess: false, error: 'The record was not found.' });
  });

  it('adds a new line', async () => {
    const { call, state, form } = await openAddition();
    const { action } = await call(SAVE_ADDITION, { ...form, additionRecID: 0, productRecID: 2 });
    expect(state.tables.additions.get(action.additionRecID)).toMatchObject({
      agreementId: AGREEMENT,
      product: { id: 2 },
    });
  });
});

describe('managed-id entries', () => {
  const ENTRY = { solutionRecID: 1, managedID: 'EFS-342', deviceType: 'BackupStats', agreementRecID: 0 };
  const fromCompany = 'Company/SaveManagementSolutionAction';
  const fromSetup = 'System/SaveManagedDevicesCompanyAction';

  it('cannot be added from the company (setup-guides.md#2022-managed-id)', async () => {
    const { call, state } = await openWebClient();
    const before = state.tables.managementSummaryReports.where('company/id', EDDIE).length;
    const answer = await call(fromCompany, { ...ENTRY, companyRecID: EDDIE, recID: 0 });
    expect(answer).toMatchObject({ isSuccess: false, error: expect.stringContaining('Setup Tables') });
    expect(state.tables.managementSummaryReports.where('company/id', EDDIE)).toHaveLength(before);
  });

  it('can be edited there, counters untouched', async () => {
    const { call, state } = await openWebClient();
    const { managementSummaryReports } = state.tables;
    const [entry] = managementSummaryReports.where('company/id', EDDIE);
    const recID = entry?.id ?? 0;
    managementSummaryReports.update(recID, { successfulBackupJobs: 12 }, { identifier: 'x' });
    const answer = await call(fromCompany, { ...ENTRY, managedID: ' EFS-343 ', companyRecID: EDDIE, recID });
    expect(answer.isSuccess).toBe(true);
    expect(managementSummaryReports.get(recID)).toMatchObject({
      ...{ groupIdentifier: 'EFS-343', successfulBackupJobs: 12, company: { id: EDDIE } },
      _info: { updatedBy: 'Admin1' },
    });
  });

  it('are added in the setup table and then listed last on the company', async () => {
    const { call, list, state } = await openWebClient();
    const { action } = await call(fromSetup, { ...ENTRY, managedID: 'EFS-9', companyRecID: EDDIE, recID: 0 });
    expect(state.tables.managementSummaryReports.get(action.recID)?.company).toMatchObject({ id: EDDIE });
    const rows = await list('companymanagementsolutionlist', { companyRecID: EDDIE });
    expect(rows.at(-1)).toEqual({
      ...{ recID: action.recID, solution: 'eFolder', managedID: 'EFS-9', agreement: '', deviceType: 'Backup Stats' },
    });
  });

  it.each([
    ['no solution', { solutionRecID: 0 }, 'Solution is required.'],
    ['no managed id', { managedID: '  ' }, 'Managed ID is required.'],
    ['101 characters', { managedID: 'x'.repeat(101) }, 'Managed ID is limited to 100 characters.'],
    ['an unknown device type', { deviceType: 'Toasters' }, 'Device Type is required.'],
  ])('are refused with %s', async (_, typed, error) => {
    const { call } = await openWebClient();
    expect(await call(fromSetup, { ...ENTRY, ...typed, companyRecID: EDDIE, recID: 0 })).toMatchObject({ error });
  });

  it('are refused with an agreement of another company', async () => {
    const { call } = await openWebClient();
    const typed = { ...ENTRY, agreementRecID: SEED.agreements.joeTvRepair, companyRecID: EDDIE, recID: 0 };
    expect(await call(fromSetup, typed)).toMatchObject({ isSuccess: false });
  });
});

describe('a member with read-only access', () => {
  it.each([
    [SAVE_ADDITION, { agreementRecID: AGREEMENT, additionRecID: 1 }],
    ['Company/SaveCompanyDetailAction', { companyRecID: EDDIE, name: 'x', identifier: 'x' }],
    ['System/DeleteManagedDevicesCompanyAction', { recID: 1 }],
  ])('changes nothing stored: %s', async (action, payload) => {
    const { call } = await openWebClient({ readOnly: true });
    expect(await call(action, payload)).toMatchObject({
      ...{ isSuccess: false, error: 'You do not have permission to edit this record.' },
    });
  });
});
