import { describe, expect, it } from 'vitest';
import { handOver, takeOver } from '../../../lib/features/life.ts';

describe('life', () => {
  it('is handed from the content script to the features once, and is left nowhere', () => {
    expect(takeOver()).toBeUndefined();
    const life = { signal: new AbortController().signal, isValid: true };
    handOver(life);
    expect(takeOver()).toBe(life);
    expect(takeOver()).toBeUndefined();
  });
});
