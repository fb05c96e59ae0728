import { cleanup, createEvent, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PortalForm } from '../../../components/options/portal-form.tsx';
import type { FileImport } from '../../../lib/domain/file-import.ts';
import type { FileMapping } from '../../../lib/domain/file-mapping.ts';
import type { ConnectionView, Input } from '../../../lib/messages/protocol.ts';
import { DAY, isoTime } from '../../../lib/shared/time.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

beforeEach(() => worker.mockReset());
afterEach(cleanup);

const NOW = Date.now();
const CURRENT: FileImport = {
  id: 'i',
  name: 'Accounts',
  fileName: 'october.csv',
  modifiedAt: isoTime(NOW - 40 * DAY),
  importedAt: isoTime(NOW - 3 * DAY),
  dataAt: isoTime(NOW - 40 * DAY),
  signature: 'cid',
  counts: { rows: 12, customers: 10, accounts: 11, errors: 1, withoutCustomer: 0, olderRows: 0 },
  errors: [{ line: 7, column: 'Online', value: 'abc', sentence: 'Line 7, column “Online”: “abc” is no number.' }],
};
const STORED: ConnectionView['portal'] = {
  kind: 'file',
  baseUrl: '',
  hasKey: true,
  file: { name: 'Accounts', hasEfsIds: false },
};
const LIST = 'CID,Company,User Name,Online\n342,Eddie,ETV-Primary,12.5\n355,Joe,ETV-Prim,abc\n';

const TAKES = {
  'file.view': null,
  'file.mapping': null,
  'file.begin': { importId: 'i' },
  'file.customers': null,
  'file.commit': { name: 'Accounts', customers: 2, cleaned: [] },
};

function show(stored: ConnectionView['portal'] = null, byName: Record<string, unknown> = TAKES) {
  answers(byName);
  const onSaved = vi.fn();
  const view = render(<PortalForm stored={stored} requestHost={async () => true} onSaved={onSaved} />);
  if (!stored) fireEvent.change(screen.getByLabelText('Portal'), { target: { value: 'file' } });
  return { ...view, onSaved };
}

