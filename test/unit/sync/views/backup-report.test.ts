import { describe, expect, it } from 'vitest';
import { DAY, isoTime } from '../../../../lib/shared/time.ts';
import { account, COMPANY, facts, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { PORTAL_DOWN } from '../support/fake-portal.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { failure, report } from '../support/ticket-stage.ts';

const ZONE = 'Europe/Berlin';
const reportOf = async (on: Stage, month = '2026-11') => value(await on.engine.backupReport(COMPANY, month, ZONE));

describe('the backup report of a company', () => {
  it('shows accounts, days, jobs and usage against billing', async () => {
    const on = await stage();
    await report(on, failure('e1', NOW - DAY), portalEvent('e2', { at: isoTime(NOW) }));
    await on.sync();
    const made = await reportOf(on);
    expect(made).toMatchObject({ companyName: "Eddie's TV Repair", month: '2026-11', isOver: false });
    expect(made.days).toHaveLength(21);
    const [customer] = made.customers;
    expect(customer).toMatchObject({ efsId: 'EFS-342', jobs: { successes: 1, failed: 1 } });
    expect(customer?.accounts[0]?.cells.slice(-2)).toEqual(['error', 'ok']);
    expect(customer?.usage.find(({ id }) => id === 'online-select')?.quantities.at(-1)).toBe(100);
    expect(made.billing?.rows.length).toBeGreaterThan(0);
    expect(made.notes).toEqual([]);
  });

  it('of an earlier month has its days and no figure of now', async () => {
    const on = await stage();
    await report(on, failure('e1', NOW - 31 * DAY));
    const made = await reportOf(on, '2026-10');
    expect(made.isOver).toBe(true);
    expect(made.days).toHaveLength(31);
    expect(made.customers[0]?.accounts[0]?.cells[20]).toBe('error');
    expect(made.billing).toBeUndefined();
    expect(made.notes).toEqual([expect.stringContaining('on its invoice')]);
  });

  it('of an earlier month takes the jobs of a portal without an event log from what was written then', async () => {
    const on = await stage();
    on.portal.facts.set('342', { ...facts([account({ id: '1001' })]), source: 'x360recover' });
    expect((await reportOf(on, '2026-10')).customers[0]).toMatchObject({
      jobsUnknown: expect.stringContaining('wrote no counts'),
    });
    const written = (id: string, at: string, field: string, to: number) =>
      on.store.putJournal({
        id,
        runId: 'run',
        at,
        who: { member: 'bridge', browser: 'Chrome' },
        why: { kind: 'event' },
        state: 'applied',
        recordId: 2,
        outcome: 'Written.',
        change: {
          id,
          part: 'backup-statistics',
          resource: 'managed-id-entry',
          op: 'update',
          ref: { companyId: COMPANY, id: 2 },
          label: 'Backup Stats',
          fields: [{ field, from: 0, to }],
          reason: 'Statistics.',
        },
      });
    await written('j1', '2026-10-05T10:00:00.000Z', 'successfulBackupJobs', 5);
    await written('j2', '2026-10-30T10:00:00.000Z', 'successfulBackupJobs', 29);
    await written('j3', '2026-11-02T10:00:00.000Z', 'failedBackupJobs', 7);
    expect((await reportOf(on, '2026-10')).customers[0]?.jobs).toEqual({ successes: 29 });
  });

  it('names what is not known of the month', async () => {
    const on = await stage();
    await on.store.cache(`events-since:${on.portal.source}`, '2026-11-10T00:00:00.000Z', NOW);
    const made = await reportOf(on);
    expect(made.notes).toEqual([expect.stringContaining('2026-11-10')]);
    expect(made.customers[0]?.jobs).toBeUndefined();
  });

  it('refuses a month that has not begun, and a zone that does not exist', async () => {
    const on = await stage();
    expect(await on.engine.backupReport(COMPANY, '2026-12', ZONE)).toMatchObject({
      failure: { code: 'bad-input', field: 'month', value: '2026-12' },
    });
    expect(await on.engine.backupReport(COMPANY, '2026-11', 'Nowhere')).toMatchObject({
      failure: { code: 'bad-input' },
    });
    expect(on.connectWise.calls).toEqual([]);
  });

  it('fails with the portal’s failure where nothing is known, and shows what is where the portal fails later', async () => {
    const on = await stage();
    on.portal.down = PORTAL_DOWN;
    expect(await on.engine.backupReport(COMPANY, '2026-11', ZONE)).toEqual({ ok: false, failure: PORTAL_DOWN });
    on.portal.down = undefined;
    await reportOf(on);
    on.portal.down = PORTAL_DOWN;
    expect((await reportOf(on)).customers).toHaveLength(1);
  });
});

describe('the companies to make reports of', () => {
  it('are those that are linked, each once', async () => {
    const on = await stage();
    on.portal.facts.set('999', facts([account({ id: '2001' })]));
    await on.store.putLinks(COMPANY, ['342']);
    expect(value(await on.engine.reportCompanies())).toEqual([{ id: COMPANY, name: "Eddie's TV Repair" }]);
  });
});
