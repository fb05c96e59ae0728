import { describe, expect, it } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { createRig } from '../connectwise/harness.ts';
import { openWebClient } from './support.ts';

const INTEGRATION = SEED.managedDevicesIntegration;

/** What the form of a record would send: what it was filled with, references by their ids. */
async function openIntegration(options = {}) {
  const client = await openWebClient({ memberId: 'Admin2', ...options });
  const { action } = await client.call('System/GetManagedDevicesIntegrationAction', { recID: INTEGRATION });
  const form = { ...action, integratorLoginRecID: action.integratorLogin.id, locationRecID: 0, businessUnitRecID: 0 };
  const save = (typed: object) => client.call('System/SaveManagedDevicesIntegrationAction', { ...form, ...typed });
  const stored = () => client.state.tables.managedDevicesIntegrations.get(INTEGRATION);
  return { ...client, form, save, stored };
}

describe('Integration Details', () => {
  it('has the values of setup-guides.md#figure-6', async () => {
    const { form } = await openIntegration();
    expect(form).toMatchObject({
      ...{ name: 'eFolder', solution: 'eFolder', loginBy: 'Global', billingLevel: 'Detail', password: '' },
      ...{ matchOnSerialNumber: true, disableNewCrossReferences: true, portalURL: '', username: '' },
      integratorLogin: { name: 'efolder-api' },
    });
  });

  it('saves every field and signs it', async () => {
    const { save, stored } = await openIntegration();
    const typed = {
      ...{ solution: 'Other', portalURL: 'https://x.example', loginBy: 'Member', billingLevel: 'Summary' },
      ...{ matchOnSerialNumber: false, disableNewCrossReferences: false, locationRecID: 1, businessUnitRecID: 1 },
    };
    expect(await save(typed)).toMatchObject({ isSuccess: true });
    expect(stored()).toMatchObject({
      ...{ solution: 'Other', portalUrl: 'https://x.example', loginBy: 'Member', defaultBillingLevel: 'Summary' },
      ...{ matchOnSerialNumberFlag: false, disableNewCrossReferencesFlag: false },
      ...{ defaultLocation: { id: 1 }, defaultDepartment: { id: 1 }, _info: { updatedBy: 'Admin2' } },
    });
  });

  it('keeps a password behind its mask, and clears it when the field is emptied', async () => {
    const { call, save, stored } = await openIntegration();
    await save({ username: 'u', password: 'secret' });
    expect(stored()).toMatchObject({ globalLoginUsername: 'u', globalLoginPassword: 'secret' });
    const { action } = await call('System/GetManagedDevicesIntegrationAction', { recID: INTEGRATION });
    expect(action.password).toMatch(/^\u2022+$/);
    await save({ username: 'v', password: action.password });
    expect(stored()).toMatchObject({ globalLoginUsername: 'v', globalLoginPassword: 'secret' });
    await save({ username: '', password: '' });
    expect(stored()).toMatchObject({ globalLoginUsername: null, globalLoginPassword: null });
  });

  it.each([
    ['no name', { name: ' ' }, 'Name is required.'],
    ['no billing level', { billingLevel: '' }, 'Billing Level is required.'],
    ['a name of 31 characters', { name: 'x'.repeat(31) }, expect.stringContaining('maximum length of 30')],
    ['a user name alone', { username: 'u' }, 'globalLoginPassword is required.'],
  ])('refuses %s and stores nothing', async (_, typed, error) => {
    const { save, stored } = await openIntegration();
    const before = structuredClone(stored());
    expect(await save(typed)).toMatchObject({ isSuccess: false, error });
    expect(stored()).toEqual(before);
  });
});

describe('cross-references', () => {
  const save = 'System/SaveManagedDevicesCrossReferenceAction';
  const typed = { type: 'Online Storage', level: 'Select', configurationTypeRecID: 1, agreementTypeRecID: 1 };

  it('are added, edited, listed and deleted', async () => {
    const { call, list, state } = await openWebClient();
    const payload = { ...typed, integrationRecID: INTEGRATION, productRecID: 2, inactive: false };
    const { action } = await call(save, { ...payload, recID: 0 });
    await call(save, { ...payload, recID: action.recID, level: 'Basic' });
    const { action: read } = await call('System/GetManagedDevicesCrossReferenceAction', {
      ...{ integrationRecID: INTEGRATION, recID: action.recID },
    });
    expect(read).toMatchObject({ type: 'Online Storage', level: 'Basic', product: { id: 2 }, inactive: false });
    const rows = await list('managementcrossreferencelist', { integrationRecID: INTEGRATION });
    expect(rows.at(-1)).toMatchObject({ recID: action.recID, level: 'Basic', configurationType: 'Backup Stats' });
    await call('System/DeleteManagedDevicesCrossReferenceAction', { recID: action.recID });
    expect(state.tables.crossReferences.get(action.recID)).toBeUndefined();
  });

  it('are refused without a type, and for an integration that does not exist', async () => {
    const { call } = await openWebClient();
    const payload = { ...typed, integrationRecID: INTEGRATION, recID: 0 };
    expect(await call(save, { ...payload, type: '' })).toMatchObject({ error: 'Type is required.' });
    expect(await call(save, { ...payload, integrationRecID: 9 })).toMatchObject({ isSuccess: false });
  });
});

