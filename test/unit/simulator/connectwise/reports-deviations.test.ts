import { beforeEach, describe, expect, it } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { simulatorFetch } from '../../../simulator/in-process.ts';
import { startSimulator } from '../../../simulator/server.ts';
import { AUTHORIZATION, createRig, type Rig } from './harness.ts';
import { columnOf, readReport } from './report-reader.ts';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});

const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const get = (path: string) => rig.call('GET', `/system/reports${path}`);
const additions = (parameters: Record<string, string> = {}) =>
  columnOf(rig, 'AgreementAdditions', 'Addition_RecId', parameters);

it('a report is missing', async () => {
  rig.state.options.reports = { missing: ['CompanyMgmt'] };
  expect((await get('')).body).not.toContainEqual({ name: 'CompanyMgmt' });
  expect((await get('/CompanyMgmt/columns')).status).toBe(404);
  expect((await get('/AgreementList')).status).toBe(200);
});

describe('columns', () => {
  beforeEach(() => {
    rig.state.options.reports = { columns: { CompanyMgmt: { Group_ID: 'Managed_ID', Device_Type: null } } };
  });

  it('have another name', async () => {
    const conditions = 'Managed_ID = "efs-355"';
    expect(await columnOf(rig, 'CompanyMgmt', 'Managed_ID', { conditions, orderBy: 'Managed_ID' })).toEqual([
      'EFS-355',
      'EFS-355',
    ]);
    for (const query of ['columns=Group_ID', 'conditions=Group_ID%3D%22x%22', 'orderBy=Group_ID']) {
      expect((await get(`/CompanyMgmt?${query}`)).status).toBe(400);
    }
  });

  it('are not there', async () => {
    const { body } = await get('/CompanyMgmt/columns');
    expect(body).toHaveLength(14);
    expect(Object.keys((await readReport(rig, 'CompanyMgmt'))[0] ?? {})).not.toContain('Device_Type');
    expect((await get('/CompanyMgmt?columns=Device_Type')).status).toBe(400);
    expect(Object.keys((await readReport(rig, 'AgreementList'))[0] ?? {})).toHaveLength(40);
  });
});

describe('lag', () => {
  const PATH = '/finance/agreements/202/additions';
  const quantities = () =>
    columnOf(rig, 'AgreementAdditions', 'Total_Quantity', { conditions: 'AGR_RecID = 202', orderBy: 'Addition_RecId' });

  it('shows rows of one moment until they are too old', async () => {
    rig.state.options.reports = { lagSeconds: 600 };
    expect(await quantities()).toEqual([73.2, 1]);
    await rig.call('PATCH', `${PATH}/7`, replace('quantity', 80));
    await rig.call('DELETE', `${PATH}/8`);
    expect(await quantities()).toEqual([73.2, 1]);
    expect((await get('/AgreementAdditions/count')).body).toEqual({ count: 18 });
    rig.clock.advance(601_000);
    expect(await quantities()).toEqual([80]);
    expect((await get('/AgreementAdditions/count')).body).toEqual({ count: 17 });
  });

  it('ends with the option', async () => {
    rig.state.options.reports = { lagSeconds: 600 };
    await quantities();
    await rig.call('PATCH', `${PATH}/7`, replace('quantity', 80));
    rig.state.options.reports = {};
    expect(await quantities()).toEqual([80, 1]);
  });

  it('shows all other reports and REST as they are', async () => {
    rig.state.options.reports = { lagSeconds: 600 };
    await quantities();
    await rig.call('PATCH', '/finance/agreements/202', replace('name', 'Renamed'));
    expect(await columnOf(rig, 'AgreementList', 'AGR_Name', { conditions: 'AGR_Header_RecID = 202' })).toEqual([
      'Renamed',
    ]);
    expect((await rig.call('GET', '/finance/agreements/202')).body.name).toBe('Renamed');
  });
});

it('row security hides all rows of a company', async () => {
  rig.state.options.reports = { hiddenCompanies: [102, 103] };
  expect(await columnOf(rig, 'CompanyMgmt', 'Company_RecID')).toEqual([101, 101]);
  expect(await columnOf(rig, 'AgreementList', 'AGR_Header_RecID')).toEqual([201, 204]);
  expect(await additions()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await columnOf(rig, 'AgreementInvoice', 'Billing_Log_RecID')).toEqual([1]);
  expect(new Set(await columnOf(rig, 'InvoiceAgreementAdditions', 'Billing_Log_RecID'))).toEqual(new Set([1]));
  expect(await columnOf(rig, 'Managed_Device_XRef', 'Mgmt_It_Levels_RecID')).toHaveLength(12);
  expect((await get('/AgreementAdditions/count')).body).toEqual({ count: 6 });
  rig.state.options.reports = { hiddenCompanies: [102, 103], lagSeconds: 60 };
  expect(await additions()).toEqual([1, 2, 3, 4, 5, 6]);
});

it('orderBy is ignored: the newest rows come first', async () => {
  rig.state.options.reports = { ignoreOrderBy: true };
  const conditions = 'Addition_RecId > 3';
  expect(await additions({ orderBy: 'Addition_RecId', conditions, pageSize: '3' })).toEqual([18, 17, 16]);
  expect(await additions({ orderBy: 'Addition_RecId', conditions, pageSize: '3', page: '5' })).toEqual([6, 5, 4]);
  expect((await get('/AgreementAdditions?orderBy=x')).status).toBe(400);
});

it('pages are smaller than asked for', async () => {
  rig.state.options.pageCap = 2;
  expect(await additions()).toEqual([1, 2]);
  rig.state.options.reports = { pageCap: 5 };
  expect(await additions({ page: '4' })).toEqual([16, 17, 18]);
});

it('the admin path switches rights, deviations and billing', async () => {
  const simulator = await startSimulator({ listen: false, traffic: { file: null } });
  const fetch = simulatorFetch(simulator);
  const post = (path: string, body: object) =>
    fetch(`https://127.0.0.1/__admin${path}`, { method: 'POST', body: JSON.stringify(body) });
  const count = async () => {
    const url = 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0/system/reports/AgreementInvoice/count';
    const answer = await fetch(url, { headers: { authorization: AUTHORIZATION, clientId: SEED.clientId } });
    return answer.ok ? ((await answer.json()) as { count: number }).count : answer.status;
  };
  expect(await count()).toBe(3);
  expect(await (await post('/billing', {})).json()).toEqual({ invoices: [4, 5, 6, 7] });
  expect(await count()).toBe(7);
  expect((await post('/billing', { date: 'today' })).status).toBe(400);
  expect((await post('/billing', { agreementId: 999 })).status).toBe(400);
  await post('/connectwise', { reports: { hiddenCompanies: [101] } });
  expect(await count()).toBe(5);
  await post('/connectwise', { reports: {} });
  expect(await count()).toBe(7);
  expect((await post('/connectwise', { reports: { hidden: [101] } })).status).toBe(400);
  const right = { function: 'API Reports', action: 'inquire' };
  await post('/rights', { ...right, level: 'None' });
  expect(await count()).toBe(403);
  await post('/rights', { ...right, level: 'All' });
  expect(await count()).toBe(7);
});
