import { beforeEach, describe, expect, it } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { upgrade } from '../../../simulator/connectwise/state.ts';
import { AUTHORIZATION, createRig, ids, type Rig, where } from './harness.ts';

const ENTRIES = `/company/companies/${SEED.companies.eddiesTvRepair}/managementSummaryReports`;
let rig: Rig;
beforeEach(() => {
  rig = createRig();
});

describe('discovery and hosts', () => {
  it('answers the sample of the guide on both hosts, and null for an unknown company', async () => {
    for (const host of [rig.state.uiHost, rig.state.apiHost]) {
      const response = await rig.raw(`https://${host}/login/companyinfo/${SEED.companyId}`);
      expect(await response.json()).toMatchObject({ Codebase: 'v2025_1/', VersionCode: 'v2025.1', IsCloud: 'True' });
    }
    const isOtherCustomer = await rig.raw(`https://${rig.state.uiHost}/login/companyinfo/nobody`);
    expect([isOtherCustomer.status, await isOtherCustomer.json()]).toEqual([200, null]);
  });

  it('has no unknown paths and encodings', async () => {
    expect(await (await rig.raw(`https://${rig.state.uiHost}/login/companyinfo/%zz`)).json()).toBe(null);
    for (const path of ['/company/%zz', '/company/companies/x', '/company/companies/info/5', '/nothing']) {
      expect(await rig.call('GET', path)).toMatchObject({ status: 404, body: { code: 'NotFound' } });
    }
    expect((await rig.call('GET', '/COMPANY/Companies/101')).body.identifier).toBe('EddiesTV');
    expect((await rig.raw(`https://${rig.state.uiHost}/v2025_1/ConnectWise.aspx`)).status).toBe(404);
  });

  it('requires the api- prefix of a cloud host', async () => {
    const headers = { authorization: AUTHORIZATION, clientId: SEED.clientId };
    const response = await rig.raw(`https://${rig.state.uiHost}/v2025_1/apis/3.0/system/info`, { headers });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ code: 'Security', message: 'SSL is required.', errors: null });
  });

  it('serves the generic codebase too, and after an upgrade no longer the old one', async () => {
    const headers = { authorization: AUTHORIZATION, clientId: SEED.clientId };
    const status = async (codebase: string) =>
      (await rig.raw(`https://${rig.state.apiHost}/${codebase}/apis/3.0/system/info`, { headers })).status;
    expect([await status('v2025_1'), await status('v4_6_release')]).toEqual([200, 200]);
    upgrade(rig.state);
    expect([await status('v2025_1'), await status('v2025_2'), await status('v4_6_release')]).toEqual([404, 200, 200]);
    const info = await rig.raw(`https://${rig.state.apiHost}/login/companyinfo/${SEED.companyId}`);
    expect(await info.json()).toMatchObject({
      Codebase: 'v2025_2/',
      VersionCode: 'v2025.2',
      VersionNumber: 'v4.6.12345',
    });
  });

  it('serves an on-premise site without prefix', async () => {
    rig.state.isCloud = false;
    rig.state.uiHost = 'cw.partner.example';
    rig.state.apiHost = 'cw.partner.example';
    const info = await rig.raw('https://cw.partner.example/login/companyinfo/backupmsp');
    expect(await info.json()).toMatchObject({ Codebase: 'v4_6_release/', IsCloud: 'False' });
    const headers = { authorization: AUTHORIZATION, clientId: SEED.clientId };
    const answer = await rig.raw('https://cw.partner.example/v4_6_release/apis/3.0/system/info', { headers });
    expect(await answer.json()).toMatchObject({ isCloud: false });
  });
});

