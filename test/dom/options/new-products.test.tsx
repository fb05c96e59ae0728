import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NewProductsCard } from '../../../components/options/new-products-card.tsx';
import { areEdited, draftsOf } from '../../../components/options/product-drafts.ts';
import type { Plan, Run } from '../../../lib/domain/change.ts';
import { productFor } from '../../../lib/domain/product-template.ts';
import { SERVICES } from '../../../lib/domain/service.ts';
import type { ProductProposals } from '../../../lib/domain/setup/product-proposals.ts';
import { journalEntry } from '../../support/builders/company-views.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

const TERMS = { prefix: 'EFS', currency: { symbol: '$', code: 'USD' } };
const PROPOSALS: ProductProposals = {
  services: SERVICES.slice(0, 3).map((service, index) => ({
    service,
    product: productFor(service, 0, TERMS),
    existing: index === 0 ? 'Select GB' : null,
  })),
  terms: TERMS,
  tables: {
    subcategories: [{ id: 1, name: 'Managed Services', category: null }],
    types: [{ id: 2, name: 'Software' }],
    units: [{ id: 3, name: 'Each' }],
  },
  agreementTypes: [{ id: 4, name: 'Managed Service' }],
};
const PLAN = {
  id: 'p1',
  changes: [
    {
      id: 'c1',
      part: 'fix',
      resource: 'product',
      op: 'create',
      ref: { companyId: 0 },
      label: 'Product “Online Backup Basic Storage”',
      fields: [{ field: 'identifier', from: null, to: 'Online Backup Basic Storage' }],
      reason: 'No product bills this service yet.',
    },
  ],
  skipped: [{ part: 'fix', label: 'Cross-reference “Local Storage”', why: 'No product bills it.' }],
} as unknown as Plan;
const RUN = {
  id: 'r1',
  state: 'done',
  outcomes: [],
  counts: { applied: 1, failed: 0, conflict: 0, held: 0, unknown: 0 },
};

