import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Overview } from '../../../components/panel/overview.tsx';
import type { PanelState } from '../../../components/panel/panel-state.ts';
import { UnreadableNote } from '../../../components/panel/unreadable-note.tsx';
import type { UnreadableRow } from '../../../lib/domain/record-list.ts';
import { companyView } from '../../support/builders/company-views.ts';
import { panelActions, panelState } from '../../support/builders/panel-state.ts';

afterEach(cleanup);

const AGREEMENT: UnreadableRow = {
  path: '/finance/agreements/5',
  id: 5,
  field: 'agreementStatus',
  value: '"Pending"',
};
const ENTRY: UnreadableRow = {
  path: '/company/companies/101/managementSummaryReports[2]',
  field: 'deviceType',
  value: '"SpamStats"',
};
const tickets = (many: number): UnreadableRow[] =>
  Array.from({ length: many }, (_, at) => ({
    path: `/service/tickets/${at + 1}`,
    id: at + 1,
    field: 'status',
    value: 'nothing',
  }));

function overview(part: Partial<PanelState['view']>) {
  return render(
    <Overview
      state={panelState({ view: companyView({ ...part }) })}
      actions={panelActions()}
      busy={false}
      isReported={() => false}
      hrefOf={(id) => `https://cw.example/${id}`}
    />,
  );
}

describe('the notice of unreadable records', () => {
  it('names the record, the value and what is skipped', () => {
    overview({ unreadable: [AGREEMENT] });
    expect(screen.getByRole('status').textContent).toBe(
      '1 ConnectWise record could not be read: agreement 5, agreementStatus "Pending". Its additions are skipped.',
    );
  });

  it('is absent when everything could be read', () => {
    const { container } = overview({});
    expect(container.querySelector('.unreadable')).toBeNull();
    expect(render(<UnreadableNote rows={[]} />).container.textContent).toBe('');
    expect(overview({ unreadable: [AGREEMENT] }).container.querySelector('.unreadable')).toBeTruthy();
  });

  it('is a single one for the screen, with a line for each of three', () => {
    overview({ unreadable: [AGREEMENT, ENTRY, ...tickets(1)] });
    const note = screen.getByRole('status');
    expect(within(note).getByText('3 ConnectWise records could not be read.')).toBeTruthy();
    expect(within(note).getAllByRole('listitem')).toHaveLength(3);
    expect(note.querySelector('details')).toBeNull();
  });

  it('folds more than three', () => {
    overview({ unreadable: tickets(4) });
    const note = screen.getByRole('status');
    const details = note.querySelector('details');
    expect(details?.open).toBe(false);
    expect(details?.querySelector('summary')?.textContent).toBe('4 ConnectWise records could not be read.');
    expect(details?.querySelectorAll('li')).toHaveLength(4);
  });

  it('shows values of ConnectWise as plain text, whatever they are', () => {
    const hostile = { ...AGREEMENT, value: '"<img src=x onerror=alert(1)>"' };
    const { container } = render(<UnreadableNote rows={[hostile, hostile]} />);
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelectorAll('li')).toHaveLength(2);
  });

  it('does not treat an unreadable managed-ID entry as absent', () => {
    overview({ customers: [], unreadable: [ENTRY] });
    expect(screen.queryByText('No EFS id yet')).toBeNull();
    expect(screen.getByText('EFS id not known')).toBeTruthy();
    cleanup();
    overview({ customers: [] });
    expect(screen.getByText('No EFS id yet')).toBeTruthy();
  });
});
