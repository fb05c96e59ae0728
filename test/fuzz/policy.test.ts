import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withPolicy } from '../../lib/domain/policy.ts';
import { settingsSchema } from '../../lib/domain/settings-schema.ts';
import { readPolicy } from '../../lib/settings/policy.ts';
import { readProvisioned } from '../../lib/settings/policy-connection.ts';
import { silentLog } from '../../lib/shared/log.ts';
import { randomSettings } from '../support/builders/random-settings.ts';
import { mutated, mutations } from '../support/json-mutations.ts';
import { RUNS, tryAll } from './support/try-all.ts';

const KEYS = ['PRIVATE-KEY-4f1d', 'CLIENT-ID-92ab', 'PORTAL-KEY-77c0'];

/** Whatever an administrator could lay down, all of it at once. */
const whole = randomSettings.map(({ automaticFor: _, inPage, ...settings }) => ({
  ...settings,
  featuresOff: inPage.featuresOff,
  selectors: inPage.selectors,
  allowedTenants: ['na.myconnectwise.net/acme', 'https://cw.msp.example:8443/'],
  allowedPortals: ['x360recover', 'portal.example'],
  guardLimits: { jumpPercent: 50, jumpUnits: 10, jumpMoney: 100 },
  connectWise: {
    siteUrl: 'na.myconnectwise.net',
    companyId: 'acme',
    publicKey: 'public',
    privateKey: KEYS[0],
    clientId: KEYS[1],
  },
  portal: { kind: 'efs-portal', baseUrl: 'https://portal.example', key: KEYS[2] },
}));

const managed: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(whole, mutations).map(([policy, changes]) => mutated(policy, changes)) },
  // The registry of Windows holds lists and groups as texts of JSON.
  {
    weight: 2,
    arbitrary: fc.tuple(whole, mutations).map(([policy, changes]) => {
      const changed = mutated(policy, changes);
      if (typeof changed !== 'object' || changed === null) return changed;
      return Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, JSON.stringify(value) ?? null]));
    }),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);

describe('whatever a policy holds', () => {
  it(`is in force where it is valid, and named where it is not, without a key (${RUNS} policies)`, async () => {
    const seen = { fixed: 0, leftOut: 0 };
    await tryAll('policy', fc.tuple(managed, randomSettings), ([given, stored]) => {
      const { leftOut = [], ...policy } = readPolicy(given, silentLog);
      const after = withPolicy(stored, policy);
      const parsed = settingsSchema.safeParse(after);
      expect(parsed.success, JSON.stringify(parsed.error?.issues)).toBe(true);
      for (const { name, value = '', nextStep } of leftOut) {
        expect(name).not.toBe('');
        expect(value.length).toBeLessThanOrEqual(200);
        expect(nextStep).toMatch(/\w.*\.$/su);
      }
      const shown = JSON.stringify([policy, leftOut]);
      for (const key of KEYS) expect(shown).not.toContain(key);
      // A list of which nothing is valid allows nothing, rather than anything.
      for (const name of ['allowedTenants', 'allowedPortals'] as const)
        if (Array.isArray(own(given, name))) expect(Array.isArray(policy[name])).toBe(true);
      // A limit only ever makes guards stricter.
      const fixed = withPolicy(stored, { ...policy, guardLimits: undefined });
      for (const name of ['jumpPercent', 'jumpUnits', 'jumpMoney'] as const)
        expect(after.guards[name]).toBeLessThanOrEqual(fixed.guards[name]);
      for (const text of Object.values(readProvisioned(given).connectWise)) expect(text).toMatch(/\S/);
      seen.fixed += Number(JSON.stringify(after) !== JSON.stringify(stored));
      seen.leftOut += Number(leftOut.length > 0);
    });
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 5);
  });
});

function own(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
