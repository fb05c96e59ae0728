import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ManagedIdContext } from '../../../lib/domain/entry-context.ts';
import { managedIdEntry } from '../../support/builders/managed-id-entry.ts';
import { answers, companyPage, createTab, managedIds, searching } from '../../support/builders/page-facts.ts';
import { input, pod, row } from '../host/page.ts';

const tab = createTab();
let page: ReturnType<typeof tab.open>;
const open: typeof tab.open = (...parts) => {
  page = tab.open(...parts);
  return page;
};
afterEach(tab.close);

describe('managed-id-check', () => {
  const form = (id: string, deviceType = 'Workstations and Servers', agreement = '') =>
    companyPage() +
    pod(
      row('Solution', input('eFolder')) +
        row('Managed ID', input(id)) +
        row('Device Type', input(deviceType)) +
        row('Default Agreement', input(agreement)),
    );

  it('offers the canonical id before the worker answers', () => {
    open(form('EFS–[342]'), {});
    page.press(page.mark('Managed ID'), 'Use EFS-342');
    expect(document.querySelector<HTMLInputElement>('tr:nth-child(2) input')?.value).toBe('EFS-342');
  });

  it('shows nothing while the field is blank', () => {
    open(form(''));
    expect(page.mark('Managed ID')).toBeUndefined();
    tab.type('tr:nth-child(2) input', 'efs 342');
    expect(page.mark('Managed ID')).toBeTruthy();
  });

  it('marks an agreement that must be blank, at its own field', () => {
    open(form('EFS-342', 'Workstations and Servers', 'Managed Services'), {});
    expect(page.mark('Agreement')).toBeTruthy();
  });

  it('does not report the edited entry as a duplicate of itself, but a second one', async () => {
    const stored = managedIdEntry({ id: 1, companyId: 101 });
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
    // The user types: from here on the form is no longer what it was opened with.
    document.querySelector('tr:nth-child(2) input')?.dispatchEvent(new Event('beforeinput', { bubbles: true }));
    tab.type('tr:nth-child(2) input', 'EFS-342');
    expect(page.mark('Managed ID')).toBeTruthy();
  });

  const lookUps = () => page.asked.filter(({ name }) => name === 'customers.search');
  const serialInput = () => {
    const control = document.querySelector<HTMLInputElement>('tr:nth-child(2) input');
    if (!control) throw new Error('no Managed ID');
    return control;
  };
  const two = { ...managedIds, customers: [...managedIds.customers, { id: '355', name: 'Angry Fox' }] };
  /** @param customers those of the portal, which are searched */
  const known = async (html: string, context: ManagedIdContext = two, customers = context.customers) => {
    open(html, { ...answers, 'managed-id.context': () => context, 'customers.search': searching(customers) });
    await vi.waitFor(() => expect(page.names()).toContain('managed-id.context'));
    await new Promise((resolve) => setTimeout(resolve, 10));
  };

  it('lets the user replace an unknown id by a customer chosen by name', async () => {
    await known(form('EFS-999'));
    await vi.waitFor(() => expect(page.mark('Managed ID')).toBeTruthy());
    page.press(page.mark('Managed ID'), 'Choose customer…');
    await vi.waitFor(() => expect(page.mark('Managed ID')?.querySelector('[role=listbox]')).toBeTruthy());
    const options = [...(page.mark('Managed ID')?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
    expect(options.map((option) => option.textContent)).toEqual(['Angry FoxEFS-355', "Eddie's TV RepairEFS-342"]);
    options[1]?.click();
    expect(serialInput().value).toBe('EFS-342');
    await vi.waitFor(() => expect(page.mark('Managed ID')).toBeUndefined());
  });

  it('finds a customer that the page does not know by a part of its name', async () => {
    await known(form('EFS-999'), managedIds, two.customers);
    await vi.waitFor(() => expect(page.mark('Managed ID')?.textContent).toContain('no customer'));
    page.press(page.mark('Managed ID'), 'Choose customer…');
    const options = () => [...(page.mark('Managed ID')?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
    await vi.waitFor(() => expect(options()).toHaveLength(1));
    const search = page.mark('Managed ID')?.querySelector('input');
    if (!search) throw new Error('no picker');
    search.value = 'fox';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await vi.waitFor(() => expect(options().map((option) => option.textContent)).toEqual(['Angry FoxEFS-355']));
    expect(lookUps().at(-1)).toEqual({ name: 'customers.search', input: { text: 'fox' } });
    options()[0]?.click();
    expect(serialInput().value).toBe('EFS-355');
  });

  it('offers a customer at the focused blank field, as a small badge', async () => {
    await known(form(''));
    expect(page.mark('Managed ID')).toBeUndefined();
    serialInput().focus();
    page.look();
    const mark = page.mark('Managed ID');
    expect(mark?.className).toContain('mark-small');
    // One click: there is nothing to read first.
    page.press(mark, 'Choose customer…');
    await vi.waitFor(() => expect(mark?.className).not.toContain('mark-small'));
    await vi.waitFor(() => expect(page.root()?.activeElement?.getAttribute('role')).toBe('combobox'));
    // The focus is with us now, and the mark stays.
    page.look();
    expect(page.mark('Managed ID')?.querySelector('[role=combobox]')).toBeTruthy();
    expect(serialInput().value).toBe('');
  });

  it('offers none for the entry of another vendor, nor where the portal did not answer', async () => {
    await known(form('').replace('eFolder', 'N-able'));
    serialInput().focus();
    page.look();
    expect(page.mark('Managed ID')).toBeUndefined();
    tab.close();
    await known(form(''), { ...managedIds, customers: [], canSearch: false });
    serialInput().focus();
    page.look();
    expect(page.mark('Managed ID')).toBeUndefined();
    tab.close();
    await known(form(''));
    serialInput().focus();
    page.look();
    expect(page.mark('Managed ID')).toBeTruthy();
  });

  it('collapses an open mark when Escape is pressed in the field, until another error appears', async () => {
    await known(form('efs 342'));
    expect(page.mark('Managed ID')?.textContent).toContain('should be');
    const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    serialInput().dispatchEvent(key);
    expect(page.mark('Managed ID')?.className).toContain('mark-small');
    expect(key.defaultPrevented).toBe(false);
    page.look();
    expect(page.mark('Managed ID')?.className).toContain('mark-small');
    tab.type('tr:nth-child(2) input', 'EFS-999');
    await vi.waitFor(() => expect(page.mark('Managed ID')?.textContent).toContain('no customer 999'));
  });

  const portal = [...managedIds.customers, { id: '355', name: 'Joe TV Repair' }];

  it.each(['342', 'Eddie'])('offers EFS-342 at once for “%s”, and writes it only after a click', async (text) => {
    await known(form(''), managedIds, portal);
    const asked = page.asked.length;
    tab.type('tr:nth-child(2) input', text);
    expect(page.asked).toHaveLength(asked);
    expect(serialInput().value).toBe(text);
    page.press(page.mark('Managed ID'), 'Use EFS-342');
    expect(serialInput().value).toBe('EFS-342');
    expect(page.mark('Managed ID')).toBeUndefined();
  });

  it.each(['355', 'Joe'])(
    'offers EFS-355 for “%s” once the typing rests, and writes it only after a click',
    async (text) => {
      await known(form(''), managedIds, portal);
      tab.type('tr:nth-child(2) input', text);
      expect(page.mark('Managed ID')?.textContent).not.toContain('EFS-355');
      await vi.waitFor(() => expect(page.mark('Managed ID')?.textContent).toContain('EFS-355'));
      expect(serialInput().value).toBe(text);
      page.press(page.mark('Managed ID'), 'Use EFS-355');
      expect(serialInput().value).toBe('EFS-355');
      expect(lookUps()).toHaveLength(1);
    },
  );

  it('names the owner of another customer’s id once it was looked up, and offers the company’s own', async () => {
    await known(form(''), managedIds, portal);
    tab.type('tr:nth-child(2) input', 'EFS-355');
    expect(page.mark('Managed ID')).toBeUndefined();
    await vi.waitFor(() =>
      expect(page.mark('Managed ID')?.textContent).toContain(
        'EFS-355 belongs to Joe TV Repair; this company is EFS-342.',
      ),
    );
    page.press(page.mark('Managed ID'), 'Use EFS-342');
    expect(serialInput().value).toBe('EFS-342');
    expect(page.mark('Managed ID')).toBeUndefined();
  });

  it('checks each key in the same turn, without a request', async () => {
    await known(form('EFS-342'));
    const asked = page.asked.length;
    for (const [text, wrong] of [
      // Not called unknown before it was looked up, which is done once the typing rests.
      ['EFS-99', false],
      ['efs 342', true],
      ['EFS-342', false],
    ] as const) {
      tab.type('tr:nth-child(2) input', text);
      expect(page.mark('Managed ID') !== undefined, text).toBe(wrong);
    }
    expect(page.asked).toHaveLength(asked);
  });

  /** Looking up the typed id. */
  const LOOK_UP = { text: 'EFS-999' };
  const answering = (search: (input: { text: string }) => unknown, context: ManagedIdContext = managedIds) =>
    open(form('EFS-999'), { ...answers, 'managed-id.context': () => context, 'customers.search': search });

  it('looks a customer up before it reports it as unknown, and then recognizes it', async () => {
    answering(searching([...managedIds.customers, { id: '999', name: 'Made a minute ago' }]));
    await vi.waitFor(() => expect(lookUps()).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve));
    page.look();
    expect(page.mark('Managed ID')?.textContent ?? '').not.toContain('no customer');
    expect(lookUps()).toEqual([{ name: 'customers.search', input: LOOK_UP }]);
    expect(page.asked.filter(({ name }) => name === 'managed-id.context')).toHaveLength(1);
  });

  it('reports a customer as unknown that the portal lacks when it is looked up', async () => {
    answering(searching(managedIds.customers));
    await vi.waitFor(() => expect(page.mark('Managed ID')?.textContent).toContain('no customer'));
    expect(lookUps()).toHaveLength(1);
  });

  it('reports an id of the company as unknown that its context names as absent', async () => {
    answering(searching([]), { ...managedIds, customers: [], absentCustomers: ['999'] });
    await vi.waitFor(() => expect(page.mark('Managed ID')?.textContent).toContain('no customer'));
  });

  it.each<[string, () => unknown]>([
    [
      'the worker fails',
      () => {
        throw new Error('The worker was stopped.');
      },
    ],
    ['the portal does not answer the look-up', () => ({ customers: [], total: 0, isSure: false })],
  ])('reports no customer as unknown while %s', async (_, answer) => {
    answering(answer);
    await vi.waitFor(() => expect(lookUps()).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve));
    page.look();
    expect(page.mark('Managed ID')).toBeUndefined();
  });

  it('reports no customer as unknown while the portal was never reached, and asks for none', async () => {
    await known(form('EFS-999'), { ...managedIds, customers: [], canSearch: false });
    await new Promise((resolve) => setTimeout(resolve, 300));
    page.look();
    expect(page.mark('Managed ID')).toBeUndefined();
    expect(lookUps()).toEqual([]);
  });

  it('sends the request again after a failure, and then checks', async () => {
    let asked = 0;
    const failing = (input: unknown) => {
      asked += 1;
      if (asked === 1) throw new Error('The worker was stopped.');
      return input && two;
    };
    open(form('EFS-355'), { ...answers, 'managed-id.context': failing });
    await vi.waitFor(() => expect(asked).toBe(2));
    await vi.waitFor(() => expect(page.mark('Managed ID')?.textContent).toContain('belongs to Angry Fox'));
    tab.type('tr:nth-child(2) input', 'EFS-999');
    await vi.waitFor(() => expect(page.mark('Managed ID')?.textContent).toContain('no customer 999'));
  });

  it('reports for an entry of an unknown company only what the id alone shows', async () => {
    const played = { ...answers, 'company.recognize': () => null };
    open(form('EFS-342', 'Backup Stats'), played);
    await vi.waitFor(() => expect(page.names()).toContain('managed-id.context'));
    await new Promise((resolve) => setTimeout(resolve, 10));
    // “Enter Workstations and Servers first” would be shown for entries that were never read.
    expect(page.mark('Device Type')).toBeUndefined();
    expect(page.mark('Managed ID')).toBeUndefined();
  });

  it('names the company by the address in the setup table', async () => {
    const table = form('EFS-342').replace('Company Search', 'Managed Devices Integration List');
    open(table.replace('>Company<', '>Integration Details<'), answers);
    await vi.waitFor(() => expect(page.names()).toContain('managed-id.context'));
    expect(page.asked.find(({ name }) => name === 'managed-id.context')?.input).toEqual({ companyId: 101 });
  });
});
