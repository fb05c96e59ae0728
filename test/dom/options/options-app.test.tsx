import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OptionsApp } from '../../../components/options/options-app.tsx';
import { companyView, VIEWER } from '../../support/builders/company-views.ts';
import { approval, approvalList, bulkAction, fleetView, windowOf } from '../../support/builders/fleet.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const show = () => render(<OptionsApp requestHost={async () => true} version="1.0.0" />);
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

async function goTo(hash: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
}

beforeEach(() => {
  worker.mockReset();
  answers({
    'fleet.view': fleetView(),
    'fleet.rows': windowOf(3),
    'bulk-action.view': bulkAction({ kind: 'serials' }),
    'bulk-action.rows': { rows: [], total: 0 },
    'approvals.list': approvalList([approval(1)]),
    'company.view': companyView(),
    'journal.list': { runs: [], entries: [], unchanged: 0 },
    'links.list': { rows: [], total: 0, counts: {}, exact: 0, byManagedId: false },
    'consent.view': { ...VIEWER, mode: 'automatic' },
  });
});
afterEach(() => {
  cleanup();
  location.hash = '';
});

describe('addresses of the options page', () => {
  it('lead to a company, to a bulk action and back to the list as it was left', async () => {
    location.hash = '#companies/101';
    show();
    const company = await heading("Eddie's TV Repair");
    expect(document.activeElement).toBe(company);
    // Only what is shown is read.
    expect(sent('fleet.view')).toEqual([]);
    expect(sent('links.list')).toEqual([]);
    await goTo('#companies');
    expect(await heading('Companies')).toBeTruthy();
    await waitFor(() => expect(sent('fleet.rows')).not.toEqual([]));
    const search = await screen.findByLabelText('Search companies');
    search.setAttribute('data-mark', 'the same');
    await goTo('#companies/bulk-action');
    const action = await heading('Fix serial numbers');
    expect(document.activeElement).toBe(action);
    await goTo('#companies');
    await heading('Companies');
    expect(screen.getByLabelText('Search companies').getAttribute('data-mark')).toBe('the same');
  });

  it('look for a link by a name, also with a slash or a percent sign in it', async () => {
    location.hash = `#companies/links/${encodeURIComponent('A/B 100% Repair')}`;
    show();
    await waitFor(() => expect(sent('links.list')[0]).toEqual({ search: 'A/B 100% Repair', offset: 0, limit: 50 }));
    await goTo('#companies/links/100%');
    await waitFor(() => expect(sent('links.list').at(-1)).toMatchObject({ search: '100%' }));
  });

  it('show the list for what is no company', async () => {
    location.hash = '#companies/0';
    show();
    expect(await heading('Companies')).toBeTruthy();
    expect(sent('company.view')).toEqual([]);
  });

  it('show the approvals of one company, and the navigation counts all', async () => {
    location.hash = '#approvals/201';
    show();
    expect(await heading('Approvals')).toBeTruthy();
    expect(await screen.findByRole('link', { name: 'Approvals 1 waiting' })).toBeTruthy();
    await waitFor(() =>
      expect(sent('approvals.list')).toContainEqual({ companyId: 201, search: '', offset: 0, limit: 50 }),
    );
  });
});
