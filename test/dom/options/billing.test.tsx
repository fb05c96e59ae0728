import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BillingCard } from '../../../components/options/billing-card.tsx';
import type { BillingRow } from '../../../lib/domain/billing-join.ts';
import type { BilledMonthView, BillingList, CustomerBilling } from '../../../lib/domain/billing-view.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const LAST: BilledMonthView = {
  name: 'last',
  from: '2026-10-01',
  to: '2026-10-31',
  readAt: '2026-11-21T11:00:00.000Z',
  skipped: 0,
};
const THIS: BilledMonthView = { ...LAST, name: 'this', from: '2026-11-01', to: '2026-11-30' };
const ACME: BillingRow = {
  clientId: '700017',
  clientName: 'Acme, LLC',
  products: ['x360Recover'],
  state: 'suggested',
  customer: { id: '17', name: 'Acme' },
  evidence: 'exact-name',
};
const FOX: BillingRow = {
  clientId: '800018',
  clientName: 'Angry Fox',
  products: ['x360Cloud'],
  state: 'joined',
  customer: { id: '18', name: 'Angry Fox' },
  evidence: 'similar-name',
  confirmedBy: 'Chrome on Windows (3f2a)',
  confirmedAt: '2026-11-21T11:00:00.000Z',
};
const RENAMED: BillingRow = { ...FOX, clientId: '800019', clientName: 'Zenith', state: 'doubt' };
const STRANGER: BillingRow = { clientId: '900020', clientName: 'Nowhere', products: ['x360Sync'], state: 'none' };
const DENIED = {
  code: 'missing-right' as const,
  message: 'The key lacks the product permission Billing.',
  nextStep: 'Make another key.',
};

