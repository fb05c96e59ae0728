import { describe, expect, it } from 'vitest';
import type { Change, FieldChange } from '../../../lib/domain/change.ts';
import type { RecordRef } from '../../../lib/domain/record-ref.ts';
import { removeRight } from '../../simulator/connectwise/rights.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { connected, rows, value } from './against-simulator.ts';

const companyId = SEED.companies.eddiesTvRepair;
const BOARD = { id: SEED.boards.professionalServices, name: 'Professional Services' };
const NEW = { id: SEED.statuses.new, name: 'New (not responded)' };
const CLOSED = { id: SEED.statuses.closed, name: '>Closed' };
const XREF = 'EFS-342:356:backup-failed';

type Members = Record<string, FieldChange['to']>;

function change(
  resource: 'ticket' | 'ticket-note',
  op: Change['op'],
  ref: Partial<RecordRef>,
  to: Members = {},
  also: Members = {},
): Change {
  return {
    id: 'c1',
    part: 'ticket',
    resource,
    op,
    ref: { companyId, ...ref },
    label: 'x',
    fields: Object.entries(to).map(([field, wanted]) => ({ field, from: null, to: wanted })),
    writeOnlyFields: Object.entries(also).map(([field, sent]) => ({ field, value: sent })),
    reason: 'x',
  };
}

const opening = (also: Members = {}) =>
  change('ticket', 'create', {}, { summary: 'Backup failed', board: BOARD, status: NEW, externalXRef: XREF }, also);

async function world() {
  const { connectWise, simulator } = await connected();
  const open = async () => value(await connectWise.write(opening()))?.id ?? 0;
  const bodies = () => simulator.traffic.exchanges.map(({ method, requestBody }) => [method, requestBody]);
  return { connectWise, simulator, open, bodies };
}

describe('a ticket', () => {
  it('is opened for its company, with its write-only fields', async () => {
    const { connectWise, bodies } = await world();
    const also = { initialDescription: 'Nothing since Friday', processNotifications: false };
    const made = value(await connectWise.write(opening(also)));
    expect(made).toMatchObject({
      summary: 'Backup failed',
      company: { id: companyId },
      board: BOARD,
      status: NEW,
      externalXRef: XREF,
      closedFlag: false,
    });
    expect(made).not.toHaveProperty('initialDescription');
    expect(bodies().at(-1)).toEqual([
      'POST',
      {
        summary: 'Backup failed',
        board: { id: BOARD.id },
        status: { id: NEW.id },
        externalXRef: XREF,
        ...also,
        company: { id: companyId },
      },
    ]);
    expect(rows(await connectWise.ticketsByXRef(XREF))).toEqual([made]);
    expect(rows(await connectWise.ticketNotes(made?.id ?? 0))).toMatchObject([
      { text: 'Nothing since Friday', internalAnalysisFlag: false },
    ]);
  });

  it('is closed by a patch that also sets whether the contact is e-mailed', async () => {
    const { connectWise, open, bodies } = await world();
    const id = await open();
    const closed = value(
      await connectWise.write(
        change('ticket', 'update', { id }, { status: CLOSED, summary: 'Over' }, { processNotifications: false }),
      ),
    );
    expect(closed).toMatchObject({ id, status: CLOSED, closedFlag: true, summary: 'Over', externalXRef: XREF });
    expect(bodies().at(-1)).toEqual([
      'PATCH',
      [
        { op: 'replace', path: 'status', value: { id: CLOSED.id } },
        { op: 'replace', path: 'summary', value: 'Over' },
        { op: 'replace', path: 'processNotifications', value: false },
      ],
    ]);
  });

  it('is never deleted', async () => {
    const { connectWise, simulator } = await world();
    expect(await connectWise.write(change('ticket', 'delete', { id: 1 }))).toMatchObject({
      ok: false,
      failure: { code: 'internal', field: 'op' },
    });
    expect(simulator.traffic.total).toBe(0);
  });

  it("is refused in ConnectWise's words where its status belongs to another board", async () => {
    const { connectWise, simulator, open } = await world();
    const id = await open();
    simulator.traffic.expectErrors(true);
    const wrong = change('ticket', 'update', { id }, { status: { id: SEED.statuses.helpDeskClosed, name: '>Closed' } });
    expect(await connectWise.write(wrong)).toMatchObject({
      ok: false,
      failure: {
        code: 'rejected',
        field: 'status/id',
        message: expect.stringContaining('not found for Service Board'),
      },
    });
  });
});

