import { describe, expect, it } from 'vitest';
import { REVIEW } from '../../../../lib/domain/automatic-parts.ts';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const BOARD = { id: SEED.boards.professionalServices, name: 'Professional Services' };
const ACCOUNT = 356;
const KEY = '342:356:backup-failed';

/** A failure that was there before the first contact, in Review unless said otherwise. */
async function firstContact(automatic: Partial<typeof REVIEW> = {}) {
  const world = await simulated({ variant: 'clean' });
  world.deps.settings.tickets = { ...DEFAULT_SETTINGS.tickets, board: BOARD };
  world.deps.settings.automatic = { ...REVIEW, ...automatic };
  world.simulator.backups.runBackup(ACCOUNT, { result: 'failed' });
  value(await world.engine.companyView(EDDIE, { refresh: true }));
  value(await world.engine.poll());
  return world;
}
type World = Awaited<ReturnType<typeof firstContact>>;

const tickets = (world: World) =>
  world.simulator.connectWise.tables.tickets
    .where('externalXRef', `EFS-${KEY}`)
    .filter((one) => one.closedFlag !== true);
const offered = async (world: World) => value(await world.engine.ongoingIncidents()).incidents.map(({ key }) => key);

async function open(world: World, keys: string[]) {
  const begun = value(await world.engine.openOngoing(keys));
  await begun.finished;
  return value(await world.engine.ongoingResults(keys));
}

describe('incidents that were there at the first contact', () => {
  it('get no ticket by themselves and are offered with customer, account, since and company', async () => {
    const world = await firstContact({ tickets: true });
    expect(tickets(world)).toEqual([]);
    const { incidents, board, isAutomatic } = value(await world.engine.ongoingIncidents());
    expect({ board, isAutomatic }).toEqual({ board: BOARD, isAutomatic: true });
    expect(incidents.find(({ key }) => key === KEY)).toMatchObject({
      customerId: '342',
      customerName: "Eddie's TV Repair",
      companyId: EDDIE,
      companyName: "Eddie's TV Repair",
      accountName: 'ETV-Primary',
      kind: 'backup-failed',
      severity: 'error',
    });
  });

  it('get one ticket each by a user’s click, in Review too, and are then offered no more', async () => {
    const world = await firstContact();
    expect(await offered(world)).toContain(KEY);
    const results = await open(world, [KEY]);
    const [ticket, ...more] = tickets(world);
    expect(more).toEqual([]);
    expect(results[KEY]).toMatchObject({ state: 'done', ticketId: ticket?.id });
    expect(await offered(world)).not.toContain(KEY);
    // A second click, and the drains that follow, double nothing.
    await open(world, [KEY]);
    world.simulator.clock.advance(HOUR);
    value(await world.engine.poll());
    expect(tickets(world)).toHaveLength(1);
  });

  it('write nothing else in Review: the recovery is left to a user', async () => {
    const world = await firstContact();
    await open(world, [KEY]);
    world.simulator.clock.advance(HOUR);
    world.simulator.backups.runBackup(ACCOUNT, { result: 'ok' });
    value(await world.engine.poll());
    expect(tickets(world)).toHaveLength(1);
    expect(await world.store.incident(KEY)).toMatchObject({ lasts: false });
  });

  it('are opened once by two clicks at the same time, and by a restart in between', async () => {
    const world = await firstContact();
    const begun = [value(await world.engine.openOngoing([KEY])), value(await world.engine.openOngoing([KEY]))];
    await world.engine.recover();
    await Promise.all(begun.map(({ finished }) => finished));
    await world.engine.drain();
    expect(tickets(world)).toHaveLength(1);
  });

  it('are not offered where a ticket is open already, by whoever opened it', async () => {
    const world = await firstContact();
    world.simulator.connectWise.tables.tickets.insert(
      {
        summary: 'By hand',
        externalXRef: `EFS-${KEY}`,
        company: { id: EDDIE },
        board: BOARD,
        status: { id: SEED.statuses.new },
      },
      { identifier: 'jsmith' },
    );
    expect(await offered(world)).not.toContain(KEY);
  });

  it('of a customer without a company are named with the reason, and skipped', async () => {
    const world = await simulated({ variant: 'not-set-up' });
    world.deps.settings.tickets = { ...DEFAULT_SETTINGS.tickets, board: BOARD };
    world.simulator.backups.runBackup(ACCOUNT, { result: 'failed' });
    value(await world.engine.poll());
    const { incidents } = value(await world.engine.ongoingIncidents());
    expect(incidents.find(({ key }) => key === KEY)?.skipped).toMatch(
      /^No company in ConnectWise is known to carry EFS-342/,
    );
    expect((await open(world, [KEY]))[KEY]).toMatchObject({
      state: 'failed',
      text: expect.stringContaining('EFS-342'),
    });
    expect(tickets(world)).toEqual([]);
  });

  it('are refused to a browser that only reads, and without a board', async () => {
    const world = await firstContact();
    world.deps.settings.role = 'viewer';
    expect(await world.engine.openOngoing([KEY])).toMatchObject({ ok: false, failure: { code: 'rejected' } });
    world.deps.settings.role = 'syncer';
    world.deps.settings.tickets.board = null;
    expect(await world.engine.openOngoing([KEY])).toMatchObject({ ok: false, failure: { code: 'rejected' } });
    expect(value(await world.engine.ongoingIncidents()).incidents).toEqual([]);
  });
});
