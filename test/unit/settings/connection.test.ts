import { describe, expect, it } from 'vitest';
import { CONNECTWISE_KEY, createConnectionStore } from '../../../lib/settings/connection.ts';
import { memoryStorage } from '../../support/memory-storage.ts';

const sealed = { iv: 'aXY=', text: 'dGV4dA==', boundTo: '[]' };
const connection = {
  siteUrl: 'na.myconnectwise.net',
  site: 'na.myconnectwise.net',
  apiHost: 'api-na.myconnectwise.net',
  isCloud: true,
  companyId: 'training',
  publicKey: 'public',
  privateKey: sealed,
  clientId: sealed,
};

describe('stored connection', () => {
  it('is null before it was saved and when it is damaged', async () => {
    const storage = memoryStorage();
    const connections = createConnectionStore(storage);
    expect(await connections.connectWise()).toBeNull();
    expect(await connections.portal()).toBeNull();
    await storage.set(CONNECTWISE_KEY, { ...connection, privateKey: 'plain' });
    expect(await connections.connectWise()).toBeNull();
  });

  it('is read as it was saved', async () => {
    const connections = createConnectionStore(memoryStorage());
    await connections.saveConnectWise(connection);
    await connections.savePortal({ kind: 'efs-portal', baseUrl: 'https://portal.example', key: sealed });
    expect(await connections.connectWise()).toEqual(connection);
    expect(await connections.portal()).toEqual({ kind: 'efs-portal', baseUrl: 'https://portal.example', key: sealed });
  });

  it('keeps what was learned of a site for that site only', async () => {
    const connections = createConnectionStore(memoryStorage());
    await connections.saveLearned({ site: 'na.myconnectwise.net', codebase: 'v2025_1/' });
    await connections.saveLearned({ site: 'na.myconnectwise.net', member: 'bridge' });
    expect(await connections.learned('na.myconnectwise.net')).toEqual({
      site: 'na.myconnectwise.net',
      codebase: 'v2025_1/',
      member: 'bridge',
    });
    expect(await connections.learned('eu.myconnectwise.net')).toEqual({ site: 'eu.myconnectwise.net' });
  });

  it('loses nothing of what several calls learn at once', async () => {
    const connections = createConnectionStore(memoryStorage());
    const site = 'cw.msp.example';
    const news = [
      { codebase: 'v4_6_release/' },
      { serverVersion: '2023.2' },
      { pageSize: 100 },
      { reportColumns: { CompanyMgmt: { Group_ID: 'group_id' } } },
      { member: 'bridge' },
    ];
    await Promise.all(news.map((one) => connections.saveLearned({ site, ...one })));
    expect(await connections.learned(site)).toEqual(Object.assign({ site }, ...news));
  });
});
