import { describe, expect, it } from 'vitest';
import { checkTenant } from '../../../lib/connectwise/find-tenant.ts';
import { fakeFetch } from '../../support/builders/fake-fetch.ts';

const INFO = { Codebase: 'v2025_1/', VersionCode: 'v2025.1', IsCloud: 'True' };

/** Clouds that know the company ID `acme` at one host, and every request that was sent. */
function clouds(knownAt: string, mayCall: (hostname: string) => boolean = () => true) {
  const fake = fakeFetch(({ url }) => ({ body: url === `https://${knownAt}/login/companyinfo/acme` ? INFO : 'null' }));
  const check = (siteUrl: string, companyId = 'acme') =>
    checkTenant({ siteUrl, companyId }, { fetch: fake.fetch, clock: () => 0, mayCall: async (host) => mayCall(host) });
  const asked = () => fake.sent.map(({ url }) => new URL(url).host).sort();
  return { check, asked, fake };
}

describe('looking for a company ID without keys', () => {
  it('asks one site where that knows it', async () => {
    const { check, asked } = clouds('na.myconnectwise.net');
    const found = await check('https://na.myconnectwise.net/v4_6_release/');
    expect(found).toEqual({ ok: true, value: { site: 'na.myconnectwise.net', version: 'v2025.1' } });
    expect(asked()).toEqual(['na.myconnectwise.net']);
  });

  it('names the cloud that knows it, and asks no host but the clouds of ConnectWise, without keys', async () => {
    const { check, asked, fake } = clouds('au.myconnectwise.net');
    expect(await check('na.myconnectwise.net')).toMatchObject({
      failure: { code: 'wrong-cloud', value: 'au.myconnectwise.net', field: 'siteUrl' },
    });
    expect(asked()).toEqual(['na', 'eu', 'au', 'aus', 'za'].map((name) => `${name}.myconnectwise.net`).sort());
    expect(fake.sent.filter(({ headers }) => headers.authorization ?? headers.clientid)).toEqual([]);
  });

  it('finds the site of a company ID where none was typed', async () => {
    expect(await clouds('na.myconnectwise.net').check('')).toMatchObject({
      failure: { code: 'wrong-cloud', value: 'na.myconnectwise.net' },
    });
    expect(await clouds('za.myconnectwise.net').check('')).toMatchObject({
      failure: { code: 'wrong-cloud', value: 'za.myconnectwise.net' },
    });
    expect(await clouds('na.myconnectwise.net').check('', 'nobody')).toMatchObject({
      failure: { code: 'unknown-company-id', field: 'companyId' },
    });
  });

  it('asks nobody else where a site of the partner’s own does not know it', async () => {
    const { check, asked } = clouds('na.myconnectwise.net');
    expect(await check('cw.msp.example')).toMatchObject({ failure: { code: 'unknown-company-id' } });
    expect(asked()).toEqual(['cw.msp.example']);
  });

  it('asks no host that the browser does not let us call', async () => {
    const { check, asked } = clouds('eu.myconnectwise.net', (host) => host.startsWith('na.'));
    expect(await check('na.myconnectwise.net')).toMatchObject({ failure: { code: 'unknown-company-id' } });
    expect(asked()).toEqual(['na.myconnectwise.net']);
  });

  it('names a company ID that is missing, before anything is sent', async () => {
    const { check, asked } = clouds('na.myconnectwise.net');
    expect(await check('na.myconnectwise.net', ' ')).toMatchObject({
      failure: { code: 'bad-input', field: 'companyId' },
    });
    expect(asked()).toEqual([]);
  });
});
