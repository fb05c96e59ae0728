import { describe, expect, it } from 'vitest';
import { isTolerated } from '../../../lib/domain/drift-tolerance.ts';

const storage = { id: 'online-select', unit: 'GB' } as const;
const servers = { id: 'online-servers', unit: 'count' } as const;

describe('isTolerated', () => {
  it.each([
    [50, 51, true],
    [50, 51.01, false],
    [1_000, 1_010, true],
    [1_000, 1_010.2, false],
    [1_010.2, 1_000, false],
    [0, 0, true],
  ])('storage: %d beside %d measured is %s: 1 %% or 1 GB, the larger', (quantity, measured, tolerated) => {
    expect(isTolerated(quantity, measured, [storage])).toBe(tolerated);
  });

  it('no computer too many or too few, and no binary fraction', () => {
    expect(isTolerated(4, 5, [servers])).toBe(false);
    expect(isTolerated(0.1 + 0.2, 0.3, [servers])).toBe(true);
  });

  it('by the settings, the strictest of several services', () => {
    const tolerances = { 'online-select': { percent: 10, units: 0 } };
    expect(isTolerated(100, 110, [storage], tolerances)).toBe(true);
    expect(isTolerated(100, 110, [storage, { id: 'online-basic', unit: 'GB' }], tolerances)).toBe(false);
  });
});