const list = (rows: BillingRow[], members: Partial<BillingList> = {}): BillingList => ({
  isOffered: true,
  rows,
  total: rows.length,
  exact: 0,
  months: [LAST, THIS],
  ...members,
});
const BILLED: CustomerBilling = {
  customerId: '18',
  customerName: 'Angry Fox',
  months: [LAST, THIS],
  lines: [
    {
      product: 'x360Recover',
      members: ['d2cServer', 'd2cServerLinux'],
      billed: { last: 1.5, this: 4 },
      devices: 3,
      difference: 1,
      additions: {
        labels: ['Online servers on Managed Services'],
        quantity: 3,
        billedQuantity: 2,
        invoiced: { quantity: 1.5, invoices: [{ numbers: ['1001', 'CM-2'], date: '2026-10-31T00:00:00.000Z' }] },
      },
    },
    { product: 'x360Cloud', members: ['seats'], billed: { this: 12.25 } },
    {
      product: '',
      members: [],
      billed: {},
      additions: { labels: ['Archiving on Managed Services'], quantity: 5, billedQuantity: 5 },
    },
  ],
  companyName: 'Angry Fox Inc.',
  additionsReadAt: '2026-11-21T11:00:00.000Z',
  invoicedAt: '2026-11-21T10:00:00.000Z',
  notes: ['billing usage of 2026-10: Angry Fox: The vendor does not list this client in this month.'],
};
const button = (name: string) => screen.findByRole('button', { name });
const show = () => render(<BillingCard visible={true} />);

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('the card of vendor billing', () => {
  it('is not there for a portal without billing usage, nor where nothing can be read', async () => {
    answers({ 'billing.list': list([], { isOffered: false }) });
    const first = show();
    await waitFor(() => expect(sent('billing.list')).toHaveLength(1));
    expect(first.container.textContent).toBe('');
    first.unmount();
    answers({});
    const second = show();
    await waitFor(() => expect(sent('billing.list')).toHaveLength(2));
    expect(second.container.textContent).toBe('');
  });

  it('shows each client with its product, customer and state, and confirms one', async () => {
    const held = { rows: [RENAMED, ACME, STRANGER, FOX] };
    answers({
      'billing.list': () => list(held.rows),
      'billing.confirm': () => {
        held.rows = [{ ...ACME, state: 'joined' }];
        return null;
      },
    });
    show();
    expect(await screen.findByText('Suggested: same name')).toBeTruthy();
    expect(screen.getByText('A name changed: confirm again')).toBeTruthy();
    expect(screen.getByText('No customer of a like name')).toBeTruthy();
    expect(screen.getByText(/^Last month: 2026-10-01 to 2026-10-31, read/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Nowhere/ })).toBeNull();
    expect(await button('Unlink Zenith (x360Cloud)')).toBeTruthy();
    fireEvent.click(await button('Confirm Acme, LLC (x360Recover)'));
    expect(await screen.findByText('Confirmed.')).toBeTruthy();
    expect(sent('billing.confirm')).toEqual([{ clientId: '700017', customerId: '17' }]);
  });

  it('confirms all exact matches and says how many, and unlinks one', async () => {
    answers({
      'billing.list': list([ACME, FOX], { exact: 12 }),
      'billing.confirm-exact': { confirmed: 12 },
      'billing.unlink': null,
    });
    show();
    fireEvent.click(await button('Confirm all exact matches (12)'));
    expect(await screen.findByText('12 billed clients confirmed.')).toBeTruthy();
    fireEvent.click(await button('Unlink Angry Fox (x360Cloud)'));
    await waitFor(() => expect(sent('billing.unlink')).toEqual([{ clientId: '800018' }]));
  });

  it('opens what is billed beside devices and agreement, with differences, and closes it again', async () => {
    answers({ 'billing.list': list([FOX]), 'billing.customer': BILLED });
    show();
    const amounts = await button('Amounts of Angry Fox (x360Cloud)');
    fireEvent.click(amounts);
    expect(await screen.findByText('Axcient bills: Angry Fox')).toBeTruthy();
    expect(sent('billing.customer')).toEqual([{ customerId: '18' }]);
    const rows = screen.getAllByRole('row').map((row) =>
      within(row)
        .queryAllByRole('cell')
        .map(({ textContent }) => textContent),
    );
    const lines = rows.filter((cells) => cells.length === 8);
    expect(lines).toEqual([
      [
        'x360Recover d2cServer + d2cServerLinuxOnline servers on Managed Services',
        '1.5',
        '4',
        '3',
        '+1',
        '3',
        '2',
        '1.5Invoices 1001, CM-2, Oct 31, 2026',
      ],
      ['x360Cloud seats', '–', '12.25', '–', '–', '–', '–', '–'],
      ['Only in the agreementArchiving on Managed Services', '–', '–', '–', '–', '5', '5', '–'],
    ]);
    expect(screen.getByText(/does not list this client/)).toBeTruthy();
    expect(screen.getByText(/Invoices read/)).toBeTruthy();
    expect(amounts.getAttribute('aria-expanded')).toBe('true');
    fireEvent.click(amounts);
    await waitFor(() => expect(screen.queryByText('Axcient bills: Angry Fox')).toBeNull());
  });

  it('says once why billing cannot be read, and asks the vendor again on Refresh', async () => {
    const held = {
      months: [
        { ...LAST, failure: DENIED },
        { ...THIS, failure: DENIED },
      ],
    };
    answers({ 'billing.list': () => list([], { months: held.months }) });
    show();
    expect(await screen.findAllByText('The key lacks the product permission Billing.')).toHaveLength(1);
    expect(screen.queryByText('Axcient bills no client in these months.')).toBeNull();
    held.months = [LAST, { ...THIS, skipped: 2 }] as never;
    fireEvent.click(await button('Refresh'));
    expect(await screen.findByText('2 values could not be understood and are missing.')).toBeTruthy();
    expect(sent('billing.list').map((input) => (input as { refresh: boolean }).refresh)).toEqual([false, true]);
    expect(screen.queryByText('The key lacks the product permission Billing.')).toBeNull();
  });

  it('asks for one page at a time, and for what is searched', async () => {
    answers({ 'billing.list': list([ACME], { total: 2_000 }) });
    show();
    fireEvent.click(await button('Next'));
    await waitFor(() => expect(sent('billing.list').at(-1)).toMatchObject({ search: '', offset: 50, limit: 50 }));
    fireEvent.input(screen.getByLabelText('Search billed clients'), { target: { value: 'cloud' } });
    await waitFor(() => expect(sent('billing.list').at(-1)).toMatchObject({ search: 'cloud', offset: 0 }));
  });

  it('shows a failure of confirming beside the list', async () => {
    answers({ 'billing.list': list([ACME]) });
    show();
    fireEvent.click(await button('Confirm Acme, LLC (x360Recover)'));
    expect(await screen.findByText(DOWN.message)).toBeTruthy();
    expect(screen.getByText('Suggested: same name')).toBeTruthy();
  });
});
