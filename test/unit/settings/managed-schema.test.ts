import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { POLICY_MEMBERS } from '../../../lib/settings/policy.ts';
import { type ChromeSchema, managedSchema } from '../../support/managed-schema.ts';

const FILE = fileURLToPath(new URL('../../../public/managed-schema.json', import.meta.url));

describe('the schema that Chrome checks a policy with', () => {
  it('is what the settings and the reader of the policy say (after a change of these: npx vitest run -u …)', async () => {
    await expect(`${JSON.stringify(managedSchema(), null, 2)}\n`).toMatchFileSnapshot(FILE);
  });

  it('has a member for every setting, and every member of a policy', () => {
    const { properties }: ChromeSchema = JSON.parse(readFileSync(FILE, 'utf8'));
    expect(Object.keys(properties ?? {}).sort()).toEqual([...POLICY_MEMBERS].sort());
    // Said as `featuresOff` and `selectors`; what consent is for is no setting.
    const settings = Object.keys(DEFAULT_SETTINGS).filter((name) => !['inPage', 'automaticFor'].includes(name));
    expect(Object.keys(properties ?? {})).toEqual(expect.arrayContaining(settings));
  });

  it('is of the subset that Chrome takes: one known type each, nothing beside the properties at the top', () => {
    const top: ChromeSchema = JSON.parse(readFileSync(FILE, 'utf8'));
    expect(Object.keys(top).sort()).toEqual(['properties', 'type']);
    const check = (schema: ChromeSchema): void => {
      expect(['object', 'array', 'string', 'number', 'integer', 'boolean']).toContain(schema.type);
      const known = ['type', 'title', 'description', 'properties', 'additionalProperties', 'items'];
      expect(Object.keys(schema).filter((name) => !known.includes(name))).toEqual([]);
      expect(schema.type === 'array').toBe(schema.items !== undefined);
      for (const inner of Object.values(schema.properties ?? {})) check(inner);
      if (schema.additionalProperties) check(schema.additionalProperties);
      if (schema.items) check(schema.items);
    };
    check(top);
  });
});
