import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServicesSection } from '../../../components/options/services-section.tsx';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

async function opened() {
  answers({ 'settings.read': DEFAULT_SETTINGS });
  const { container } = render(<ServicesSection visible={true} />);
  fireEvent.click(await screen.findByLabelText('Update invoice descriptions'));
  return {
    template: screen.getByLabelText<HTMLTextAreaElement>('Template'),
    example: () => container.querySelector('pre'),
  };
}

describe('the template of invoice descriptions', () => {
  it('is off and not shown until the user switches descriptions on', async () => {
    answers({ 'settings.read': DEFAULT_SETTINGS });
    render(<ServicesSection visible={true} />);
    expect((await screen.findByLabelText<HTMLInputElement>('Update invoice descriptions')).checked).toBe(false);
    expect(screen.queryByLabelText('Template')).toBeNull();
  });

  it('has an example that follows what is typed, and is saved', async () => {
    const { template, example } = await opened();
    expect(example()?.textContent).toMatch(
      /^ShadowProtect BDR off-site storage: 2820\.00 GB\nServer: 400\.00 GB\n(.*\n)+and 2 more$/,
    );
    fireEvent.input(template, { target: { value: '{product}, {price}/{unit}' } });
    expect(example()?.textContent).toBe('ShadowProtect BDR off-site storage, $0.50/GB');
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() => expect(sent('settings.save')).toHaveLength(1));
    expect(sent('settings.save')[0]).toMatchObject({
      settings: { invoiceDescription: { template: '{product}, {price}/{unit}', accounts: 10 } },
    });
  });

  it('names unknown placeholders and saves none', async () => {
    const { template } = await opened();
    fireEvent.input(template, { target: { value: '{sum} {unit}' } });
    expect(await screen.findByText(/^Unknown: \{sum\}\. Known are \{product\}/)).toBeTruthy();
    fireEvent.click(screen.getByText('Save changes'));
    expect(sent('settings.save')).toEqual([]);
  });
});
