import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ServicesSection } from '../../../components/options/services-section.tsx';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

const proposed = { id: 13, identifier: 'Basic Online Backup w/ 25 GB', description: '25 GB included' };

it.each([
  ['Flat fee Basic', true],
  ['Not a flat fee Basic', false],
])('a proposed flat fee is decided by the user: %s', async (name, isFlatFee) => {
  const services = { services: [], managementSolutions: [], flatFeeProposals: [proposed] };
  answers({ 'settings.read': DEFAULT_SETTINGS, 'services.view': services });
  render(<ServicesSection visible={true} />);
  fireEvent.click(await screen.findByRole('button', { name: new RegExp(`^${name}`) }));
  expect(screen.queryByText(/Flat fee by its name/)).toBeNull();
  fireEvent.click(screen.getByText('Save changes'));
  await waitFor(() => expect(sent('settings.save')).toHaveLength(1));
  expect(sent('settings.save')[0]).toMatchObject({
    settings: { flatFeeProducts: [{ id: 13, identifier: proposed.identifier, isFlatFee }] },
  });
});
