import { describe, expect, it } from 'vitest';
import { valueText } from '../../../../components/plan/texts/changes.ts';
import { formatText } from '../../../../components/ui/format-text.ts';
import { FINDING_CODES, FINDING_DESCRIPTION } from '../../../../lib/domain/finding-codes.ts';
import { everyFinding } from './every-finding.ts';

const findings = everyFinding();
const samples = findings.map((finding) => [finding.code, finding.message, finding] as const);
/** What a user reads: values written out, quoted words of others (names, values) left out. */
const shown = (text: string) =>
  formatText(text, Date.parse('2026-11-21T12:00:00Z'), 'de-DE').replace(/“[^”]*”/g, '“…”');

/** Why a sentence may be longer than the rule. */
const MORE_THAN_TWO: ReadonlyMap<string, string> = new Map();

it('the catalogue has a finding of every code', () => {
  const made = new Set(findings.map(({ code }) => code));
  expect(FINDING_CODES.filter((code) => !made.has(code))).toEqual([]);
});

describe('every finding', () => {
  it.each(samples)('%s has no source reference: %s', (_, message) => {
    expect(message).not.toMatch(/S15|S22|\bfigure\b|\bfig\.|\bp\.\s?\d/);
  });

  it.each(samples)('%s ends with a period: %s', (_, message) => {
    expect(message).toMatch(/\.$/);
  });

  it.each(samples)('%s has at most two sentences: %s', (code, message) => {
    if (MORE_THAN_TWO.has(code)) return;
    expect(shown(message).match(/[.!?](\s|$)/g)?.length ?? 0).toBeLessThanOrEqual(2);
  });

  it.each(samples)('%s names no time in UTC and none in ISO: %s', (_, message) => {
    expect(shown(message)).not.toMatch(/UTC|\d{4}-\d{2}-\d{2}/);
    expect(message.replace(/\{[^}]*\}/g, '')).not.toMatch(/UTC|\d{4}-\d{2}-\d{2}/);
  });

  it.each(samples)('%s leaves no fragment as what was expected: %s', (_, __, { expected }) => {
    if (expected === null || expected === '') return;
    expect(expected).not.toEqual([]);
    expect(valueText(expected)).not.toMatch(/^$|no\. blank|undefined|\[object/);
  });

  it.each(samples)('%s uses the words of the glossary: %s', (_, message) => {
    expect(shown(message)).not.toMatch(/\b(stands?|a person|anew|mend(ed)?|all the same|told|for want of)\b/i);
  });
});

it.each(FINDING_CODES)('the description of %s is one sentence without a source', (code) => {
  expect(FINDING_DESCRIPTION[code]).toMatch(/^[^.]+\.$/);
  expect(FINDING_DESCRIPTION[code]).not.toMatch(/S15|S22|\bfigure\b/);
});