function choose({ container }: { container: Element }, text: string, name = 'accounts.csv') {
  const input = container.querySelector('input[type=file]');
  if (!input) throw new Error('There is no file input.');
  fireEvent.change(input, { target: { files: [new File([text], name, { lastModified: NOW - DAY })] } });
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const isRefused = (name: string) => button(name).getAttribute('aria-disabled') === 'true';

describe('a file in place of a portal', () => {
  it('has neither address nor key, and asks for a file', async () => {
    show();
    expect(await screen.findByText('Drop a CSV or XLSX file here')).toBeTruthy();
    expect([screen.queryByLabelText('Address'), screen.queryByLabelText(/key|token/i)]).toEqual([null, null]);
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull();
    expect(button('Choose a file…')).toBeTruthy();
  });

  it('is mapped, looked at, and imported with what was chosen', async () => {
    const view = show();
    choose(view, LIST);
    expect(await screen.findByText('“Online”: choose what its numbers are in.')).toBeTruthy();
    expect(isRefused('Import')).toBe(true);
    fireEvent.change(screen.getByLabelText('Unit of Online'), { target: { value: 'GB' } });
    const preview = within(await screen.findByRole('region', { name: 'Preview' }));
    expect(preview.getByText('2 customers, 1 account from 2 rows.')).toBeTruthy();
    expect(preview.getByText('Line 3, column “Online”: “abc” is no number.')).toBeTruthy();
    expect(preview.getByText('12.5 GB')).toBeTruthy();
    fireEvent.click(button('Import'));
    expect(await screen.findByText('Imported. “Accounts” has 2 customers.')).toBeTruthy();
    expect(view.onSaved).toHaveBeenCalledOnce();
    const [parts] = sent('file.customers') as Input<'file.customers'>[];
    expect(parts?.customers.map(({ customer, skipped }) => [customer.id, skipped.length])).toEqual([
      ['342', 0],
      ['355', 1],
    ]);
    expect(sent('file.commit')).toMatchObject([
      {
        importId: 'i',
        name: 'Accounts',
        fileName: 'accounts.csv',
        modifiedAt: isoTime(NOW - DAY),
        mapping: {
          columns: expect.arrayContaining([{ header: 'Online', use: 'onlineBytes', unit: 'GB', decimal: 'point' }]),
        },
        counts: { errors: 1 },
      },
    ]);
  });

  it('is understood at once where its shape is known', async () => {
    const mapping: FileMapping = {
      columns: [
        { header: 'CID', use: 'customerId' },
        { header: 'Company', use: 'customerName' },
        { header: 'User Name', use: 'accountName' },
        { header: 'Online', use: 'onlineBytes', unit: 'GiB' },
      ],
      hasEfsIds: true,
    };
    const view = show(null, { ...TAKES, 'file.mapping': mapping });
    choose(view, LIST);
    expect(await screen.findByText('2 customers, 1 account from 2 rows.')).toBeTruthy();
    expect(isRefused('Import')).toBe(false);
    expect(screen.getByText('Columns').closest('details')?.open).toBe(false);
    expect(screen.getByText('13.42 GB')).toBeTruthy();
    expect(sent('file.mapping')).toEqual([{ signature: 'cid|company|username|online' }]);
  });

  it('says what is missing where the headings are of something else', async () => {
    const view = show();
    choose(view, 'A,B\n1,2\n');
    expect(await screen.findByText('Missing: a column with the customer id or the customer name.')).toBeTruthy();
    expect(isRefused('Import')).toBe(true);
    fireEvent.change(screen.getByLabelText('Meaning of A'), { target: { value: 'customerId' } });
    fireEvent.change(screen.getByLabelText('Meaning of B'), { target: { value: 'figure' } });
    expect(await screen.findByText('“B”: choose what its numbers are in.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Unit of B'), { target: { value: 'count' } });
    await waitFor(() => expect(isRefused('Import')).toBe(false));
  });

  it('asks for the decimal mark where the values do not show it', async () => {
    const view = show();
    choose(view, 'CID;User Name;Online GB\n342;a;1,234\n');
    expect(await screen.findByText(/its numbers can be read in two ways/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Decimal mark of Online GB'), { target: { value: 'comma' } });
    expect(await screen.findByText('1.23 GB')).toBeTruthy();
  });

  it('that cannot be read says why, and what to do', async () => {
    const view = show();
    choose(view, '<html><table></table></html>', 'report.xls');
    expect(await screen.findByText(/web page or XML/)).toBeTruthy();
    expect(screen.getByText(/save it as CSV or XLSX/)).toBeTruthy();
  });

  it('keeps what was read where the import fails', async () => {
    const { 'file.commit': _, ...failing } = TAKES;
    const view = show(null, failing);
    choose(view, LIST.replace('Online', 'Online GB'));
    await screen.findByRole('region', { name: 'Preview' });
    fireEvent.click(button('Import'));
    expect(await screen.findByText(new RegExp(DOWN.message))).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Preview' })).toBeTruthy();
    expect(view.onSaved).not.toHaveBeenCalled();
  });

  it('may be dropped', async () => {
    const { container } = show();
    const drop = container.querySelector('.bb-drop');
    if (!drop) throw new Error('There is no place to drop a file.');
    const event = createEvent.drop(drop);
    Object.defineProperty(event, 'dataTransfer', { value: { files: [new File([LIST], 'accounts.csv')] } });
    fireEvent(drop, event);
    expect(await screen.findByText('accounts.csv')).toBeTruthy();
  });
});

describe('the last import', () => {
  it('shows its age, its counts, what was left out, and that it is old', async () => {
    show(STORED, { ...TAKES, 'file.view': CURRENT });
    const last = within(await screen.findByRole('region', { name: 'Last import' }));
    expect(last.getByText(/october\.csv, imported/).textContent).toBe(
      '“Accounts”: october.csv, imported 3 days ago, data of 40 days ago. 10 customers, 11 accounts from 12 rows.',
    );
    expect(last.getByText('1 row left out')).toBeTruthy();
    expect(last.getByText(/older than 35 days/)).toBeTruthy();
    expect(button('Replace by a newer file…')).toBeTruthy();
  });

  it('warns before many customers go', async () => {
    const view = show(STORED, { ...TAKES, 'file.view': CURRENT });
    await screen.findByRole('region', { name: 'Last import' });
    choose(view, LIST.replace('Online', 'Online GB'));
    expect(await screen.findByText(/The last import had 10 customers, this file has 2/)).toBeTruthy();
  });

  it('is removed after a question', async () => {
    const disconnected = { hostsGivenBack: [], isLast: true };
    const { onSaved } = show(STORED, { ...TAKES, 'file.view': CURRENT, 'connection.disconnect': disconnected });
    fireEvent.click(await screen.findByRole('button', { name: 'Remove…' }));
    expect(screen.getByText(/Remove the data of this file\?/)).toBeTruthy();
    fireEvent.click(button('Remove'));
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(sent('connection.disconnect')).toEqual([{ side: 'portal' }]);
  });
});
