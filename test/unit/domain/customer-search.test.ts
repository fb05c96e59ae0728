import { describe, expect, it, vi } from 'vitest';
import { customerSearch, MOST_SHOWN } from '../../../lib/domain/customer-search.ts';

const customers = [
  { id: '342', name: "Eddie's TV Repair" },
  { id: '355', name: 'Angry Fox' },
  { id: '34', name: 'Müller & Söhne' },
  { id: '9342', name: 'Fox Hollow' },
];
const ids = (text: string, first: string[] = []) =>
  customerSearch(customers, first, 'EFS')(text).shown.map(({ id }) => id);

describe('customerSearch', () => {
  it.each([
    ['a part of the name', 'tv rep', ['342']],
    ['a name without its accents', 'muller', ['34']],
    ['the beginning of an id, the very id first', '34', ['34', '342']],
    ['an EFS id', 'efs-342', ['342']],
    ['a name that begins so, before one that contains it', 'fox', ['9342', '355']],
    ['outer blanks', '  angry ', ['355']],
    ['the beginnings of several words, in any order', 'repair edd', ['342']],
    ['nothing that is there', 'zebra', []],
  ])('finds %s', (_, text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  it('shows all by name while nothing is typed, those of the company first', () => {
    expect(ids('')).toEqual(['355', '342', '9342', '34']);
    expect(ids('', ['9342'])).toEqual(['9342', '355', '342', '34']);
  });

  it('shows twenty of twenty thousand, counts the rest, and folds no name again for a key', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ id: String(index + 1), name: `Customér ${index}` }));
    const search = customerSearch(many, [], 'EFS');
    const folded = vi.spyOn(String.prototype, 'normalize');
    for (const text of ['c', 'cu', 'customér 1', '99', '']) search(text);
    expect(folded.mock.calls.length).toBeLessThan(20);
    folded.mockRestore();
    expect(search('customer')).toMatchObject({ total: 20_000 });
    expect(search('customer').shown).toHaveLength(MOST_SHOWN);
  });
});
