import { describe, expect, it } from 'vitest';
import { HOUR, isoTime } from '../../../lib/shared/time.ts';
import { removeRight } from '../../simulator/connectwise/rights.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import type { Simulator } from '../../simulator/server.ts';
import { connected, rows, value } from './against-simulator.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const JOE = SEED.companies.joeTvRepair;
const USER_MEMBER = { identifier: 'Admin1' };

function insert(simulator: Simulator, companyId: number, externalXRef: string | undefined, more: object = {}): number {
  const row = simulator.connectWise.tables.tickets.insert(
    {
      summary: 'Backup failed',
      company: { id: companyId },
      board: { id: SEED.boards.professionalServices },
      status: { id: SEED.statuses.new },
      externalXRef,
      ...more,
    },
    USER_MEMBER,
  );
  return row.id;
}

/** Conditions of the last request, as ConnectWise reads them. */
function asked(simulator: Simulator): string | null {
  return new URL(simulator.traffic.exchanges.at(-1)?.url ?? '').searchParams.get('conditions');
}

describe('tickets by external reference', () => {
  it('are found open and closed, without near misses', async () => {
    const { connectWise, simulator } = await connected();
    const open = insert(simulator, EDDIE, 'EFS-342:356:backup-failed');
    const closed = insert(simulator, EDDIE, 'EFS-342:356:backup-failed', { status: { id: SEED.statuses.closed } });
    insert(simulator, EDDIE, 'efs-342:356:backup-failed');
    insert(simulator, EDDIE, 'EFS-342:356:backup-failed-2');
    const found = rows(await connectWise.ticketsByXRef('EFS-342:356:backup-failed'));
    expect(found.map(({ id, closedFlag }) => [id, closedFlag])).toEqual([
      [open, false],
      [closed, true],
    ]);
    expect(asked(simulator)).toBe('externalXRef="EFS-342:356:backup-failed"');
  });

  it('may hold quotes', async () => {
    const { connectWise, simulator } = await connected();
    const refs = ['EFS-1:19" rack:x', "EFS-1:Eddie's:x", 'EFS-1:Eddie\'s 19":x'];
    for (const ref of refs) {
      const id = insert(simulator, EDDIE, ref);
      expect(
        rows(await connectWise.ticketsByXRef(ref)).map((ticket) => ticket.id),
        ref,
      ).toEqual([id]);
    }
  });
});

describe('our open tickets', () => {
  it('are requested by the beginning of their reference, of all companies or one', async () => {
    const { connectWise, simulator } = await connected();
    const eddie = insert(simulator, EDDIE, 'EFS-342:1:x');
    const joe = insert(simulator, JOE, 'EFS-7:1:x');
    insert(simulator, EDDIE, 'EFS-342:2:x', { status: { id: SEED.statuses.closed } });
    insert(simulator, EDDIE, 'RMM-EFS-342');
    insert(simulator, EDDIE, undefined);
    expect(rows(await connectWise.openTickets('EFS-')).map(({ id }) => id)).toEqual([eddie, joe]);
    expect(asked(simulator)).toBe('closedFlag=False and externalXRef like "EFS-%"');
    expect(rows(await connectWise.openTickets('EFS-', EDDIE)).map(({ id }) => id)).toEqual([eddie]);
    expect(asked(simulator)).toBe(`company/id=${EDDIE} and closedFlag=False and externalXRef like "EFS-%"`);
  });

  it('treat no character of a prefix as a wildcard', async () => {
    const { connectWise, simulator } = await connected();
    const exact = insert(simulator, EDDIE, 'A_[1]%*:x');
    insert(simulator, EDDIE, 'AB[1]%*:x');
    insert(simulator, EDDIE, 'A_1%*:x');
    expect(rows(await connectWise.openTickets('A_[1]%*')).map(({ id }) => id)).toEqual([exact]);
    expect(asked(simulator)).toBe('closedFlag=False and externalXRef like "A[_][[]1][%][*]%"');
  });
});

describe('tickets of a company', () => {
  it('are those entered at a moment or later, of any state and origin', async () => {
    const { connectWise, simulator } = await connected();
    const now = simulator.clock.now();
    const entered = (hoursAgo: number) => ({
      _info: { dateEntered: `${isoTime(now - hoursAgo * HOUR).slice(0, 19)}Z` },
    });
    insert(simulator, EDDIE, undefined, entered(3));
    const atTheMoment = insert(simulator, EDDIE, undefined, entered(2));
    const closed = insert(simulator, EDDIE, 'EFS-342:1:x', { status: { id: SEED.statuses.closed }, ...entered(1) });
    insert(simulator, JOE, undefined, entered(1));
    const since = isoTime(now - 2 * HOUR);
    expect(rows(await connectWise.companyTickets(EDDIE, since)).map(({ id }) => id)).toEqual([atTheMoment, closed]);
    expect(asked(simulator)).toBe(`company/id=${EDDIE} and dateEntered>=[${since.slice(0, 19)}Z]`);
  });
});

