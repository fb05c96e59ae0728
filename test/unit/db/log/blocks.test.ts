import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_ROWS, packBlock, unpackBlock } from '../../../../lib/db/log/block.ts';
import { blockOf, mergeBlock } from '../../../../lib/db/log/merge-blocks.ts';
import { scanBlock } from '../../../../lib/db/log/scan-block.ts';
import { EVENT_FIELDS } from '../../../../lib/domain/log-search/event-fields.ts';
import { isFound } from '../../../../lib/domain/log-search/is-found.ts';
import { compareRows, type LogRow } from '../../../../lib/domain/log-search/log-row.ts';
import { readQuery } from '../../../../lib/domain/log-search/read-query.ts';
import { RUN_FIELDS } from '../../../../lib/domain/log-search/run-fields.ts';

const words = fc.constantFrom('', 'backup', 'failed', 'backup failed', 'ünïcode ☂', 'a\nb', '*', '342', '77');
const row: fc.Arbitrary<LogRow> = fc.record({
  at: fc.integer({ min: Date.parse('2026-11-19'), max: Date.parse('2026-11-23') }),
  id: fc.uuid(),
  choices: fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 2 }), fc.nat({ max: 3 })),
  texts: fc.tuple(words, words, words, words, words),
});
const QUERIES = [
  '',
  'backup',
  'b?ckup*led',
  '?',
  '???????????????',
  'copper',
  'Customer LIKE *realty',
  'Customer NOT LIKE *realty',
  'Message LIKE ?*',
  'Message NOT LIKE ?*',
  'Message = ""',
  'Message IN failed, backup',
  'Outcome != failed',
  'Severity = error AND State IN Waiting, Skipped',
  'Type LIKE *backup*',
  'Date >= 2026-11-21 AND failed',
  'Date = 2026-11-20',
  'Date < 2020',
  'Error list LIKE ?*',
];
const CONTEXT = { names: [{ id: '77', name: 'Copper Realty' }], waitsBecause: () => undefined };

describe('a packed block', () => {
  it('holds its rows, and a search of it finds the same as a look at each of them', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.constantFrom(...QUERIES), (rows, query) => {
        const sorted = [...rows].sort(compareRows);
        const block = packBlock(sorted);
        expect(unpackBlock(block, 3)).toEqual(sorted);
        const filter = readQuery(query, EVENT_FIELDS, CONTEXT);
        if (!filter.ok) throw new Error(filter.failure.message);
        const naive = sorted.flatMap((one, at) => (isFound(one, filter.value) ? [at] : []));
        expect([...scanBlock(block, filter.value)]).toEqual(naive);
      }),
      { numRuns: 1_500 },
    );
  });

  it('compares amounts, and finds none where there is none', () => {
    const rows = [12.5, undefined, -3].map((amount, at) => ({
      at,
      id: String(at),
      choices: [0, 0, 0],
      texts: ['', '', '', ''],
      ...(amount !== undefined && { amount }),
    }));
    const found = (query: string) => {
      const filter = readQuery(query, RUN_FIELDS, CONTEXT);
      if (!filter.ok) throw new Error(filter.failure.message);
      expect(rows.flatMap((one, at) => (isFound(one, filter.value) ? [at] : []))).toEqual([
        ...scanBlock(packBlock(rows), filter.value),
      ]);
      return [...scanBlock(packBlock(rows), filter.value)];
    };
    expect([found('Money > 0'), found('Money <= 12.50'), found('Money != 0'), found('Money IN -3, 1')]).toEqual([
      [0],
      [0, 2],
      [0, 2],
      [2],
    ]);
  });
});

describe('blocks that follow each other', () => {
  const at = (time: number): LogRow => ({ at: time, id: `r${time}`, choices: [0, 0, 0], texts: [''] });

  it('stay in order and no larger than a block may be, whatever is merged into one', () => {
    const full = Array.from({ length: BLOCK_ROWS }, (_, time) => at(time * 2));
    const changes = [{ ...at(0), row: null }, ...[1, 3, 5_000].map((time) => ({ ...at(time), row: at(time) }))];
    const merged = mergeBlock(packBlock(full), changes, 3);
    expect(merged.map(({ length }) => length)).toEqual([BLOCK_ROWS, 2]);
    expect(merged.flat()).toEqual([...full.slice(1), at(1), at(3), at(5_000)].sort(compareRows));
  });

  it('leave nothing behind where all rows are gone', () => {
    expect(mergeBlock(packBlock([at(1)]), [{ ...at(1), row: null }], 3)).toEqual([]);
  });

  it('say which one a record belongs into', () => {
    const places = [10, 20, 30].map((time) => ({ at: time, id: 'm', count: 1 }));
    const of = (time: number, id: string) => blockOf(places, { at: time, id });
    expect([of(5, 'a'), of(10, 'm'), of(20, 'a'), of(20, 'm'), of(99, 'z')]).toEqual([0, 0, 0, 1, 2]);
  });
});
