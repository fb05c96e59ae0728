import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServicesSection } from '../../../components/options/services-section.tsx';
import { SERVICE_IDS } from '../../../lib/domain/service.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { answers, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
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
        before: { products: {} },
        settings: { products: { 'online-basic': { id: 77, identifier: 'Basic GB' } } },
      }),
    );
  });

  it('lets the user type the solution while ConnectWise is down, and keeps it when saving fails', async () => {
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

describe('services while ConnectWise is down', () => {
  it('are not reported as unbilled: what could not be read is not absent', async () => {
    const services = SERVICE_IDS.map((service) => ({ service, crossReferenced: null, chosen: null }));
    const failure = { code: 'server-error', message: 'ConnectWise answers with 503.', nextStep: 'Wait.' };
    answers({
      'settings.read': DEFAULT_SETTINGS,
      'services.view': { services, managementSolutions: [], failure },
    });
    render(<ServicesSection visible={true} />);
    expect(await screen.findByText('ConnectWise answers with 503.')).toBeTruthy();
    expect(screen.queryByText('No product: nothing is billed')).toBeNull();
  });
});
