import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldsOf, justified, STORES, type Store } from '../support/release/store-texts.ts';
import { ROOT } from './source-tree.ts';

/** Fewest and most characters of each field, as in docs/store/README.md. */
const LIMITS: Record<Store, Record<string, readonly [number, number]>> = {
  'chrome-web-store': {
    Name: [1, 75],
    Summary: [1, 132],
    Description: [1, 16_000],
    'Single purpose': [1, 1000],
    'Remote code': [1, 1000],
    'Notes for reviewers': [1, 5000],
  },
  'edge-add-ons': {
    Name: [1, 45],
    Summary: [1, 132],
    Description: [250, 10_000],
    'Single purpose': [1, 1000],
    'Remote code': [1, 1000],
    'Notes for reviewers': [1, 2000],
  },
  'firefox-amo': {
    Name: [1, 50],
    Summary: [1, 250],
    Description: [1, 15_000],
    'Notes for reviewers': [1, 3000],
    'Reviewer notes on the build': [1, 3000],
  },
};

const ALL = ['Category', 'Data use', 'Pictures', 'Version notes'];

const messages = JSON.parse(readFileSync(join(ROOT, 'public', '_locales', 'en', 'messages.json'), 'utf8'));

describe.each(STORES)('the listing in %s', (store) => {
  const fields = fieldsOf(store);

  it('has every field, within its limits', () => {
    const limits = Object.entries(LIMITS[store]);
    const permissions = justified().map((name) => [`Permission: ${name}`, [1, 1000]] as const);
    const wrong = [...limits, ...permissions, ...ALL.map((name) => [name, [1, 5000]] as const)].filter(
      ([name, [fewest, most]]) => {
        const { length } = fields.get(name) ?? '';
        return length < fewest || length > most;
      },
    );
    expect(wrong.map(([name, limit]) => `${name}: ${fields.get(name)?.length} of ${limit}`)).toEqual([]);
  });

  it('has the name of the package, and where the store takes it from there, its summary', () => {
    expect(fields.get('Name')).toBe(messages.extName.message);
    if (store !== 'firefox-amo') expect(fields.get('Summary')).toBe(messages.extDescription.message);
  });
});

describe('search terms', () => {
  it('are at most seven, of 30 characters each', () => {
    const terms = fieldsOf('edge-add-ons').get('Search terms')?.split('\n') ?? [];
    expect(terms.length).toBeLessThanOrEqual(7);
    expect(terms.filter((term) => term.length === 0 || term.length > 30)).toEqual([]);
  });
});

describe('pictures', () => {
  const folder = join(ROOT, 'docs', 'store', 'pictures');
  const named = [...(fieldsOf('chrome-web-store').get('Pictures') ?? '').matchAll(/`([\w-]+\.png)`/g)].map(
    ([, name = '']) => name,
  );

  it('are those that the listing names', () => {
    expect(readdirSync(folder).toSorted()).toEqual([...named, 'words'].toSorted());
  });

  it.each(named)('%s has the size that the stores ask for, and no transparency', (name) => {
    const png = readFileSync(join(folder, name));
    const size = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(size).toEqual(name === 'promo-small.png' ? [440, 280] : [1280, 800]);
    // Color type 2: RGB without alpha, as the Chrome Web Store wants its pictures.
    expect(png[25]).toBe(2);
  });
});
