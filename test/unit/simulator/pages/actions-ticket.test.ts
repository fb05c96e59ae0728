import { describe, expect, it } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { Users } from '../../../simulator/connectwise/users.ts';
import { openWebClient } from './support.ts';

const { boards, statuses } = SEED;
const SAVE = 'Service/SaveServiceTicketAction';

async function openTicket() {
  const client = await openWebClient();
  const users = new Users(client.state, client.clock);
  const id = users.createTicket(SEED.companies.eddiesTvRepair, 'Backup failed');
  const read = async (serviceRecId = id) =>
    (await client.call('Service/GetServiceTicketDetailViewAction', { serviceRecId })).action.serviceTicketViewModel;
  const form = { serviceRecId: id, summary: 'Backup failed', boardRecID: boards.professionalServices };
  return { ...client, users, id, read, form };
}

describe('a service ticket', () => {
  it('is read with its company, board and status', async () => {
    const { read, id } = await openTicket();
    expect(await read()).toMatchObject({
      ...{ serviceRecID: id, summary: 'Backup failed', isClosed: false, mergedInto: null, parent: null, children: [] },
      companyPodViewModel: { companyRecID: SEED.companies.eddiesTvRepair, companyName: "Eddie's TV Repair" },
      ticketPodViewModel: { board: { id: boards.professionalServices }, status: { id: statuses.new } },
    });
  });

  it('is closed as over REST: signed and dated, and open again without both', async () => {
    const { call, state, form, id } = await openTicket();
    await call(SAVE, { ...form, statusRecID: statuses.closed });
    expect(state.tables.tickets.get(id)).toMatchObject({ closedBy: 'Admin1', closedDate: expect.any(String) });
    await call(SAVE, { ...form, statusRecID: statuses.inProgress });
    expect(state.tables.tickets.get(id)).toMatchObject({ closedBy: null, status: { id: statuses.inProgress } });
  });

  it('moves to another board with a status of that board only', async () => {
    const { call, state, form, id } = await openTicket();
    const moved = { ...form, boardRecID: boards.helpDesk };
    expect(await call(SAVE, { ...moved, statusRecID: statuses.new })).toMatchObject({ isSuccess: false });
    expect(state.tables.tickets.get(id)).toMatchObject({ board: { id: boards.professionalServices } });
    await call(SAVE, { ...moved, statusRecID: statuses.helpDeskNew });
    expect(state.tables.tickets.get(id)).toMatchObject({ board: { id: boards.helpDesk, name: 'Help Desk' } });
  });

  it.each([
    ['no summary', { summary: ' ' }, 'Summary is required.'],
    ['no board', { boardRecID: 0 }, 'Board is required.'],
    ['no status', { statusRecID: 0 }, 'Status is required.'],
    ['101 characters', { summary: 'x'.repeat(101) }, expect.stringContaining('maximum length of 100')],
  ])('is refused with %s', async (_, typed, error) => {
    const { call, form } = await openTicket();
    expect(await call(SAVE, { ...form, statusRecID: statuses.new, ...typed })).toMatchObject({ error });
  });

  it('shows where it was merged into, and whose child it is', async () => {
    const { users, read, id } = await openTicket();
    const merged = users.createTicket(SEED.companies.eddiesTvRepair, 'Again');
    const child = users.createTicket(SEED.companies.eddiesTvRepair, 'Child');
    users.mergeInto(merged, id);
    users.makeChild(child, id);
    expect(await read(merged)).toMatchObject({
      mergedInto: { serviceRecID: id, summary: 'Backup failed' },
      isClosed: true,
    });
    expect(await read(child)).toMatchObject({ parent: { serviceRecID: id } });
    expect((await read()).children).toEqual([{ serviceRecID: child, summary: 'Child' }]);
  });

  it('has its notes, newest first', async () => {
    const { users, call, id } = await openTicket();
    users.addNote(id, 'one');
    users.addNote(id, 'two');
    const { action } = await call('ServerCommon/NotesViewModelAction', { serviceRecId: id });
    expect(action.notes.map(({ text }: { text: string }) => text)).toEqual(['two', 'one']);
    expect(action.notes[0]).toMatchObject({ createdBy: 'jsmith', kind: 'Discussion' });
  });

  it('is a row of the service board', async () => {
    const { list, id } = await openTicket();
    expect(await list('srboard')).toMatchObject([
      { recID: id, board: 'Professional Services', company: "Eddie's TV Repair" },
    ]);
  });

  it('that does not exist is not found', async () => {
    const { call } = await openTicket();
    expect(await call('Service/GetServiceTicketDetailViewAction', { serviceRecId: 999 })).toMatchObject({
      isSuccess: false,
    });
  });
});
