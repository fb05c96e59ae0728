import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../lib/shared/errors.ts';
import { ok } from '../../../../lib/shared/result.ts';
import { DAY, HOUR, isoTime, MINUTE } from '../../../../lib/shared/time.ts';
import {
  boardStatus,
  CLOSED_STATUS,
  NEW_STATUS,
  NOW,
  OTHER_BOARD,
  ticket,
  ticketNote,
} from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { value } from '../support/stage.ts';
import {
  byUser,
  failure,
  notesOf,
  ONLY_TICKETS,
  outcomes,
  report,
  success,
  ticketStage,
  ticketStageBeside,
  ticketsOf,
} from '../support/ticket-stage.ts';

const UPDATED = 'Updated ConnectWise ticket #548.';
const OPENED = 'Opened ConnectWise ticket #548.';
const CLOSED = { status: CLOSED_STATUS, closedFlag: true, closedBy: 'jdoe' };

describe('an incident that begins', () => {
  it('gets one ticket, which the event names', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    expect(on.connectWise.tables.tickets).toMatchObject([
      {
        id: 548,
        company: { id: 250 },
        board: { id: 21 },
        status: NEW_STATUS,
        externalXRef: 'EFS-342:1001:backup-failed',
        summary: 'Backup failed: disk is full',
      },
    ]);
    expect(notesOf(on, 548)).toHaveLength(1);
    expect(await outcomes(on)).toEqual([['e1', 'done', OPENED]]);
    expect(await on.store.outbox()).toMatchObject([{ state: 'waiting', dueAt: on.time.now + 12 * HOUR }]);
    expect(await on.store.runs({ limit: 5 })).toMatchObject([
      {
        cause: { kind: 'ticket', ref: '342:1001:backup-failed' },
        state: 'done',
        efsIds: ['EFS-342'],
        outcomes: [{ text: OPENED }],
        counts: { applied: 1 },
      },
    ]);
  });

  it('costs one read before and one after the create', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    const around = ['ticketsByXRef', 'ticketNotes'];
    // The company's name is compared with the customer's, and its entries still name it; once a day another company may carry the customer's id.
    expect(on.connectWise.calls).toEqual([
      'ticketsByXRef',
      'boardStatuses',
      'info',
      'company',
      'companiesByManagedId',
      'managedIdEntries',
      'write',
      ...around,
    ]);
    on.connectWise.calls.length = 0;
    await report(on, failure('e2', NOW, { accountId: '1002' }));
    expect(on.connectWise.calls).toEqual(['ticketsByXRef', 'write', ...around]);
  });

  it('is described with its time in the tenant’s time zone', async () => {
    const on = await ticketStage();
    on.connectWise.info = async () => ok({ version: 'v2025.1', isCloud: true, timeZone: 'Europe/Berlin' });
    await report(on, failure('e1', Date.parse('2026-11-20T23:30:15.000Z')));
    expect(notesOf(on, 548)[0]).toContain('Reported by the backup portal at 2026-11-21 00:30 (Europe/Berlin).');
  });

  it('is described in UTC, which the text names, while the zone cannot be read; once known, nothing is written again', async () => {
    const on = await ticketStage();
    on.connectWise.disturb = (call) => (call === 'info' ? { failure: TIMEOUT } : undefined);
    await report(on, failure('e1', Date.parse('2026-11-20T23:30:15.000Z')));
    expect(notesOf(on, 548)[0]).toContain('Reported by the backup portal at 2026-11-20 23:30 (UTC).');
    on.connectWise.disturb = () => undefined;
    on.connectWise.info = async () => ok({ version: 'v2025.1', isCloud: true, timeZone: 'Europe/Berlin' });
    const other = await ticketStageBeside(on);
    await other.engine.poll();
    on.time.now += 12 * HOUR;
    await on.engine.poll();
    expect(notesOf(on, 548)).toHaveLength(1);
  });

  it('is reported in one ticket although two kinds of account failures arrive at once', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'), failure('e2', NOW + 1000, { type: 'no-backup', message: 'No backup.' }));
    expect(on.connectWise.tables.tickets.map(({ externalXRef }) => externalXRef).sort()).toEqual([
      'EFS-342:1001:backup-failed',
      'EFS-342:1001:no-backup',
    ]);
  });

  it('is skipped when ticket integration was switched off since', async () => {
    const on = await ticketStage();
    on.connectWise.disturb = () => ({ failure: { code: 'timeout', message: 'No answer.', nextStep: 'Wait.' } });
    await report(on, failure('e1'));
    on.connectWise.disturb = () => undefined;
    on.deps.settings.tickets = { ...on.deps.settings.tickets, board: null };
    on.connectWise.calls.length = 0;
    on.time.now += HOUR;
    await on.engine.drain();
    expect(await outcomes(on)).toEqual([
      ['e1', 'skipped', 'No ticket: ticket integration is not set up (Options › Tickets).'],
    ]);
    expect(on.connectWise.calls).toEqual([]);
  });
});

