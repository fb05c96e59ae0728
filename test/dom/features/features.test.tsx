import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Addition } from '../../../lib/domain/connectwise-records.ts';
import type { AdditionContext, ManagedIdContext } from '../../../lib/domain/views.ts';
import { FEATURES } from '../../../lib/features/catalog.ts';
import { createFeatures } from '../../../lib/features/index.ts';
import { additionForm, banner, grid, input, layOut, pod, row } from '../host/page.ts';
import { change, companyView, drift, ended, journalEntry, order, plan, run } from '../panel/sample.ts';
import { type Answers, hashOf, runFeatures } from './in-page.tsx';

const company = { companyId: 101, name: "Eddie's TV Repair" };
const managedIds: ManagedIdContext = {
  prefix: 'EFS',
  managementSolution: 'eFolder',
  entries: [],
  customers: [{ id: '342', name: "Eddie's TV Repair" }],
};
const addition: AdditionContext = {
  ...managedIds,
  agreement: {
    id: 201,
    name: 'Managed Services',
    company: { id: 101, name: company.name },
    type: { id: 1, name: 'Managed Service' },
    agreementStatus: 'Active',
    cancelledFlag: false,
    startDate: '2026-01-01T00:00:00Z',
    noEndingDateFlag: true,
    billingCycle: { id: 2, name: 'Monthly' },
    _info: {},
  },
  additions: [],
  products: [],
  invoiceDescriptionsPushed: true,
  measures: {},
  measuredAt: '2026-11-21T11:00:00Z',
};
const answers: Answers = {
  'company.recognise': () => company,
  'agreement.recognise': () => ({
    agreementId: 201,
    agreementName: 'Managed Services',
    companyId: 101,
    companyName: company.name,
  }),
  'company.view': () => companyView(),
  'managed-id.context': () => managedIds,
  'addition.context': () => addition,
  'finding.plan': () => plan(),
  'plan.apply': () => ({ runId: 'r1' }),
  'run.view': () => ({ run: ended, entries: [journalEntry()] }),
};

let undo: () => void;
let page: ReturnType<typeof runFeatures>;
function open(html: string, played: Answers = answers, hash = hashOf(101, 201)) {
  document.body.innerHTML = html;
  page = runFeatures(played, hash);
  return page;
}
const companyPage = () => banner("Eddie's TV Repair", ['Company Search', 'Company']);
const type = (selector: string, value: string) => {
  const control = document.querySelector<HTMLInputElement>(selector);
  if (!control) throw new Error(`no ${selector}`);
  control.value = value;
  page.look();
};

beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  page.stop();
  undo();
  document.body.innerHTML = '';
});

