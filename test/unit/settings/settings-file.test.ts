import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../lib/domain/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import type { SettingsImport } from '../../../lib/domain/settings-file.ts';
import { settingsSchema } from '../../../lib/domain/settings-schema.ts';
import { SETTINGS_VERSION } from '../../../lib/settings/migrations/index.ts';
import { planImport, withImport } from '../../../lib/settings/plan-import.ts';
import { readSettingsFile, settingsFile } from '../../../lib/settings/settings-file.ts';
import { randomSettings } from '../../support/builders/random-settings.ts';

const TENANT = 'na.myconnectwise.net/acme';
const OTHER = 'eu.myconnectwise.net/other';
const AT = '2026-11-28T10:00:00.000Z';

const exported = (settings: Settings, tenant: string | null = TENANT) =>
  settingsFile({ settings, tenant, exportedAt: AT });
const fileOf = (settings: object, head: object = {}) =>
  JSON.stringify({
    format: 'backup-bridge-settings',
    version: SETTINGS_VERSION,
    exportedAt: AT,
    tenant: TENANT,
    settings,
    ...head,
  });

interface Place {
  stored?: Settings;
  policy?: Policy;
  tenant?: string | null;
}

function plan(text: string, { stored = DEFAULT_SETTINGS, policy = {}, tenant = TENANT }: Place = {}): SettingsImport {
  const read = readSettingsFile(text);
  if (!read.ok) throw new Error(read.failure.message);
  return planImport(read.value, { stored, policy, tenant });
}

const failureOf = (text: string) => {
  const read = readSettingsFile(text);
  return read.ok ? undefined : read.failure;
};
const leftOutOf = ({ leftOut }: SettingsImport) => leftOut.map(({ path, reason }) => `${path}: ${reason}`);
/** What no file carries over stays as it is in this browser. */
const ownOf = ({ automatic, automaticFor, userName }: Settings) => ({ automatic, automaticFor, userName });

describe('a settings file', () => {
  it('names its format, version, time and tenant, and holds every setting but consent and the user’s name', () => {
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      automatic: { statistics: true, tickets: true, quantities: true, invoiceDescriptions: true },
      automaticFor: { tenant: 'CONSENT-TENANT', portal: 'CONSENT-PORTAL' },
      userName: 'USER-NAME',
    };
    const text = exported(settings);
    const file = JSON.parse(text);
    expect({ ...file, settings: Object.keys(file.settings).sort() }).toEqual({
      format: 'backup-bridge-settings',
      version: SETTINGS_VERSION,
      exportedAt: AT,
      tenant: TENANT,
      settings: Object.keys(DEFAULT_SETTINGS)
        .filter((name) => !['automatic', 'automaticFor', 'userName'].includes(name))
        .sort(),
    });
    for (const secret of ['CONSENT-TENANT', 'CONSENT-PORTAL', 'USER-NAME']) expect(text).not.toContain(secret);
  });

  it('changes nothing in the browser that it comes from', () => {
    fc.assert(
      fc.property(randomSettings, (settings) => {
        expect(plan(exported(settings), { stored: settings })).toMatchObject({ changes: [], leftOut: [] });
      }),
    );
  });

  it('makes any settings those of the file, consent and the user’s name apart', () => {
    fc.assert(
      fc.property(randomSettings, randomSettings, (settings, stored) => {
        const { changes, leftOut } = plan(exported(settings), { stored });
        expect(leftOut).toEqual([]);
        const after = withImport(stored, changes);
        expect(after).toEqual({ ...settings, ...ownOf(stored) });
        expect(settingsSchema.safeParse(after).success).toBe(true);
      }),
    );
  });

  it('changes nothing under a policy either, where the same policy holds: it has what is in force', () => {
    const stored: Settings = { ...DEFAULT_SETTINGS, guards: { jumpPercent: 500, jumpUnits: 5, jumpMoney: 5 } };
    const policy: Policy = { settings: { prefix: 'MSP' }, guardLimits: { jumpPercent: 50 } };
    const inForce = { ...stored, prefix: 'MSP', guards: { ...stored.guards, jumpPercent: 50 } };
    expect(plan(exported(inForce), { stored, policy })).toMatchObject({ changes: [], leftOut: [] });
  });
});

