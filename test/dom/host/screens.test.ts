import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HostLocation, readLocation } from '../../../lib/host/location.ts';
import { isKnownScreen, readScreen, recordKey } from '../../../lib/host/screens.ts';
import { additionForm, banner, grid, input, layOut, pod, row } from './page.ts';

const nowhere = readLocation('https://na.myconnectwise.net/v2025_1/ConnectWise.aspx');
const at = (change: Partial<HostLocation>): HostLocation => ({ ...nowhere, sureness: 'state', ...change });
const read = (html: string, location = nowhere) => {
  document.body.innerHTML = html;
  return readScreen(document, location);
};
const entryForm = () =>
  pod(
    row('Solution', input('eFolder')) + row('Managed ID', input('EFS-342')) + row('Device Type', input('Backup Stats')),
  );

let undo: () => void;
beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

describe('company', () => {
  it.each(['CompanyDetail', 'CompanyServiceList'])('is open under the suffix %s, with a record id', (suffix) => {
    const screen = read(banner("Eddie's TV Repair"), at({ suffix, recordIds: [250] }));
    expect(screen.company).toBe(true);
    expect(screen.banner.text).toBe("Eddie's TV Repair");
  });

  it.each([
    ['a ticket', at({ suffix: 'ServiceTicket', recordIds: [26251] })],
    ['the company search', at({ suffix: 'CompanySearchList', recordIds: [250] })],
    ['a new company', at({ suffix: 'CompanyDetail', recordIds: [] })],
    ['a stale entry link under a board', at({ routeTo: 'CompanyFV', suffix: 'ServiceBoard', recordIds: [250] })],
  ])('is not %s', (_, location) => {
    const screen = read(banner('Something'), location);
    expect(screen.company).toBe(false);
    expect(isKnownScreen(screen)).toBe(false);
  });

  it('is open where the breadcrumb ends in it', () => {
    const html = banner('Managed Services for Angry Fox', ['Company Search', 'Company', 'Agreement Maintenance']);
    expect(read(html, at({ recordIds: [250, 57] })).company).toBe(true);
  });
});

describe('addition form', () => {
  it('is recognised by its labels, whatever the compiler classes and the address are', () => {
    const form = read(additionForm()).additionForm;
    expect(Object.keys(form?.fields ?? {}).sort()).toEqual(
      [
        'effectiveDate',
        'invoiceDescription',
        'lessIncluded',
        'product',
        'quantity',
        'serialNumber',
        'unitPrice',
      ].sort(),
    );
  });

  it('is recognised beside a hidden old view of another record', () => {
    const html = additionForm({ SerialNumber: 'EFS-355' }, 'style="display: none"') + additionForm();
    expect(read(html).additionForm?.fields.serialNumber?.control?.value).toBe('EFS-342');
  });

  it('knows the label as Barracuda prints it', () => {
    const html = pod(row('Less Include', input()) + row('Serial #', input()) + row('Unit Price', input()));
    expect(read(html).additionForm).not.toBeNull();
  });

  it.each([
    ['two open records', additionForm() + additionForm({ SerialNumber: 'EFS-355' })],
    ['a renamed label', additionForm().replaceAll('Less Included', 'Inklusive')],
    ['a hidden form only', additionForm({}, 'hidden')],
    ['another form with a serial number', pod(row('Serial Number', input()) + row('Model', input()))],
  ])('is silent on %s', (_, html) => {
    const screen = read(html);
    expect(screen.additionForm).toBeNull();
    expect(isKnownScreen(screen)).toBe(false);
  });

  it('is found in a frame of the same origin', () => {
    // happy-dom's own document of a frame is no help: the frame is given one.
    const { happyDOM } = window as unknown as { happyDOM: { settings: Record<string, boolean> } };
    happyDOM.settings.enableIframePageLoading = true;
    const frame = document.createElement('iframe');
    const inner = document.implementation.createHTMLDocument();
    inner.body.innerHTML = additionForm();
    Object.defineProperty(frame, 'contentDocument', { value: inner });
    frame.removeAttribute('src');
    const top = document.implementation.createHTMLDocument();
    top.body.append(frame);
    expect(readScreen(top, nowhere).additionForm?.fields.serialNumber?.control?.value).toBe('EFS-342');
  });
});

describe('managed-id entries', () => {
  it('form is recognised by Managed ID with Device Type', () => {
    expect(read(entryForm()).managedIdForm?.fields.managedId?.control?.value).toBe('EFS-342');
    expect(read(pod(row('Managed ID', input()))).managedIdForm).toBeNull();
  });

  it('list is read by column position, whatever the order of columns', () => {
    const list = read(
      grid(['Solution', 'Device Type', 'Managed ID'], [['eFolder', 'Workstations and Servers', 'EFS-19652']]),
    ).managedIdList;
    expect(list?.rows.map(({ cells }) => cells)).toEqual([
      { solution: 'eFolder', deviceType: 'Workstations and Servers', managedId: 'EFS-19652' },
    ]);
  });

  it('list is not any list with a managed id', () => {
    expect(read(grid(['Managed ID', 'Name'], [['EFS-342', 'x']])).managedIdList).toBeNull();
  });

  it('place is the setup table where the address says so', () => {
    const screen = read(
      entryForm(),
      at({ setupTable: 'Managed Devices Integration', recordIds: [5], suffix: 'CompanyDetail' }),
    );
    expect(screen).toMatchObject({ integrationTable: true, company: false });
  });
});

it('keeps its key while the page redraws, and changes it with the record', () => {
  const location = at({ suffix: 'CompanyDetail', recordIds: [250] });
  const key = recordKey(read(banner('A'), location));
  expect(recordKey(read(banner('A') + additionForm(), location))).toBe(key);
  expect(recordKey(read(banner('B'), location))).not.toBe(key);
  expect(recordKey(read(banner('A'), { ...location, recordIds: [251] }))).not.toBe(key);
});