describe('company-panel', () => {
  it('opens by itself where there are findings, and asks each thing once', async () => {
    open(companyPage());
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open')).toBeTruthy());
    for (let i = 0; i < 5; i += 1) page.look();
    expect(page.names()).toEqual(['company.recognise', 'company.view']);
    expect(page.asked[0]?.input).toEqual({ site: location.host, recordIds: [101, 201], banner: "Eddie's TV Repair" });
  });

  it('stays collapsed where all is well', async () => {
    open(companyPage(), { ...answers, 'company.view': () => companyView({ findings: [] }) });
    await vi.waitFor(() => expect(page.names()).toContain('company.view'));
    await Promise.resolve();
    expect(page.root()?.querySelector('.panel-closed')).toBeTruthy();
  });

  it.each([
    ['the worker does not recognise the company', { ...answers, 'company.recognise': () => null }],
    ['nothing is connected', {}],
  ])('is silent when %s', async (_, played) => {
    open(companyPage(), played);
    await vi.waitFor(() => expect(page.names()).toEqual(['company.recognise']));
    await Promise.resolve();
    expect(page.text()).toBe('');
    expect(page.error).not.toHaveBeenCalled();
  });

  it('comes by itself once the connection is made', async () => {
    vi.useFakeTimers();
    const played: Answers = {};
    open(companyPage(), played);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.text()).toBe('');
    Object.assign(played, answers);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(page.root()?.querySelector('.panel')).toBeTruthy();
    vi.useRealTimers();
  });

  it('asks nothing on a screen that it does not know', () => {
    open(banner('Service Ticket #26251 - no backup', ['Service Board List']));
    expect(page.asked).toEqual([]);
  });

  it('previews a fix, applies it with what was confirmed, follows the run and reads again', async () => {
    const runs = [run(), ended];
    open(companyPage(), { ...answers, 'run.view': () => ({ run: runs.shift() ?? ended, entries: [] }) });
    await vi.waitFor(() => expect(page.root()?.querySelector('.findings')).toBeTruthy());
    page.press(page.root(), `Fix: ${order.fix?.label}`);
    await vi.waitFor(() => expect(page.text()).toContain('Nothing is written before you press Apply'));
    expect(page.names()).not.toContain('plan.apply');
    page.press(page.root(), 'Apply 1 change');
    await vi.waitFor(() => expect(page.text()).toContain('Writing agreement parts'));
    await vi.waitFor(() => expect(page.text()).toContain('4 changes written'), { timeout: 3_000 });
    expect(page.asked.find(({ name }) => name === 'plan.apply')?.input).toEqual({ planId: 'p1', confirmed: [] });
    await vi.waitFor(() =>
      expect(page.asked.at(-1)).toEqual({ name: 'company.view', input: { companyId: 101, refresh: true } }),
    );
  });

  it('cancels the run under way, and says when that was refused', async () => {
    const view = companyView({ running: run() });
    open(companyPage(), { ...answers, 'company.view': () => view, 'run.view': () => ({ run: run(), entries: [] }) });
    await vi.waitFor(() => expect(page.text()).toContain('Writing agreement parts'));
    page.root()?.querySelector<HTMLElement>('.tab')?.click();
    await vi.waitFor(() => expect(page.text()).toContain('2 of 5Cancel'));
    page.press(page.root(), 'Cancel');
    expect(page.asked).toContainEqual({ name: 'run.cancel', input: { runId: 'r1' } });
    await vi.waitFor(() => expect(page.text()).toContain('No answer to run.cancel.'));
  });

  it.each([
    ['says that the managed-id list on the screen is old', 'managed-id-entry', true],
    ['does not speak of a screen that shows nothing of what was written', 'configuration', false],
  ] as const)('%s', async (_, resource, told) => {
    const list = grid(
      ['Solution', 'Managed ID', 'Agreement', 'Device Type'],
      [['eFolder', 'EFS-342', '', 'Backup Stats']],
    );
    const entry = journalEntry({ state: 'applied', change: { ...change, resource } });
    open(companyPage() + list, { ...answers, 'run.view': () => ({ run: ended, entries: [entry] }) });
    await vi.waitFor(() => expect(page.root()?.querySelector('.findings')).toBeTruthy());
    page.press(page.root(), `Fix: ${order.fix?.label}`);
    await vi.waitFor(() => expect(page.root()?.querySelector('.preview')).toBeTruthy());
    page.press(page.root(), 'Apply 1 change');
    await vi.waitFor(() => expect(page.text()).toContain('4 changes written'));
    await vi.waitFor(() =>
      expect(page.asked).toContainEqual({ name: 'company.view', input: { companyId: 101, refresh: true } }),
    );
    expect(page.text().includes('ConnectWise shows this after you reload its screen.')).toBe(told);
  });

  it('keeps the preview when the start is refused', async () => {
    const { 'plan.apply': _, ...rest } = answers;
    open(companyPage(), rest);
    await vi.waitFor(() => expect(page.root()?.querySelector('.findings')).toBeTruthy());
    page.press(page.root(), `Fix: ${order.fix?.label}`);
    await vi.waitFor(() => expect(page.root()?.querySelector('.preview')).toBeTruthy());
    page.press(page.root(), 'Apply 1 change');
    await vi.waitFor(() => expect(page.text()).toContain('No answer to plan.apply.'));
    expect(page.root()?.querySelector('.preview')).toBeTruthy();
  });

  it('drops an answer that comes after the record was left', async () => {
    let answer = (_: unknown): void => {};
    open(companyPage(), { ...answers, 'company.view': () => companyView() });
    page.stop();
    const late = new Promise((resolve) => {
      answer = resolve;
    });
    page = runFeatures({ ...answers, 'company.recognise': () => late }, hashOf(101));
    page.go(hashOf());
    answer(company);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(page.text()).toBe('');
  });
});

