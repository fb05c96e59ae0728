import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/domain/settings.ts';
import { settingsSchema } from '../../lib/domain/settings-schema.ts';
import { planImport, withImport } from '../../lib/settings/plan-import.ts';
import { readSettingsFile, settingsFile } from '../../lib/settings/settings-file.ts';
import { randomSettings } from '../support/builders/random-settings.ts';
import { mutated, mutations } from '../support/json-mutations.ts';
import { expectFailure } from './support/expect-failure.ts';
import { RUNS, tryAll } from './support/try-all.ts';

const TENANT = 'na.myconnectwise.net/acme';

/** A file that was exported, with some of its members changed; sometimes any JSON or any text. */
const files: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(randomSettings, mutations).map(([settings, changes]) => {
      const file: unknown = JSON.parse(
        settingsFile({ settings, tenant: TENANT, exportedAt: '2026-11-28T10:00:00.000Z' }),
      );
      const changed = mutated(file, changes);
      return typeof changed === 'string' ? changed : (JSON.stringify(changed) ?? '');
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ version: fc.oneof(fc.integer({ min: -1, max: 5 }), fc.jsonValue()), settings: fc.jsonValue() })
      .map((file) => JSON.stringify({ format: 'backup-bridge-settings', tenant: TENANT, ...file })),
  },
  { weight: 1, arbitrary: fc.oneof(fc.json(), fc.string()) },
);

/** Consent is given in each browser, and a user's name is that user's alone: no file changes them. */
const ownOf = ({ automatic, automaticFor, userName }: Settings) => ({ automatic, automaticFor, userName });

describe('whatever a settings file holds', () => {
  it(`is imported as settings that are valid, or refused with what to do (${RUNS} files)`, async () => {
    const seen = { changed: 0, leftOut: 0, refused: 0 };
    await tryAll(
      'settings-import',
      fc.tuple(files, fc.oneof(fc.constant(DEFAULT_SETTINGS), randomSettings)),
      ([text, stored]) => {
        const read = readSettingsFile(text);
        if (!read.ok) {
          seen.refused += 1;
          return expectFailure(read.failure);
        }
        const before = structuredClone(stored);
        const { changes, leftOut } = planImport(read.value, { stored, policy: {}, tenant: TENANT });
        const after = withImport(stored, changes);
        expect(stored).toEqual(before);
        const parsed = settingsSchema.safeParse(after);
        expect(parsed.success, JSON.stringify(parsed.error?.issues)).toBe(true);
        expect(ownOf(after)).toEqual(ownOf(stored));
        expect(Object.keys(after).sort()).toEqual(Object.keys(stored).sort());
        for (const { path, nextStep, reason } of leftOut) {
          expect(path).not.toBe('');
          expect(path.length).toBeLessThanOrEqual(200);
          expect(reason !== 'not-valid' || /\w.*[.!]$/su.test(nextStep ?? ''), `${path}: ${nextStep}`).toBe(true);
        }
        seen.changed += Number(changes.length > 0);
        seen.leftOut += Number(leftOut.length > 0);
      },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 50);
  });
});