describe('queries', () => {
  it('lists the rows of one parent only', async () => {
    const { body } = await rig.call('GET', ENTRIES);
    expect(body).toMatchObject([
      { groupIdentifier: 'EFS-342', deviceType: 'WorkstationsAndServers', company: { name: "Eddie's TV Repair" } },
      { groupIdentifier: 'EFS-342', deviceType: 'BackupStats', managementSolution: { setupName: 'eFolder' } },
    ]);
    const elsewhere = `/company/companies/${SEED.companies.joeTvRepair}/managementSummaryReports/${ids(body)[0]}`;
    expect((await rig.call('GET', elsewhere)).status).toBe(404);
  });

  it('filters by references, and by lastUpdated at top level', async () => {
    const byCompany = await rig.call('GET', `/finance/agreements${where('company/identifier="JoeTV"')}`);
    expect(ids(byCompany.body)).toEqual([SEED.agreements.joeTvRepair]);
    rig.clock.advance(3_600_000);
    const since = rig.clock.iso();
    await rig.call('PATCH', `/company/companies/102`, [{ op: 'replace', path: 'city', value: 'Ocala' }]);
    const changed = await rig.call('GET', `/company/companies${where(`lastUpdated >= [${since}]`)}`);
    expect(ids(changed.body)).toEqual([102]);
  });

  it('finds rows by index as it does without one', async () => {
    const byIndex = await rig.call('GET', `/finance/agreements${where('company/id = 101 and name like "Managed%"')}`);
    const byScan = await rig.call('GET', `/finance/agreements${where('name like "Managed%" and not_indexed = 1')}`);
    expect(ids(byIndex.body)).toEqual([SEED.agreements.eddiesTvRepair]);
    expect(byScan.status).toBe(400);
    const inList = await rig.call('GET', `/procurement/catalog${where('id in (3, 1, 99)')}`);
    expect(ids(inList.body)).toEqual([1, 3]);
  });

  it('sees what the server derives', async () => {
    const path = `/finance/agreements/${SEED.agreements.eddiesTvRepair}/additions`;
    const { body } = await rig.call(
      'GET',
      `${path}${where('billedQuantity > 400 and billedQuantity < 500 and uom = "Each"')}`,
    );
    expect(body).toMatchObject([
      { description: 'EFS ShadowProtect BDR Storage', billedQuantity: 490.5, extPrice: 245.25 },
    ]);
  });

  it('answers 400 with the text of the grammar', async () => {
    const { status, body } = await rig.call('GET', `/company/companies${where('deletedFlag = 1')}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'InvalidObject', message: expect.stringContaining('Expected a boolean value') });
  });

  it('searches lists with childConditions', async () => {
    const child = (text: string) => rig.call('GET', `/company/companies?childConditions=${encodeURIComponent(text)}`);
    expect(ids((await child('types/name = "Client"')).body)).toHaveLength(6);
    expect(ids((await child('types/name = "Vendor"')).body)).toEqual([]);
    expect((await child('types/id in (1)')).status).toBe(400);
  });

  it('searches custom fields', async () => {
    const customFields = [{ id: 1, caption: 'Tier', type: 'Text', value: 'Gold' }];
    await rig.call('PATCH', '/company/companies/102', [{ op: 'replace', path: 'customFields', value: customFields }]);
    const custom = (text: string) =>
      rig.call('GET', `/company/companies?customFieldConditions=${encodeURIComponent(text)}`);
    expect(ids((await custom('caption="Tier" AND value != null')).body)).toEqual([102]);
    expect(ids((await custom('caption="Tier" AND value = "Silver"')).body)).toEqual([]);
    expect((await custom('name="Tier"')).status).toBe(400);
  });

  it('returns the requested fields, nested ones too', async () => {
    const { body } = await rig.call('GET', `${ENTRIES}?fields=id,company/name,_info/updatedBy&pageSize=1`);
    expect(body).toEqual([
      { id: expect.any(Number), company: { name: "Eddie's TV Repair" }, _info: { updatedBy: 'Admin1' } },
    ]);
  });

  it('orders by several fields', async () => {
    const { body } = await rig.call('GET', '/procurement/catalog?orderBy=price%20desc,identifier%20asc&pageSize=5');
    expect((body as unknown as { price: number }[]).map(({ price }) => price)).toEqual([99, 37.5, 30, 25, 20]);
    expect((await rig.call('GET', '/procurement/catalog?orderBy=colour')).status).toBe(400);
  });

  it('counts', async () => {
    const { body } = await rig.call('GET', `/procurement/catalog/count${where('productClass="Service"')}`);
    expect(body).toEqual({ count: 13 });
  });

  it('finds configurations by managed id', async () => {
    const { body } = await rig.call('GET', '/company/configurations?managedIdentifier=EFS-355');
    expect(body).toMatchObject([{ company: { id: SEED.companies.joeTvRepair } }]);
    expect((await rig.call('GET', '/company/configurations/count?managedIdentifier=EFS-1')).body).toEqual({ count: 0 });
  });
});

describe('paging', () => {
  it('pages by 25 unless set otherwise, with links that work', async () => {
    const rig = createRig({
      customers: Array.from({ length: 60 }, (_, index) => ({ id: index + 1, name: `C ${index}` })),
    });
    const first = await rig.call('GET', '/company/companies?orderBy=id%20desc');
    expect(ids(first.body)).toHaveLength(25);
    const link = first.headers.get('link') ?? '';
    expect([...link.matchAll(/rel="(\w+)"/g)].map(([, rel]) => rel)).toEqual(['next', 'last']);
    const next = /<([^>]+)>; rel="next"/.exec(link)?.[1] ?? '';
    expect(new URL(next).host).toBe(rig.state.apiHost);
    const headers = { authorization: AUTHORIZATION, clientId: SEED.clientId };
    const second = await rig.raw(next, { headers });
    expect(second.headers.get('link')).toMatch(/rel="first".*rel="prev".*rel="next".*rel="last"/);
    const third = await rig.call('GET', '/company/companies?page=3');
    expect(ids(third.body)).toHaveLength(16);
    expect(third.headers.get('link')).not.toContain('rel="next"');
  });

  it('pages forward by id, ignoring order and page', async () => {
    const seen: number[] = [];
    let path = '/procurement/catalog?pageSize=4&page=3&orderBy=id%20desc';
    for (let turn = 0; path !== '' && turn < 9; turn += 1) {
      const { body, headers } = await rig.call('GET', path, undefined, { 'pagination-type': 'forward-only' });
      seen.push(...ids(body));
      expect(headers.has('link')).toBe(true);
      path = /apis\/3\.0([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    }
    expect(seen).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
  });

  it.each(['page=x', 'pageSize=0', 'pageId=-1'])('refuses %s', async (query) => {
    const forward = query.startsWith('pageId') ? { 'pagination-type': 'forward-only' } : undefined;
    expect((await rig.call('GET', `/company/companies?${query}`, undefined, forward)).status).toBe(400);
  });
});

it('limits requests a minute, with the odd body', async () => {
  rig.state.requestsPerMinute = 2;
  const statuses = [];
  for (let turn = 0; turn < 3; turn += 1) statuses.push((await rig.call('GET', '/system/info')).status);
  expect(statuses).toEqual([200, 200, 429]);
  const { body, headers } = await rig.call('GET', '/system/info');
  expect(body).toEqual({
    error: 'ConnectWiseAPI',
    message: expect.stringMatching(/^Too many requests\. Please try again in \d+ seconds\.$/),
  });
  rig.clock.advance(Number(headers.get('retry-after')) * 1000);
  expect((await rig.call('GET', '/system/info')).status).toBe(200);
});