describe('an ongoing incident', () => {
  it('is noted at most once a day', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += 20 * HOUR;
    await report(on, failure('e2', on.time.now));
    expect(notesOf(on, 548)).toHaveLength(1);
    expect((await outcomes(on))[0]).toEqual(['e2', 'done', 'Ticket #548 is open; at most one note a day.']);
    on.time.now += 5 * HOUR;
    await report(on, failure('e3', on.time.now));
    expect(notesOf(on, 548)).toHaveLength(2);
    expect((await outcomes(on))[0]).toEqual(['e3', 'done', UPDATED, 'Noted on ticket #548.']);
    expect(ticketsOf(on)).toEqual(['#548 New']);
  });
});

describe('an incident that is over', () => {
  it('is noted, and the ticket closed', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    expect(notesOf(on, 548).at(-1)).toMatch(/^Recovered: Backup finished/);
    expect((await outcomes(on))[0]).toEqual(['e2', 'done', UPDATED, 'Ticket #548 was closed with status “Closed”.']);
  });

  it('before its ticket was opened opens none', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'), success('e2', NOW + MINUTE));
    expect(on.connectWise.tables.tickets).toEqual([]);
    expect(await outcomes(on)).toEqual([
      ['e2', 'skipped', 'No open ticket.'],
      ['e1', 'skipped', 'No open ticket.'],
    ]);
  });

  it('gets the closing status of its current board', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    byUser(on, 548, { board: OTHER_BOARD, status: { id: 220, name: 'Open' } });
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 Done']);
    expect((await outcomes(on))[0]?.at(-1)).toBe(
      'Ticket #548 was closed with status “Done”. It was moved to board “Projects”.',
    );
  });

  it('closes a child by itself, and names its parent', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    byUser(on, 548, { parentTicketId: 77 });
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    expect((await outcomes(on))[0]?.at(-1)).toContain('It is a child of ticket #77.');
  });

  it('reads the statuses again when the one known is refused', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    const { statuses } = on.connectWise.tables;
    const at = statuses.findIndex(({ id }) => id === CLOSED_STATUS.id);
    statuses.splice(at, 1, boardStatus({ id: 218, name: 'Completed', closedStatus: true, sortOrder: 9 }));
    on.time.now += MINUTE;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 Completed']);
    expect((await outcomes(on))[0]?.slice(0, 3)).toEqual(['e2', 'done', UPDATED]);
    expect(notesOf(on, 548)).toHaveLength(2);
  });

  it('requires a user when the API member may not close tickets, with the right that is missing', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    const missing: Failure = {
      code: 'missing-right',
      message: 'Lacks "Close Service Tickets".',
      nextStep: 'Grant it.',
    };
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'update' ? { failure: missing } : undefined;
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect((await outcomes(on))[0]).toEqual([
      'e2',
      'needs-user',
      'Ticket #548 “Backup failed: disk is full”: Lacks "Close Service Tickets". Grant it.',
    ]);
    expect(await on.store.outbox()).toMatchObject([{ kind: 'ticket', state: 'needs-user', failure: missing }]);
  });

  it('requires a user when the board has no status to close with', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.tables.statuses = on.connectWise.tables.statuses.filter(({ closedStatus }) => !closedStatus);
    on.time.now += 2 * HOUR;
    await report(on, success('e2', on.time.now));
    expect((await outcomes(on))[0]).toEqual(['e2', 'needs-user', expect.stringContaining('no active closing status')]);
  });
});