describe('an import', () => {
  it('names each setting with its old and new value, in the order of the table of settings', () => {
    const stored: Settings = { ...DEFAULT_SETTINGS, products: { 'online-bdr': { id: 4, identifier: 'BDR' } } };
    const text = fileOf({ role: 'viewer', prefix: 'ABC', products: {}, tickets: { quietHours: 12 } });
    expect(plan(text, { stored }).changes).toEqual([
      { path: 'prefix', before: 'EFS', after: 'ABC' },
      { path: 'products.online-bdr', before: { id: 4, identifier: 'BDR' } },
      { path: 'tickets.quietHours', before: 24, after: 12 },
      { path: 'role', before: 'syncer', after: 'viewer' },
    ]);
  });

  it('takes a part of the settings, and leaves what the file does not name', () => {
    const stored: Settings = { ...DEFAULT_SETTINGS, products: { 'online-bdr': { id: 4, identifier: 'BDR' } } };
    const { changes } = plan(fileOf({ silentDays: 7 }), { stored });
    expect(withImport(stored, changes)).toEqual({ ...stored, silentDays: 7 });
    // A limit of health is never without a value.
    expect(plan(fileOf({ health: { limits: { server: 30 } }, toggles: {} })).changes).toEqual([
      { path: 'health.limits.server', before: 26, after: 30 },
    ]);
  });

  it('leaves out what is not valid, named with its value and what it may be; the rest is taken', () => {
    const text = fileOf({
      prefix: 'E-F-S',
      silentDays: 7,
      tickets: { quietHours: 9_999 },
      products: { 'online-bdr': { id: 0 } },
      noSuchSetting: 'KEY-IN-A-WRONG-PLACE',
    });
    const stored: Settings = { ...DEFAULT_SETTINGS, products: { 'online-bdr': { id: 4, identifier: 'BDR' } } };
    const { changes, leftOut } = plan(text, { stored });
    expect(changes).toEqual([{ path: 'silentDays', before: 30, after: 7 }]);
    expect(leftOut).toEqual([
      {
        path: 'prefix',
        reason: 'not-valid',
        value: 'E-F-S',
        nextStep: 'Set prefix to a text that must be 1 to 20 letters.',
      },
      {
        path: 'tickets.quietHours',
        reason: 'not-valid',
        value: '9999',
        nextStep: 'Set tickets.quietHours to a number from 0 to 720.',
      },
      {
        path: 'products.online-bdr',
        reason: 'not-valid',
        value: '{"id":0}',
        nextStep: 'Set products.online-bdr to a group of id, identifier.',
      },
      {
        path: 'noSuchSetting',
        reason: 'not-valid',
        nextStep: 'Remove noSuchSetting: there is no such setting.',
      },
    ]);
  });

  it('leaves out what the policy fixes or limits to something else, removals too', () => {
    const stored: Settings = { ...DEFAULT_SETTINGS, products: { 'online-bdr': { id: 4, identifier: 'BDR' } } };
    const policy: Policy = {
      role: 'viewer',
      settings: { prefix: 'MSP', 'products.online-bdr': { id: 5, identifier: 'FIXED' } },
      guardLimits: { jumpPercent: 20 },
    };
    const text = fileOf({ role: 'syncer', prefix: 'ABC', products: {}, guards: { jumpPercent: 21, jumpUnits: 3 } });
    const read = plan(text, { stored, policy });
    expect(read.changes.map(({ path }) => path)).toEqual(['guards.jumpUnits']);
    expect(leftOutOf(read)).toEqual(['role: locked', 'prefix: locked', 'guards.jumpPercent: locked']);
  });

  it('leaves out ids of another ConnectWise, which mean nothing here', () => {
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      prefix: 'ABC',
      products: { 'online-bdr': { id: 4, identifier: 'BDR' } },
      flatFeeProducts: [{ id: 9, identifier: 'FLAT', isFlatFee: true }],
      tickets: {
        ...DEFAULT_SETTINGS.tickets,
        board: { id: 3, name: 'Backup' },
        newStatus: { id: 31, name: 'New' },
        closedStatus: { id: 32, name: 'Closed' },
        choices: { 'error/server': { priority: { id: 1, name: 'High' }, type: null, subType: null } },
      },
    };
    for (const tenant of [OTHER, null]) {
      const read = plan(exported(settings), { tenant });
      expect(read.changes.map(({ path }) => path)).toEqual(['prefix']);
      expect(leftOutOf(read).sort()).toEqual([
        'flatFeeProducts: other-tenant',
        'products.online-bdr: other-tenant',
        'tickets.board: other-tenant',
        'tickets.choices.error/server: other-tenant',
        'tickets.closedStatus: other-tenant',
        'tickets.newStatus: other-tenant',
      ]);
      // And nothing that is set here is removed because another ConnectWise has none of it.
      expect(
        plan(exported({ ...DEFAULT_SETTINGS }), { stored: settings, tenant }).changes.map(({ path }) => path),
      ).toEqual(['prefix']);
    }
    expect(
      plan(fileOf({ tickets: { board: { id: 3, name: 'B' } } }, { tenant: ` ${TENANT.toUpperCase()} ` })).leftOut,
    ).toEqual([]);
  });

  it('never has statuses and types of one board at another', () => {
    const stored: Settings = {
      ...DEFAULT_SETTINGS,
      tickets: {
        ...DEFAULT_SETTINGS.tickets,
        board: { id: 3, name: 'Backup' },
        newStatus: { id: 31, name: 'New' },
        choices: {
          'error/server': { priority: { id: 1, name: 'High' }, type: { id: 5, name: 'Server' }, subType: null },
          'error/desktop': { priority: null, type: { id: 6, name: 'Desktop' }, subType: null },
        },
      },
    };
    // A file that changes the board and says nothing of the statuses.
    const moved = plan(fileOf({ tickets: { board: { id: 4, name: 'Other' } } }), { stored });
    expect(withImport(stored, moved.changes).tickets).toEqual({
      ...stored.tickets,
      board: { id: 4, name: 'Other' },
      newStatus: null,
      choices: { 'error/server': { priority: { id: 1, name: 'High' }, type: null, subType: null } },
    });
    // The board of the file is left out: by the policy, or because it is not valid.
    const statuses = { newStatus: { id: 41, name: 'Open' }, closedStatus: null };
    const policy: Policy = { settings: { 'tickets.board': stored.tickets.board } };
    const fixed = plan(fileOf({ tickets: { ...statuses, board: { id: 4, name: 'Other' } } }), { stored, policy });
    expect(fixed.changes).toEqual([]);
    expect(leftOutOf(fixed)).toEqual(['tickets.board: locked', 'tickets.newStatus: other-board']);
    const broken = plan(fileOf({ tickets: { ...statuses, board: 'Other' } }), { stored });
    expect(broken.changes).toEqual([]);
    expect(leftOutOf(broken)).toEqual(['tickets.board: not-valid', 'tickets.newStatus: other-board']);
  });

  it('never takes consent or the name of a user, and names them', () => {
    const automatic = { statistics: true, tickets: true, quantities: true, invoiceDescriptions: true };
    const read = plan(fileOf({ automatic, automaticFor: { tenant: TENANT, portal: 'p' }, userName: 'Kim' }));
    expect(read.changes).toEqual([]);
    expect(leftOutOf(read)).toEqual(['automatic: consent', 'automaticFor: consent', 'userName: one-browser']);
  });

  it('reads a file of an older version through the migrations, without the consent that they add', () => {
    const old = fileOf({ pushes: { agreementParts: false }, tickets: { whenClosedByPerson: 'leave' } }, { version: 2 });
    expect(plan(old)).toMatchObject({
      changes: [
        { path: 'syncedParts.agreementParts', after: false },
        { path: 'tickets.whenClosedByUser', after: 'leave' },
      ],
      leftOut: [],
    });
    const oldest = plan(fileOf({ pushes: { invoiceDescriptions: false } }, { version: 1 }));
    expect(oldest).toMatchObject({ changes: [], leftOut: [] });
  });
});

