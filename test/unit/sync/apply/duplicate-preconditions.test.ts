import { describe, expect, it } from 'vitest';
import { COMPANY, entry, ticket } from '../../../support/builders/sync-records.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { byUser, failure, report, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

const pair = () => [entry({ id: 1 }), entry({ id: 2, deviceType: 'BackupStats' })];

async function planOf(on: Stage, code: string) {
  const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
  const finding = view.findings.find((one) => one.code === code);
  return value(await on.engine.planFix(COMPANY, finding?.id ?? ''));
}

const entriesOf = (on: Stage) => on.connectWise.tables.entries.map(({ id, deviceType }) => `${id} ${deviceType}`);
const remove = (on: Stage, id: number) => {
  on.connectWise.tables.entries = on.connectWise.tables.entries.filter((one) => one.id !== id);
};

describe('deleting a duplicate requires that the kept one still exists', () => {
  it('and is held when a user deleted that one after the preview', async () => {
    const on = await stage({ tables: { entries: [...pair(), entry({ id: 3 })] } });
    const plan = await planOf(on, 'MID-DUPLICATE');
    remove(on, 1);
    const { run, entries } = await on.apply(plan.id);
    expect(entries).toMatchObject([
      { state: 'conflict', outcome: 'Conflict: number 1, which is to be kept, no longer exists.' },
    ]);
    expect(run.counts).toMatchObject({ applied: 0, conflict: 1 });
    expect(entriesOf(on)).toEqual(['2 BackupStats', '3 WorkstationsAndServers']);
  });

  it('and is held when that one has another id by now', async () => {
    const on = await stage({ tables: { entries: [...pair(), entry({ id: 3 })] } });
    const plan = await planOf(on, 'MID-DUPLICATE');
    Object.assign(on.connectWise.tables.entries[0] ?? {}, { groupIdentifier: 'EFS-355' });
    const { entries } = await on.apply(plan.id);
    expect(entries[0]?.outcome).toMatch(
      /^Conflict: groupIdentifier of number 1, which is to be kept, is no longer as it was/,
    );
    expect(entriesOf(on)).toContain('3 WorkstationsAndServers');
  });

  it('and deletes it while the kept one exists', async () => {
    const on = await stage({ tables: { entries: [...pair(), entry({ id: 3 })] } });
    const { run } = await on.apply((await planOf(on, 'MID-DUPLICATE')).id);
    expect(run.state).toBe('done');
    expect(entriesOf(on)).toEqual(['1 WorkstationsAndServers', '2 BackupStats']);
  });

  it('in the repair of all managed ids as well', async () => {
    const on = await stage({ tables: { entries: [...pair(), entry({ id: 3 })] } });
    const plan = value(await on.engine.planFix(COMPANY, 'all-managed-ids'));
    remove(on, 1);
    await on.apply(plan.id);
    expect(entriesOf(on)).toEqual(['2 BackupStats', '3 WorkstationsAndServers']);
  });

  it('and an entry on another device type is deleted only while the pair exists', async () => {
    const on = await stage({ tables: { entries: [...pair(), entry({ id: 3, deviceType: 'Servers' })] } });
    const plan = await planOf(on, 'MID-DEVICE-TYPE');
    remove(on, 2);
    const { entries } = await on.apply(plan.id);
    expect(entries[0]?.outcome).toBe('Conflict: number 2, which is to be kept, no longer exists.');
    expect(entriesOf(on)).toEqual(['1 WorkstationsAndServers', '3 Servers']);
  });
});

describe('merging a duplicate ticket requires that the kept one still exists', () => {
  async function twoTickets() {
    const on = await ticketStage();
    await report(on, failure('e1'));
    const xref = on.connectWise.tables.tickets[0]?.externalXRef ?? '';
    on.connectWise.tables.tickets.push(ticket({ id: 600, externalXRef: xref }));
    return on;
  }

  it('and is held when it was deleted after the preview', async () => {
    const on = await twoTickets();
    const plan = await planOf(on, 'TIX-DUPLICATE');
    on.connectWise.tables.tickets.shift();
    const { entries } = await on.apply(plan.id);
    expect(entries).toMatchObject([{ state: 'conflict', change: { op: 'merge' } }]);
    expect(ticketsOf(on)).toEqual(['#600 New']);
  });

  it('and is held when it was merged into another one since', async () => {
    const on = await twoTickets();
    const plan = await planOf(on, 'TIX-DUPLICATE');
    byUser(on, 548, { mergedParentTicket: { id: 600 } });
    const { entries } = await on.apply(plan.id);
    expect(entries).toMatchObject([{ state: 'conflict' }]);
    expect(on.connectWise.tables.tickets.find(({ id }) => id === 600)?.mergedParentTicket).toBeUndefined();
  });

  it('and merges while it is open', async () => {
    const on = await twoTickets();
    await on.apply((await planOf(on, 'TIX-DUPLICATE')).id);
    expect(ticketsOf(on)).toEqual(['#548 New', '#600 Closed in #548']);
  });
});
