import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReconciliationTable } from '../../../components/options/reconciliation-table.tsx';
import type { Reconciliation, ReconciliationRow } from '../../../lib/domain/reconciliation.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const DOLLARS = { currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' };
const STORAGE: ReconciliationRow = {
  services: ['ShadowProtect BDR Storage'],
  efsId: 'EFS-342',
  productId: 900,
  product: 'BDR Storage',
  addition: { id: 501, agreementId: 77, agreement: 'Managed Services' },
  usage: 640.5,
  quantity: 600,
  allowance: 150,
  billedQuantity: 450,
  dueQuantity: 490.5,
  difference: 40.5,
  money: { ...DOLLARS, from: 225, to: 245.25 },
  invoiced: {
    numbers: ['1001'],
    date: '2026-10-31T00:00:00.000Z',
    quantity: 500,
    amount: 250,
    difference: -9.5,
    amountDifference: -4.75,
  },
};
const UNMEASURED: ReconciliationRow = {
  services: ['Archiving', 'Filtering'],
  efsId: 'EFS-342',
  productId: 900,
  product: 'BDR Storage',
  addition: { id: 502, agreementId: 77, agreement: 'Managed Services' },
  quantity: 600,
  allowance: 150,
  billedQuantity: 450,
  money: { ...DOLLARS, from: 225, to: 225 },
  reason: 'Not checked: the portal does not report Archiving.',
  invoicedReason: 'No invoice that was read has a line for it.',
};
const UNBILLED: ReconciliationRow = {
  services: ['Email Filtering'],
  efsId: 'EFS-342',
  productId: 901,
  product: 'Filtering',
  usage: 14,
  billedQuantity: 0,
  dueQuantity: 14,
  difference: 14,
};
const VALUE: Reconciliation = {
  companyId: 250,
  companyName: "Eddie's TV Repair",
  rows: [STORAGE, UNMEASURED, UNBILLED],
  totals: [{ ...DOLLARS, from: 450, to: 470.25 }],
  readAt: '2026-11-21T11:00:00.000Z',
  factsAt: '2026-11-21T10:00:00.000Z',
  invoicedAt: '2026-11-21T09:00:00.000Z',
  notes: [],
};
const show = (value: unknown) => {
  answers({ 'company.reconciliation': value });
  return render(<ReconciliationTable companyId={250} />);
};
const rows = async () => {
  const table = await screen.findByRole('table', { name: "Reconciliation of Eddie's TV Repair" });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent));
};

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('the reconciliation of a company', () => {
  it('shows usage, quantities, money and the last invoice of each row, with a dash for what is not known', async () => {
    show(VALUE);
    expect(await rows()).toEqual([
      [
        'ShadowProtect BDR StorageBDR Storage on Managed Services',
        '640.5',
        '600',
        '150',
        '450$225.00',
        '490.5$245.25',
        '+40.5+$20.25',
        '500$250.00Invoice 1001, Oct 31, 2026',
        '−9.5−$4.75',
      ],
      [
        'Archiving, FilteringBDR Storage on Managed ServicesNot checked: the portal does not report Archiving.Last invoiced: No invoice that was read has a line for it.',
        '–',
        '600',
        '150',
        '450$225.00',
        '–',
        '–',
        '–',
        '–',
      ],
      ['Email FilteringNo addition with the product Filtering bills it.', '14', '–', '–', '0', '14', '+14', '–', '–'],
    ]);
    expect(sent('company.reconciliation')).toEqual([{ companyId: 250 }]);
  });

  it('has the head of each number for stacked rows, the ages of both sides and the total', async () => {
    const { container } = show(VALUE);
    await rows();
    const labels = [...container.querySelectorAll('tbody tr:first-child td')].map((cell) =>
      cell.getAttribute('data-label'),
    );
    const heads = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
    expect(labels).toEqual(heads.slice(1));
    expect(container.querySelector('caption')?.textContent).toMatch(
      /^ConnectWise read .+ · Portal read .+ · Invoices read /,
    );
    expect(container.querySelectorAll('caption time')).toHaveLength(3);
    expect(screen.getByText('Billed now $450.00, should be $470.25 a month (+$20.25).')).toBeTruthy();
    expect(screen.getByText(/compared with what is due now/)).toBeTruthy();
  });

  it('names the EFS id where there are several, and a newer invoice without a line', async () => {
    const absent = { ...STORAGE, invoiced: { ...STORAGE.invoiced, absentFrom: '1002' } };
    show({ ...VALUE, rows: [absent, { ...UNBILLED, efsId: 'EFS-355' }] });
    expect((await rows()).map(([name]) => name)).toEqual([
      'ShadowProtect BDR StorageEFS-342: BDR Storage on Managed ServicesInvoice 1002 is newer and has no line for it.',
      'Email FilteringEFS-355: No addition with the product Filtering bills it.',
    ]);
  });

  it('notes what could not be read beside the rest', async () => {
    const note = 'What ConnectWise invoiced is not shown. Set “System › API Reports” to Inquire = All.';
    const { invoiced: _, ...without } = STORAGE;
    const { invoicedAt: __, factsAt: ___, ...value } = VALUE;
    const { container } = show({ ...value, rows: [without], notes: [note] });
    expect(await screen.findByText(note)).toBeTruthy();
    expect((await rows())[0]?.slice(-2)).toEqual(['–', '–']);
    expect(container.querySelector('caption')?.textContent).toMatch(/Portal not read$/);
    expect(screen.queryByText(/compared with what is due now/)).toBeNull();
  });

  it('says where no addition bills a service', async () => {
    show({ ...VALUE, rows: [], totals: [] });
    expect(await screen.findByText('No addition of this company bills a service of the portal.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('shows a failure, and asks again', async () => {
    answers({});
    render(<ReconciliationTable companyId={250} />);
    expect(await screen.findByText(DOWN.message)).toBeTruthy();
    answers({ 'company.reconciliation': VALUE });
    fireEvent.click(screen.getByRole('button'));
    expect(await rows()).toHaveLength(3);
    expect(screen.queryByText(DOWN.message)).toBeNull();
  });

  it('asks for another company', async () => {
    const { rerender } = show(VALUE);
    await rows();
    rerender(<ReconciliationTable companyId={251} />);
    await waitFor(() => expect(sent('company.reconciliation')).toEqual([{ companyId: 250 }, { companyId: 251 }]));
  });
});
