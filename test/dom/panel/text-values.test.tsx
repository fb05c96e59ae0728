import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { ChangeRow } from '../../../components/panel/change-row.tsx';
import { RunReportView } from '../../../components/panel/run-report.tsx';
import { change, ended, journalEntry, NOW } from '../../support/builders/company-views.ts';

afterEach(cleanup);

const plain = (element: Element) => element.textContent?.replace(/[\s\u00a0\u202f]+/g, ' ') ?? '';

it('the report of a run formats values, and shows a next step of the outcome once', () => {
  const nextStep = 'It is checked until {2026-11-30}.';
  const failure = { code: 'unclear', message: 'No answer came.', nextStep } as const;
  const money = change.money && { ...change.money, from: 1903.2, to: 2000 };
  const unclear = {
    ...journalEntry(),
    change: { ...change, money },
    state: 'unknown' as const,
    failure,
    outcome: `No answer came. ${nextStep}`,
  };
  const { container } = render(
    <RunReportView
      report={{ run: { ...ended, outcomes: [{ code: 'updated', text: 'Set to {1903.2}.' }] }, entries: [unclear] }}
      screenIsOld={false}
      now={NOW}
      busy={false}
      isReported={() => false}
      onCancel={vi.fn()}
      onUndo={vi.fn()}
      onClose={vi.fn()}
    />,
  );
  const text = plain(container);
  expect(text).toContain('Set to 1,903.2.');
  expect(text).toContain('Billed now $1,903.20, should be $2,000.00 a month (+$96.80).');
  expect(text.split('It is checked until Nov 30, 2026.')).toHaveLength(2);
  expect(text).not.toContain('{');
});

it('a change shows its money unchanged, and formats the values of its reason and of its guard', () => {
  const guard = { code: 'GUARD-ZERO', message: 'The quantity would drop from {1903.2} to zero.' } as const;
  const reason = 'The portal measures {1412.5} for Storage of EFS-342.';
  const { container } = render(
    <ChangeRow change={{ ...change, reason, guard }} ticked={false} onTick={vi.fn()} onAllow={vi.fn()} />,
  );
  const text = plain(container);
  expect(text).toContain('Billed now $30.00, should be $353.13 a month (+$323.13).');
  expect(text).toContain('The portal measures 1,412.5 for Storage of EFS-342.');
  expect(text).toContain('The quantity would drop from 1,903.2 to zero.');
  expect(text).not.toContain('{');
});
