import { describe, expect, it } from 'vitest';
import { mayBeSameName } from '../../../lib/domain/same-name.ts';

describe('names of a customer and a company', () => {
  it.each([
    ["Eddie's TV Repair", 'Eddies TV Repair, Inc.'],
    ['Müller GmbH', 'MULLER'],
    ['Lakeside Dental', 'The Lakeside Dental Practice'],
    ['A.B.C. Ltd', 'ABC'],
  ])('%s may be %s', (one, other) => {
    expect(mayBeSameName(one, other)).toBe(true);
    expect(mayBeSameName(other, one)).toBe(true);
  });

  it.each([
    ['Joe TV Repair', "Eddie's TV Repair"],
    ['Angry Fox', 'Lakeside Dental'],
    ['', 'Anything'],
    ['Inc.', 'Anything Inc.'],
  ])('%s is not %s', (one, other) => {
    expect(mayBeSameName(one, other)).toBe(false);
  });
});