describe('addition-check', () => {
  const form = (values = {}) =>
    banner("Managed Services for Eddie's TV Repair", ['Agreement Maintenance']) + additionForm(values);

  it('judges the format while typing before any answer, and puts in the right id with one click', async () => {
    open(form({ SerialNumber: 'efs 342' }), {});
    const mark = page.mark('SerialNumber');
    expect(mark?.textContent).toContain('“efs 342” should be EFS-342');
    page.press(mark, 'Use EFS-342');
    const serial = [...document.querySelectorAll('input')].find((control) => control.value === 'EFS-342');
    expect(serial).toBeTruthy();
    expect(page.mark('SerialNumber')).toBeUndefined();
  });

  it('never writes into a field without a click', async () => {
    open(form({ SerialNumber: 'efs 342' }));
    const before = [...document.querySelectorAll('input')].map((control) => control.value);
    await vi.waitFor(() => expect(page.names()).toContain('addition.context'));
    for (let i = 0; i < 3; i += 1) page.look();
    expect([...document.querySelectorAll('input')].map((control) => control.value)).toEqual(before);
  });

  it('shows figure 19: 150 included, nothing used, a negative quantity to bill', async () => {
    open(form());
    expect(page.mark('Less Included')).toBeTruthy();
    expect(page.text()).toContain('This addition:');
  });

  it('says with the facts when the portal has no such customer, and asks nothing per key', async () => {
    open(form({ SerialNumber: 'EFS-999' }));
    expect(page.mark('SerialNumber')).toBeUndefined();
    await vi.waitFor(() => expect(page.mark('SerialNumber')?.textContent).toContain('999'));
    const asked = page.asked.length;
    const serial = 'tr:nth-child(6) input';
    for (const value of ['EFS-9', 'EFS-35', 'EFS-342']) type(serial, value);
    expect(page.asked).toHaveLength(asked);
    expect(page.mark('SerialNumber')?.textContent ?? '').not.toContain('no customer');
  });

  it('answers a key well within 50 ms', () => {
    open(form());
    const times = ['E', 'EF', 'EFS', 'EFS-', 'EFS-3', 'EFS-34', 'EFS-342'].map((value) => {
      const started = performance.now();
      type('tr:nth-child(6) input', value);
      return performance.now() - started;
    });
    expect(times.sort((a, b) => a - b)[3]).toBeLessThan(50);
  });

  it('leaves with its form and keeps the panel out of the way of it', async () => {
    open(form({ SerialNumber: 'efs 342' }));
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel')).toBeTruthy());
    expect(page.root()?.querySelector('.panel-open')).toBeNull();
    document.body.innerHTML = '';
    page.look();
    expect(page.mark('SerialNumber')).toBeUndefined();
    expect(page.text()).not.toContain('This addition');
  });
});

