import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServicesSection } from '../../../components/options/services-section.tsx';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

async function typed(label: string, text: string) {
  answers({ 'settings.read': DEFAULT_SETTINGS });
  render(<ServicesSection visible={true} />);
  const field = await screen.findByLabelText<HTMLInputElement>(label);
  fireEvent.input(field, { target: { value: text } });
  fireEvent.click(screen.getByText('Save changes'));
  return field;
}

describe('limits', () => {
  it('saves the money limit of the guards', async () => {
    await typed('Change in money', '250,5');
    await waitFor(() => expect(sent('settings.save')).toHaveLength(1));
    expect(sent('settings.save')[0]).toEqual({
      before: { guards: DEFAULT_SETTINGS.guards },
      settings: { guards: { ...DEFAULT_SETTINGS.guards, jumpMoney: 250.5 } },
    });
  });

  it('saves the tolerance of one service, and leaves the others theirs', async () => {
    await typed('Online Backup # Servers, in computers', '2');
    await waitFor(() => expect(sent('settings.save')).toHaveLength(1));
    expect(sent('settings.save')[0]).toMatchObject({
      settings: { driftTolerance: { 'online-servers': { percent: 0, units: 2 } } },
    });
  });

  it.each(['', 'ten', '-1', '1e3', '2000000'])('names and never saves %j units', async (text) => {
    const field = await typed('Change in units', text);
    expect(await screen.findByText(/Enter a number from 0 to/)).toBeTruthy();
    expect([field.value, field.getAttribute('aria-invalid')]).toEqual([text, 'true']);
    expect(sent('settings.save')).toEqual([]);
  });

  it('shows what they would have held in the last 30 days, for the limits as they are typed', async () => {
    answers({
      'settings.read': DEFAULT_SETTINGS,
      'approvals.limits': {
        changes: 340,
        held: 12,
        money: [{ from: 100, to: 250, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' }],
      },
    });
    render(<ServicesSection visible={true} />);
    fireEvent.input(await screen.findByLabelText('Change in units'), { target: { value: '25' } });
    fireEvent.click(screen.getByRole('button', { name: 'Check against the last 30 days' }));
    expect(
      await screen.findByText(
        'With these limits 12 of 340 quantity changes of the last 30 days would have needed approval: Billed now $100.00, should be $250.00 a month (+$150.00).',
      ),
    ).toBeTruthy();
    expect(sent('approvals.limits')).toEqual([{ ...DEFAULT_SETTINGS.guards, jumpUnits: 25 }]);
    // Other limits are another question.
    fireEvent.input(screen.getByLabelText('Change in units'), { target: { value: '30' } });
    await waitFor(() => expect(screen.queryByText(/^With these limits/)).toBeNull());
  });
});
