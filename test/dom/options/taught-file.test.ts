import { describe, expect, it } from 'vitest';
import { mergeTaught, readTaughtFile, taughtFile } from '../../../components/options/taught-file.ts';
import type { TaughtSelector } from '../../../lib/domain/in-page-config.ts';
import { MOST_TAUGHT } from '../../../lib/domain/page-limits.ts';

const ONE: TaughtSelector = {
  field: 'managedId',
  screen: 'managed-id-entry',
  site: 'na.myconnectwise.net',
  taughtAt: '2026-11-22T08:00:00.000Z',
  labels: ['Geräte-ID'],
  classes: ['cw_groupIdentifier'],
};
const file = (entry: unknown) => JSON.stringify({ ...JSON.parse(taughtFile([])), taught: [ONE, entry] });
const messageOf = (text: string) => {
  const read = readTaughtFile(text);
  return read.ok ? '' : `${read.failure.message} ${read.failure.nextStep}`;
};

describe('a file of taught fields', () => {
  it('is read back as it was saved', () => {
    expect(readTaughtFile(taughtFile([ONE, { ...ONE, screen: null, site: 'other' }]))).toEqual({
      ok: true,
      value: [ONE, { ...ONE, screen: null, site: 'other' }],
    });
  });

  it.each([
    ['{', 'The file is not JSON. Choose a file that “Export JSON” saved.'],
    ['[]', 'The file holds no taught fields.'],
    [JSON.stringify({ ...JSON.parse(taughtFile([])), version: 2 }), 'The file is of version 2'],
    [file(null), 'Entry 2: the entry is null'],
    [file({ ...ONE, field: 'height' }), 'Entry 2: field is "height"; it must be one that Backup Bridge knows'],
    [file({ ...ONE, screen: 'moon' }), 'Entry 2: screen is "moon"'],
    [file({ ...ONE, site: undefined }), 'Entry 2: site is missing; it must be a host'],
    [file({ ...ONE, taughtAt: 'yesterday' }), 'Entry 2: taughtAt is "yesterday"'],
    [file({ ...ONE, labels: 'Geräte-ID' }), 'Entry 2: labels is "Geräte-ID"; it must be a list of texts'],
    [file({ ...ONE, labels: [], classes: [] }), 'Entry 2: labels is []'],
    [file({ ...ONE, labels: ['x'.repeat(61)] }), 'has 61 characters; a label has 1 to 60'],
    [file({ ...ONE, classes: ['a b'] }), 'Entry 2: “a b” is not a class name.'],
  ])('that is wrong is refused, by name: %#', (text, words) => {
    expect(messageOf(text)).toContain(words);
  });
});

describe('importing taught fields', () => {
  it('keeps what is known and joins the names of the same field on the same site', () => {
    const newer = { ...ONE, taughtAt: '2026-11-23T08:00:00.000Z', labels: ['Kennung'], classes: [] };
    const elsewhere = { ...ONE, site: 'eu.myconnectwise.net' };
    expect(mergeTaught([ONE], [newer, elsewhere])).toEqual({
      ok: true,
      value: [{ ...newer, labels: ['Kennung', 'Geräte-ID'], classes: ['cw_groupIdentifier'] }, elsewhere],
    });
  });

  it('changes nothing when the same file comes twice', () => {
    expect(mergeTaught([ONE], [ONE])).toEqual({ ok: true, value: [ONE] });
  });

  it('takes nothing where not all would fit', () => {
    const many = Array.from({ length: MOST_TAUGHT }, (_, nth) => ({ ...ONE, site: `s${nth}` }));
    const merged = mergeTaught(many, [ONE]);
    expect(merged.ok ? '' : merged.failure.message).toContain('at most 200 are kept');
  });
});