describe('two tickets', () => {
  it('are merged into the named one, and the merged one is returned', async () => {
    const { connectWise, open, bodies } = await world();
    const [survivor, folded] = [await open(), await open()];
    const merge = change('ticket', 'merge', { id: folded }, { mergedParentTicket: { id: survivor }, status: CLOSED });
    expect(value(await connectWise.write(merge))).toMatchObject({
      id: folded,
      status: CLOSED,
      closedFlag: true,
      mergedParentTicket: { id: survivor },
    });
    expect(bodies().at(-2)).toEqual(['POST', { mergeTicketIds: [folded], status: { id: CLOSED.id } }]);
    expect(value(await connectWise.ticket(survivor))).toMatchObject({ id: survivor, closedFlag: false });
  });

  it('stay two when ConnectWise refuses', async () => {
    const { connectWise, simulator, open } = await world();
    const [survivor, folded] = [await open(), await open()];
    simulator.traffic.expectErrors(true);
    const other = { id: SEED.statuses.helpDeskClosed, name: '>Closed' };
    const merge = change('ticket', 'merge', { id: folded }, { mergedParentTicket: { id: survivor }, status: other });
    expect(await connectWise.write(merge)).toMatchObject({
      ok: false,
      failure: { code: 'rejected', status: 400, field: 'status/id' },
    });
    expect(value(await connectWise.ticket(folded))).not.toHaveProperty('mergedParentTicket');
  });

  it('count as perhaps merged when the merged one cannot be read afterwards', async () => {
    const { connectWise, simulator, open } = await world();
    const [survivor, folded] = [await open(), await open()];
    simulator.traffic.expectErrors(true);
    simulator.faults.add({ site: 'rest', method: 'GET', effect: { kind: 'status', status: 503 } });
    const merge = change('ticket', 'merge', { id: folded }, { mergedParentTicket: { id: survivor }, status: CLOSED });
    expect(await connectWise.write(merge)).toMatchObject({
      ok: false,
      failure: { code: 'truncated', message: expect.stringContaining(`#${folded}`) },
    });
    expect(value(await connectWise.read('ticket', { companyId, id: folded }))).toMatchObject({
      mergedParentTicket: { id: survivor },
    });
  });

  it.each([
    ['no survivor', { id: 2 }, { status: CLOSED }],
    ['itself as survivor', { id: 2 }, { mergedParentTicket: { id: 2 }, status: CLOSED }],
    ['no status', { id: 2 }, { mergedParentTicket: { id: 1 } }],
    ['no ticket', {}, { mergedParentTicket: { id: 1 }, status: CLOSED }],
  ])('are not merged with %s', async (_, ref, fields: Members) => {
    const { connectWise, simulator } = await world();
    expect(await connectWise.write(change('ticket', 'merge', ref, fields))).toMatchObject({
      ok: false,
      failure: { code: 'internal' },
    });
    expect(simulator.traffic.total).toBe(0);
  });
});

describe('a note', () => {
  it('is written into the discussion or for members only, read, and deleted', async () => {
    const { connectWise, open, bodies } = await world();
    const ticketId = await open();
    const note = (text: string, internalAnalysisFlag: boolean) =>
      change('ticket-note', 'create', { ticketId }, { text, internalAnalysisFlag }, { processNotifications: false });
    const shown = value(await connectWise.write(note('Again', false)));
    expect(bodies().at(-1)).toEqual([
      'POST',
      { text: 'Again', internalAnalysisFlag: false, detailDescriptionFlag: true, processNotifications: false },
    ]);
    const inner = value(await connectWise.write(note('Inner', true)));
    expect(bodies().at(-1)).toEqual([
      'POST',
      { text: 'Inner', internalAnalysisFlag: true, processNotifications: false },
    ]);
    expect([shown, inner]).toMatchObject([
      { ticketId, text: 'Again', internalAnalysisFlag: false, createdBy: SEED.apiMember.identifier },
      { ticketId, text: 'Inner', internalAnalysisFlag: true },
    ]);
    expect(rows(await connectWise.ticketNotes(ticketId))).toEqual([shown, inner]);
    const ref = { ticketId, id: shown?.id ?? 0 };
    expect(value(await connectWise.read('ticket-note', { companyId, ...ref }))).toEqual(shown);
    expect(value(await connectWise.write(change('ticket-note', 'delete', ref)))).toBeNull();
    expect(value(await connectWise.write(change('ticket-note', 'delete', ref))), 'already gone').toBeNull();
    expect(rows(await connectWise.ticketNotes(ticketId))).toEqual([inner]);
  });
});

