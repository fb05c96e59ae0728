import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountHealth, customerHealth } from '../../../lib/domain/health.ts';
import { DEFAULT_HEALTH, type HealthSettings, limitOf, type ProductLimit } from '../../../lib/domain/health-limits.ts';
import { ACCOUNT_KINDS, type Account, type AccountKind, type BackupCopy } from '../../../lib/domain/portal-facts.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { DAY, HOUR, isoTime, readTime } from '../../../lib/shared/time.ts';
import { account, NOW } from '../../support/builders/domain-records.ts';

const ago = (hours: number) => isoTime(NOW - hours * HOUR);
const rules = (health: Partial<HealthSettings> = {}) => ({
  ...DEFAULT_SETTINGS,
  silentDays: 3650,
  health: { ...DEFAULT_HEALTH, ...health },
});
const health = (more: Partial<Account>, of: Partial<HealthSettings> = {}) =>
  accountHealth(account(more), NOW, rules(of));
const copy = (hours: number, thresholdMinutes?: number): BackupCopy => ({
  where: 'remote',
  lastRestorePointAt: ago(hours),
  ...(thresholdMinutes !== undefined && { thresholdMinutes }),
});

/** docs/reference/rules.md#health: a warning after the limit, an error after three times the limit. */
const CLASSES: readonly (readonly [AccountKind, limit: number])[] = [
  ['server', 26],
  ['desktop', 240],
  ['mailboxes', 12],
  ['appliance', 26],
  ['unknown', 26],
];
const WORDS = [
  ['', 'ok'],
  ['NORMAL', 'ok'],
  ['ok', 'ok'],
  ['WARNED', 'warning'],
  ['TROUBLED', 'error'],
  ['failed', 'error'],
  ['hm', 'unknown'],
] as const;
const RANK = ['error', 'warning', 'never', 'unknown', 'ok'];
const worse = (a: string, b: string) => (RANK.indexOf(a) < RANK.indexOf(b) ? a : b);

describe.each(CLASSES)('a %s, limit %i h', (kind, limit) => {
  it.each(WORDS)('with the portal’s word “%s” (%s) is the worse of word and age', (lastStatus, ofWord) => {
    for (const [hours, ofAge] of [
      [0, 'ok'],
      [limit, 'ok'],
      [limit + 0.1, 'warning'],
      [3 * limit, 'warning'],
      [3 * limit + 0.1, 'error'],
    ] as const) {
      const found = health({ kind, lastStatus, copies: [copy(hours)] }).state;
      expect(found, `${hours} h`).toBe(worse(ofWord, ofAge));
    }
  });

  it('follows the portal’s own threshold before every setting, in both directions', () => {
    const products = [{ product: '*', hours: 1 }];
    for (const minutes of [60, 6_000]) {
      const own = minutes / 60;
      const state = (hours: number) => health({ kind, copies: [copy(hours, minutes)] }, { products }).state;
      expect([own, own + 0.1, 3 * own, 3 * own + 0.1].map(state)).toEqual(['ok', 'warning', 'warning', 'error']);
    }
  });

  it('has the class’s limit where the portal’s is switched off or zero: nothing is fine for ever', () => {
    for (const minutes of [undefined, 0, -5]) {
      expect(health({ kind, copies: [copy(3 * limit + 1, minutes)] }).state).toBe('error');
    }
  });

  it('has the limit of the settings', () => {
    const limits = { ...DEFAULT_HEALTH.limits, [kind]: 5 };
    const found = health({ kind, copies: [copy(5.1)] }, { limits });
    expect(found).toMatchObject({ state: 'warning', reason: `Last cloud backup {ago ${ago(5.1)}} (limit {5 hour}).` });
    expect(health({ kind, copies: [copy(5)] }, { limits }).state).toBe('ok');
  });
});

