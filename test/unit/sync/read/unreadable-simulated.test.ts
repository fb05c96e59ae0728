import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import { HOUR, MINUTE } from '../../../../lib/shared/time.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { simulated } from '../support/simulated.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
type Row = Record<string, unknown>;

/** Alters the rows of the lists whose path fits, on their way from the simulator to the client. */
function altering(path: RegExp, change: (rows: Row[]) => Row[], isOn: () => boolean) {
  return (inner: typeof fetch): typeof fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      const answer = await inner(input, init);
      const isAltered = isOn() && request.method === 'GET' && path.test(new URL(request.url).pathname) && answer.ok;
      if (!isAltered) return answer;
      const rows = (await answer.json()) as Row[];
      return new Response(JSON.stringify(change(rows)), { status: answer.status, headers: answer.headers });
    };
}

/** The real engine and clients over the simulator, the company linked and the first contact with the portal behind it. */
async function warm(path: RegExp, change: (rows: Row[]) => Row[], startsOn = false) {
  let on = startsOn;
  const through = altering(path, change, () => on);
  const world = await simulated({ variant: 'clean' }, 'efs-portal', { through });
  const board = { id: SEED.boards.professionalServices, name: 'Professional Services' };
  world.deps.settings.tickets = { ...DEFAULT_SETTINGS.tickets, board, summaryPrefix: 'Backup:' };
  await world.engine.companyView(EDDIE, { refresh: true });
  for (let at = 0; at < 2; at++) {
    await world.engine.poll();
    world.simulator.clock.advance(13 * HOUR);
  }
  const tickets = () => world.simulator.connectWise.tables.tickets.all();
  return {
    ...world,
    tickets,
    breakRows: () => {
      on = true;
    },
  };
}

/** A second row like the last one that differs in one member, under an id of its own. */
function withOdd(member: string, value: unknown) {
  return (rows: Row[]): Row[] => {
    const last = rows.at(-1);
    return last ? [...rows, { ...last, id: Number(last.id) + 90_000, [member]: value }] : rows;
  };
}

describe('one unreadable row does not affect the rest', () => {
  it('a ticket of the company without its status: ours is opened and shown beside it', async () => {
    const withoutStatus = (rows: Row[]) =>
      rows.map((row) => (String(row.summary).startsWith('Printer') ? { ...row, status: undefined } : row));
    const world = await warm(/\/service\/tickets$/, withoutStatus, true);
    const before = world.tickets().length;
    world.simulator.backups.runBackup(356, { result: 'failed' });
    for (let at = 0; at < 3; at++) {
      await world.engine.poll();
      world.simulator.clock.advance(2 * MINUTE);
    }
    const own = world.tickets()[before];
    if (!own) throw new Error('No ticket was opened.');
    const printer = world.simulator.users.createTicket(EDDIE, 'Printer does not print');
    const banner = `Service Ticket #${own.id} - ${own.summary}`;
    const view = await world.engine.ticketView(own.id, banner, { refresh: true });
    expect(view).toMatchObject({
      ok: true,
      value: { unreadable: [{ path: `/service/tickets/${printer}`, field: 'status', value: 'nothing' }] },
    });
    const panel = await world.engine.companyView(EDDIE, { refresh: true });
    expect(panel).toMatchObject({ ok: true, value: { unreadable: [{ id: printer }] } });
  });

  it.each([
    ['an agreement status', /\/finance\/agreements$/, 'agreementStatus', 'Pending'],
    ['a kind of device', /\/managementSummaryReports$/, 'deviceType', 'SpamStats'],
    ['a bill flag', /\/additions$/, 'billCustomer', 'Maybe'],
    ['a count', /\/company\/configurations$/, 'backupFailed', 'three'],
    ['a Type', /\/crossReferences$/, 'vendorType', 7],
    ['a word of every object', /\/finance\/agreements$/, 'agreementStatus', 'constructor'],
  ])('%s with an unknown value: the panel and a sync use the other rows', async (_name, path, member, value) => {
    const world = await warm(path, withOdd(member, value));
    const before = await world.engine.companyView(EDDIE, { refresh: true });
    if (!before.ok) throw new Error(before.failure.message);
    world.breakRows();
    await world.engine.connectionChanged();
    const panel = await world.engine.companyView(EDDIE, { refresh: true });
    if (!panel.ok) throw new Error(panel.failure.message);
    expect(panel.value.unreadable?.length).toBeGreaterThan(0);
    expect(panel.value.unreadable?.[0]).toMatchObject({ field: member, value: JSON.stringify(value) });
    expect(panel.value.customers).toHaveLength(before.value.customers.length);
    // Nothing new is concluded from what is missing.
    const codes = new Set(before.value.findings.map(({ id }) => id));
    expect(panel.value.findings.filter(({ id }) => !codes.has(id))).toEqual([]);
    const rowsBefore = world.simulator.connectWise.tables.configurations.all().length;
    const started = await world.engine.syncNow(EDDIE);
    if (!started.ok) throw new Error(started.failure.message);
    await started.value.finished;
    const { run } = await world.engine.run(started.value.runId).then((read) => {
      if (!read.ok) throw new Error(read.failure.message);
      return read.value;
    });
    expect(run.state).toBe('done');
    if (path.source.includes('configurations')) {
      expect(world.simulator.connectWise.tables.configurations.all()).toHaveLength(rowsBefore);
    }
  });

  it('a ticket with our reference: no second one is created while it cannot be read', async () => {
    const ours = (rows: Row[]) => rows.map((row) => (row.externalXRef ? { ...row, board: 'Help Desk' } : row));
    const world = await warm(/\/service\/tickets$/, ours);
    const before = world.tickets().length;
    world.simulator.backups.runBackup(356, { result: 'failed' });
    await world.engine.poll();
    expect(world.tickets()).toHaveLength(before + 1);
    world.breakRows();
    world.simulator.clock.advance(3 * HOUR);
    world.simulator.backups.runBackup(356, { result: 'failed' });
    for (let at = 0; at < 3; at++) {
      await world.engine.poll();
      world.simulator.clock.advance(31 * MINUTE);
    }
    expect(world.tickets()).toHaveLength(before + 1);
    const [entry] = (await world.store.outbox()).filter(({ kind }) => kind === 'ticket');
    expect(entry?.failure).toMatchObject({ code: 'unexpected-shape', field: 'board' });
  });
});