const open = async () => {
  const onWritten = vi.fn();
  render(<NewProductsCard onWritten={onWritten} />);
  fireEvent.click(screen.getByRole('button', { name: 'Create products' }));
  await screen.findByRole('table');
  return onWritten;
};
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe('creating products', () => {
  beforeEach(() => {
    const run = { run: RUN as unknown as Run, entries: [] };
    answers({
      'setup.product-proposals': PROPOSALS,
      'setup.plan-fix': PLAN,
      'plan.apply': { runId: 'r1' },
      'run.view': run,
    });
  });

  it('chooses the services without a product, and says how many have no price', async () => {
    await open();
    const chosen = screen.getAllByRole<HTMLInputElement>('checkbox', { name: /^Create a product/ });
    expect(chosen.map(({ checked }) => checked)).toEqual([false, true, true]);
    expect(screen.getByText(/^2 products have no price/)).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'Price ($)' })).toBeTruthy();
  });

  it('has the browser ask before typed prices are left, and not where they are as proposed', async () => {
    await open();
    const isAsked = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(isAsked()).toBe(false);
    type('Price of Basic Online Backup Storage', '1.50');
    expect(isAsked()).toBe(true);
    type('Price of Basic Online Backup Storage', '');
    expect(isAsked()).toBe(false);
    fireEvent.click(screen.getByRole('button', { name: /flat fee/i }));
    expect(isAsked()).toBe(false);
    type('Flat fee', '100');
    expect(isAsked()).toBe(true);
  });

  it('compares only rows that were edited, by what can be edited', () => {
    const [first, second] = draftsOf(PROPOSALS);
    if (!first || !second) throw new Error('Two rows are needed.');
    const untouched = new Proxy(second, {
      get: () => {
        throw new Error('A row was compared that nobody edited.');
      },
    });
    const proposed = [first, untouched];
    const edited = (change: Partial<typeof first>) => areEdited([{ ...first, ...change }, untouched], proposed);
    expect(areEdited(proposed, proposed)).toBe(false);
    expect(edited({})).toBe(false);
    expect(edited({ price: '1.50' })).toBe(true);
    expect(edited({ isChosen: !first.isChosen })).toBe(true);
    expect(edited({ product: { ...first.product, description: 'Other' } })).toBe(true);
    expect(edited({ product: { ...first.product, identifier: 'Other' } })).toBe(true);
    expect(areEdited([first], proposed)).toBe(true);
  });

  it('previews what was typed, applies it and shows the result', async () => {
    const onWritten = await open();
    type('Price of Basic Online Backup Storage', '1,50');
    type('Price of ShadowProtect BDR Storage', '0.5');
    fireEvent.click(screen.getByRole('button', { name: 'Preview 2 products' }));
    await screen.findByText(/1 change in ConnectWise/);
    expect(sent('setup.plan-fix')).toMatchObject([
      {
        checkIds: ['products', 'cross-references'],
        products: [
          { service: 'online-basic', price: 1.5, customerDescription: 'Basic Online Backup Storage, $1.50/GB' },
          { service: 'online-bdr', price: 0.5 },
        ],
      },
    ]);
    expect(screen.getByText('Cross-reference “Local Storage”')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Apply 1 change' }));
    await waitFor(() => expect(onWritten).toHaveBeenCalledOnce());
    expect(sent('plan.apply')).toEqual([{ planId: 'p1', confirmed: [] }]);
  });

  it.each([
    ['offered after a run that wrote', 'applied', 1],
    ['not offered after one that wrote nothing', 'failed', 0],
  ] as const)('undo is %s', async (_what, state, buttons) => {
    const run = { run: RUN as unknown as Run, entries: [journalEntry({ state })] };
    answers({
      'setup.product-proposals': PROPOSALS,
      'setup.plan-fix': PLAN,
      'plan.apply': { runId: 'r1' },
      'run.view': run,
    });
    const onWritten = await open();
    fireEvent.click(screen.getByRole('button', { name: 'Preview 2 products' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Apply 1 change' }));
    await waitFor(() => expect(onWritten).toHaveBeenCalledOnce());
    expect(screen.queryAllByRole('button', { name: 'Undo this…' })).toHaveLength(buttons);
  });

  it('keeps what was typed when the preview is closed', async () => {
    await open();
    type('Price of Basic Online Backup Storage', '1.75');
    fireEvent.click(screen.getByRole('button', { name: 'Preview 2 products' }));
    const preview = await screen.findByRole('region', { name: 'Preview' });
    fireEvent.click(await within(preview).findByRole('button', { name: 'Cancel' }));
    expect(screen.getByLabelText<HTMLInputElement>('Price of Basic Online Backup Storage').value).toBe('1.75');
  });

  it.each([
    ['Price of Basic Online Backup Storage', '1.5o', '“1.5o” is no price: enter a number such as 1.50.'],
    ['Product ID of Basic Online Backup Storage', ' ', 'Enter a text.'],
    ['Product ID of Basic Online Backup Storage', 'shadowprotect bdr storage', 'Two products have this ID.'],
  ])('%s “%s” is refused with a sentence', async (label, typed, message) => {
    await open();
    type(label, typed);
    expect(screen.getAllByText(message).length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: /^Preview/ }).getAttribute('aria-disabled')).toBe('true');
  });

  it('puts the pair of a flat fee in place of the service’s product', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: 'Add a flat fee' }));
    fireEvent.change(screen.getByLabelText('Service'), { target: { value: 'online-basic' } });
    type('Flat fee', '8');
    type('Price beyond it', '1.5');
    fireEvent.click(screen.getByRole('button', { name: 'Add both products' }));
    fireEvent.click(screen.getByRole('button', { name: 'Preview 3 products' }));
    await screen.findByText(/1 change in ConnectWise/);
    const [input] = sent('setup.plan-fix') as { products: { identifier: string; service?: string }[] }[];
    expect(input?.products.map(({ identifier, service }) => [identifier, service])).toEqual([
      ['Online Backup Basic Storage Flat Fee', undefined],
      ['Online Backup Basic Storage w/25 GB', 'online-basic'],
      ['ShadowProtect BDR Storage', 'online-bdr'],
    ]);
  });

  it('offers the tenant’s own values where it has none that the guides recommend', async () => {
    const tables = { ...PROPOSALS.tables, types: [{ id: 9, name: 'Services' }] };
    answers({ 'setup.product-proposals': { ...PROPOSALS, tables }, 'setup.plan-fix': PLAN });
    await open();
    fireEvent.change(screen.getByLabelText('Product type'), { target: { value: '9' } });
    fireEvent.click(screen.getByRole('button', { name: 'Preview 2 products' }));
    await screen.findByText(/1 change in ConnectWise/);
    expect(sent('setup.plan-fix')).toMatchObject([{ filing: { typeId: 9 } }]);
  });
});

it('creates the cross-references alone, in one preview', async () => {
  answers({ 'setup.plan-fix': { ...PLAN, changes: [] } });
  render(<NewProductsCard onWritten={vi.fn()} />);
  fireEvent.click(screen.getByRole('button', { name: 'Create cross-references' }));
  expect(await screen.findByText(/^Nothing to change/)).toBeTruthy();
  expect(sent('setup.plan-fix')).toEqual([{ checkIds: ['cross-references'], products: [] }]);
});

it('says why ConnectWise cannot be asked', async () => {
  answers({});
  render(<NewProductsCard onWritten={vi.fn()} />);
  fireEvent.click(screen.getByRole('button', { name: 'Create products' }));
  expect(await screen.findByText(/cannot be reached/)).toBeTruthy();
});
