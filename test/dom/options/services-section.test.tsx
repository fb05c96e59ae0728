import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serviceOfMeasure } from '../../../components/options/own-service-draft.ts';
import { ServicesSection } from '../../../components/options/services-section.tsx';
import { MEASURES, type Measure } from '../../../lib/domain/measures.ts';
import { SERVICE_IDS } from '../../../lib/domain/service.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { answers, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

const SERVICES = {
  services: SERVICE_IDS.map((service) => ({
    service,
    crossReferenced:
      service === 'online-select' ? { id: 1, identifier: 'Online Backup Select Storage', description: '' } : null,
    chosen: null,
  })),
  managementSolutions: ['eFolder', 'Other'],
};

describe('services and products', () => {
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

  it('adds a service that bills a measure, with its filters, and saves it with its product', async () => {
    answers({
      'settings.read': DEFAULT_SETTINGS,
      'services.view': SERVICES,
      'products.search': [{ id: 78, identifier: 'D2C-SRV', description: 'Per server' }],
    });
    render(<ServicesSection visible={true} />);
    fireEvent.change(await screen.findByLabelText('Add a service that bills'), { target: { value: 'devices' } });
    fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Cloud servers' } });
    const card = screen.getByText('More services').closest('fieldset') as HTMLElement;
    fireEvent.click(within(card).getByLabelText('Servers'));
    fireEvent.input(within(card).getByLabelText('Plans or products'), { target: { value: 'Direct*, BRC' } });
    fireEvent.change(within(card).getByLabelText('Rounding'), { target: { value: 'whole-units' } });
    fireEvent.click(within(card).getByText('Choose product'));
    fireEvent.click(await within(card).findByText('D2C-SRV'));
    fireEvent.click(screen.getByText('Save changes'));
    const service = {
      id: 'own:devices',
      title: 'Cloud servers',
      unit: 'count',
      type: '',
      level: '',
      isOn: true,
      measures: ['devices'],
      filter: { kinds: ['server'], plans: ['Direct*', 'BRC'], names: [], exceptNames: [], silentDays: null },
      deduct: 0,
      deductPer: 'customer',
    };
    await waitFor(() =>
      expect(worker).toHaveBeenCalledWith('settings.save', {
        before: { ownServices: [], roundingOf: {}, products: {} },
        settings: {
          ownServices: [service],
          roundingOf: { 'own:devices': 'whole-units' },
          products: { 'own:devices': { id: 78, identifier: 'D2C-SRV' } },
        },
      }),
    );
  });

  it('says at its field what is wrong with a service, keeps what was typed, and saves nothing', async () => {
    answers({ 'settings.read': DEFAULT_SETTINGS, 'services.view': SERVICES });
    render(<ServicesSection visible={true} />);
    fireEvent.change(await screen.findByLabelText('Add a service that bills'), {
      target: { value: 'x360.d2c.server' },
    });
    fireEvent.click(screen.getByLabelText('Direct-to-Cloud servers'));
    expect(screen.getByText('Tick at least one measure.')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Direct-to-Cloud servers'));
    fireEvent.input(screen.getByLabelText('Name'), { target: { value: ' ' } });
    expect(screen.getByText('Enter a name, e.g. Direct-to-Cloud servers.')).toBeTruthy();
    fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'D2C' } });
    const days = screen.getByLabelText<HTMLInputElement>('Not counted after days without a backup');
    fireEvent.input(days, { target: { value: '0.5' } });
    fireEvent.click(screen.getByText('Save changes'));
    expect(screen.getByText('Enter whole days from 1 to 3,650, or leave it empty.')).toBeTruthy();
    expect(days.value).toBe('0.5');
    expect(worker).not.toHaveBeenCalledWith('settings.save', expect.anything());
  });

  it('removes a service, and puts it back as it was', async () => {
    const own = { ...serviceOfMeasure(MEASURES[0] as Measure, []), title: 'All storage' };
    answers({ 'settings.read': { ...DEFAULT_SETTINGS, ownServices: [own] }, 'services.view': SERVICES });
    render(<ServicesSection visible={true} />);
    fireEvent.click(await screen.findByText('Remove'));
    expect(screen.queryByLabelText('Bill All storage')).toBeNull();
    fireEvent.click(screen.getByText('Put back'));
    expect(screen.getByLabelText('Bill All storage')).toBeTruthy();
  });
});