describe('a file that is no settings file', () => {
  it.each([
    ['no JSON', 'prefix = ABC', 'not-json', 'not JSON'],
    ['an empty file', '', 'not-json', 'not JSON'],
    ['JSON that is cut off', fileOf({ prefix: 'ABC' }).slice(0, -4), 'not-json', 'not JSON'],
    ['nested without end', '['.repeat(500_000), 'not-json', 'not JSON'],
    ['a list', '[]', 'bad-input', 'no settings file'],
    [
      'another file of ours',
      '{"kind":"backup-bridge-taught-fields","version":1,"taught":[]}',
      'bad-input',
      'no settings file',
    ],
    ['one without settings', fileOf({}, { settings: null }), 'bad-input', 'no settings file'],
    ['one without a version', fileOf({}, { version: '3' }), 'bad-input', '“version” of the file is 3'],
    [
      'one of a newer version',
      fileOf({}, { version: SETTINGS_VERSION + 1 }),
      'unsupported-version',
      `version ${SETTINGS_VERSION + 1}`,
    ],
    ['one over 1 MB', fileOf({ managementSolution: 'x'.repeat(1_000_000) }), 'too-large', '1 MB'],
  ])('is refused with what to do: %s', (_, text, code, words) => {
    expect(failureOf(text)).toMatchObject({
      code,
      message: expect.stringContaining(words),
      nextStep: expect.stringMatching(/\.$/),
    });
  });

  it('and one with more settings than a browser can have is refused before anything is planned', () => {
    const products = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, n) => [`own:${n}`, { id: n + 1, identifier: 'x' }]),
    );
    expect(failureOf(fileOf({ products }))).toMatchObject({ code: 'too-large' });
  });

  it('is read where an editor put the mark of its encoding first', () => {
    expect(plan(`\uFEFF${fileOf({ silentDays: 7 })}`).changes).toHaveLength(1);
  });
});

