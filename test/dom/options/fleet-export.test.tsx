import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FleetExport } from '../../../components/options/fleet-export.tsx';
import { fleetFile } from '../../../components/options/fleet-file.ts';
import { saveFile } from '../../../components/ui/save-file.ts';
import type { FleetQuery, FleetRow } from '../../../lib/domain/fleet.ts';
import { ok } from '../../../lib/shared/result.ts';
import { fleetRow, monthly, windowOf } from '../../support/builders/fleet.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
vi.mock('../../../components/ui/save-file.ts', () => ({ saveFile: vi.fn() }));

const QUERY: FleetQuery = { filter: 'billed-wrongly', search: 'fox', sort: 'company', descending: true };

/** Lines of the file without the head, each as its cells; no cell of these rows holds a comma. */
async function linesOf(rows: FleetRow[]): Promise<{ heads: string[]; lines: string[][] }> {
  const file = await fleetFile(
    async ({ offset, limit }) => ok({ rows: rows.slice(offset, offset + limit), total: rows.length }),
    () => undefined,
  );
  if (!file.ok) throw new Error(file.failure.message);
  const [heads = [], ...lines] = file.value.parts
    .join('')
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return { heads, lines };
}

beforeEach(() => {
  worker.mockReset();
  vi.mocked(saveFile).mockReset();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T12:00:00.000Z') });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the file of all companies', () => {
  it('holds ids, plain amounts with currency and cycle, and ISO times', async () => {
    const row = fleetRow(1, {
      difference: [monthly(123.6, 3806.4)],
      lines: 2,
      held: 1,
      codes: ['ADD-DRIFT', 'MID-ORDER'],
      healthReason: 'Cloud backup {ago 2026-11-21T07:00:00.000Z}',
      throttledUntil: '2026-11-21T21:00:00.000Z',
    });
    const { heads, lines } = await linesOf([row]);
    const cell = (head: string) => lines[0]?.[heads.indexOf(head)];
    expect(lines).toHaveLength(1);
    expect(heads.map(cell)).toHaveLength(26);
    expect(['Company', 'Company id', 'Customer', 'Customer id', 'EFS id'].map(cell)).toEqual([
      'Company 1',
      '2',
      'Customer 1',
      '1001',
      'EFS-1001',
    ]);
    expect(['Billed now', 'Should be billed', 'Currency', 'Billing cycle'].map(cell)).toEqual([
      '123.6',
      '3806.4',
      'USD',
      'Monthly',
    ]);
    expect(['Finding codes', 'Lines that differ', 'Lines on hold'].map(cell)).toEqual([
      'ADD-DRIFT MID-ORDER',
      '2',
      '1',
    ]);
    expect(['Last sync', 'Throttled until'].map(cell)).toEqual([
      '2026-11-21T09:00:00.000Z',
      '2026-11-21T21:00:00.000Z',
    ]);
    // A value in a sentence is written out.
    expect(cell('Health reason')).not.toContain('{');
  });

  it('gives each further currency a line that counts nothing twice', async () => {
    const euros = { from: 1, to: 2, currency: { symbol: '€', code: 'EUR' } };
    const { heads, lines } = await linesOf([
      fleetRow(1, { difference: [monthly(5, 6), euros], lines: 4 }),
      fleetRow(2),
    ]);
    const column = (head: string) => lines.map((line) => line[heads.indexOf(head)]);
    expect(column('EFS id')).toEqual(['EFS-1001', 'EFS-1001', 'EFS-1002']);
    expect(column('Currency')).toEqual(['USD', 'EUR', '']);
    expect(column('Billed now')).toEqual(['5', '1', '']);
    expect(column('Lines that differ')).toEqual(['4', '', '0']);
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([heads.length]));
  });

  it('runs no name as a formula, and says why a company was not compared', async () => {
    const evil = fleetRow(1, {
      companyName: '=HYPERLINK("http://evil.example")',
      customerName: '@SUM(A1)',
      failure: DOWN,
    });
    const file = await fleetFile(
      async () => ok({ rows: [evil], total: 1 }),
      () => undefined,
    );
    const text = file.ok ? file.value.parts.join('') : '';
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")",2,'@SUM(A1),`);
    expect(text).not.toMatch(/(^|,|")[=@]/m);
    expect(text).toContain(',ConnectWise cannot be reached. Check the network.\r\n');
  });

  it('begins so that spreadsheets read it as UTF-8', async () => {
    const file = await fleetFile(
      async () => ok({ rows: [], total: 0 }),
      () => undefined,
    );
    expect(file.ok && file.value.parts.join('').startsWith('\uFEFFCompany,Company id,')).toBe(true);
  });

  it('ends where the list has become shorter since', async () => {
    let asked = 0;
    const file = await fleetFile(
      async () => {
        asked += 1;
        return ok({ rows: asked === 1 ? [fleetRow(1)] : [], total: 5 });
      },
      () => undefined,
    );
    expect([file.ok && file.value.rows, asked]).toEqual([1, 2]);
  });
});

describe('the export of companies', () => {
  it('reads all rows of the filter in windows of 1,000, and names the file by filter and day', async () => {
    answers({ 'fleet.rows': windowOf(2_300) });
    render(<FleetExport query={QUERY} />);
    fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    const name = 'backup-bridge-companies-billed-wrongly-2026-11-21.csv';
    expect(await screen.findByText(`2,300 companies saved as ${name}.`)).toBeTruthy();
    expect(sent('fleet.rows')).toEqual([0, 1_000, 2_000].map((offset) => ({ ...QUERY, offset, limit: 1_000 })));
    const [saved, type, parts = []] = vi.mocked(saveFile).mock.calls[0] ?? [];
    expect([saved, type]).toEqual([name, 'text/csv;charset=utf-8']);
    expect(parts.join('').trimEnd().split('\r\n')).toHaveLength(2_301);
  });

  it('reads the first comparison of a month, and names the file by that month', async () => {
    answers({ 'fleet.rows': windowOf(3) });
    render(<FleetExport query={{ ...QUERY, month: '2026-10' }} />);
    fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    const name = 'backup-bridge-companies-billed-wrongly-first-of-2026-10.csv';
    expect(await screen.findByText(`3 companies saved as ${name}.`)).toBeTruthy();
    expect(sent('fleet.rows')).toEqual([{ ...QUERY, month: '2026-10', offset: 0, limit: 1_000 }]);
    expect(vi.mocked(saveFile).mock.calls[0]?.[0]).toBe(name);
  });

  it('saves nothing where a window cannot be read, and says why', async () => {
    worker.mockImplementation((async (_name: string, window: { offset: number; limit: number }) =>
      window.offset === 0 ? ok(windowOf(2_300)(window)) : { ok: false, failure: DOWN }) as typeof worker);
    render(<FleetExport query={QUERY} />);
    fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(saveFile).not.toHaveBeenCalled();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Export CSV' }).getAttribute('aria-busy')).toBe('false'),
    );
  });
});