describe('what may not be sent', () => {
  it.each([
    ['a member of a ticket that is not ours', change('ticket', 'update', { id: 1 }, { owner: { id: 1 } })],
    [
      'a member that is only sent along, as a field',
      change('ticket', 'update', { id: 1 }, { initialDescription: 'x' }),
    ],
    ['a field, only sent along', change('ticket', 'update', { id: 1 }, {}, { summary: 'x' })],
    [
      'anything along with an addition',
      {
        ...change('ticket', 'update', { id: 1, agreementId: 1 }, {}, { processNotifications: false }),
        resource: 'addition' as const,
      },
    ],
    ['a note without its ticket', change('ticket-note', 'create', {}, { text: 'x' })],
    [
      'a merge of anything but tickets',
      {
        ...change('ticket', 'merge', { id: 2 }, { mergedParentTicket: { id: 1 }, status: CLOSED }),
        resource: 'addition' as const,
      },
    ],
  ])('%s', async (_, wrong) => {
    const { connectWise, simulator } = await world();
    expect(await connectWise.write(wrong)).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(simulator.traffic.total).toBe(0);
  });
});

describe('a missing right', () => {
  const close = (id: number) => change('ticket', 'update', { id }, { status: CLOSED });
  const refused = (right: string, more: object = {}) => ({
    ok: false,
    failure: { code: 'missing-right', status: 403, value: right, ...more },
  });

  it('to close is distinguished from the one to edit', async () => {
    const { connectWise, simulator, open } = await world();
    const id = await open();
    simulator.traffic.expectErrors(true);
    removeRight(simulator.connectWise, { function: 'Close Service Tickets', action: 'edit' });
    expect(await connectWise.write(close(id))).toMatchObject(
      refused('Service Desk › Close Service Tickets: Edit', {
        nextStep: expect.stringContaining('"Service Desk › Service Tickets: Edit"'),
      }),
    );
    const waiting = { id: SEED.statuses.waiting, name: 'Waiting on Client' };
    expect(value(await connectWise.write(change('ticket', 'update', { id }, { status: waiting })))).toMatchObject({
      status: waiting,
    });
    removeRight(simulator.connectWise, { function: 'Service Tickets', action: 'edit' });
    expect(await connectWise.write(change('ticket', 'update', { id }, { status: NEW }))).toMatchObject(
      refused('Service Desk › Service Tickets: Edit'),
    );
    expect(await connectWise.write(change('ticket', 'update', { id }, { summary: 'x' }))).toMatchObject(
      refused('Service Desk › Service Tickets: Edit'),
    );
  });

  it('to close is named beside the other where statuses cannot be read', async () => {
    const { connectWise, simulator, open } = await world();
    const id = await open();
    simulator.traffic.expectErrors(true);
    removeRight(simulator.connectWise, { function: 'Close Service Tickets', action: 'edit' });
    removeRight(simulator.connectWise, { function: 'Table Setup', action: 'inquire' });
    expect(await connectWise.write(close(id))).toMatchObject(
      refused('Service Desk › Service Tickets: Edit', {
        nextStep: expect.stringContaining('Service Desk › Close Service Tickets'),
      }),
    );
  });

  it('to open, to note and to merge is named', async () => {
    const { connectWise, simulator, open } = await world();
    const [survivor, folded] = [await open(), await open()];
    simulator.traffic.expectErrors(true);
    removeRight(simulator.connectWise, { function: 'Service Tickets', action: 'add' });
    const added = refused('Service Desk › Service Tickets: Add');
    expect(await connectWise.write(opening())).toMatchObject(added);
    const note = change('ticket-note', 'create', { ticketId: survivor }, { text: 'x', internalAnalysisFlag: true });
    expect(await connectWise.write(note)).toMatchObject(added);
    removeRight(simulator.connectWise, { function: 'Service Tickets', action: 'edit' });
    const inProgress = { id: SEED.statuses.inProgress, name: 'In Progress' };
    const merge = { mergedParentTicket: { id: survivor }, status: inProgress };
    expect(await connectWise.write(change('ticket', 'merge', { id: folded }, merge))).toMatchObject(
      refused('Service Desk › Service Tickets: Edit'),
    );
  });
});
