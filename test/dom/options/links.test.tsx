import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LinksCard } from '../../../components/options/links-card.tsx';
import type { LinkList, LinkRow } from '../../../lib/domain/link-view.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const NORTHSIDE: LinkRow = {
  customerId: '17',
  customerName: 'Northside Bakery',
  state: 'suggested',
  companies: [{ id: 300, name: 'Northside Bakery, Inc.' }],
  evidence: 'exact-name',
};
const LINKED: LinkRow = {
  customerId: '18',
  customerName: 'Angry Fox',
  state: 'linked',
  companies: [{ id: 301, name: 'Angry Fox' }],
  evidence: 'similar-name',
  confirmedBy: 'Chrome on Windows (3f2a)',
  confirmedAt: '2026-11-21T11:00:00.000Z',
};
const SHARED: LinkRow = {
  customerId: '19',
  customerName: 'Joe TV',
  state: 'conflicting',
  companies: [
    { id: 1, name: 'Joe TV Repair' },
    { id: 2, name: 'Joe' },
  ],
};

function list(rows: LinkRow[], members: Partial<LinkList> = {}): LinkList {
  const counts = { linked: 0, suggested: 0, conflicting: 0, none: 0 };
  return { rows, total: rows.length, counts, exact: 0, byManagedId: false, ...members };
}