describe('a ticket that a user closed during the incident', () => {
  async function closedByUser(settings = ONLY_TICKETS) {
    const on = await ticketStage({ settings });
    await report(on, failure('e1'));
    on.time.now += HOUR;
    byUser(on, 548, { ...CLOSED, closedDate: isoTime(on.time.now) });
    on.time.now += HOUR;
    await report(on, failure('e2', on.time.now));
    return on;
  }

  it('is noticed though no event follows, and re-opened after the quiet time', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += HOUR;
    byUser(on, 548, { ...CLOSED, closedDate: isoTime(on.time.now) });
    on.time.now += 12 * HOUR;
    await on.engine.poll();
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    on.time.now += 12 * HOUR;
    await on.engine.poll();
    expect(ticketsOf(on)).toEqual(['#548 New']);
  });

  it('stays closed for the quiet time, then is re-opened though nothing new was reported', async () => {
    const on = await closedByUser();
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    expect((await outcomes(on))[0]).toEqual([
      'e2',
      'skipped',
      expect.stringContaining('it is looked at again at 2026-11-22 13:00 UTC'),
    ]);
    expect(await on.store.outbox()).toMatchObject([{ state: 'waiting', dueAt: NOW + HOUR + DAY }]);
    on.time.now = NOW + HOUR + DAY;
    await on.engine.drain();
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect(notesOf(on, 548).at(-1)).toMatch(
      /^Re-opened, because the problem goes on after the ticket was closed by jdoe at 2026-11-21 13:00 \(UTC\): /,
    );
    expect(await on.store.outbox()).toMatchObject([{ state: 'waiting', dueAt: on.time.now + 12 * HOUR }]);
    expect((await outcomes(on))[0]?.[1]).toBe('skipped');
  });

  it('stays closed permanently, by setting', async () => {
    const tickets = { ...ONLY_TICKETS.tickets, whenClosedByUser: 'leave' } as typeof ONLY_TICKETS.tickets;
    const on = await closedByUser({ ...ONLY_TICKETS, tickets });
    expect((await outcomes(on))[0]?.[1]).toBe('skipped');
    expect(await on.store.outbox()).toEqual([]);
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
  });

  it('stays closed when the incident ends in the quiet time', async () => {
    const on = await closedByUser();
    on.time.now += HOUR;
    await report(on, success('e3', on.time.now));
    expect((await outcomes(on))[0]).toEqual(['e3', 'done', 'No open ticket: #548 is closed already.']);
    expect(await on.store.outbox()).toEqual([]);
    on.time.now += 2 * DAY;
    await on.engine.drain();
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
  });
});

