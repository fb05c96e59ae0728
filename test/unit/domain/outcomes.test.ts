import { describe, expect, it } from 'vitest';
import * as outcomes from '../../../lib/domain/outcomes.ts';

describe('the sentences of the event log', () => {
  it('are word for word those of setup-guides.md#figure-22 and #2022-testing', () => {
    const seeds = Object.entries(outcomes).filter(([name]) => /^(UPDATED|SKIPPED)_/.test(name));
    expect(seeds.map(([, sentence]) => sentence).sort()).toEqual([
      'Skipping ConnectWise synchronization (only updating every 12 hours)',
      'Updated ConnectWise agreement parts.',
      'Updated ConnectWise backup statistics.',
      'Updated ConnectWise management report.',
    ]);
    expect(outcomes.updatedTicket(548)).toBe('Updated ConnectWise ticket #548.');
  });
});
