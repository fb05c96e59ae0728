import { describe, expect, it } from 'vitest';
import { EMPTY_PAGE_SETUP } from '../../../lib/domain/in-page-config.ts';
import { handOver, takeOver } from '../../../lib/features/script-handoff.ts';

const newLife = () => ({ signal: new AbortController().signal, isValid: true });

describe('life', () => {
  it('is handed from the content script to the features and to the tools, to each once', () => {
    expect(takeOver('features')).toBeUndefined();
    const life = newLife();
    handOver(life);
    expect(takeOver('features')?.life).toBe(life);
    expect(takeOver('features')).toBeUndefined();
    expect(takeOver('tools')?.life).toBe(life);
    expect(takeOver('tools')).toBeUndefined();
  });

  it('stays taken when the same script asks again, and is another one in the next script', () => {
    const life = newLife();
    const left = handOver(life);
    expect(takeOver('features')?.life).toBe(life);
    expect(handOver(life)).toBe(left);
    expect(takeOver('features')).toBeUndefined();
    const next = newLife();
    handOver(next);
    expect(takeOver('features')?.life).toBe(next);
  });

  it('brings the settings along as they are when it is taken', () => {
    let setup = EMPTY_PAGE_SETUP;
    handOver(newLife(), () => setup);
    setup = { ...setup, featuresOff: ['company-panel'] };
    expect(takeOver('features')?.setup().featuresOff).toEqual(['company-panel']);
  });
});
