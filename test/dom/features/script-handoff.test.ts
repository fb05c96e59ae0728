import { describe, expect, it } from 'vitest';
import { EMPTY_IN_PAGE_CONFIG } from '../../../lib/domain/in-page-config.ts';
import { claim, publish } from '../../../lib/features/script-handoff.ts';

const newLife = () => ({ signal: new AbortController().signal, isValid: true });

describe('life', () => {
  it('passes from the content script to the features and to the tools, to each once', () => {
    expect(claim('features')).toBeUndefined();
    const life = newLife();
    publish(life);
    expect(claim('features')?.life).toBe(life);
    expect(claim('features')).toBeUndefined();
    expect(claim('tools')?.life).toBe(life);
    expect(claim('tools')).toBeUndefined();
  });

  it('stays claimed when the same script claims it again, and is another one in the next script', () => {
    const life = newLife();
    const left = publish(life);
    expect(claim('features')?.life).toBe(life);
    expect(publish(life)).toBe(left);
    expect(claim('features')).toBeUndefined();
    const next = newLife();
    publish(next);
    expect(claim('features')?.life).toBe(next);
  });

  it('brings the settings as they are when it is claimed', () => {
    let setup = EMPTY_IN_PAGE_CONFIG;
    publish(newLife(), () => setup);
    setup = { ...setup, featuresOff: ['company-panel'] };
    expect(claim('features')?.setup().featuresOff).toEqual(['company-panel']);
  });
});
