import { describe, expect, it } from 'vitest';
import type { ExportedChange, JournalPosition } from '../../../../lib/domain/journal-export.ts';
import type { SyncStore } from '../../../../lib/sync/store.ts';
import { exportJournal } from '../../../../lib/sync/views/journal-export.ts';
import { stage } from '../support/stage.ts';

async function all(
  store: Pick<SyncStore, 'journal' | 'getRun'>,
): Promise<{ changes: ExportedChange[]; pages: number }> {
  const changes: ExportedChange[] = [];
  let before: JournalPosition | undefined;
  let pages = 0;
  do {
    const page = await exportJournal(store, before);
    changes.push(...page.changes);
    before = page.next;
    pages += 1;
  } while (before);
  return { changes, pages };
}

describe('the export of the journal', () => {
  it('contains every change with its run, company, cause, writer, record, values and outcome', async () => {
    const on = await stage({ settings: { userName: ' Dana ' } });
    const { run, entries } = await on.sync();
    const { changes, pages } = await all(on.store);
    expect(pages).toBe(1);
    expect(changes).toHaveLength(entries.length);
    expect(changes.find(({ resource }) => resource === 'addition')).toEqual({
      at: '2026-11-21T12:00:00.000Z',
      runId: run.id,
      companyId: 250,
      companyName: "Eddie's TV Repair",
      efsIds: ['EFS-342'],
      cause: 'user',
      member: 'bridge',
      browser: 'Test browser',
      user: 'Dana',
      resource: 'addition',
      op: 'update',
      recordId: 500,
      label: 'Addition “Select Storage” on “Managed Services”',
      fields: [
        { field: 'quantity', from: 95, to: 100 },
        {
          field: 'invoiceDescription',
          from: '',
          to: 'Select Online Backup Storage: 100.00 GB\nETV-Primary: 100.00 GB',
        },
      ],
      money: { from: 47.5, to: 50, currency: 'USD', cycle: 'Monthly' },
      state: 'applied',
      outcome: expect.any(String),
    });
  });

  it('omits whatever else an entry holds', async () => {
    const on = await stage();
    const { run, entries } = await on.sync();
    const [entry] = entries;
    if (!entry) throw new Error('Nothing was written.');
    const secret = 'PRIVATE-KEY-7f3a';
    const failure = { code: 'bad-input' as const, message: 'm', nextStep: 'n', value: secret };
    const also = [{ field: 'initialDescription', value: secret }];
    const odd = { ...entry, id: `${run.id}:00099`, failure, key: secret, change: { ...entry.change, also } };
    await on.store.putJournal(odd);
    const text = JSON.stringify((await all(on.store)).changes);
    expect(text).not.toContain(secret);
    expect(JSON.parse(text)).toHaveLength(entries.length + 1);
  });

  it('contains each change once, in pages that end among changes of one moment, newest first', async () => {
    const on = await stage();
    const { entries } = await on.sync();
    const [first] = entries;
    if (!first) throw new Error('Nothing was written.');
    const older = Array.from({ length: 1_000 - entries.length }, (_, nth) => ({
      ...first,
      id: `old:${String(nth).padStart(5, '0')}`,
      runId: 'old',
      at: new Date(Date.parse('2026-01-01T00:00:00.000Z') + Math.floor(nth / 100) * 1_000).toISOString(),
      recordId: nth + 1_000,
    }));
    await Promise.all(older.map((entry) => on.store.putJournal(entry)));
    const { changes, pages } = await all(on.store);
    expect(pages).toBe(5);
    expect(changes).toHaveLength(1_000);
    expect(changes.slice(entries.length).map(({ recordId }) => recordId)).toEqual(
      older.map(({ recordId }) => recordId).reverse(),
    );
  });

  it('contains a change whose run is no longer stored', async () => {
    const on = await stage();
    await on.sync();
    const page = await exportJournal({ journal: on.store.journal, getRun: async () => undefined });
    expect(page.changes[0]).toMatchObject({ companyId: 250, companyName: '', efsIds: [] });
  });
});
