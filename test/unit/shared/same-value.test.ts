import { describe, expect, it } from 'vitest';
import { sameValue } from '../../../lib/shared/same-value.ts';

describe('two values are the same', () => {
  it.each([
    ['blank in any form', '', null],
    ['absent and null', undefined, null],
    ['a reference by its id alone', { id: 7 }, { id: 7, name: 'eFolder', _info: {} }],
    ['a time to the second', '2026-11-21T02:00:00.900Z', '2026-11-21T02:00:00Z'],
    ['a sum of decimals', 0.1 + 0.2, 0.3],
    ['line ends of another system', 'a\r\nb\n', 'a\nb'],
  ])('%s', (_case, left, right) => {
    expect(sameValue(left, right)).toBe(true);
    expect(sameValue(right, left)).toBe(true);
  });

  it.each([
    ['zero and blank', 0, null],
    ['a number and its text', 5, '5'],
    ['two references', { id: 7 }, { id: 8 }],
    ['a reference and blank', { id: 7 }, null],
    ['two seconds', '2026-11-21T02:00:00Z', '2026-11-21T02:00:01Z'],
    ['hundredths', 100.01, 100.02],
    ['upper and lower case', 'EFS-342', 'efs-342'],
  ])('but not %s', (_case, left, right) => {
    expect(sameValue(left, right)).toBe(false);
    expect(sameValue(right, left)).toBe(false);
  });
});
