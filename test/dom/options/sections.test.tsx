import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventLogSection } from '../../../components/options/event-log-section.tsx';
import { JournalSection } from '../../../components/options/journal-section.tsx';
import { ServicesSection } from '../../../components/options/services-section.tsx';
import { SERVICE_IDS } from '../../../lib/domain/service.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { send } from '../../../lib/messages/send.ts';
import type { Problem } from '../../../lib/shared/errors.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
const worker = vi.mocked(send);

const DOWN: Problem = {
  code: 'unreachable',
  message: 'ConnectWise cannot be reached.',
  nextStep: 'Check the network.',
};

/** Answers messages by name; what is not listed fails with a sentence. */
function answers(byName: Record<string, unknown>): void {
  worker.mockImplementation((async (name: string) =>
    name in byName ? { ok: true, value: byName[name] } : { ok: false, problem: DOWN }) as typeof send);
}

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('services and products', () => {
  const SERVICES = {
    services: SERVICE_IDS.map((service) => ({
      service,
      crossReferenced:
        service === 'online-select' ? { id: 1, identifier: 'Online Backup Select Storage', description: '' } : null,
      chosen: null,
    })),
    managementSolutions: ['eFolder', 'Other'],
  };

  it('names the product that the cross-reference gives, and where there is none', async () => {
    answers({ 'settings.read': DEFAULT_SETTINGS, 'services.view': SERVICES });
    render(<ServicesSection visible={true} />);
    const row = (await screen.findByText('Select Online Backup Storage')).closest('li');
    await waitFor(() => expect(row?.textContent).toContain('Online Backup Select Storage from the cross-reference'));
    const other = screen.getByText('Basic Online Backup Storage').closest('li');
    expect(other?.textContent).toContain('No product: nothing is billed');
  });

  it('chooses a product by search and saves it with the rest', async () => {
    answers({
      'settings.read': DEFAULT_SETTINGS,
      'services.view': SERVICES,
      'products.search': [{ id: 77, identifier: 'Basic GB', description: 'Per gigabyte' }],
    });
    render(<ServicesSection visible={true} />);
    const row = (await screen.findByText('Basic Online Backup Storage')).closest('li') as HTMLElement;
    fireEvent.click(within(row).getByText('Choose product'));
    fireEvent.click(await within(row).findByText('Basic GB'));
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() =>
      expect(worker).toHaveBeenCalledWith('settings.save', {
        settings: { ...DEFAULT_SETTINGS, products: { 'online-basic': { id: 77, identifier: 'Basic GB' } } },
      }),
    );
  });

  it('lets the person type the solution while ConnectWise is down, and keeps it when saving fails', async () => {
    answers({ 'settings.read': DEFAULT_SETTINGS });
    render(<ServicesSection visible={true} />);
    const field = await screen.findByLabelText<HTMLInputElement>('Management solution');
    fireEvent.input(field, { target: { value: 'eFolder' } });
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() => expect(screen.getAllByText('ConnectWise cannot be reached.').length).toBeGreaterThan(1));
    expect(screen.getByLabelText<HTMLInputElement>('Management solution').value).toBe('eFolder');
  });

  it('names a solution that ConnectWise does not have', async () => {
    answers({ 'settings.read': { ...DEFAULT_SETTINGS, managementSolution: 'Gone' }, 'services.view': SERVICES });
    render(<ServicesSection visible={true} />);
    expect(await screen.findByText(/has no management solution “Gone”. It has: eFolder, Other/)).toBeTruthy();
  });
});

describe('the event log', () => {
  const EVENT = {
    id: 'e1',
    at: '2026-11-21T10:00:00.000Z',
    seenAt: '2026-11-21T10:00:10.000Z',
    customerId: '342',
    severity: 'error',
    type: 'backup-failed',
    message: 'Backup of ETV-Primary failed.',
    state: 'done',
    outcomes: ['Updated ConnectWise management report.'],
  };

  it('says what came of each event', async () => {
    answers({ 'events.list': [EVENT] });
    render(<EventLogSection visible={true} />);
    const row = (await screen.findByText('Backup of ETV-Primary failed.')).closest('li') as HTMLElement;
    expect(within(row).getByText('Updated ConnectWise management report.')).toBeTruthy();
    expect(within(row).getByText('Processed')).toBeTruthy();
    expect(within(row).getByRole('img', { name: 'error' })).toBeTruthy();
  });

  it('shows problems only, and says so when there are none', async () => {
    answers({ 'events.list': [{ ...EVENT, severity: 'ok' }] });
    render(<EventLogSection visible={true} />);
    await screen.findByText('Backup of ETV-Primary failed.');
    fireEvent.click(screen.getByLabelText('Problems only'));
    expect(await screen.findByText('No problems in the newest events.')).toBeTruthy();
  });

  it('asks nothing while another section is shown', async () => {
    answers({ 'events.list': [EVENT] });
    const { rerender } = render(<EventLogSection visible={false} />);
    expect(worker).not.toHaveBeenCalled();
    rerender(<EventLogSection visible={true} />);
    await screen.findByText('Backup of ETV-Primary failed.');
    expect(worker).toHaveBeenCalledOnce();
  });

  it('names a failure and what to do', async () => {
    answers({});
    render(<EventLogSection visible={true} />);
    expect(await screen.findByText('Check the network.')).toBeTruthy();
  });
});

describe('the journal', () => {
  it('is empty until something is written', async () => {
    answers({ 'journal.list': { runs: [], entries: [] } });
    render(<JournalSection visible={true} />);
    expect(await screen.findByText('Nothing written yet.')).toBeTruthy();
  });
});
