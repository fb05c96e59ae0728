import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Addition } from '../../../lib/domain/connectwise-records.ts';
import { addition, answers, createTab, searching, storedAddition } from '../../support/builders/page-facts.ts';
import type { Answers } from '../../support/played-worker.ts';
import { additionForm, banner } from '../host/page.ts';
import { hashOf } from './in-page.tsx';

const tab = createTab();
let page: ReturnType<typeof tab.open>;
const open: typeof tab.open = (...parts) => {
  page = tab.open(...parts);
  return page;
};
afterEach(tab.close);

describe('addition-check', () => {
  const form = (values = {}) =>
    banner("Managed Services for Eddie's TV Repair", ['Agreement Maintenance']) + additionForm(values);

  it('checks the format while typing before any answer, and enters the right id with one click', async () => {
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

  it('shows setup-guides.md#figure-19: 150 included, nothing used, a negative quantity to bill', async () => {
    open(form());
    expect(page.mark('Less Included')).toBeTruthy();
    expect(page.text()).toContain('This addition:');
  });

  it('shows, once the facts are read, that the portal has no such customer, and sends no request per key', async () => {
    open(form({ SerialNumber: 'EFS-999' }));
    expect(page.mark('SerialNumber')).toBeUndefined();
    await vi.waitFor(() => expect(page.mark('SerialNumber')?.textContent).toContain('999'));
    const asked = page.asked.length;
    const serial = 'tr:nth-child(6) input';
    for (const value of ['EFS-9', 'EFS-35', 'EFS-342']) tab.type(serial, value);
    expect(page.asked).toHaveLength(asked);
    expect(page.mark('SerialNumber')?.textContent ?? '').not.toContain('no customer');
  });

  it('shows the result of a key in the same turn', () => {
    open(form());
    const marked = ['efs 3', 'efs 342', 'EFS-342'].map((value) => {
      tab.type('tr:nth-child(6) input', value);
      return page.mark('SerialNumber') !== undefined;
    });
    expect(marked).toEqual([true, true, false]);
  });

  it('names at once the customer of a foreign EFS id, and offers the id of the company', async () => {
    const entries = [{ groupIdentifier: 'EFS-342' }] as typeof addition.entries;
    const customers = [...addition.customers, { id: '355', name: 'Joe TV Repair' }];
    open(form({ SerialNumber: 'EFS-342' }), {
      ...answers,
      'addition.context': () => ({ ...addition, entries, customers }),
    });
    await vi.waitFor(() => expect(page.names()).toContain('addition.context'));
    await vi.waitFor(() => expect(page.mark('SerialNumber')).toBeUndefined());
    const asked = page.asked.length;
    tab.type('tr:nth-child(6) input', 'EFS-355');
    await vi.waitFor(() => {
      page.look();
      expect(page.mark('SerialNumber')?.textContent).toContain(
        'EFS-355 belongs to Joe TV Repair; this company is EFS-342.',
      );
    });
    expect(page.asked).toHaveLength(asked);
    page.press(page.mark('SerialNumber'), 'Use EFS-342');
    expect(page.mark('SerialNumber')).toBeUndefined();
  });

  it('looks up the customer of a foreign EFS id that the page does not know, and offers the id of the company', async () => {
    const entries = [{ groupIdentifier: 'EFS-342' }] as typeof addition.entries;
    open(form({ SerialNumber: 'EFS-342' }), {
      ...answers,
      'addition.context': () => ({ ...addition, entries }),
      'customers.search': searching([...addition.customers, { id: '355', name: 'Joe TV Repair' }]),
    });
    await vi.waitFor(() => expect(page.names()).toContain('addition.context'));
    await new Promise((resolve) => setTimeout(resolve, 10));
    tab.type('tr:nth-child(6) input', 'EFS-355');
    await vi.waitFor(() => {
      page.look();
      expect(page.mark('SerialNumber')?.textContent).toContain(
        'EFS-355 belongs to Joe TV Repair; this company is EFS-342.',
      );
    });
    const searched = page.asked.filter(({ name }) => name === 'customers.search');
    expect(searched.map(({ input }) => input)).toEqual([{ text: 'EFS-355' }]);
    page.press(page.mark('SerialNumber'), 'Use EFS-342');
    expect(page.mark('SerialNumber')).toBeUndefined();
  });

  it('reports a service that is switched off as a note: it is not checked', async () => {
    const off = storedAddition(1, 'EFS-342').product;
    const products = [
      {
        service: 'online-bdr' as const,
        productId: off.id,
        productIdentifier: off.identifier,
        agreementTypeId: null,
        agreementTypeName: null,
        toggledOn: false,
      },
    ];
    open(form({ SerialNumber: 'EFS-342', Product: off.identifier }), {
      ...answers,
      'addition.context': () => ({ ...addition, products }),
    });
    await vi.waitFor(() => expect(page.text()).toContain('1 note'));
  });

  it('disappears with its form and keeps the panel clear of it', async () => {
    open(form({ SerialNumber: 'efs 342' }));
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel')).toBeTruthy());
    expect(page.root()?.querySelector('.panel-open')).toBeNull();
    document.body.innerHTML = '';
    page.look();
    expect(page.mark('SerialNumber')).toBeUndefined();
    expect(page.text()).not.toContain('This addition');
  });

  const product = {
    service: 'online-bdr' as const,
    productId: 31,
    productIdentifier: 'ShadowProtect BDR Storage',
    agreementTypeId: null,
    agreementTypeName: null,
    toggledOn: true,
  };
  const entry = { id: 1, groupIdentifier: 'EFS-342', deviceType: 'WorkstationsAndServers' };
  const knowing = (more: object): Answers => ({
    ...answers,
    'addition.context': () => ({ ...addition, products: [product], entries: [entry], ...more }),
  });

  it('offers the only id of the company where a cross-referenced product has no serial number', async () => {
    open(form({ SerialNumber: '' }), knowing({}));
    await vi.waitFor(() => expect(page.mark('SerialNumber')?.textContent).toContain('blank'));
    page.press(page.mark('SerialNumber'), 'Use EFS-342');
    expect(document.querySelector<HTMLInputElement>('tr:nth-child(6) input')?.value).toBe('EFS-342');
  });

  it('offers customers instead where the company has several, its own first', async () => {
    const customers = [
      { id: '1', name: 'Aardvark' },
      { id: '342', name: "Eddie's TV Repair" },
      { id: '355', name: 'Fox' },
    ];
    open(
      form({ SerialNumber: '' }),
      knowing({ customers, entries: [entry, { ...entry, id: 2, groupIdentifier: 'EFS-355' }] }),
    );
    await vi.waitFor(() => expect(page.mark('SerialNumber')?.textContent).toContain('blank'));
    expect(page.mark('SerialNumber')?.textContent).not.toContain('Use EFS');
    page.press(page.mark('SerialNumber'), 'Choose customer…');
    await vi.waitFor(() => expect(page.mark('SerialNumber')?.querySelector('[role=option]')).toBeTruthy());
    const ids = [...(page.mark('SerialNumber')?.querySelectorAll('.picker-id') ?? [])].map((id) => id.textContent);
    expect(ids).toEqual(['EFS-342', 'EFS-355', 'EFS-1']);
  });

  it('shows no error on an empty new form', async () => {
    open(form({ Product: '', SerialNumber: '' }), knowing({}));
    await vi.waitFor(() => expect(page.names()).toContain('addition.context'));
    const [name] = [...document.querySelectorAll('input')];
    name?.dispatchEvent(new Event('beforeinput', { bubbles: true }));
    tab.type('tr:nth-child(1) input', 'ShadowProtect BDR Storage');
    expect(page.mark('SerialNumber')?.className).toContain('mark-small');
  });

  it('shows in the summary what belongs to no field on the screen', async () => {
    open(form(), knowing({ agreement: { ...addition.agreement, agreementStatus: 'Cancelled', cancelledFlag: true } }));
    const summary = () => page.root()?.querySelector('.bb-addition-summary')?.textContent ?? '';
    await vi.waitFor(() => expect(summary()).toContain('is not billed'));
    expect(page.root()?.querySelector('.bb-addition-check')?.textContent).not.toContain('is not billed');
  });

  it('does not redraw while nothing changes', async () => {
    open(form({ SerialNumber: 'efs 342' }));
    await vi.waitFor(() => expect(page.names()).toContain('addition.context'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const changed = vi.fn();
    const observer = new MutationObserver(changed);
    const place = page.root()?.querySelector('.bb-addition-check');
    if (place) observer.observe(place, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let i = 0; i < 10; i += 1) page.look();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(place).toBeTruthy();
    expect(changed).not.toHaveBeenCalled();
    observer.disconnect();
  });
});

describe('addition-check of a stored addition', () => {
  const stored = storedAddition;
  const form = (values = {}) =>
    banner("Managed Services for Eddie's TV Repair", ['Agreement Maintenance']) + additionForm(values);
  const knowing = (...additions: Addition[]): Answers => ({
    ...answers,
    'addition.context': () => ({ ...addition, additions }),
  });
  /** Open with the facts there, so that a duplicate would be reported. */
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

  it('finds a duplicate: a second line with the same product and EFS id', async () => {
    await openKnowing(form(), [stored(7, 'EFS-342'), stored(8, 'EFS-342', { quantity: 12 })]);
    expect(duplicate()).toBe(true);
    expect(page.text()).toContain('2 active additions (7 and 8)');
  });

  it.each([
    ['by its values, opened from the list', hashOf(101, 201)],
    ['by the address, opened by a deep link', hashOf(201, 7)],
  ])('distinguishes the line %s from a duplicate of itself, also after its correction', async (_, hash) => {
    await openKnowing(form({ SerialNumber: 'efs 342' }), [stored(7, 'efs 342')], hash);
    expect(duplicate()).toBe(false);
    page.press(page.mark('SerialNumber'), 'Use EFS-342');
    page.look();
    expect(page.text()).not.toContain('should be');
    expect(duplicate()).toBe(false);
  });

  it('recognizes the line when it is opened right after the correction, while the facts are older', async () => {
    await openKnowing(form({ SerialNumber: 'EFS-342' }), [stored(7, 'efs 342')]);
    expect(duplicate()).toBe(false);
  });

  it('recognizes the line after a sync changed its quantity', async () => {
    await openKnowing(form({ 'Total Quantity': '640' }), [stored(7, 'EFS-342', { quantity: 600 })]);
    expect(duplicate()).toBe(false);
  });

  it('treats the next addition in the same form, under the same address, as another one', async () => {
    const other = stored(8, 'EFS-355', { quantity: 12 });
    await openKnowing(form({ SerialNumber: 'efs 342' }), [stored(7, 'efs 342'), other]);
    page.press(page.mark('SerialNumber'), 'Use EFS-342');
    page.look();
    fill('EFS-355', '12');
    expect(duplicate()).toBe(false);
    fill('EFS-342', '0');
    expect(duplicate()).toBe(false);
  });

  it('does not report the old and the new line of a price change as duplicates, whether the form shows dates or not', async () => {
    const old = stored(7, 'EFS-342', { cancelledDate: '2099-12-30T00:00:00Z', quantity: 12 });
    const next = stored(8, 'EFS-342', { effectiveDate: '2099-12-31T00:00:00Z', quantity: 12 });
    await openKnowing(form({ 'Effective Date': '12/31/2099', 'Total Quantity': '640' }), [old, next]);
    expect(duplicate()).toBe(false);
    // The form of the old line shows no cancelled date: the stored one counts.
    await openKnowing(form({ 'Effective Date': '01/01/2026', 'Total Quantity': '12' }), [old, next]);
    expect(duplicate()).toBe(false);
    await openKnowing(form({ 'Effective Date': '11/30/2099' }), [old, stored(9, 'EFS-342', { quantity: 3 })]);
    expect(duplicate()).toBe(true);
  });

  it('counts days in the tenant’s zone: the last day of a line is not over yet', async () => {
    // It is 2026-11-21 12:00 UTC: the 21st twelve hours behind, the 22nd fourteen hours ahead.
    const line = stored(7, 'EFS-342', { cancelledDate: '2026-11-21T00:00:00Z' });
    const words = async (timeZone: string) => {
      open(form(), { ...answers, 'addition.context': () => ({ ...addition, additions: [line], timeZone }) });
      await vi.waitFor(() => expect(page.names()).toContain('addition.context'));
      await new Promise((resolve) => setTimeout(resolve, 10));
      return page.root()?.querySelector('.bb-addition-summary')?.textContent ?? '';
    };
    expect(await words('Etc/GMT+12')).not.toContain('was cancelled');
    expect(await words('Pacific/Kiritimati')).toContain('was cancelled');
  });

  it('still warns when a typed new addition repeats a stored one', async () => {
    await openKnowing(form({ Product: '', SerialNumber: '' }), [stored(7, 'EFS-342')]);
    const [product] = [...document.querySelectorAll('input')];
    product?.dispatchEvent(new Event('beforeinput', { bubbles: true }));
    if (product) product.value = 'ShadowProtect BDR Storage';
    fill('EFS-342', '0');
    expect(duplicate()).toBe(true);
  });
});
