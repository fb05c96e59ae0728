import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isHealthValid } from '../../../components/options/health-card.tsx';
import { ServicesSection } from '../../../components/options/services-section.tsx';
import type { HealthSettings } from '../../../lib/domain/health-limits.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { settingsSchema } from '../../../lib/domain/settings-schema.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

const { health } = DEFAULT_SETTINGS;

async function card(stored: HealthSettings = health) {
  answers({ 'settings.read': { ...DEFAULT_SETTINGS, health: stored } });
  render(<ServicesSection visible={true} />);
  return within(await screen.findByRole('group', { name: 'Backup health' }));
}
const type = (field: HTMLElement, value: string) => fireEvent.input(field, { target: { value } });
const save = () => fireEvent.click(screen.getByText('Save changes'));

describe('the limits of backup health', () => {
  it('are shown in hours, with their defaults', async () => {
    const fields = await card();
    const shown = fields
      .getAllByRole<HTMLInputElement>('textbox')
      .map((field) => [
        document.querySelector(`label[for="${field.id}"]`)?.textContent,
        field.value,
        document.getElementById(`${field.id}-hint`)?.textContent,
      ]);
    expect(shown).toEqual([
      ['Servers', '26', 'Default: 26 hours.'],
      ['Workstations', '240', 'Default: 240 hours.'],
      ['Appliances', '26', 'Default: 26 hours.'],
      ['Microsoft 365 and other mailbox services', '12', 'Default: 12 hours.'],
      ['Devices of unknown kind', '26', 'Default: 26 hours.'],
    ]);
  });

  it('are saved with what was changed', async () => {
    type((await card()).getByLabelText('Workstations'), '72.5');
    save();
    await waitFor(() => expect(sent('settings.save')).toHaveLength(1));
    expect(sent('settings.save')[0]).toEqual({
      before: { health },
      settings: { health: { ...health, limits: { ...health.limits, desktop: 72.5 } } },
    });
  });

  it.each(['', '0', '0.5', 'ten', '-1', '8761'])('are never saved as %j: field, value and next step', async (text) => {
    const fields = await card();
    type(fields.getByLabelText('Servers'), text);
    save();
    const sentence = `“Servers” cannot be “${text}”. Enter hours from 1 to 8,760, for example 26.`;
    expect(fields.getByText(sentence)).toBeTruthy();
    expect(fields.getByLabelText('Servers').getAttribute('aria-invalid')).toBe('true');
    expect(sent('settings.save')).toEqual([]);
  });
});

describe('the limits of products', () => {
  it('are added, and saved once the product has a name', async () => {
    const fields = await card();
    fireEvent.click(fields.getByText('Add a product'));
    const row = within(fields.getByRole('group', { name: 'Product 1' }));
    expect(row.getByText(/“Plan or product” of product 1 is blank\./)).toBeTruthy();
    save();
    expect(sent('settings.save')).toEqual([]);
    type(row.getByLabelText('Plan or product'), 'Direct-to-*');
    fireEvent.change(row.getByLabelText('Kind'), { target: { value: 'desktop' } });
    type(row.getByLabelText('Limit'), '48');
    save();
    await waitFor(() => expect(sent('settings.save')).toHaveLength(1));
    expect(sent('settings.save')[0]).toMatchObject({
      settings: { health: { ...health, products: [{ product: 'Direct-to-*', kind: 'desktop', hours: 48 }] } },
    });
  });

  it('lose their kind again, and are removed with the focus on the button below', async () => {
    const fields = await card({
      ...health,
      products: [
        { product: 'Basic', kind: 'server', hours: 10 },
        { product: 'Select', hours: 20 },
      ],
    });
    const first = within(fields.getByRole('group', { name: 'Product 1' }));
    fireEvent.change(first.getByLabelText('Kind'), { target: { value: 'any' } });
    fireEvent.click(fields.getByRole('button', { name: 'Remove Select' }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Add a product'));
    save();
    await waitFor(() => expect(sent('settings.save')).toHaveLength(1));
    expect(sent('settings.save')[0]).toMatchObject({
      settings: { health: { products: [{ product: 'Basic', hours: 10 }] } },
    });
  });

  it('end at what the worker takes', async () => {
    const full = Array.from({ length: 50 }, (_, at) => ({ product: `P${at}`, hours: 5 }));
    expect((await card({ ...health, products: full })).queryByText('Add a product')).toBeNull();
  });

  it('are valid for the form exactly when they are for the worker', () => {
    const limits = (server: number): HealthSettings => ({ ...health, limits: { ...health.limits, server } });
    const product = (row: HealthSettings['products'][number]): HealthSettings => ({ ...health, products: [row] });
    const samples = [
      ...[0, 0.9, 1, 26, 8_760, 8_761, Number.NaN, -1, Number.POSITIVE_INFINITY].map(limits),
      product({ product: 'a', hours: 1 }),
      product({ product: ' ', hours: 1 }),
      product({ product: 'a', kind: 'server', hours: 0 }),
    ];
    for (const sample of samples) {
      const { success } = settingsSchema.safeParse({ ...DEFAULT_SETTINGS, health: sample });
      expect(isHealthValid(sample), JSON.stringify(sample)).toBe(success);
    }
  });
});
