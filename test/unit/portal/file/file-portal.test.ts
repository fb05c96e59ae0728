import { describe, expect, it } from 'vitest';
import type { FileStore } from '../../../../lib/domain/file-import.ts';
import { createPortal } from '../../../../lib/portal/portal.ts';
import { DAY, isoTime } from '../../../../lib/shared/time.ts';
import type { PortalPort } from '../../../../lib/sync/ports.ts';
import { COMPANY, NOW } from '../../../support/builders/sync-records.ts';
import type { FakePortal } from '../../sync/support/fake-portal.ts';
import { type Stage, stage, value } from '../../sync/support/stage.ts';
import { freshFiles, importText } from './imports.ts';

const HEADINGS = 'CID,Customer,Account,SPlan,Kind,Online GB,Last error-free backup\n';
const EDDIE = "342,Eddie's TV Repair,ETV-Primary,Select,server,120,2026-11-21T02:00:00Z\n";
const JOE = '355,Joe TV Repair,ETV-Prim,Select,server,7,2026-11-21T02:00:00Z\n';

function portalOf(files: FileStore, hasEfsIds = false, name = 'Accounts'): PortalPort {
  const config = { kind: 'file' as const, baseUrl: '', key: '', file: { name, hasEfsIds } };
  const fetch = () => Promise.reject(new Error('A file asks nobody.'));
  return createPortal(config, { fetch, clock: () => NOW, files });
}

/** An engine whose portal is the file. */
async function withFile(text: string, hasEfsIds = false): Promise<{ on: Stage; files: FileStore }> {
  const files = freshFiles();
  await importText(files, text, { dataAt: isoTime(NOW - DAY) });
  const automaticFor = { tenant: 'na.myconnectwise.net/acme', portal: 'file Accounts' };
  const on = await stage({ settings: { automaticFor } });
  await on.restartWith(on.connectWise, portalOf(files, hasEfsIds) as FakePortal);
  // From now on: the first contact lies behind it.
  value(await on.engine.poll());
  return { on, files };
}

const writes = ({ connectWise }: Stage) => connectWise.calls.filter((call) => call.startsWith('write')).length;
const quantity = ({ connectWise }: Stage) => connectWise.tables.additions[0]?.quantity;

describe('the adapter of a file', () => {
  it('is named by the user, and asks nobody', async () => {
    const files = freshFiles();
    await importText(files, HEADINGS + EDDIE + JOE);
    const portal = portalOf(files);
    expect([portal.kind, portal.source, portal.hasEfsIds]).toEqual(['file', 'file Accounts', false]);
    expect(value(await portal.test())).toEqual({ name: 'File “Accounts”' });
    expect(value(await portal.customers()).customers.map(({ id, name }) => [id, name])).toEqual([
      ['342', "Eddie's TV Repair"],
      ['355', 'Joe TV Repair'],
    ]);
  });

  it('gives the customer as old as the file, and its figures; no customer that is not in it', async () => {
    const files = freshFiles();
    await importText(files, HEADINGS + EDDIE, { dataAt: isoTime(NOW - DAY) });
    const portal = portalOf(files);
    expect(value(await portal.customer('342'))).toMatchObject({
      source: 'file',
      readAt: isoTime(NOW - DAY),
      accounts: [{ onlineBytes: 120e9, copies: [{ where: 'remote' }] }],
    });
    expect(value(await portal.customer('999'))).toBeNull();
  });

  it('fails without an import, or with one of another name, for which nothing is concluded', async () => {
    const files = freshFiles();
    const nothing = { ok: false, failure: { code: 'not-connected', message: 'No file is imported.' } };
    expect(await portalOf(files).customers()).toMatchObject(nothing);
    await importText(files, HEADINGS + EDDIE, { name: 'Other' });
    for (const result of [
      await portalOf(files).test(),
      await portalOf(files).customer('342'),
      await portalOf(files).events('0'),
    ])
      expect(result).toMatchObject(nothing);
  });

  it('reports the rows that were left out', async () => {
    const files = freshFiles();
    await importText(files, `${HEADINGS}342,Eddie,a,Select,server,abc,\n`);
    expect(value(await portalOf(files).customers()).skipped).toMatchObject([
      { path: 'line 2, column “Online GB”', value: 'abc', record: 'line 2' },
    ]);
    expect(value(await portalOf(files).customer('342'))?.skipped).toMatchObject([{ usage: true, customerId: '342' }]);
  });
});

describe('a company of a file’s customer', () => {
  it('has nothing written before a user confirmed the link, then is synced', async () => {
    const { on } = await withFile(HEADINGS + EDDIE);
    const { changes, skipped } = value(await on.engine.plan(COMPANY));
    expect(changes).toEqual([]);
    expect(skipped[0]).toMatchObject({ entireCustomer: true, why: expect.stringContaining('Options › Companies') });
    expect((await on.sync()).run.state).toBe('failed');
    expect(writes(on)).toBe(0);

    value(await on.engine.confirmLink('342', COMPANY));
    const ended = await on.sync();
    expect(ended.run.state).toBe('done');
    expect(quantity(on)).toBe(120);
  });

  it('is linked by its entries where the ids are EFS ids, as the user said', async () => {
    const { on } = await withFile(HEADINGS + EDDIE, true);
    expect((await on.sync()).run.state).toBe('done');
    expect(quantity(on)).toBe(120);
  });

  it('is synced when a newer import has other data', async () => {
    const { on, files } = await withFile(HEADINGS + EDDIE, true);
    await on.sync();
    await importText(files, HEADINGS + EDDIE.replace('120', '125'), { dataAt: isoTime(NOW) });
    value(await on.engine.poll());
    expect(quantity(on)).toBe(125);
  });

  it('needs approval where a row was left out, and where the file is old', async () => {
    const broken = `${HEADINGS}${EDDIE}342,Eddie's TV Repair,ETV-2,Select,server,abc,\n`;
    const { on } = await withFile(broken, true);
    expect((await on.sync()).run.state).not.toBe('failed');
    expect(quantity(on)).toBe(95);

    const { on: later, files } = await withFile(HEADINGS + EDDIE, true);
    await importText(files, HEADINGS + EDDIE, { dataAt: isoTime(NOW - 36 * DAY) });
    const plan = value(await later.engine.plan(COMPANY));
    const held = plan.changes.filter(({ guard }) => guard !== undefined);
    expect(held.map(({ guard }) => guard?.message)).toContain(
      'The imported file’s data are older than 35 days, so the usage may have changed. Import a newer file.',
    );
    await later.sync();
    expect(quantity(later)).toBe(95);
  });
});