describe('a hostile file', () => {
  const place = { stored: DEFAULT_SETTINGS, policy: {}, tenant: TENANT };
  /** Whatever is in it: it is read or refused, and what would be stored is valid. */
  const holds = (text: string) => {
    const read = readSettingsFile(text);
    if (!read.ok) {
      expect(read.failure.nextStep).not.toBe('');
      return;
    }
    const { changes } = planImport(read.value, place);
    expect(settingsSchema.safeParse(withImport(DEFAULT_SETTINGS, changes)).success).toBe(true);
  };

  it('never throws and never makes settings that are not valid: any text, any JSON', () => {
    fc.assert(fc.property(fc.string(), holds));
    fc.assert(fc.property(fc.json(), holds));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (settings, version) => holds(fileOf({}, { settings, version }))),
    );
  });

  it('neither with any value at the place of a setting', () => {
    const members = Object.keys(DEFAULT_SETTINGS);
    const inner = ['limits', 'board', 'choices', 'online-bdr', 'selectors', '__proto__', 'constructor'];
    const broken = fc.dictionary(
      fc.constantFrom(...members, '__proto__', 'toString'),
      fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...inner), fc.jsonValue())),
    );
    fc.assert(
      fc.property(broken, fc.constantFrom(1, 2, 3), (settings, version) => holds(fileOf(settings, { version }))),
    );
  });

  it('reaches no prototype', () => {
    holds(fileOf({}).replace('"settings":{}', '"settings":{"__proto__":{"x":1},"products":{"__proto__":{"id":1}}}'));
    expect(Reflect.get({}, 'x')).toBeUndefined();
    expect(Reflect.get({}, 'id')).toBeUndefined();
  });

  it('with long names is shown in short', () => {
    const { leftOut } = plan(fileOf({ ['x'.repeat(500_000)]: 1 }));
    expect(leftOut[0]?.path).toHaveLength(100);
    expect(leftOut[0]?.nextStep?.length).toBeLessThan(200);
  });
});
