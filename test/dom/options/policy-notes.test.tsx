import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LimitsCard } from '../../../components/options/limits-card.tsx';
import { PolicyLeftOut } from '../../../components/options/policy-left-out.tsx';
import { AllowedConnections } from '../../../components/options/policy-notes.tsx';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { answers, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('a part of the policy that is not valid', () => {
  it('is named with its value and the next step; a key has no value to show', () => {
    const parts = [
      { name: 'silentDays', value: '0', nextStep: 'Set silentDays to a whole number from 1 to 3650.' },
      { name: 'privateKey', nextStep: 'Remove privateKey: a policy has no such member.' },
    ];
    render(<PolicyLeftOut parts={parts} />);
    const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(items).toEqual([
      'silentDays: 0Set silentDays to a whole number from 1 to 3650.',
      'privateKeyRemove privateKey: a policy has no such member.',
    ]);
  });
});

describe('what an administrator fixed', () => {
  it('a limit says how high it may be', () => {
    render(<LimitsCard settings={DEFAULT_SETTINGS} most={{ jumpPercent: 20 }} onChange={() => {}} />);
    expect(screen.getByText(/At most 20, by your administrator’s policy/)).toBeTruthy();
    expect(screen.getByText('Enter a number from 0 to 20.')).toBeTruthy();
    expect(screen.getAllByText(/administrator/).length).toBe(1);
  });

  it.each([
    [['na.myconnectwise.net', 'eu.myconnectwise.net/acme'], /these only: na\.myconnectwise\.net, eu\.myconnectwise/],
    [[], /allows no ConnectWise/],
  ])('the tenants %j are named', async (allowedTenants, says) => {
    answers({ 'policy.view': { allowedTenants } });
    render(<AllowedConnections visible={true} />);
    expect(await screen.findByText(says)).toBeTruthy();
  });

  it.each([
    [['x360recover', 'portal.msp.example'], /these backup portals only: Axcient x360Recover, portal\.msp\.example\./],
    [['file'], /only: File \(CSV or Excel\)\./],
    [[], /allows no backup portal/],
  ])('the portals %j are named as the form names them', async (allowedPortals, says) => {
    answers({ 'policy.view': { allowedPortals } });
    render(<AllowedConnections visible={true} />);
    expect(await screen.findByText(says)).toBeTruthy();
    expect(screen.queryByText(/ConnectWise/)).toBeNull();
  });

  it('nothing is said where any tenant and portal may be connected', async () => {
    answers({ 'policy.view': {} });
    const { container } = render(<AllowedConnections visible={true} />);
    await vi.waitFor(() => expect(worker).toHaveBeenCalled());
    expect(container.textContent).toBe('');
  });
});
