import { describe, expect, it } from 'vitest';
import { isPortalAllowed } from '../../../lib/domain/policy.ts';
import { readPolicy } from '../../../lib/settings/policy.ts';
import { readProvisioned, wholeConnectWise, wholePortal } from '../../../lib/settings/policy-connection.ts';
import { silentLog } from '../../../lib/shared/log.ts';

/** What is in force of a policy, and the names of what is left out. */
function read(managed: unknown) {
  const { leftOut = [], ...policy } = readPolicy(managed, silentLog);
  return { policy, leftOut: leftOut.map(({ name }) => name) };
}

describe('policy: connections', () => {
  const KEYS = { privateKey: 'private-key-4711', clientId: '11111111-2222-3333-4444-555555555555' };
  const connectWise = { siteUrl: 'na.myconnectwise.net', companyId: 'acme', publicKey: 'public', ...KEYS };
  const portal = { kind: 'x360recover', key: 'axcient-api-key-4712' };

  it('are read whole for the worker, and without a key for everyone else', () => {
    const held = readProvisioned({ connectWise, portal });
    expect([wholeConnectWise(held), wholePortal(held)]).toEqual([connectWise, { ...portal, baseUrl: '' }]);
    const { policy, leftOut } = read({ connectWise, portal });
    expect(policy).toEqual({
      connectWise: {
        siteUrl: 'na.myconnectwise.net',
        companyId: 'acme',
        publicKey: 'public',
        keys: ['privateKey', 'clientId'],
      },
      portal: { kind: 'x360recover', keys: ['key'] },
    });
    expect(leftOut).toEqual([]);
  });

  it('that lack a member are no whole connection: what is there is fixed, the rest is the user’s', () => {
    const { privateKey: _, ...without } = connectWise;
    const held = readProvisioned({ connectWise: without, portal: { kind: 'file', key: 'x' } });
    expect([wholeConnectWise(held), wholePortal(held)]).toEqual([undefined, undefined]);
    expect(read({ connectWise: { siteUrl: 'na.myconnectwise.net' } }).policy).toEqual({
      connectWise: { siteUrl: 'na.myconnectwise.net', keys: [] },
    });
  });

  it('name no key in what is left out, wherever it was written', () => {
    const managed = {
      connectWise: { ...connectWise, publicKey: 7, secret: KEYS.privateKey },
      portal: { kind: portal.key, key: portal.key },
      privateKey: KEYS.privateKey,
      managementSolution: `${'x'.repeat(100)}`,
      prefix: KEYS.privateKey,
    };
    const { leftOut } = readPolicy(managed, silentLog);
    expect(leftOut?.map(({ name }) => name)).toEqual([
      'connectWise.publicKey',
      'connectWise.secret',
      'portal.kind',
      'privateKey',
      'prefix',
    ]);
    for (const key of [KEYS.privateKey, portal.key]) expect(JSON.stringify(leftOut)).not.toContain(key);
  });

  it('may be any portal of a list: by kind or by host', () => {
    const { policy, leftOut } = read({ allowedPortals: ['x360recover', 'https://Portal.MSP.example/', 'a b'] });
    expect(leftOut).toEqual(['allowedPortals.2']);
    expect(isPortalAllowed({ kind: 'x360recover', baseUrl: 'https://axapi.axcient.com/x360recover' }, policy)).toBe(
      true,
    );
    expect(isPortalAllowed({ kind: 'efs-portal', baseUrl: 'https://portal.msp.example/api' }, policy)).toBe(true);
    expect(isPortalAllowed({ kind: 'efs-portal', baseUrl: 'https://other.example' }, policy)).toBe(false);
    expect(isPortalAllowed({ kind: 'file', baseUrl: '' }, policy)).toBe(false);
    expect(isPortalAllowed({ kind: 'file', baseUrl: '' }, {})).toBe(true);
  });
});
