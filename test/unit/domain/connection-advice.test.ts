import { describe, expect, it } from 'vitest';
import { adviseConnectWise, advisePortal, X360_ADDRESS } from '../../../lib/domain/connection-advice.ts';

const GOOD = {
  siteUrl: 'na.myconnectwise.net',
  companyId: 'acme',
  publicKey: 'PublicKey0000001',
  privateKey: 'PrivateKey000001',
  clientId: '6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab',
};
const NOTHING = { siteUrl: '', companyId: '', publicKey: '', privateKey: '', clientId: '' };

describe('advice for the ConnectWise form', () => {
  it('is none for good input, and none for empty fields', () => {
    expect(adviseConnectWise(GOOD)).toEqual([]);
    expect(adviseConnectWise(NOTHING)).toEqual([]);
    expect(adviseConnectWise({ ...GOOD, siteUrl: 'https://cw.msp.example/' })).toEqual([]);
    expect(adviseConnectWise({ ...GOOD, siteUrl: 'cw.msp.example:8443' })).toEqual([]);
  });

  it.each([
    ['https://na.myconnectwise.net/v4_6_release/ConnectWise.aspx?locale=en_US', 'path', 'na.myconnectwise.net'],
    ['http://na.myconnectwise.net', 'http', 'na.myconnectwise.net'],
    ['http://api-eu.myconnectwise.net/v4_6_release/apis/3.0/', 'http', 'eu.myconnectwise.net'],
    ['api-na.myconnectwise.net', 'api-host', 'na.myconnectwise.net'],
    ['cw.msp.example/v4_6_release', 'path', 'cw.msp.example'],
    ['EU', 'region', 'eu.myconnectwise.net'],
  ])('for the site %s: %s, %s', (siteUrl, kind, to) => {
    expect(adviseConnectWise({ ...GOOD, siteUrl })).toEqual([{ field: 'siteUrl', kind, to: { siteUrl: to } }]);
  });

  it.each(['myconnectwise?', 'ftp://na.myconnectwise.net', 'user:key@na.myconnectwise.net', 'localhost'])(
    'for the site %s: no host, and no correction',
    (siteUrl) => {
      expect(adviseConnectWise({ ...GOOD, siteUrl })).toEqual([{ field: 'siteUrl', kind: 'no-host' }]);
    },
  );

  it('takes site and company ID out of an address in the company ID', () => {
    const companyId = 'https://eu.myconnectwise.net/v4_6_release/services/system_io/login.rails?companyName=acme';
    expect(adviseConnectWise({ ...NOTHING, companyId })).toEqual([
      { field: 'companyId', kind: 'address', to: { siteUrl: 'eu.myconnectwise.net', companyId: 'acme' } },
    ]);
  });

  it('parts what was joined for Basic authentication, wherever it was pasted', () => {
    expect(adviseConnectWise({ ...GOOD, companyId: 'acme+PublicKey0000002' })).toEqual([
      { field: 'companyId', kind: 'joined', to: { companyId: 'acme', publicKey: 'PublicKey0000002' } },
    ]);
    expect(adviseConnectWise({ ...NOTHING, publicKey: 'acme+Pub:Priv' })).toEqual([
      { field: 'publicKey', kind: 'joined', to: { companyId: 'acme', publicKey: 'Pub', privateKey: 'Priv' } },
    ]);
    expect(adviseConnectWise({ ...NOTHING, privateKey: 'Pub:Priv' })).toEqual([
      { field: 'privateKey', kind: 'joined', to: { publicKey: 'Pub', privateKey: 'Priv' } },
    ]);
    expect(adviseConnectWise({ ...NOTHING, companyId: 'a+b+c' })).toEqual([{ field: 'companyId', kind: 'joined' }]);
  });

  it('exchanges a client ID with the key that is in its field', () => {
    const typed = { ...GOOD, privateKey: GOOD.clientId, clientId: GOOD.privateKey };
    expect(adviseConnectWise(typed)).toEqual([
      { field: 'privateKey', kind: 'client-id', to: { privateKey: GOOD.privateKey, clientId: GOOD.clientId } },
    ]);
  });

  it.each([
    ['6f1c2d3e0a1b4c5d8e9f0123456789ab', 'guid-form'],
    ['{6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab}', 'guid-form'],
  ])('puts the dashes into the client ID %s', (clientId, kind) => {
    expect(adviseConnectWise({ ...GOOD, clientId })).toEqual([
      { field: 'clientId', kind, to: { clientId: GOOD.clientId } },
    ]);
  });

  it('names a client ID that is none, and one key in two fields', () => {
    expect(adviseConnectWise({ ...GOOD, clientId: 'my-client-id' })).toEqual([{ field: 'clientId', kind: 'no-guid' }]);
    expect(adviseConnectWise({ ...GOOD, privateKey: GOOD.publicKey })).toEqual([
      { field: 'privateKey', kind: 'same-keys' },
    ]);
  });

  it('corrects with one click: what was corrected needs no advice', () => {
    const wrong = [
      { ...GOOD, siteUrl: 'http://api-na.myconnectwise.net/v4_6_release' },
      { ...NOTHING, companyId: 'acme+PublicKey0000001:PrivateKey000001' },
      { ...GOOD, publicKey: GOOD.clientId, clientId: GOOD.publicKey },
      { ...GOOD, clientId: '6f1c2d3e0a1b4c5d8e9f0123456789ab' },
    ];
    for (const typed of wrong) {
      const [advice] = adviseConnectWise(typed);
      expect(adviseConnectWise({ ...typed, ...advice?.to })).toEqual([]);
    }
  });
});

describe('advice for the portal form', () => {
  it('is none for good input, and none for empty fields', () => {
    expect(advisePortal('x360recover', { baseUrl: X360_ADDRESS, key: 'k' })).toEqual([]);
    expect(advisePortal('efs-portal', { baseUrl: 'portal.example.com', key: 'k' })).toEqual([]);
    expect(advisePortal('x360recover', { baseUrl: 'https://portal.example.com', key: 'k' })).toEqual([]);
    expect(advisePortal('efs-portal', { baseUrl: '', key: '' })).toEqual([]);
  });

  it.each([
    ['https://axapi.axcient.com', 'path-missing'],
    ['http://axapi.axcient.com/', 'http'],
    ['https://partner.axcient.net/dashboard', 'web-address'],
  ])('for the x360Recover address %s: %s', (baseUrl, kind) => {
    expect(advisePortal('x360recover', { baseUrl, key: '' })).toEqual([
      { field: 'baseUrl', kind, to: { baseUrl: X360_ADDRESS } },
    ]);
  });

  it('keeps the path of an EFS portal, and names what is no address', () => {
    expect(advisePortal('efs-portal', { baseUrl: 'http://portal.example.com/api/', key: '' })).toEqual([
      { field: 'baseUrl', kind: 'http', to: { baseUrl: 'https://portal.example.com/api' } },
    ]);
    expect(advisePortal('efs-portal', { baseUrl: 'portal', key: '' })).toEqual([{ field: 'baseUrl', kind: 'no-host' }]);
  });

  it('moves an address out of the key', () => {
    expect(advisePortal('efs-portal', { baseUrl: '', key: 'https://portal.example.com' })).toEqual([
      { field: 'key', kind: 'address', to: { baseUrl: 'https://portal.example.com', key: '' } },
    ]);
  });
});