describe('addition-check of a stored addition', () => {
  const stored = (id: number, serialNumber: string, more: Partial<Addition> = {}): Addition => ({
    id,
    agreementId: 201,
    product: { id: 31, identifier: 'ShadowProtect BDR Storage' },
    description: '',
    quantity: 0,
    lessIncluded: 150,
    unitPrice: 0.5,
    unitCost: 0,
    billCustomer: 'Billable',
    effectiveDate: '2026-01-01T00:00:00Z',
    serialNumber,
    invoiceDescription: '',
    uom: 'GB',
    _info: {},
    ...more,
  });
  const form = (values = {}) =>
    banner("Managed Services for Eddie's TV Repair", ['Agreement Maintenance']) + additionForm(values);
  const knowing = (...additions: Addition[]): Answers => ({
    ...answers,
    'addition.context': () => ({ ...addition, additions }),
  });
  /** Open with the facts there, so that a duplicate would be told. */
  const openKnowing = async (html: string, additions: Addition[], hash = hashOf(101, 201)) => {
    open(html, knowing(...additions), hash);
    await vi.waitFor(() => expect(page.names()).toContain('addition.context'));
    await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const duplicate = () => /billed more than once/.test(page.text());
  /** What ConnectWise does when the next record comes into the same form: values without a key. */
  const fill = (serial: string, quantity: string) => {
    const [, total, , , , number] = [...document.querySelectorAll('input')];
    if (!total || !number) throw new Error('The form has other fields.');
    number.value = serial;
    total.value = quantity;
    page.look();
  };

  it('can find a duplicate: a second line with the same product and EFS id', async () => {
    await openKnowing(form(), [stored(7, 'EFS-342'), stored(8, 'EFS-342', { quantity: 12 })]);
    expect(duplicate()).toBe(true);
    expect(page.text()).toContain('also addition 8');
  });

  it.each([
    ['by its values, opened from the list', hashOf(101, 201)],
    ['by the address, opened by a deep link', hashOf(201, 7)],
  ])('tells the line %s from a duplicate of itself, also after its correction', async (_, hash) => {
    await openKnowing(form({ SerialNumber: 'efs 342' }), [stored(7, 'efs 342')], hash);
    expect(duplicate()).toBe(false);
    page.press(page.mark('SerialNumber'), 'Use EFS-342');
    page.look();
    expect(page.text()).not.toContain('should be');
    expect(duplicate()).toBe(false);
  });

  it('knows it again when it is opened right after the correction, while the facts are still from before', async () => {
    await openKnowing(form({ SerialNumber: 'EFS-342' }), [stored(7, 'efs 342')]);
    expect(duplicate()).toBe(false);
  });

  it('knows it after a sync changed its quantity meanwhile', async () => {
    await openKnowing(form({ 'Total Quantity': '640' }), [stored(7, 'EFS-342', { quantity: 600 })]);
    expect(duplicate()).toBe(false);
  });

  it('takes the next addition in the same form, under the same address, for another one', async () => {
    const other = stored(8, 'EFS-355', { quantity: 12 });
    await openKnowing(form({ SerialNumber: 'efs 342' }), [stored(7, 'efs 342'), other]);
    page.press(page.mark('SerialNumber'), 'Use EFS-342');
    page.look();
    fill('EFS-355', '12');
    expect(duplicate()).toBe(false);
    fill('EFS-342', '0');
    expect(duplicate()).toBe(false);
  });

  it('still warns when a new addition repeats a stored one by typing', async () => {
    await openKnowing(form({ Product: '', SerialNumber: '' }), [stored(7, 'EFS-342')]);
    const [product] = [...document.querySelectorAll('input')];
    product?.dispatchEvent(new Event('beforeinput', { bubbles: true }));
    if (product) product.value = 'ShadowProtect BDR Storage';
    fill('EFS-342', '0');
    expect(duplicate()).toBe(true);
  });
});

describe('managed-id-check', () => {
  const form = (id: string, deviceType = 'Workstations and Servers', agreement = '') =>
    companyPage() +
    pod(
      row('Solution', input('eFolder')) +
        row('Managed ID', input(id)) +
        row('Device Type', input(deviceType)) +
        row('Default Agreement', input(agreement)),
    );

  it('offers the canonical id while the worker is still silent', () => {
    open(form('EFS–[342]'), {});
    page.press(page.mark('Managed ID'), 'Use EFS-342');
    expect(document.querySelector<HTMLInputElement>('tr:nth-child(2) input')?.value).toBe('EFS-342');
  });

  it('says nothing while the field is blank', () => {
    open(form(''));
    expect(page.mark('Managed ID')).toBeUndefined();
  });

  it('marks an agreement that must be blank, at its own field', () => {
    open(form('EFS-342', 'Workstations and Servers', 'Managed Services'), {});
    expect(page.mark('Agreement')).toBeTruthy();
  });

  it('does not call the entry that is being edited a duplicate of itself, but a second one', async () => {
    const stored = {
      id: 1,
      companyId: 101,
      managementSolution: { id: 1, name: 'eFolder' },
      groupIdentifier: 'EFS-342',
      deviceType: 'WorkstationsAndServers' as const,
      agreement: null,
      successfulBackupJobs: null,
      failedBackupJobs: null,
      totalWorkstations: null,
      totalServers: null,
      totalWindowsServers: null,
      totalWindowsWorkstations: null,
      totalManagedMachines: null,
      _info: {},
    };
    const played = { ...answers, 'managed-id.context': () => ({ ...managedIds, entries: [stored] }) };
    open(form('EFS-342'), played);
    await vi.waitFor(() => expect(page.names()).toContain('managed-id.context'));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(page.text()).not.toContain('MID-DUPLICATE');
    expect(page.mark('Managed ID')).toBeUndefined();
    page.stop();

    open(form(''), played);
    await vi.waitFor(() => expect(page.names()).toContain('managed-id.context'));
    await new Promise((resolve) => setTimeout(resolve, 10));
    // The person types: from here on the form is no longer what it was opened with.
    document.querySelector('tr:nth-child(2) input')?.dispatchEvent(new Event('beforeinput', { bubbles: true }));
    type('tr:nth-child(2) input', 'EFS-342');
    expect(page.mark('Managed ID')).toBeTruthy();
  });
});

describe('management-tab-check', () => {
  const list = () =>
    companyPage() +
    grid(
      ['Solution', 'Managed ID', 'Agreement', 'Device Type'],
      [
        ['eFolder', 'EFS-342', '', 'Backup Stats'],
        ['eFolder', 'EFS-342', '', 'Workstations and Servers'],
      ],
    );

  it('shows the stored findings at the list, and hands a fix to the panel', async () => {
    open(list());
    await vi.waitFor(() => expect(page.mark('the managed-id entries')).toBeTruthy());
    expect(page.mark('the managed-id entries')?.textContent).toContain(order.message);
    expect(page.mark('the managed-id entries')?.textContent).not.toContain(drift.message);
    page.press(page.mark('the managed-id entries'), 'Fix…');
    await vi.waitFor(() => expect(page.root()?.querySelector('.preview')).toBeTruthy());
    expect(page.asked.find(({ name }) => name === 'finding.plan')?.input).toEqual({
      companyId: 101,
      findingId: order.id,
    });
  });
});

it('features and catalogue name each other', () => {
  open('');
  expect(
    createFeatures()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(FEATURES.map(({ id }) => id).sort());
});

it('all of it goes without a trace', async () => {
  const html = companyPage() + additionForm({ SerialNumber: 'efs 342' });
  open(html);
  const before = document.body.innerHTML;
  await vi.waitFor(() => expect(page.root()?.querySelector('.panel')).toBeTruthy());
  expect(document.body.innerHTML).toBe(before);
  page.stop();
  expect(document.documentElement.children).toHaveLength(2);
  expect(document.body.innerHTML).toBe(before);
});