describe('the limit of a product', () => {
  const of = (products: ProductLimit[], more: Partial<Account> = {}) =>
    limitOf(account({ plan: 'ShadowProtect BDR', ...more }), undefined, { ...DEFAULT_HEALTH, products }).milliseconds /
    HOUR;

  it.each([
    ['ShadowProtect BDR', true],
    [' shadowprotect bdr ', true],
    ['ShadowProtect', false],
    ['Shadow*', true],
    ['*BDR', true],
    ['*protect*', true],
    ['Shadow*BDR', true],
    ['*', true],
    ['S*X*R', false],
    ['S*R*R', true],
    ['ShadowProtect BDR*BDR', false],
    ['.*', false],
    ['Basic', false],
  ])('“%s” fits ShadowProtect BDR: %s', (product, fits) => {
    expect(of([{ product, hours: 7 }])).toBe(fits ? 7 : 26);
  });

  it('is the first that fits, and of its kind', () => {
    const rows: ProductLimit[] = [
      { product: '*', kind: 'desktop', hours: 1 },
      { product: 'Shadow*', hours: 2 },
      { product: '*', hours: 3 },
    ];
    expect([of(rows), of(rows, { kind: 'desktop' }), of(rows, { plan: 'Basic' })]).toEqual([2, 1, 3]);
  });

  it('is named in the reason', () => {
    const products = [{ product: 'Sel*', hours: 3 }];
    expect(health({ copies: [copy(4)] }, { products }).reason).toBe(
      `Last cloud backup {ago ${ago(4)}} (limit for “Sel*” {3 hour}).`,
    );
  });

  // An expression made of this pattern would run for years.
  it('is looked up at once whatever was typed', () => {
    expect(of([{ product: `${'*a'.repeat(49)}b`, hours: 2 }], { plan: 'a'.repeat(60_000) })).toBe(26);
  });
});