describe('a management IT solution', () => {
  const save = 'System/SaveManagementITSolutionAction';

  it('has the values of setup-guides.md#figure-5', async () => {
    const { call } = await openWebClient();
    const { action } = await call('System/GetManagementITSolutionAction', { recID: SEED.managementSolution });
    expect(action).toMatchObject({
      name: 'eFolder',
      type: 'Custom',
      customName: 'eFolder',
      username: '',
      password: '',
    });
  });

  it('is created and changed', async () => {
    const { call, list, state } = await openWebClient();
    const { action } = await call(save, { recID: 0, name: 'x', type: 'Custom', customName: 'x' });
    await call(save, { recID: action.recID, name: 'y', type: 'NAble', customName: '', oneLogin: true });
    expect(state.tables.managementItSolutions.get(action.recID)).toMatchObject({
      ...{ name: 'y', managementItSolutionType: 'NAble', managementSolutionName: null, globalLoginFlag: true },
    });
    expect((await list('managementitsolutionlist')).at(-1)).toMatchObject({ name: 'y', type: 'N-able' });
  });

  it.each([
    ['no name', { name: '' }, 'Name is required.'],
    ['no type', { type: '' }, 'Management IT Solution is required.'],
    ['a custom one without its name', { customName: '' }, 'Custom Solution Name is required.'],
  ])('is refused with %s', async (_, typed, error) => {
    const { call } = await openWebClient();
    const payload = { recID: SEED.managementSolution, name: 'x', type: 'Custom', customName: 'x', ...typed };
    expect(await call(save, payload)).toMatchObject({ isSuccess: false, error });
  });

  it('is not deleted while it has entries', async () => {
    const { call, state } = await openWebClient();
    const remove = (recID: number) => call('System/DeleteManagementITSolutionAction', { recID });
    expect(await remove(SEED.managementSolution)).toMatchObject({ isSuccess: false });
    expect(await remove(2)).toMatchObject({ isSuccess: true });
    expect(state.tables.managementItSolutions.get(2)).toBeUndefined();
  });
});

describe('a status of a board', () => {
  const ids = { boardRecID: SEED.boards.professionalServices, recID: SEED.statuses.new };
  const save = 'System/SaveServiceBoardStatusAction';

  it('has the values of setup-guides.md#figure-1', async () => {
    const { call } = await openWebClient();
    const { action } = await call('System/GetServiceBoardStatusAction', ids);
    expect(action).toMatchObject({
      ...{ description: 'New (not responded)', board: 'Professional Services', externalXRef: 'Not Responded (Set)' },
      ...{ isDefault: true, displayOnBoard: true, closed: false, timeEntryNotAllowed: false, inactive: false },
    });
  });

  it('keeps its cross-reference, and everything else that REST knows of it', async () => {
    const { call, state, list } = await openWebClient();
    const { action } = await call('System/GetServiceBoardStatusAction', ids);
    await call(save, { ...action, ...ids, externalXRef: 'Resolved (Set)', closed: true });
    expect(state.tables.boardStatuses.get(ids.recID)).toMatchObject({
      ...{ externalIntegrationXRef: 'Resolved (Set)', closedStatus: true, escalationStatus: 'NotResponded' },
      board: { id: ids.boardRecID },
    });
    await call(save, { ...action, ...ids, externalXRef: '' });
    const rows = await list('serviceboardstatuslist', { boardRecID: ids.boardRecID });
    expect(rows[0]).toMatchObject({ name: 'New (not responded)', externalXRef: '', isClosed: false });
  });

  it('does not show its cross-reference over REST, and keeps it when REST writes', async () => {
    const { state, call } = createRig();
    const path = `/service/boards/${ids.boardRecID}/statuses/${ids.recID}`;
    expect(JSON.stringify(await call('GET', path))).not.toMatch(/xref|Not Responded \(Set\)/i);
    await call('PATCH', path, [{ op: 'replace', path: 'sortOrder', value: 5 }]);
    expect(state.tables.boardStatuses.get(ids.recID)).toMatchObject({
      ...{ sortOrder: 5, externalIntegrationXRef: 'Not Responded (Set)' },
    });
  });

  it('is created for the board it is opened from', async () => {
    const { call, state } = await openWebClient();
    const { action } = await call(save, { boardRecID: 2, recID: 0, description: 'Waiting', sortOrder: '3' });
    expect(state.tables.boardStatuses.get(action.recID)).toMatchObject({
      name: 'Waiting',
      sortOrder: 3,
      board: { id: 2 },
    });
  });

  it.each([
    ['no description', { description: '' }, 'Status Description is required.'],
    ['words for the order', { sortOrder: 'first' }, 'Sort Order must be a number.'],
    ['an unknown cross-reference', { externalXRef: 'Eaten (Set)' }, 'External Integration XRef is not valid.'],
    ['another board', { boardRecID: 2 }, 'The record was not found.'],
  ])('is refused with %s', async (_, typed, error) => {
    const { call } = await openWebClient();
    expect(await call(save, { ...ids, description: 'x', ...typed })).toMatchObject({ isSuccess: false, error });
  });
});

describe('a member with read-only access', () => {
  it.each([
    'System/SaveManagedDevicesIntegrationAction',
    'System/SaveManagedDevicesCrossReferenceAction',
    'System/DeleteManagedDevicesCrossReferenceAction',
    'System/SaveManagementITSolutionAction',
    'System/DeleteManagementITSolutionAction',
    'System/SaveServiceBoardStatusAction',
    'Service/SaveServiceTicketAction',
  ])('changes nothing stored: %s', async (action) => {
    const { call } = await openWebClient({ readOnly: true });
    expect(await call(action, { recID: 1 })).toMatchObject({
      ...{ isSuccess: false, error: 'You do not have permission to edit this record.' },
    });
  });
});
