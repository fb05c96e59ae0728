import { describe, expect, it } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed/ids.ts';
import { simulatorFetch } from '../../../simulator/in-process.ts';
import { startSimulator } from '../../../simulator/server.ts';

async function withTicket() {
  const simulator = await startSimulator({ listen: false });
  const { users, connectWise } = simulator;
  const id = users.createTicket(SEED.companies.eddiesTvRepair, 'Backup of ETV-Primary failed');
  const ticket = () => connectWise.tables.tickets.get(id);
  return { simulator, users, connectWise, id, ticket };
}

describe('what users do to tickets', () => {
  it('a new ticket is on the first board with its default status', async () => {
    const { ticket } = await withTicket();
    expect(ticket()).toMatchObject({
      board: { id: SEED.boards.professionalServices },
      status: { id: SEED.statuses.new },
      _info: { updatedBy: 'jsmith' },
    });
  });

  it('a moved ticket has a status of its new board', async () => {
    const { users, id, ticket } = await withTicket();
    users.moveTicket(id, SEED.boards.helpDesk);
    expect(ticket()).toMatchObject({ board: { name: 'Help Desk' }, status: { id: SEED.statuses.helpDeskNew } });
  });

  it('a closed ticket shows by whom and when it was closed; a re-opened one does not', async () => {
    const { simulator, users, id, ticket } = await withTicket();
    users.closeTicket(id);
    expect(ticket()).toMatchObject({ closedBy: 'jsmith', closedDate: simulator.clock.iso() });
    users.reopenTicket(id);
    expect(ticket()).toMatchObject({ closedBy: null, closedDate: null, status: { id: SEED.statuses.new } });
  });

  it('a merged ticket is closed and names its survivor, a child only its parent', async () => {
    const { users, id, ticket, connectWise } = await withTicket();
    const other = users.createTicket(SEED.companies.eddiesTvRepair, 'Server down', { byMail: true });
    users.mergeInto(id, other);
    expect(ticket()).toMatchObject({ mergedParentTicket: { id: other }, status: { id: SEED.statuses.closed } });
    const child = users.createTicket(SEED.companies.eddiesTvRepair, 'Another');
    users.makeChild(child, other);
    expect(connectWise.tables.tickets.get(child)).toMatchObject({
      parentTicketId: other,
      status: { id: SEED.statuses.new },
    });
    expect(connectWise.tables.tickets.get(other)?._info?.enteredBy).toBe('zEmailConnector');
  });

  it('a note is the technician’s', async () => {
    const { users, id, connectWise } = await withTicket();
    users.addNote(id, 'Called the customer.');
    expect(connectWise.tables.ticketNotes.where('ticketId', id)).toMatchObject([
      { text: 'Called the customer.', createdBy: 'jsmith' },
    ]);
    expect(() => users.closeTicket(99_999)).toThrow(/no ticket 99999/);
  });
});

describe('what users do to companies', () => {
  const EDDIE = SEED.companies.eddiesTvRepair;

  it('a duplicate has the same name and the same entries under another number', async () => {
    const { users, connectWise } = await startSimulator({ listen: false });
    const id = users.duplicateCompany(EDDIE);
    const { companies, managementSummaryReports } = connectWise.tables;
    expect(companies.get(id)).toMatchObject({ name: "Eddie's TV Repair", deletedFlag: false });
    expect(companies.get(id)?.identifier).not.toBe(companies.get(EDDIE)?.identifier);
    const entries = managementSummaryReports.where('company/id', id);
    expect(entries.map(({ groupIdentifier }) => groupIdentifier)).toEqual(['EFS-342', 'EFS-342']);
    expect(() => users.duplicateCompany(99_999)).toThrow(/no company 99999/);
  });

  it('a deleted company is still listed by REST, with its entries (connectwise-rest.md#companies)', async () => {
    const simulator = await startSimulator({ listen: false });
    const id = simulator.users.duplicateCompany(EDDIE);
    simulator.users.deleteCompany(id);
    const fetch = simulatorFetch(simulator);
    const authorization = `Basic ${btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`)}`;
    const get = async (path: string) => {
      const url = `https://api-na.myconnectwise.net/v4_6_release/apis/3.0${path}`;
      return (await (await fetch(url, { headers: { authorization, clientId: SEED.clientId } })).json()) as unknown;
    };
    const listed = (await get('/company/companies')) as Record<string, unknown>[];
    expect(listed.filter(({ name }) => name === "Eddie's TV Repair")).toMatchObject([
      { id: EDDIE, deletedFlag: false },
      { id, deletedFlag: true, deletedBy: 'jsmith' },
    ]);
    expect(await get(`/company/companies/${id}/managementSummaryReports`)).toHaveLength(2);
  });

  it('an inactive company has an inactive status', async () => {
    const { users, connectWise } = await startSimulator({ listen: false });
    users.deactivateCompany(EDDIE);
    expect(connectWise.tables.companies.get(EDDIE)).toMatchObject({ status: { name: 'Not-Active' } });
  });
});
