import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import type { TicketChoices } from '../../../../lib/domain/ticket-choices.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const BOARD = { id: SEED.boards.professionalServices, name: 'Professional Services' };
const EMERGENCY = { id: 1, name: 'Priority 1 - Emergency' };
const BACKUP = { id: SEED.types.backup, name: 'Backup' };
const FAILED = { id: SEED.subTypes.failed, name: 'Failed' };
const DISK = { id: SEED.subTypes.disk, name: 'Disk' };
/** A server of Eddie's TV Repair. */
const SERVER = 356;

async function failing(
  choices: TicketChoices,
  before: (world: Awaited<ReturnType<typeof simulated>>) => void = () => {},
) {
  const world = await simulated({ variant: 'clean' });
  world.deps.settings.tickets = { ...DEFAULT_SETTINGS.tickets, board: BOARD, choices };
  value(await world.engine.companyView(EDDIE, { refresh: true }));
  value(await world.engine.poll());
  world.simulator.clock.advance(HOUR);
  before(world);
  world.simulator.backups.runBackup(SERVER, { result: 'failed' });
  value(await world.engine.poll());
  const [ticket, ...more] = world.simulator.connectWise.tables.tickets.where(
    'externalXRef',
    'EFS-342:356:backup-failed',
  );
  expect(more).toEqual([]);
  const event = (await newestEvents(world.engine, 10)).find(({ accountId }) => accountId === String(SERVER));
  return { ...world, ticket, outcomes: event?.outcomes ?? [] };
}

describe('priority, type and subtype of a new ticket', () => {
  it('are those of its severity and of what is protected', async () => {
    const { ticket } = await failing({
      'error/server': { priority: EMERGENCY, type: BACKUP, subType: FAILED },
      'error/desktop': { priority: { id: 3, name: 'Priority 3 - Normal' }, type: null, subType: null },
    });
    expect(ticket).toMatchObject({ priority: { id: 1 }, type: { id: BACKUP.id }, subType: { id: FAILED.id } });
  });

  it('are ConnectWise’s own for every other severity and kind', async () => {
    const { ticket, simulator } = await failing({
      'warning/server': { priority: EMERGENCY, type: BACKUP, subType: null },
    });
    expect(ticket?.id).toBeDefined();
    expect([ticket?.priority, ticket?.type]).toEqual([undefined, undefined]);
    const created = simulator.traffic.exchanges.find(
      ({ method, url }) => method === 'POST' && url.endsWith('/service/tickets'),
    );
    expect(Object.keys(created?.requestBody ?? {})).not.toContain('priority');
  });

  it.each([
    ['a type that was deleted', { priority: null, type: { id: 999, name: 'Old' }, subType: null }, 'Type “Old”'],
    ['a subtype of another type', { priority: EMERGENCY, type: BACKUP, subType: DISK }, 'Subtype “Disk”'],
    [
      'a priority that was deleted',
      { priority: { id: 99, name: 'Old' }, type: BACKUP, subType: null },
      'Priority “Old”',
    ],
  ])('%s is named, and its default is used', async (_, choice, named) => {
    const { ticket, outcomes } = await failing({ 'error/server': choice });
    expect(ticket?.id).toBeDefined();
    expect(outcomes.join(' ')).toContain(`${named} cannot be used in ConnectWise any more: its default was used.`);
  });

  it('are left out where ConnectWise refuses what it had listed', async () => {
    const { ticket, outcomes } = await failing(
      { 'error/server': { priority: EMERGENCY, type: BACKUP, subType: null } },
      ({ store, simulator, deps }) => {
        const listed = { priorities: [EMERGENCY], types: [BACKUP], subTypes: [] };
        void store.cache(`setup:ticket-choices:${BOARD.id}`, listed, deps.clock());
        simulator.connectWise.tables.boardTypes.remove(BACKUP.id);
      },
    );
    expect(ticket?.id).toBeDefined();
    expect(outcomes.join(' ')).toContain('ConnectWise refused the chosen priority or type: its defaults were used.');
  });

  it('keep no ticket from being opened where they cannot be read', async () => {
    const { ticket, outcomes } = await failing(
      { 'error/server': { priority: EMERGENCY, type: null, subType: null } },
      ({ deps }) => {
        deps.connectWise.ticketChoices = async () => ({
          ok: false,
          failure: { code: 'missing-right', message: 'No right.', nextStep: 'Give it.' },
        });
        if (deps.backgroundConnectWise) deps.backgroundConnectWise.ticketChoices = deps.connectWise.ticketChoices;
      },
    );
    expect(ticket?.id).toBeDefined();
    expect(outcomes.join(' ')).toContain('Priorities and types could not be read');
  });
});
