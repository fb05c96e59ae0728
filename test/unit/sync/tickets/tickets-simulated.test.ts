import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import { DAY, HOUR } from '../../../../lib/shared/time.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const ETV_PRIMARY = 356;
const BOARD = { id: SEED.boards.professionalServices, name: 'Professional Services' };

type World = Awaited<ReturnType<typeof simulated>>;

/** Ticket integration on, connected for a while, nothing due. */
async function world(): Promise<World> {
  const made = await simulated({ variant: 'clean' });
  made.deps.settings.tickets = { ...DEFAULT_SETTINGS.tickets, board: BOARD, summaryPrefix: 'Backup:' };
  value(await made.engine.companyView(EDDIE, { refresh: true }));
  for (let at = 0; at < 2; at++) {
    value(await made.engine.poll());
    made.simulator.clock.advance(13 * HOUR);
  }
  return made;
}

async function backup({ simulator, engine }: World, result: 'ok' | 'failed'): Promise<void> {
  simulator.clock.advance(HOUR);
  simulator.backups.runBackup(ETV_PRIMARY, { result });
  value(await engine.poll());
}

function tickets({ simulator }: World) {
  return simulator.connectWise.tables.tickets.where('externalXRef', 'EFS-342:356:backup-failed');
}

function notes({ simulator }: World, ticketId: number) {
  return simulator.connectWise.tables.ticketNotes.where('ticketId', ticketId).map(({ text }) => String(text));
}

async function said({ engine }: World) {
  return (await newestEvents(engine, 50)).find(({ accountId }) => accountId === String(ETV_PRIMARY));
}

describe('the life of a ticket, over the real clients and the simulator', () => {
  it('is opened, noted a day later, moved by a user, and closed on its current board', async () => {
    const on = await world();
    await backup(on, 'failed');
    const [ticket] = tickets(on);
    expect(ticket).toMatchObject({ board: BOARD, company: { id: EDDIE }, status: { id: SEED.statuses.new } });
    const id = ticket?.id ?? 0;
    expect(await said(on)).toMatchObject({ state: 'done' });
    expect((await said(on))?.outcomes).toContain(`Opened ConnectWise ticket #${id}.`);
    expect(notes(on, id)).toHaveLength(1);

    await backup(on, 'failed');
    expect(notes(on, id)).toHaveLength(1);
    on.simulator.clock.advance(DAY);
    await backup(on, 'failed');
    expect(notes(on, id)).toHaveLength(2);

    on.simulator.users.moveTicket(id, SEED.boards.helpDesk);
    await backup(on, 'ok');
    expect(tickets(on)).toMatchObject([{ id, status: { id: SEED.statuses.helpDeskClosed } }]);
    expect(notes(on, id).at(-1)).toMatch(/^Recovered: /);
  });

  it('merges existing duplicates, and follows what a user merged', async () => {
    const on = await world();
    await backup(on, 'failed');
    const [first] = tickets(on);
    const id = first?.id ?? 0;
    const second = on.simulator.users.createTicket(EDDIE, 'The same', { boardId: SEED.boards.helpDesk });
    const duplicate = on.simulator.connectWise.tables.tickets.get(second);
    if (duplicate)
      on.simulator.connectWise.tables.tickets.update(
        second,
        { ...duplicate, externalXRef: first?.externalXRef },
        { identifier: 'jsmith' },
      );
    await backup(on, 'failed');
    expect(tickets(on).find((one) => one.id === second)).toMatchObject({ mergedParentTicket: { id } });

    const theirs = on.simulator.users.createTicket(EDDIE, 'Server is slow', { boardId: SEED.boards.helpDesk });
    on.simulator.users.mergeInto(id, theirs);
    await backup(on, 'ok');
    expect(notes(on, theirs)).toEqual([expect.stringMatching(/^Recovered: /)]);
    expect(on.simulator.connectWise.tables.tickets.get(theirs)).toMatchObject({
      status: { id: SEED.statuses.helpDeskNew },
    });
    expect((await said(on))?.state).toBe('done');
  });

  it('is re-opened after the quiet time when a user closed it during the incident', async () => {
    const on = await world();
    await backup(on, 'failed');
    const id = tickets(on)[0]?.id ?? 0;
    on.simulator.clock.advance(HOUR);
    on.simulator.users.closeTicket(id);
    await backup(on, 'failed');
    expect(tickets(on)).toMatchObject([{ status: { id: SEED.statuses.closed } }]);
    on.simulator.clock.advance(DAY);
    await on.engine.drain();
    expect(tickets(on)).toMatchObject([{ status: { id: SEED.statuses.new } }]);
    expect(notes(on, id).at(-1)).toMatch(/^Re-opened/);
  });
});
