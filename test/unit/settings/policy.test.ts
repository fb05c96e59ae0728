import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { isTenantAllowed, lockedSetting, withPolicy } from '../../../lib/domain/policy.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { readPolicy } from '../../../lib/settings/policy.ts';
import { silentLog } from '../../../lib/shared/log.ts';

/** What is in force of a policy, and the names of what is left out. */
function read(managed: unknown) {
  const warn = vi.fn();
  const policy = readPolicy(managed, { ...silentLog, warn });
  return { policy, leftOut: warn.mock.calls.map(([, , details]) => details.name) };
}

describe('policy: role, tenants, limits', () => {
  it('are read', () => {
    const managed = {
      role: 'viewer',
      allowedTenants: ['https://NA.myconnectwise.net/Training', ' cw.msp.example:8443/ '],
      guardLimits: { jumpPercent: 20, jumpMoney: 50 },
    };
    expect(read(managed)).toEqual({
      policy: {
        role: 'viewer',
        allowedTenants: ['na.myconnectwise.net/training', 'cw.msp.example:8443'],
        guardLimits: { jumpPercent: 20, jumpMoney: 50 },
      },
      leftOut: [],
    });
  });

  it('are checked part by part: what is not valid is left out and named, the rest is in force', () => {
    const managed = {
      role: 'owner',
      allowedTenants: ['na.myconnectwise.net', 7, 'not a host', 'a/b/c'],
      guardLimits: { jumpPercent: -1, jumpUnits: 5, jumpMoney: '9', noSuchLimit: 1 },
      noSuchMember: true,
    };
    expect(read(managed)).toEqual({
      policy: { allowedTenants: ['na.myconnectwise.net'], guardLimits: { jumpUnits: 5 } },
      leftOut: [
        'noSuchMember',
        'role',
        'allowedTenants.1',
        'allowedTenants.2',
        'allowedTenants.3',
        'guardLimits.jumpPercent',
        'guardLimits.jumpMoney',
        'guardLimits.noSuchLimit',
      ],
    });
    expect(read({ allowedTenants: 'all', guardLimits: 7 })).toEqual({
      policy: {},
      leftOut: ['allowedTenants', 'guardLimits'],
    });
  });

  it('a list of tenants in which nothing is valid allows none', () => {
    const { policy } = read({ allowedTenants: ['???'] });
    expect(policy.allowedTenants).toEqual([]);
    expect(isTenantAllowed({ site: 'na.myconnectwise.net', companyId: 'x' }, policy)).toBe(false);
  });

  it('have the members that are declared to Chrome', () => {
    const schema = JSON.parse(readFileSync(new URL('../../../public/managed-schema.json', import.meta.url), 'utf8'));
    expect(Object.keys(schema.properties).sort()).toEqual(
      ['allowedTenants', 'automatic', 'featuresOff', 'guardLimits', 'role', 'selectors'].sort(),
    );
    expect(Object.keys(schema.properties.guardLimits.properties)).toEqual(Object.keys(DEFAULT_SETTINGS.guards));
  });
});

describe('a tenant', () => {
  const policy = { allowedTenants: ['na.myconnectwise.net/training', 'cw.msp.example'] };

  it.each([
    ['na.myconnectwise.net', 'Training', true],
    ['na.myconnectwise.net', 'sandbox', false],
    ['eu.myconnectwise.net', 'training', false],
    ['cw.msp.example', 'anything', true],
    ['cw.msp.example.evil.example', 'anything', false],
  ])('%s with %s: %s', (site, companyId, allowed) => {
    expect(isTenantAllowed({ site, companyId }, policy)).toBe(allowed);
  });

  it('may be any without such a policy', () => {
    expect(isTenantAllowed({ site: 'x.example', companyId: '' }, {})).toBe(true);
  });
});

describe('settings under a policy', () => {
  const policy = { role: 'viewer', guardLimits: { jumpPercent: 20, jumpUnits: 100 } } as const;

  it('have its role, and its limits where the user’s are not stricter', () => {
    expect(withPolicy(DEFAULT_SETTINGS, policy)).toEqual({
      ...DEFAULT_SETTINGS,
      role: 'viewer',
      guards: { ...DEFAULT_SETTINGS.guards, jumpPercent: 20 },
    });
    expect(withPolicy(DEFAULT_SETTINGS, {})).toEqual(DEFAULT_SETTINGS);
  });

  it('are locked against what it does not allow, and against nothing else', () => {
    const change = (part: object) => lockedSetting(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, ...part }, policy)?.field;
    const guards = (part: object) => change({ guards: { ...DEFAULT_SETTINGS.guards, ...part } });
    expect(change({ prefix: 'ABC' })).toBeUndefined();
    expect(change({ role: 'viewer' })).toBeUndefined();
    expect(guards({ jumpPercent: 10 })).toBeUndefined();
    expect(guards({ jumpPercent: 21 })).toBe('guards.jumpPercent');
    expect(guards({ jumpUnits: 101 })).toBe('guards.jumpUnits');
    expect(guards({ jumpMoney: 1_000_000 })).toBeUndefined();
    const viewer = { ...DEFAULT_SETTINGS, role: 'viewer' as const };
    expect(lockedSetting(viewer, DEFAULT_SETTINGS, policy)?.field).toBe('role');
  });
});