describe('a ticket after its incident', () => {
  it('that a user re-opened is used again when the incident returns', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    byUser(on, 548, { status: { id: 211, name: 'In Progress' }, closedFlag: false, closedDate: undefined });
    on.time.now += 2 * DAY;
    await report(on, failure('e3', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 In Progress']);
    expect((await outcomes(on))[0]).toEqual(['e3', 'done', UPDATED, 'Noted on ticket #548.']);
  });

  it('that is closed is history: the incident gets a new one', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    on.time.now += 2 * DAY;
    await report(on, failure('e3', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 Closed', '#549 New']);
    expect((await outcomes(on))[0]?.[2]).toBe('Opened ConnectWise ticket #549.');
  });
});

describe('a ticket that was merged', () => {
  it('into a user’s is noted there, and closing is left to its owner', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.tables.tickets.push(ticket({ id: 900, externalXRef: '' }), ticket({ id: 901, externalXRef: '' }));
    byUser(on, 548, { ...CLOSED, mergedParentTicket: { id: 900 } });
    byUser(on, 900, { ...CLOSED, mergedParentTicket: { id: 901 } });
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 Closed in #900', '#900 Closed in #901', '#901 New']);
    expect(notesOf(on, 901)).toEqual([expect.stringMatching(/^Recovered: /)]);
    expect((await outcomes(on))[0]).toEqual([
      'e2',
      'done',
      'Updated ConnectWise ticket #901.',
      expect.stringContaining('Ticket #548 was merged into #901: noted there; closing it is left to its owner.'),
    ]);
  });

  it('in a circle ends the search, not the work', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.tables.tickets.push(ticket({ id: 900, externalXRef: '' }));
    byUser(on, 548, { ...CLOSED, mergedParentTicket: { id: 900 } });
    byUser(on, 900, { mergedParentTicket: { id: 548 } });
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('into a deleted one counts as none: a new one is created', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    byUser(on, 548, { ...CLOSED, mergedParentTicket: { id: 900 } });
    on.time.now += 2 * DAY;
    await report(on, failure('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 Closed in #900', '#549 New']);
  });
});

describe('several open tickets of one incident', () => {
  async function three() {
    const on = await ticketStage();
    on.connectWise.tables.tickets.push(
      ticket({ id: 500 }),
      ticket({ id: 501 }),
      ticket({ id: 502, board: OTHER_BOARD, status: { id: 220, name: 'Open' } }),
    );
    return on;
  }

  it('are merged into the lowest, each with a closing status of its own board', async () => {
    const on = await three();
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toEqual(['#500 New', '#501 Closed in #500', '#502 Done in #500']);
    expect((await outcomes(on))[0]).toEqual([
      'e1',
      'done',
      'Updated ConnectWise ticket #500.',
      'Merged #501, #502 into ticket #500: one ticket for one incident. Noted on ticket #500.',
    ]);
  });

  it('are closed with a note where ConnectWise refuses to merge', async () => {
    const on = await three();
    const refused: Failure = { code: 'rejected', message: 'Tickets of different boards.', nextStep: 'Look.' };
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'merge' && change.ref.id === 502 ? { failure: refused } : undefined;
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toEqual(['#500 New', '#501 Closed in #500', '#502 Done']);
    expect(notesOf(on, 502)).toEqual(['The same incident is tracked in ticket #500; this one is closed.']);
    const [, state, ...sentences] = (await outcomes(on))[0] ?? [];
    expect(state).toBe('done');
    expect(sentences.join(' ')).toContain('Duplicate ticket #502 was closed with a note that names #500');
  });

  it('get no second note where an earlier version wrote it in other words', async () => {
    const on = await three();
    const text = 'The same problem is tracked in ticket #500; this one is closed.';
    on.connectWise.tables.notes.push(ticketNote({ id: 1, ticketId: 502, text }));
    const refused: Failure = { code: 'rejected', message: 'Tickets of different boards.', nextStep: 'Look.' };
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'merge' && change.ref.id === 502 ? { failure: refused } : undefined;
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toContain('#502 Done');
    expect(notesOf(on, 502)).toEqual([text]);
  });

  it('need a user when they can be neither merged nor closed, and are tried no third time', async () => {
    const on = await three();
    on.connectWise.tables.statuses = on.connectWise.tables.statuses.filter(({ id }) => id !== 229);
    const refused: Failure = { code: 'rejected', message: 'Tickets of different boards.', nextStep: 'Look.' };
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'merge' && change.ref.id === 502 ? { failure: refused } : undefined;
    await report(on, failure('e1'));
    expect((await outcomes(on))[0]?.[1]).toBe('needs-user');
    expect(notesOf(on, 502)).toHaveLength(1);
  });
});

describe('a ticket list that lags behind', () => {
  it('does not cause a second ticket', async () => {
    const on = await ticketStage();
    const { ticketsByXRef } = on.connectWise;
    on.connectWise.ticketsByXRef = async (xref) => {
      await ticketsByXRef(xref);
      return { ok: true, value: { rows: [], unreadable: [] } };
    };
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });
});

describe('a run on a ticket', () => {
  it('that a user cancels writes what was started and holds the rest', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    const { write } = on.connectWise;
    on.connectWise.write = async (change) => {
      const [run] = await on.store.runningRuns();
      if (run) value(await on.engine.cancelRun(run.id));
      return write(change);
    };
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect(notesOf(on, 548)).toHaveLength(2);
    const [run] = await on.store.runs({ limit: 1 });
    expect(run).toMatchObject({ state: 'cancelled', counts: { applied: 1, held: 1 } });
    expect((await outcomes(on))[0]?.slice(1)).toEqual([
      'skipped',
      UPDATED,
      expect.any(String),
      'Cancelled by a user: 1 change was left undone.',
    ]);
  });

  it('changes no other fields of the ticket and its notes', async () => {
    const on = await ticketStage();
    on.connectWise.tables.tickets.push(ticket({ id: 500, summary: 'Mine now', sourceName: 'Phone' }));
    on.connectWise.tables.notes.push(ticketNote({ id: 1, ticketId: 500 }));
    await report(on, failure('e1'));
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect(on.connectWise.tables.tickets[0]).toMatchObject({ summary: 'Mine now', sourceName: 'Phone' });
    expect(notesOf(on, 500)[0]).toBe('We are looking into it.');
  });
});
