import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JournalExport } from '../../../components/options/journal-export.tsx';
import { journalFile } from '../../../components/options/journal-file.ts';
import type { ExportedChange, ExportPage, JournalPosition } from '../../../lib/domain/journal-export.ts';
import { ok } from '../../../lib/shared/result.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const CHANGE: ExportedChange = {
  at: '2026-11-21T12:00:00.000Z',
  runId: 'r1',
  companyId: 250,
  companyName: 'Eddie "TV", Inc.',
  efsIds: ['EFS-342', 'EFS-355'],
  cause: 'event',
  member: 'bridge',
  browser: 'Chrome on Windows (3f2a)',
  user: 'Dana',
  resource: 'addition',
  op: 'update',
  recordId: 500,
  label: 'Addition “Select Storage” on “Managed Services”',
  fields: [
    { field: 'quantity', from: 95, to: -1 },
    { field: 'invoiceDescription', from: '', to: '=1+1' },
    { field: 'product', from: null, to: { id: 9, name: 'A' } },
  ],
  money: { from: 47.5, to: 0, currency: 'USD', cycle: 'Monthly' },
  state: 'applied',
  outcome: 'Written.',
};

/** Pages of 250, as the worker hands them out. */
function pages(changes: readonly ExportedChange[]) {
  return (before: JournalPosition | undefined): ExportPage => {
    const from = before ? Number(before.id) : 0;
    const page = changes.slice(from, from + 250);
    return {
      changes: page,
      ...(from + 250 < changes.length && { next: { at: CHANGE.at, id: String(from + 250) } }),
    };
  };
}

const textOf = async (format: 'csv' | 'json', changes: readonly ExportedChange[]) => {
  const read = pages(changes);
  const file = await journalFile(
    format,
    async (before) => ok(read(before)),
    () => undefined,
  );
  return file.ok ? file.value.parts.join('') : file.failure.message;
};

describe('the journal as a file', () => {
  it('has, as CSV, a line per field of a change, for spreadsheets', async () => {
    const head = `2026-11-21T12:00:00.000Z,r1,"Eddie ""TV"", Inc.",250,EFS-342 EFS-355,event,bridge,Chrome on Windows (3f2a),Dana,addition,update,500,Addition “Select Storage” on “Managed Services”`;
    expect((await textOf('csv', [CHANGE])).split('\r\n')).toEqual([
      '\uFEFFTime,Run,Company,Company id,EFS ids,Cause,Member,Browser,User,Resource,Operation,Record id,Record,Field,From,To,State,Outcome,Billed before,Billed after,Currency,Billing cycle',
      `${head},quantity,95,-1,applied,Written.,47.5,0,USD,Monthly`,
      `${head},invoiceDescription,,'=1+1,applied,Written.,,,,`,
      `${head},product,,"{""id"":9,""name"":""A""}",applied,Written.,,,,`,
      '',
    ]);
  });

  it('contains a change without fields too', async () => {
    const deleted = { ...CHANGE, op: 'delete' as const, fields: [] };
    expect((await textOf('csv', [deleted])).split('\r\n')[1]).toMatch(/,delete,500,[^,]+,,,,applied,Written\.,,,,$/);
  });

  it('is, as JSON, an array of changes', async () => {
    expect(JSON.parse(await textOf('json', [CHANGE, CHANGE]))).toEqual([CHANGE, CHANGE]);
    expect(JSON.parse(await textOf('json', []))).toEqual([]);
  });

  it.each(['csv', 'json'] as const)('holds 10,000 changes, each once (%s)', async (format) => {
    const many = Array.from({ length: 10_000 }, (_, nth) => ({
      ...CHANGE,
      recordId: nth,
      fields: CHANGE.fields.slice(0, 1),
    }));
    const text = await textOf(format, many);
    const ids =
      format === 'json'
        ? (JSON.parse(text) as ExportedChange[]).map(({ recordId }) => recordId)
        : [...text.matchAll(/,update,(\d+),/g)].map(([, id]) => Number(id));
    expect(ids).toEqual(many.map(({ recordId }) => recordId));
  });

  it('is absent when a page cannot be read', async () => {
    const read = pages(Array.from({ length: 300 }, () => CHANGE));
    const answer = await journalFile(
      'csv',
      async (before) => (before ? { ok: false as const, failure: DOWN } : ok(read(before))),
      () => undefined,
    );
    expect(answer).toEqual({ ok: false, failure: DOWN });
  });
});

describe('the export buttons', () => {
  const saved: Blob[] = [];
  const clicked: string[] = [];
  beforeEach(() => {
    worker.mockReset();
    saved.length = 0;
    clicked.length = 0;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) saved.push(blob);
      return 'blob:1';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push(`${this.href} ${this.download}`);
    });
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
  });

  it.each([
    ['Export all as CSV', 'csv', 'text/csv'],
    ['Export all as JSON', 'json', 'application/json'],
  ])('%s: reads all pages, saves one file and reports it', async (label, extension, type) => {
    const read = pages(Array.from({ length: 600 }, () => CHANGE));
    answers({ 'journal.export': ({ before }: { before?: JournalPosition }) => read(before) });
    render(<JournalExport />);
    fireEvent.click(screen.getByRole('button', { name: label }));
    expect(await screen.findByText(/^600 changes saved as backup-bridge-journal-\d{4}-\d\d-\d\d\./)).toBeTruthy();
    expect(sent('journal.export')).toEqual([
      { before: undefined },
      { before: { at: CHANGE.at, id: '250' } },
      { before: { at: CHANGE.at, id: '500' } },
    ]);
    expect(saved).toHaveLength(1);
    expect(saved[0]?.type).toContain(type);
    expect(clicked).toEqual([
      expect.stringMatching(new RegExp(`^blob:1 backup-bridge-journal-[\\d-]+\\.${extension}$`)),
    ]);
  });

  it('show their progress, and refuse a second click until they end', async () => {
    const second = Promise.withResolvers<unknown>();
    const read = pages(Array.from({ length: 300 }, () => CHANGE));
    worker.mockImplementation((async (_name: string, { before }: { before?: JournalPosition }) =>
      before ? second.promise : ok(read(before))) as never);
    render(<JournalExport />);
    fireEvent.click(screen.getByRole('button', { name: 'Export all as CSV' }));
    expect(await screen.findByText('250 changes read …')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Export all as JSON' }));
    second.resolve(ok(read({ at: CHANGE.at, id: '250' })));
    expect(await screen.findByText(/^300 changes saved/)).toBeTruthy();
    expect(sent('journal.export')).toHaveLength(2);
    expect(saved).toHaveLength(1);
  });

  it('save nothing while the journal is empty', async () => {
    answers({ 'journal.export': { changes: [] } });
    render(<JournalExport />);
    fireEvent.click(screen.getByRole('button', { name: 'Export all as JSON' }));
    expect(await screen.findByText(/^Nothing to export/)).toBeTruthy();
    expect(saved).toEqual([]);
  });

  it('report the failure, and save no partial file', async () => {
    answers({});
    render(<JournalExport />);
    fireEvent.click(screen.getByRole('button', { name: 'Export all as CSV' }));
    expect(await screen.findByText(DOWN.message)).toBeTruthy();
    expect(saved).toEqual([]);
  });
});