describe('no green without a dated proof', () => {
  it.each([
    ['mailboxes', 'ok', 'The portal says “ok” and gives no time of a good result.'],
    ['appliance', 'NORMAL', 'The portal says “NORMAL” and gives no time of a backup.'],
  ] as const)('%s with “%s” and no time is unknown, with the word', (kind, lastStatus, reason) => {
    expect(health({ kind, lastStatus })).toEqual({ state: 'unknown', reason });
    expect(customerHealth([account({ kind, lastStatus })], NOW, rules()).state).toBe('unknown');
  });

  it('a server with “NORMAL” and no backup never had one', () => {
    expect(health({ lastStatus: 'NORMAL' })).toEqual({ state: 'never', reason: 'Never had a backup.' });
  });

  it.each([
    ['ok', { lastBackupAt: ago(1) }, 'ok'],
    ['ok', { lastErrorFreeBackupAt: ago(1) }, 'ok'],
    ['', { lastErrorFreeBackupAt: ago(1) }, 'ok'],
    // A result that nobody says was good.
    ['', { lastBackupAt: ago(1) }, 'unknown'],
    ['running', { lastBackupAt: ago(1) }, 'unknown'],
    ['ok', { lastBackupAt: ago(13) }, 'warning'],
    ['ok', { lastBackupAt: ago(37) }, 'error'],
  ])('a mailbox service with “%s” and %o: %s', (lastStatus, times, state) => {
    expect(health({ kind: 'mailboxes', lastStatus, ...times }).state).toBe(state);
  });

  it('a good boot check is no backup, and a time in the future no proof', () => {
    expect(health({ kind: 'appliance', autoVerify: { healthy: true, at: ago(1) } }).state).toBe('unknown');
    expect(health({ copies: [copy(-2)], lastStatus: 'NORMAL' })).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('in the future'),
    });
    expect(health({ kind: 'mailboxes', lastStatus: 'ok', lastBackupAt: ago(-48) }).state).toBe('unknown');
  });

  it('holds for whatever a portal says', () => {
    const time = fc.option(
      fc.oneof(
        fc.integer({ min: -400, max: 4_000 }).map((hours) => ago(hours)),
        fc.constantFrom('', 'soon', '2026-13-01', '9999-12-31T00:00:00Z'),
      ),
      { nil: undefined },
    );
    const copies = fc.array(
      fc.record(
        {
          where: fc.constantFrom('remote' as const, 'local' as const),
          lastRestorePointAt: time,
          thresholdMinutes: fc.option(fc.integer({ min: -10, max: 20_000 }), { nil: undefined }),
        },
        { requiredKeys: ['where'] },
      ),
      { maxLength: 3 },
    );
    const word = fc.oneof(fc.constantFrom(...WORDS.map(([said]) => said), 'running', 'never', 'parked'), fc.string());
    fc.assert(
      fc.property(
        fc.constantFrom(...ACCOUNT_KINDS),
        word,
        copies,
        time,
        time,
        fc.option(fc.boolean(), { nil: undefined }),
        (kind, lastStatus, found, lastBackupAt, lastErrorFreeBackupAt, healthy) => {
          const one = account({
            kind,
            lastStatus,
            copies: found as BackupCopy[],
            ...(lastBackupAt !== undefined && { lastBackupAt }),
            ...(lastErrorFreeBackupAt !== undefined && { lastErrorFreeBackupAt }),
            ...(healthy !== undefined && { autoVerify: { healthy, at: ago(1) } }),
          });
          if (accountHealth(one, NOW, rules()).state !== 'ok') return;
          const proofs = [
            ...one.copies.map(({ lastRestorePointAt: at, thresholdMinutes = 0 }) => ({
              at,
              minutes: thresholdMinutes,
            })),
            ...[lastBackupAt, lastErrorFreeBackupAt].map((at) => ({ at, minutes: 0 })),
          ].filter(({ at, minutes }) => {
            const age = NOW - (readTime(at) ?? Number.NaN);
            const most = minutes > 0 ? minutes / 60 : DEFAULT_HEALTH.limits[kind];
            return age >= -HOUR && age <= most * HOUR;
          });
          expect(proofs).not.toEqual([]);
          expect(healthy).not.toBe(false);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('the last error in the reason', () => {
  const lastError = { text: 'Snapshot creation failed, reason: {100} GB.\nStack 1', at: ago(2) };

  it('is behind the reason, with its age', () => {
    const late = { copies: [copy(30)], lastStatus: 'WARNED', statusReason: 'APPLIANCE_OFFLINE', lastError };
    expect(health(late).reason).toBe(
      `Last cloud backup {ago ${ago(30)}} (limit {26 hour}). Last error {ago ${ago(2)}}: Snapshot creation failed, reason: {\u2060100} GB.`,
    );
  });

  it('is the cause itself where the portal gives no reason, and is said once', () => {
    expect(health({ copies: [copy(1)], lastStatus: 'TROUBLED', lastError }).reason).toBe(
      'Backups are failing: Snapshot creation failed, reason: {\u2060100} GB.',
    );
  });

  it('has no place in what is fine or parked', () => {
    expect(health({ copies: [copy(1)], lastError }).reason).not.toContain('Snapshot');
    expect(health({ copies: [copy(1)], lastStatus: 'NORMAL', lastError }).reason).not.toContain('Snapshot');
    expect(health({ copies: [copy(1)], lastStatus: 'PARKED', lastError }).reason).not.toContain('Snapshot');
  });

  it('needs no time, and a silent device is parked by the settings', () => {
    expect(health({ lastError: { text: 'No agent.' } }).reason).toBe('Never had a backup. Last error: No agent.');
    const silent = account({ lastBackupAt: isoTime(NOW - 8 * DAY) });
    expect(accountHealth(silent, NOW, { ...rules(), silentDays: 7 }).state).toBe('parked');
    expect(accountHealth(silent, NOW, { ...rules(), silentDays: 8 }).state).toBe('error');
  });
});
