import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { DEFAULT_RULES } from '../../../lib/domain/notification-rule.ts';
import { isTenantAllowed, lockedSetting, withPolicy } from '../../../lib/domain/policy.ts';
import { patternOf, SETTING_FIELDS } from '../../../lib/domain/setting-fields.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { settingsSchema } from '../../../lib/domain/settings-schema.ts';
import { readPolicy } from '../../../lib/settings/policy.ts';
import { silentLog } from '../../../lib/shared/log.ts';

/** What is in force of a policy, and the names of what is left out. */
function read(managed: unknown) {
  const warn = vi.fn();
  const { leftOut = [], ...policy } = readPolicy(managed, { ...silentLog, warn });
  const names = leftOut.map(({ name }) => name);
  expect(warn.mock.calls.map(([, , details]) => details.name)).toEqual(names);
  return { policy, leftOut: names.sort() };
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
        'allowedTenants.1',
        'allowedTenants.2',
        'allowedTenants.3',
        'guardLimits.jumpMoney',
        'guardLimits.jumpPercent',
        'guardLimits.noSuchLimit',
        'noSuchMember',
        'role',
      ],
    });
    expect(read({ allowedTenants: 'all', guardLimits: 7 })).toEqual({
      policy: {},
      leftOut: ['allowedTenants', 'guardLimits'],
    });
  });

  it('names a member whose name is blank, so that a user sees what to remove', () => {
    const { leftOut = [] } = readPolicy({ '': 1, guardLimits: { '': 2 }, tickets: { ' ': 3 } }, silentLog);
    expect(leftOut.map(({ name, nextStep }) => `${name} ${nextStep}`)).toEqual([
      '(blank) Remove (blank): a policy has no such member.',
      'guardLimits.(blank) Remove guardLimits.(blank): there is no such limit.',
      'tickets.(blank) Remove tickets.(blank): there is no such setting.',
    ]);
  });

  it('a list of tenants in which nothing is valid allows none', () => {
    const { policy } = read({ allowedTenants: ['???'] });
    expect(policy.allowedTenants).toEqual([]);
    expect(isTenantAllowed({ site: 'na.myconnectwise.net', companyId: 'x' }, policy)).toBe(false);
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

describe('policy: every setting', () => {
  it('is read from the form that it is stored in, and from the forms of the Windows registry', () => {
    const rules = [{ ...DEFAULT_RULES[0], id: 'only' }];
    const tickets = { board: { id: 3, name: 'Backup' }, closedStatus: null, emailContact: false };
    const asStored = { prefix: 'ABC', countTrialAccounts: true, rules, tickets, toggles: { 'other-licenses': false } };
    const asRegistry = {
      prefix: 'ABC',
      countTrialAccounts: 1,
      rules: JSON.stringify(rules.map((rule) => ({ ...rule, types: ['all'] }))),
      tickets: JSON.stringify({ ...tickets, closedStatus: {} }),
      toggles: { 'other-licenses': 0 },
    };
    const expected = {
      policy: {
        settings: {
          prefix: 'ABC',
          countTrialAccounts: true,
          rules,
          'tickets.board': { id: 3, name: 'Backup' },
          'tickets.closedStatus': null,
          'tickets.emailContact': false,
          'toggles.other-licenses': false,
        },
      },
      leftOut: [],
    };
    expect(read(asStored)).toEqual(expected);
    expect(read(asRegistry)).toEqual(expected);
  });

  it('that is not valid is left out by itself, named with its value and what it may be', () => {
    const managed = {
      storageUnit: 'TB',
      silentDays: 0,
      tickets: { quietHours: 5, board: 'Backup', noSuch: 'x' },
      products: { 'online-bdr': { id: 7, identifier: 'BDR' }, 'no-such-service': { id: 7, identifier: 'BDR' } },
      toggles: 'none',
    };
    const { leftOut, ...policy } = readPolicy(managed, silentLog);
    expect(policy).toEqual({
      settings: { 'tickets.quietHours': 5, 'products.online-bdr': { id: 7, identifier: 'BDR' } },
    });
    expect(leftOut).toEqual([
      { name: 'storageUnit', value: 'TB', nextStep: 'Set storageUnit to one of GB, GiB.' },
      { name: 'silentDays', value: '0', nextStep: 'Set silentDays to a whole number from 1 to 3650.' },
      {
        name: 'tickets.board',
        value: 'Backup',
        nextStep: 'Set tickets.board to a group of id, name, or nothing.',
      },
      { name: 'tickets.noSuch', nextStep: 'Remove tickets.noSuch: there is no such setting.' },
      { name: 'products.no-such-service', nextStep: 'Remove products.no-such-service: there is no such setting.' },
      { name: 'toggles', value: 'none', nextStep: 'Set toggles to a group by name, each true or false.' },
    ]);
  });

  it('is in force before what is stored, is locked, and leaves the rest of its group to the user', () => {
    const { policy } = read({
      prefix: 'ABC',
      tickets: { summaryPrefix: 'MSP' },
      products: { 'online-bdr': { id: 7, identifier: 'BDR' } },
    });
    const stored: Settings = { ...DEFAULT_SETTINGS, products: { 'online-basic': { id: 1, identifier: 'BASIC' } } };
    const inForce = withPolicy(stored, policy);
    expect(inForce).toEqual({
      ...stored,
      prefix: 'ABC',
      tickets: { ...stored.tickets, summaryPrefix: 'MSP' },
      products: { ...stored.products, 'online-bdr': { id: 7, identifier: 'BDR' } },
    });
    const locked = (part: Partial<Settings>) => lockedSetting(stored, { ...stored, ...part }, policy);
    expect(locked({ prefix: 'XYZ' })).toEqual({ field: 'prefix', name: 'the prefix of EFS ids' });
    expect(locked({ tickets: { ...stored.tickets, quietHours: 1 } })).toBeUndefined();
    expect(locked({ tickets: { ...stored.tickets, summaryPrefix: 'X' } })?.field).toBe('tickets.summaryPrefix');
    expect(locked({ products: {} })).toBeUndefined();
    expect(locked({ products: { 'online-bdr': { id: 8, identifier: 'X' } } })).toEqual({
      field: 'products.online-bdr',
      name: 'the product of a service (online-bdr)',
    });
  });

  it.each(Object.keys(SETTING_FIELDS))('%s is a part of the settings that the schema knows', (pattern) => {
    const path = pattern.replace('*', 'online-bdr');
    expect(patternOf(path)).toBe(pattern);
  });

  it('has a line of its own in the table: no part of the settings is without', () => {
    // What consent was given for is no setting.
    const named = new Set(schemaParts().filter((path) => path !== 'automaticFor'));
    expect([...named].sort()).toEqual(Object.keys(SETTING_FIELDS).sort());
  });
});

/** The parts of the settings by their schema: members of groups, and of records whose names are not fixed one for all. */
function schemaParts(): string[] {
  const parts: string[] = [];
  const walk = (schema: unknown, path: string): void => {
    const isSetting = patternOf(path) !== undefined;
    if (schema instanceof z.ZodMiniObject && !isSetting)
      for (const [name, inner] of Object.entries(schema.def.shape)) walk(inner, path === '' ? name : `${path}.${name}`);
    else parts.push(schema instanceof z.ZodMiniRecord ? `${path}.*` : path);
  };
  walk(settingsSchema, '');
  return parts;
}
