import { describe, expect, it } from 'vitest';
import { readUtcTime } from '../../../lib/shared/utc-time.ts';

describe('readUtcTime', () => {
  it.each([
    ['2024-01-03T11:33:07.000Z', '2024-01-03T11:33:07.000Z'],
    ['2023-01-20T04:56:07Z', '2023-01-20T04:56:07.000Z'],
    ['2021-07-01T10:08:00', '2021-07-01T10:08:00.000Z'],
    ['2024-01-3T11:33:00', '2024-01-03T11:33:00.000Z'],
    ['2000-01-23T04:56:07+02:00', '2000-01-23T02:56:07.000Z'],
    ['2000-01-23T04:56:07.25-0130', '2000-01-23T06:26:07.250Z'],
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(readUtcTime(text)).toBe(expected);
  });

  it.each(['', 'yesterday', '2024-02-30T00:00:00Z', '2024-01-03T25:00:00Z', '1700000000', '2024-13-01'])(
    'reads nothing out of "%s"',
    (text) => {
      expect(readUtcTime(text)).toBeUndefined();
    },
  );
});
