import { describe, expect, it } from 'vitest';
import { isTimeUp, isYoungerByTheirClock, isYoungerThan } from '../../../lib/shared/age.ts';

describe('an age', () => {
  it.each([
    [0, true],
    [9, true],
    [10, false],
    [-1, false],
  ])('of %s is younger than 10: %s', (age, younger) => {
    expect(isYoungerThan(10, 1000 - age, 1000)).toBe(younger);
  });

  it.each([
    [9, true],
    [10, false],
    [-5, true],
    [-6, false],
  ])('of %s by a clock that may be 5 ahead is younger than 10: %s', (age, younger) => {
    expect(isYoungerByTheirClock(10, 1000 - age, 1000, 5)).toBe(younger);
  });
});

describe('bounded work', () => {
  it.each([
    [1000, false],
    [1009, false],
    [1010, true],
    [999, true],
  ])('from 1000 until 1010 is over at %s: %s', (now, over) => {
    expect(isTimeUp(1000, 1010, now)).toBe(over);
  });
});
