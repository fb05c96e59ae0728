import { describe, expect, it } from 'vitest';
import { readPortalInput } from '../../../lib/portal/config.ts';

describe('readPortalInput', () => {
  it.each([
    ['efs-portal', ' https://Portal.example.com/ ', 'https://portal.example.com'],
    ['efs-portal', 'portal.example.com/bridge/', 'https://portal.example.com/bridge'],
    ['x360recover', '', 'https://axapi.axcient.com/x360recover'],
  ] as const)('reads %s at %j', (kind, baseUrl, expected) => {
    expect(readPortalInput({ kind, baseUrl, key: 'k' })).toMatchObject({
      ok: true,
      value: { config: { baseUrl: expected } },
    });
  });

  it('completes the address of x360Recover, which needs its path, and reports it', () => {
    for (const baseUrl of ['https://axapi.axcient.com', 'axapi.axcient.com/', 'https://mock.example']) {
      const read = readPortalInput({ kind: 'x360recover', baseUrl, key: 'k' });
      const expected = baseUrl.includes('mock')
        ? 'https://mock.example/x360recover'
        : 'https://axapi.axcient.com/x360recover';
      expect(read).toEqual({
        ok: true,
        value: {
          config: { kind: 'x360recover', baseUrl: expected, key: 'k' },
          cleaned: [`The portal address was completed to ${expected}.`],
        },
      });
    }
    expect(readPortalInput({ kind: 'x360recover', baseUrl: 'https://mock.example/api', key: 'k' })).toMatchObject({
      value: { config: { baseUrl: 'https://mock.example/api' }, cleaned: [] },
    });
  });

  it('removes blanks from address and key and reports it', () => {
    const read = readPortalInput({ kind: 'efs-portal', baseUrl: 'https://p.example\n', key: '\u00a0abc\u200b' });
    expect(read).toEqual({
      ok: true,
      value: {
        config: { kind: 'efs-portal', baseUrl: 'https://p.example', key: 'abc' },
        cleaned: [
          'One blank or invisible character was removed from the portal address.',
          '2 blank or invisible characters were removed from the portal key.',
        ],
      },
    });
  });

  it.each([
    ['http://p.example', 'secret', /unencrypted/],
    ['', 'secret', /address is missing/],
    ['https://me:pw@p.example', 'secret', /no https address/],
    ['ws://p.example', 'secret', /no https address/],
    ['https://p.example', ' ', /key is missing/],
    ['https://p.example', 'sécret', /no key has/],
  ])('refuses %j with %j', (baseUrl, key, message) => {
    const read = readPortalInput({ kind: 'efs-portal', baseUrl, key });
    expect(!read.ok && read.failure.message).toMatch(message);
    expect(JSON.stringify(read)).not.toMatch(/s[eé]cret|pw@/);
  });
});
