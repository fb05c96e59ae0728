import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Action,
  type RightFunction,
  removeRight,
  restoreKey,
  restoreRight,
  revokeKey,
  setRight,
} from '../../../simulator/connectwise/rights.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { AUTHORIZATION, createRig, ids, type Rig } from './harness.ts';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
const ENTRIES = `/company/companies/${SEED.companies.joeTvRepair}/managementSummaryReports`;
const ADDITION = `/finance/agreements/${SEED.agreements.eddiesTvRepair}/additions/1`;
const quantity = [{ op: 'replace', path: 'quantity', value: 1 }];

describe('rights', () => {
  it.each<[RightFunction, Action, string, string, unknown]>([
    ['Company Maintenance', 'inquire', 'GET', ENTRIES, undefined],
    ['Company Maintenance', 'add', 'POST', ENTRIES, { groupIdentifier: 'x' }],
    ['Configurations', 'inquire', 'GET', '/company/configurations', undefined],
    ['Agreements', 'edit', 'PATCH', ADDITION, quantity],
    ['Agreements', 'delete', 'DELETE', ADDITION, undefined],
    ['Product Catalog', 'inquire', 'GET', '/procurement/catalog/1', undefined],
    ['Table Setup', 'inquire', 'GET', '/company/managementItSolutions/count', undefined],
    ['Service Tickets', 'add', 'POST', '/service/tickets', { summary: 'x', company: { id: 101 } }],
    ['Member Maintenance', 'inquire', 'GET', '/system/apiMembers', undefined],
  ])('%s %s guards %s %s', async (name, action, method, path, body) => {
    removeRight(rig.state, { function: name, action });
    expect(await rig.call(method, path, body)).toMatchObject({
      status: 403,
      body: { code: 'Security', message: 'You do not have security permission to perform this action.' },
    });
    restoreRight(rig.state, { function: name, action });
    expect((await rig.call(method, path, body)).status).toBeLessThan(300);
  });

  it('shows the role as it is', async () => {
    removeRight(rig.state, { function: 'Agreements', action: 'edit' });
    const path = `/system/securityRoles/${SEED.securityRole}/settings?conditions=moduleFunctionName%3D%22Agreements%22`;
    expect((await rig.call('GET', path)).body).toMatchObject([
      { moduleName: 'Finance', editLevel: 'None', inquireLevel: 'All' },
    ]);
  });

  it('limits level My to own records', async () => {
    setRight(rig.state, { function: 'Company Maintenance', action: 'inquire' }, 'My');
    const created = await rig.call('POST', ENTRIES, { groupIdentifier: 'mine' });
    const listed = await rig.call('GET', ENTRIES);
    expect(ids(listed.body)).toEqual([created.body.id]);
  });

  it('needs nothing for the probe', async () => {
    removeRight(rig.state, { function: 'Table Setup', action: 'inquire' });
    expect((await rig.call('GET', '/system/info')).body).toMatchObject({ isCloud: true, version: rig.state.version });
  });
});

describe('keys', () => {
  const key = (text: string) => ({ authorization: `Basic ${btoa(text)}` });
  it.each([
    ['no header', { authorization: '' }],
    ['a wrong private key', key(`${SEED.companyId}+${SEED.publicKey}:wrong`)],
    ['another company', key(`other+${SEED.publicKey}:${SEED.privateKey}`)],
    ['keys without company', key(`${SEED.publicKey}:${SEED.privateKey}`)],
    ['a bearer token', { authorization: AUTHORIZATION.replace('Basic', 'Bearer') }],
    ['no clientId', { clientId: '' }],
  ])('refuses %s', async (_, headers) => {
    expect(await rig.call('GET', '/system/info', undefined, headers)).toMatchObject({
      status: 401,
      body: { code: 'Unauthorized' },
    });
  });

  it('refuses revoked keys until they are restored', async () => {
    expect(revokeKey(rig.state, 'unknown')).toBe(false);
    expect(revokeKey(rig.state, SEED.publicKey)).toBe(true);
    expect((await rig.call('GET', '/system/info')).status).toBe(401);
    restoreKey(rig.state, SEED.publicKey);
    expect((await rig.call('GET', '/system/info')).status).toBe(200);
  });
});
