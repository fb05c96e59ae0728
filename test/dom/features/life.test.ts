import { describe, expect, it } from 'vitest';
import { handOver, takeOver } from '../../../lib/features/life.ts';

describe('life', () => {
  it('is handed from the content script to the features once', () => {
    expect(takeOver()).toBeUndefined();
    const life = { signal: new AbortController().signal, isValid: true };
    handOver(life);
    expect(takeOver()).toBe(life);
    expect(takeOver()).toBeUndefined();
  });

  it('stays taken when the same script asks again, and is another one in the next script', () => {
    const life = { signal: new AbortController().signal, isValid: true };
    handOver(life);
    expect(takeOver()).toBe(life);
    handOver(life);
    expect(takeOver()).toBeUndefined();
    const next = { ...life };
    handOver(next);
    expect(takeOver()).toBe(next);
  });
});
