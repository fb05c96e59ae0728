import { describe, expect, it } from 'vitest';
import { outcomesBeside } from '../../../components/plan/run-words.ts';
import { journalEntry } from '../../support/builders/company-views.ts';

describe('outcomesBeside', () => {
  it('leaves out what the list of the changes that were not written says of each', () => {
    const entry = journalEntry();
    const outcomes = ['Updated ConnectWise agreement parts.', `${entry.change.label}: ${entry.outcome}`];
    expect(outcomesBeside({ outcomes }, [entry])).toEqual(['Updated ConnectWise agreement parts.']);
    expect(outcomesBeside({ outcomes }, [])).toEqual(outcomes);
  });
});
