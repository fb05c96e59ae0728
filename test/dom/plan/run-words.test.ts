import { describe, expect, it } from 'vitest';
import { outcomesBeside } from '../../../components/plan/texts/runs.ts';
import type { Outcome } from '../../../lib/domain/change.ts';
import { journalEntry } from '../../support/builders/company-views.ts';

describe('outcomesBeside', () => {
  it('omits what the list of unwritten changes shows for each', () => {
    const entry = journalEntry();
    const updated = 'Updated ConnectWise agreement parts.';
    const notWritten = `${entry.change.label}: ${entry.outcome}`;
    const outcomes: Outcome[] = [
      { code: 'updated', part: 'agreement-parts', text: updated },
      { code: 'not-written', changeId: entry.change.id, text: notWritten },
    ];
    expect(outcomesBeside({ outcomes }, [entry])).toEqual([updated]);
    expect(outcomesBeside({ outcomes }, [])).toEqual([updated, notWritten]);
  });
});