const button = (name: string) => screen.findByRole('button', { name });

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('the list of linked companies', () => {
  it('is read again once a comparison on the page has ended, for it finds links', async () => {
    const held = { rows: [NORTHSIDE] };
    answers({ 'links.list': () => list(held.rows) });
    const { rerender } = render(<LinksCard visible={true} comparisons={0} />);
    await screen.findByText('Suggested: same name');
    held.rows = [{ ...NORTHSIDE, state: 'linked' }];
    rerender(<LinksCard visible={true} comparisons={1} />);
    await waitFor(() => expect(screen.queryByText('Suggested: same name')).toBeNull());
  });

  it('shows customer, company and what speaks for the link, and confirms one', async () => {
    const held = { rows: [NORTHSIDE, LINKED, SHARED] };
    answers({
      'links.list': () => list(held.rows),
      'links.confirm': () => {
        held.rows = [{ ...NORTHSIDE, state: 'linked' }];
        return null;
      },
    });
    render(<LinksCard visible={true} />);
    expect(screen.getByText('Loading …')).toBeTruthy();
    expect(await screen.findByText('Suggested: same name')).toBeTruthy();
    expect(screen.getByText('Joe TV Repair, Joe')).toBeTruthy();
    expect(screen.getByText(/Several companies have its EFS id/)).toBeTruthy();
    fireEvent.click(await button('Confirm Northside Bakery'));
    expect(await screen.findByText('Linked.')).toBeTruthy();
    expect(sent('links.confirm')).toEqual([{ customerId: '17', companyId: 300 }]);
    expect(await screen.findByText('Same name')).toBeTruthy();
  });

  it('confirms all exact matches and says how many, and unlinks one', async () => {
    answers({
      'links.list': list([NORTHSIDE, LINKED], { exact: 12 }),
      'links.confirm-exact': { confirmed: 11, skipped: 1 },
      'links.unlink': null,
    });
    render(<LinksCard visible={true} />);
    fireEvent.click(await button('Confirm all exact matches (12)'));
    expect(await screen.findByText('11 links confirmed; 1 company is not active.')).toBeTruthy();
    fireEvent.click(await button('Unlink Angry Fox'));
    await waitFor(() => expect(sent('links.unlink')).toEqual([{ customerId: '18', companyId: 301 }]));
  });

  it('of a portal whose managed-ID entries link shows the plan that creates them before it does', async () => {
    const plan = {
      id: 'p1',
      companyName: 'Northside Bakery',
      changes: [{ id: 'c1', label: 'Managed-id entry EFS-17' }],
    };
    answers({
      'links.list': list([NORTHSIDE, { ...LINKED, doubt: true }], { byManagedId: true }),
      'links.plan': { ...plan, link: { customerId: '17', customerName: 'Northside Bakery', efsId: 'EFS-17' } },
      'plan.apply': { runId: 'r1' },
      'run.view': { run: { state: 'done' }, entries: [] },
    });
    render(<LinksCard visible={true} />);
    expect(await button('Confirm Angry Fox')).toBeTruthy();
    fireEvent.click(await button('Link Northside Bakery'));
    expect(await screen.findByText('Link to Northside Bakery (EFS-17)')).toBeTruthy();
    expect(sent('plan.apply')).toEqual([]);
    fireEvent.click(await button('Create and link'));
    await waitFor(() => expect(screen.queryByText('Link to Northside Bakery (EFS-17)')).toBeNull());
    expect(sent('plan.apply')).toEqual([{ planId: 'p1', confirmed: [] }]);
  });

  it('links all with the same name; what keeps one of them from being linked keeps no other', async () => {
    const names = ['Ant', 'Bee', 'Cat', 'Dog'];
    const rows = names.map((name, at) => ({
      ...NORTHSIDE,
      customerId: `${at}`,
      customerName: name,
      companies: [{ id: at, name }],
    }));
    const refused = (message: string) => ({ ok: false as const, failure: { ...DOWN, code: 'rejected', message } });
    answers({
      'links.list': list(rows, { byManagedId: true }),
      'run.view': { run: { state: 'done' }, entries: [] },
      'company.view': null,
    });
    const others = worker.getMockImplementation();
    worker.mockImplementation((async (name: string, input: { customerId: string; planId: string }) => {
      if (name === 'links.plan' && input.customerId === '1') return refused('Bee has two agreements.');
      if (name === 'links.plan') {
        const at = Number(input.customerId);
        return {
          ok: true,
          value: {
            id: input.customerId,
            companyId: at,
            companyName: names[at],
            changes: [],
            link: { efsId: `EFS-${at}` },
          },
        };
      }
      if (name === 'plan.apply' && input.planId === '2') return refused('Cat was merged.');
      return name === 'plan.apply' ? { ok: true, value: { runId: 'r' } } : others?.(name as never, input as never);
    }) as never);
    render(<LinksCard visible={true} />);
    fireEvent.click(await button('Link all with the same name (4)…'));
    expect(await screen.findByText(/^Not linked\. Bee has two agreements\./)).toBeTruthy();
    expect(screen.getByText('Link to Dog (EFS-3)')).toBeTruthy();
    fireEvent.click(await button('Create and link'));
    expect(await screen.findByText('2 customers linked, 1 not:')).toBeTruthy();
    expect(screen.getByText(/^Not linked\. Cat was merged\./)).toBeTruthy();
    expect(sent('plan.apply').map((input) => (input as { planId: string }).planId)).toEqual(['0', '2', '3']);
    fireEvent.click(await button('Close'));
    await waitFor(() => expect(screen.queryByText('2 customers linked, 1 not:')).toBeNull());
  });

  it('plans nothing for all of them while a connection fails, and says so once', async () => {
    const rows = ['17', '18'].map((customerId) => ({ ...NORTHSIDE, customerId }));
    answers({ 'links.list': list(rows, { byManagedId: true }) });
    render(<LinksCard visible={true} />);
    fireEvent.click(await button('Link all with the same name (2)…'));
    expect(await screen.findByText('ConnectWise cannot be reached.')).toBeTruthy();
    expect(sent('links.plan')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Create and link' })).toBeNull();
  });

  it('asks for one page at a time, and for what is searched', async () => {
    answers({ 'links.list': list([NORTHSIDE], { total: 2_000 }) });
    render(<LinksCard visible={true} />);
    expect(await screen.findByText('1–50 of 2000')).toBeTruthy();
    fireEvent.click(await button('Next'));
    await waitFor(() => expect(sent('links.list').at(-1)).toEqual({ search: '', offset: 50, limit: 50 }));
    fireEvent.input(screen.getByLabelText('Search'), { target: { value: 'bakery' } });
    await waitFor(() => expect(sent('links.list').at(-1)).toEqual({ search: 'bakery', offset: 0, limit: 50 }));
  });

  it('says when there is nothing, when names are missing, and when it cannot be read', async () => {
    answers({ 'links.list': list([]) });
    const { unmount } = render(<LinksCard visible={true} />);
    expect(await screen.findByText('The portal has no customers yet.')).toBeTruthy();
    unmount();
    answers({ 'links.list': list([LINKED], { failure: DOWN }) });
    const second = render(<LinksCard visible={true} />);
    expect(await screen.findByText(/names and suggestions are missing/)).toBeTruthy();
    second.unmount();
    answers({});
    render(<LinksCard visible={true} />);
    expect(await screen.findByText('ConnectWise cannot be reached.')).toBeTruthy();
  });
});
