import { describe, expect, it } from 'vitest';
import { and, beginsWith, contains, eq, inIds, or, quoted, since } from '../../../lib/connectwise/conditions.ts';

describe('conditions', () => {
  it.each([
    ['Joe TV', '"Joe TV"'],
    ["Eddie's TV", '"Eddie\'s TV"'],
    ['19" rack', "'19\" rack'"],
    ['Eddie\'s 19"', '"Eddie\'s 19"""'],
  ])('quotes %j', (text, expected) => {
    expect(quoted(text)).toBe(expected);
  });

  it('writes literals as the grammar requires', () => {
    expect(eq('company/id', 5)).toBe('company/id=5');
    expect(eq('deletedFlag', false)).toBe('deletedFlag=False');
    expect(eq('cancelledDate', null)).toBe('cancelledDate=null');
    expect(since('dateEntered', Date.UTC(2016, 7, 20, 18, 4, 26, 999))).toBe('dateEntered>=[2016-08-20T18:04:26Z]');
    expect(contains('name', '[x]')).toBe('name contains "[[]x]"');
    expect(beginsWith('externalXRef', 'EFS-')).toBe('externalXRef like "EFS-%"');
    expect(beginsWith('externalXRef', '5% [a_b]*')).toBe('externalXRef like "5[%] [[]a[_]b][*]%"');
    expect(beginsWith('externalXRef', '19"')).toBe("externalXRef like '19\"%'");
  });

  it('puts brackets around an "or" inside an "and" only', () => {
    expect(and(or('a=1', 'b=2'), 'c=3')).toBe('(a=1 or b=2) and c=3');
    expect(and('a=1', 'c=3')).toBe('a=1 and c=3');
  });

  it('splits long lists of ids, each once', () => {
    const ids = Array.from({ length: 500 }, (_, index) => 100_000 + index);
    const chunks = inIds('id', [...ids, ...ids]);
    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) expect(encodeURIComponent(chunk).length).toBeLessThan(1_300);
    expect(chunks.flatMap((chunk) => chunk.match(/\d+/g))).toEqual(ids.map(String));
    expect(inIds('id', [])).toEqual([]);
  });
});