describe('a ticket', () => {
  it('is read with its current state and relations, and null when it does not exist', async () => {
    const { connectWise, simulator } = await connected();
    const survivor = insert(simulator, EDDIE, undefined);
    const id = insert(simulator, EDDIE, 'EFS-342:356:backup-failed', {
      status: { id: SEED.statuses.closed },
      closedDate: '2026-11-20T10:00:00Z',
      closedBy: 'jsmith',
      parentTicketId: survivor,
      mergedParentTicket: { id: survivor },
      source: { id: 1, name: 'Email Connector' },
    });
    expect(value(await connectWise.ticket(id))).toEqual({
      id,
      summary: 'Backup failed',
      company: { id: EDDIE, name: "Eddie's TV Repair" },
      board: { id: SEED.boards.professionalServices, name: 'Professional Services' },
      status: { id: SEED.statuses.closed, name: '>Closed' },
      closedFlag: true,
      closedDate: '2026-11-20T10:00:00.000Z',
      closedBy: 'jsmith',
      externalXRef: 'EFS-342:356:backup-failed',
      parentTicketId: survivor,
      mergedParentTicket: { id: survivor },
      sourceName: 'Email Connector',
      dateEntered: expect.stringMatching(/Z$/),
      _info: { lastUpdated: expect.any(String), updatedBy: 'Admin1' },
    });
    expect(value(await connectWise.read('ticket', { companyId: EDDIE, id }))).toEqual(
      value(await connectWise.ticket(id)),
    );
    simulator.connectWise.tables.tickets.remove(id);
    expect(value(await connectWise.ticket(id))).toBeNull();
  });

  it('omits what does not apply', async () => {
    const { connectWise, simulator } = await connected();
    const ticket = value(await connectWise.ticket(insert(simulator, EDDIE, undefined, { closedBy: '' })));
    for (const member of ['closedDate', 'closedBy', 'parentTicketId', 'mergedParentTicket']) {
      expect(ticket).not.toHaveProperty(member);
    }
    expect(ticket).toMatchObject({ closedFlag: false, externalXRef: '', sourceName: '' });
  });

  it('names the right to read tickets', async () => {
    const { connectWise, simulator } = await connected();
    removeRight(simulator.connectWise, { function: 'Service Tickets', action: 'inquire' });
    simulator.traffic.expectErrors(true);
    const refused = { ok: false, failure: { code: 'missing-right', value: 'Service Desk › Service Tickets: Inquire' } };
    expect(await connectWise.ticketsByXRef('x')).toMatchObject(refused);
    expect(await connectWise.ticketNotes(insert(simulator, EDDIE, 'x'))).toMatchObject(refused);
  });
});

describe('notes of a ticket', () => {
  it('are sorted by id, each with its author', async () => {
    const { connectWise, simulator } = await connected();
    const ticketId = insert(simulator, EDDIE, undefined);
    const note = (text: string, more: object) =>
      simulator.connectWise.tables.ticketNotes.insert(
        { ticketId, text, createdBy: 'jsmith', dateCreated: '2026-11-20T10:00:00Z', ...more },
        USER_MEMBER,
      ).id;
    const ids = [note('one', { internalAnalysisFlag: true }), note('two', { detailDescriptionFlag: true })];
    expect(rows(await connectWise.ticketNotes(ticketId))).toEqual(
      [
        { id: ids[0], text: 'one', internalAnalysisFlag: true },
        { id: ids[1], text: 'two', internalAnalysisFlag: false },
      ].map((part) => ({
        ticketId,
        createdBy: 'jsmith',
        dateCreated: '2026-11-20T10:00:00.000Z',
        _info: expect.objectContaining({ updatedBy: 'Admin1' }),
        ...part,
      })),
    );
  });
});

describe('boards', () => {
  it('are the active ones for tickets', async () => {
    const { connectWise, simulator } = await connected();
    const { boards } = simulator.connectWise.tables;
    boards.insert({ name: 'Old', inactiveFlag: true }, USER_MEMBER);
    boards.insert({ name: 'Projects', inactiveFlag: false, projectFlag: true }, USER_MEMBER);
    const expected = [
      { id: SEED.boards.professionalServices, name: 'Professional Services' },
      { id: SEED.boards.helpDesk, name: 'Help Desk' },
    ];
    expect(rows(await connectWise.boards())).toEqual(expected);
    expect(asked(simulator)).toBe('inactiveFlag=False');

    removeRight(simulator.connectWise, { function: 'Table Setup', action: 'inquire' });
    simulator.traffic.expectErrors(true);
    expect(rows(await connectWise.boards()), 'without Table Setup').toEqual(expected);
  });

  it('need Table Setup where the weaker path is refused as well', async () => {
    const { connectWise, simulator } = await connected();
    simulator.traffic.expectErrors(true);
    simulator.faults.add({ site: 'rest', effect: { kind: 'status', status: 403 } });
    simulator.faults.add({ site: 'rest', effect: { kind: 'status', status: 403 } });
    expect(await connectWise.boards()).toMatchObject({
      ok: false,
      failure: { code: 'missing-right', value: 'System › Table Setup: Inquire' },
    });
  });

  it('have statuses, in the order in which users see them', async () => {
    const { connectWise, simulator } = await connected();
    const { boardStatuses } = simulator.connectWise.tables;
    boardStatuses.insert(
      { name: 'First', board: { id: SEED.boards.professionalServices }, sortOrder: 0, inactive: true },
      USER_MEMBER,
    );
    const statuses = rows(await connectWise.boardStatuses(SEED.boards.professionalServices));
    expect(statuses.map(({ name }) => name)).toEqual([
      'First',
      'New (not responded)',
      'In Progress',
      'Waiting on Client',
      '>Closed',
    ]);
    expect(statuses[0]).toMatchObject({ inactive: true, escalationStatus: null, defaultFlag: false });
    expect(statuses.at(-1)).toEqual({
      _info: expect.any(Object),
      id: SEED.statuses.closed,
      name: '>Closed',
      boardId: SEED.boards.professionalServices,
      closedStatus: true,
      defaultFlag: false,
      inactive: false,
      sortOrder: expect.any(Number),
      escalationStatus: 'Resolved',
    });
    removeRight(simulator.connectWise, { function: 'Table Setup', action: 'inquire' });
    simulator.traffic.expectErrors(true);
    expect(await connectWise.boardStatuses(SEED.boards.helpDesk)).toMatchObject({
      ok: false,
      failure: { value: 'System › Table Setup: Inquire' },
    });
  });
});
