import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FindingList } from '../../../components/panel/finding-list.tsx';
import { valueText } from '../../../components/plan/texts/changes.ts';
import { formatText } from '../../../components/ui/format-text.ts';
import type { Finding } from '../../../lib/domain/finding.ts';
import { ageValue, dayValue, durationValue, momentValue, numberValue } from '../../../lib/shared/text-values.ts';
import { inLocale } from '../../support/other-locale.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const AT = '2026-11-21T03:00:00.000Z';
const plain = (text: string | null | undefined) => text?.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a sentence with values', () => {
  const text = `Measured ${momentValue(AT)}, ${ageValue(AT)} (limit ${durationValue(24, 'hour')}): ${numberValue(1903.2)} until ${dayValue('2026-11-30')}.`;

  it('is formatted in the browser’s locale and zone', () => {
    expect(plain(formatText(text, NOW, 'en-US'))).toBe(
      'Measured 3:00 AM, 9h ago (limit 24h): 1,903.2 until Nov 30, 2026.',
    );
  });

  it('is another text in New York and in Berlin, for the same stored sentence', () => {
    inLocale('en-US', 'America/New_York');
    expect(plain(formatText(text, NOW))).toContain('10:00 PM');
    expect(plain(formatText(text, NOW))).toContain('until Nov 30, 2026');
    inLocale('de-DE', 'Europe/Berlin');
    expect(plain(formatText(text, NOW))).toBe('Measured 04:00, vor 9 Std. (limit 24h): 1.903,2 until 30.11.2026.');
  });

  it('shows no age in the future when another clock is ahead', () => {
    expect(formatText(ageValue('2026-11-21T12:07:00.000Z'), NOW, 'en-US')).toBe('just now');
  });

  it('formats a time in a sentence of an older version too', () => {
    expect(plain(formatText('Held: changed by jdoe on 2026-11-20 12:05 UTC.', NOW, 'en-US'))).toBe(
      'Held: changed by jdoe on Nov 20, 2026, 12:05 PM.',
    );
  });

  it('keeps text that is no value', () => {
    for (const one of ['{Bakery}', '{2026-99-99}', '{}', '“Contract 2026-01-01”', '#26251', 'EFS-342'])
      expect(formatText(one, NOW, 'en-US')).toBe(one);
  });
});

it('a finding on the screen is in the user’s zone and locale, its button too', () => {
  inLocale('de-DE', 'America/New_York');
  const finding: Finding = {
    id: 'x',
    code: 'ADD-DRIFT',
    severity: 'warning',
    where: { resource: 'addition' },
    message: `The portal measures ${numberValue(1903.2)} (measured ${momentValue('2026-11-20T03:30:00.000Z')}).`,
    seen: 61.8,
    expected: 1903.2,
    fix: { label: `Set the quantity to ${numberValue(1903.2)}`, changes: [] },
  };
  const { container } = render(<FindingList findings={[finding]} busy={false} onFix={vi.fn()} />);
  expect(plain(container.querySelector('.grow p')?.textContent)).toBe(
    'Warning: The portal measures 1.903,2 (measured 19.11.2026, 22:30).',
  );
  expect(container.querySelector('button')?.title).toBe('Set the quantity to 1.903,2');
});

it('shows a calendar day as the same day west of Greenwich', () => {
  inLocale('en-US', 'America/Los_Angeles');
  expect(valueText('2026-11-30T00:00:00Z', 'cancelledDate')).toBe('Nov 30, 2026');
  expect(valueText('2026-11-30', 'effectiveDate')).toBe('Nov 30, 2026');
  expect(valueText('2026-11-30T04:00:00Z', 'lastBackupDate')).toBe('Nov 29, 2026');
});
