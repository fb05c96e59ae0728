import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoticesCard } from '../../../components/options/notices-card.tsx';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

async function card() {
  answers({ 'settings.read': DEFAULT_SETTINGS, 'settings.save': DEFAULT_SETTINGS });
  render(<NoticesCard visible={true} />);
  const details = (await screen.findByText('No backup: off')).closest('details');
  if (!details) throw new Error('No list of classes');
  details.open = true;
  const servers = within(details).getByRole('group', { name: 'Servers' });
  fireEvent.click(within(servers).getByRole('switch'));
  return within(servers);
}

describe('notices of our own', () => {
  it('are off, and saved for the classes that are turned on', async () => {
    const servers = await card();
    fireEvent.input(await servers.findByLabelText('Days without a backup'), { target: { value: '5' } });
    expect(screen.getByText('No backup: on for 1 class')).toBeTruthy();
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() => expect(sent('settings.save')).toHaveLength(1));
    const { notices } = DEFAULT_SETTINGS;
    expect(sent('settings.save')).toEqual([
      {
        before: { notices },
        settings: {
          notices: { ...notices, noBackup: { ...notices.noBackup, server: { afterDays: 5, everyDays: 7 } } },
        },
      },
    ]);
  });

  it.each(['', '0', '1.5', '366', 'ten'])('name and never save %j days', async (text) => {
    const servers = await card();
    fireEvent.input(await servers.findByLabelText('Days without a backup'), { target: { value: text } });
    expect(await screen.findByText('Days without a backup: enter a whole number from 1 to 365.')).toBeTruthy();
    fireEvent.click(screen.getByText('Save changes'));
    expect(sent('settings.save')).toEqual([]);
  });
});
