import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINDING_CODES, FINDING_DESCRIPTION, FINDING_SEVERITY } from '../../../lib/domain/finding-codes.ts';

/** Named in one file with their sibling, or reported by a rule whose file has the code's name. */
const RULE_FILES = readdirSync(new URL('../../../lib/domain/rules/', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
}).map((path) => basename(path));

describe('the catalogue of findings', () => {
  it('has as many codes as rules.md#finding-codes', () => {
    expect(FINDING_CODES.filter((code) => code.startsWith('MID-'))).toHaveLength(13);
    expect(FINDING_CODES.filter((code) => code.startsWith('ADD-'))).toHaveLength(19);
    expect(FINDING_CODES.filter((code) => code.startsWith('TIX-'))).toHaveLength(6);
    expect(FINDING_CODES.filter((code) => code.startsWith('SET-'))).toHaveLength(18);
  });

  it('describes every code in one line', () => {
    expect(Object.keys(FINDING_DESCRIPTION).sort()).toEqual(Object.keys(FINDING_SEVERITY).sort());
    for (const text of Object.values(FINDING_DESCRIPTION)) expect(text).toMatch(/^[A-Z][^\n]{10,140}\.$/);
  });

  it('has one file per rule, named by its code', () => {
    const named = FINDING_CODES.map((code) => `${code.toLowerCase()}.ts`);
    expect(RULE_FILES.filter((file) => /^(mid|add|tix|set)-/.test(file)).sort()).toEqual(named.sort());
  });
});
