import { describe, expect, it } from 'vitest';
import { cleanCredential } from '../../../lib/connectwise/credentials.ts';
import { hostIn, readSite } from '../../../lib/connectwise/site.ts';

describe('readSite', () => {
  it.each([
    ['na.myconnectwise.net', 'na.myconnectwise.net', ['na.myconnectwise.net', 'api-na.myconnectwise.net']],
    [
      'https://EU.myconnectwise.net/v2025_1/ConnectWise.aspx?locale=en_US#x',
      'eu.myconnectwise.net',
      ['eu.myconnectwise.net', 'api-eu.myconnectwise.net'],
    ],
    ['api-au.myconnectwise.net', 'au.myconnectwise.net', ['api-au.myconnectwise.net']],
    [' na.my\u200bconnectwise.net\n', 'na.myconnectwise.net', ['na.myconnectwise.net', 'api-na.myconnectwise.net']],
    ['api.myconnectwise.net', 'api.myconnectwise.net', ['api.myconnectwise.net', 'api-api.myconnectwise.net']],
    [
      'staging.connectwisedev.com',
      'staging.connectwisedev.com',
      ['staging.connectwisedev.com', 'api-staging.connectwisedev.com'],
    ],
  ])('reads %j, in the cloud', (text, site, apiHosts) => {
    expect(readSite(text)).toMatchObject({ ok: true, value: { site, apiHosts, isCloud: true } });
  });

  it.each([
    ['cw.partner.example:8443/v4_6_release', 'cw.partner.example:8443'],
    ['notmyconnectwise.net', 'notmyconnectwise.net'],
  ])('reads %j, on premise', (text, site) => {
    expect(readSite(text)).toMatchObject({ ok: true, value: { site, apiHosts: [site], isCloud: false } });
  });

  it('reports what it cleaned', () => {
    const read = readSite(' https://api-na.myconnectwise.net/login ');
    expect(read.ok && read.value.cleaned).toEqual([
      '2 blank or invisible characters were removed from the site.',
      'Everything after the host was dropped from the site.',
      'The site was the address of the API; the address of the web client was taken from it.',
    ]);
    expect(readSite('na.myconnectwise.net')).toMatchObject({ value: { cleaned: [] } });
  });

  it.each([
    ['http://na.myconnectwise.net', /http: keys would cross/],
    ['', /missing/],
    ['ftp://na.myconnectwise.net', /ftp:/],
    ['connectwise', /no host/],
    ['https://me:pw@na.myconnectwise.net', /no host/],
    ['javascript:alert(1)', /no host/],
  ])('refuses %j', (text, message) => {
    const read = readSite(text);
    expect(read).toMatchObject({ ok: false, failure: { code: 'bad-input', field: 'siteUrl' } });
    expect(!read.ok && read.failure.message).toMatch(message);
    expect(JSON.stringify(read)).not.toContain('pw@');
  });
});

describe('hostIn', () => {
  it.each([
    ['api-na.myconnectwise.net', 'api-na.myconnectwise.net'],
    ['https://CW.partner.example:8443/v4_6_release/', 'cw.partner.example:8443'],
    [' cw.partner.example/path ', 'cw.partner.example'],
  ])('finds the host in %j', (text, host) => {
    expect(hostIn(text)).toBe(host);
  });

  it.each([
    '',
    'http://cw.partner.example',
    'https://me:pw@cw.partner.example',
    'localhost',
    'ftp://x.example',
    'x'.repeat(1_000_000),
    '.'.repeat(1_000),
  ])('finds none that keys may be sent to: case %#', (text) => {
    expect(hostIn(text)).toBeUndefined();
  });
});

describe('cleanCredential', () => {
  const GUID = '6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab';

  it('removes what copy and paste added, and reports it', () => {
    expect(cleanCredential('privateKey', '\u00a0"aB3$x"\r\n')).toEqual({
      ok: true,
      value: {
        text: 'aB3$x',
        cleaned: [
          '3 blank or invisible characters were removed from the private key.',
          'The quotes around the private key were removed.',
        ],
      },
    });
  });

  it.each([
    ['clientId', 'not-a-guid', /GUID/],
    ['clientId', `${GUID}0`, /GUID/],
    ['publicKey', '  ', /missing/],
    ['companyId', 'backupmsp+pub:priv', /several values/],
    ['privateKey', 'schlüssel', /no key has/],
  ] as const)('refuses %s %j without repeating a key', (field, text, message) => {
    const read = cleanCredential(field, text);
    expect(read).toMatchObject({ ok: false, failure: { code: 'bad-input', field } });
    expect(!read.ok && read.failure.message).toMatch(message);
    if (text.trim()) expect(JSON.stringify(read)).not.toContain(text);
  });

  it('accepts a GUID as client id', () => {
    expect(cleanCredential('clientId', ` ${GUID}`)).toMatchObject({ ok: true, value: { text: GUID } });
  });
});
