import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../lib/domain/change.ts';
import { closingStatus, openingStatus } from '../../../../lib/domain/tickets/board-status.ts';
import { planTicket, primaryTicket } from '../../../../lib/domain/tickets/plan-ticket.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import {
  BOARD,
  BOARD_STATUSES,
  closed,
  DESK,
  DESK_STATUSES,
  ended,
  incident,
  MEMBER,
  NOW,
  note,
  SINCE,
  settings,
  snapshot,
  status,
  ticket,
  XREF,
} from '../../../support/builders/ticket-facts.ts';

const LATER = '2026-11-21T11:00:00.000Z';
const later = incident({}, { id: 'e9', at: LATER, message: 'Backup of ETV-Primary failed again.' });

/** What a plan writes, short enough to compare: op, record, and what it is set to. */
function short({ op, resource, ref, fields }: Change): string {
  const to = fields.map(({ field, to }) => {
    const value =
      to && typeof to === 'object' && 'id' in to ? to.id : field === 'text' ? String(to).split(/[:\n,]/)[0] : to;
    return `${field}=${value}`;
  });
  return `${resource === 'ticket' ? op : 'note'} #${ref.ticketId ?? ref.id ?? 'new'}: ${to.join(', ')}`;
}
const plan = (...args: Parameters<typeof planTicket>) => {
  const made = planTicket(...args);
  return { ...made, writes: made.changes.map(short) };
};

describe('the status that closes a ticket', () => {
  const closing = (board: typeof BOARD, wanted: { id: number; name: string } | null) =>
    closingStatus(board, [...BOARD_STATUSES, ...DESK_STATUSES], { closedStatus: wanted })?.id;

  it.each([
    ['the one in the settings', BOARD, { id: 18, name: 'Cancelled' }, 18],
    ['resolved, where the settings leave it open', BOARD, null, 19],
    ['resolved, where that of the settings is open', BOARD, { id: 11, name: 'New (backup)' }, 19],
    ['the same name on another board', DESK, { id: 19, name: 'Closed' }, 28],
    ['resolved on another board, where no name is the same', DESK, { id: 18, name: 'Cancelled' }, 29],
  ])('is %s', (_, board, wanted, id) => expect(closing(board, wanted)).toBe(id));

  it('is the first closed one where none is resolved, never an inactive one', () => {
    const statuses = [
      status(1, 1, 'Off', { closedStatus: true, inactive: true }),
      status(3, 1, 'B', { closedStatus: true, sortOrder: 2 }),
      status(2, 1, 'A', { closedStatus: true, sortOrder: 2 }),
    ];
    expect(closingStatus(BOARD, statuses, { closedStatus: { id: 1, name: 'Off' } })?.id).toBe(2);
    expect(closingStatus(BOARD, statuses.slice(0, 1), { closedStatus: null })).toBeUndefined();
  });
});

describe('the status of a new ticket', () => {
  it('is the one in the settings, else Not Responded, the default, the first open one', () => {
    const opening = (statuses: typeof BOARD_STATUSES, wanted: { id: number; name: string } | null = null) =>
      openingStatus(BOARD, statuses, { newStatus: wanted })?.id;
    expect(opening(BOARD_STATUSES, { id: 10, name: 'Triage' })).toBe(10);
    expect(opening(BOARD_STATUSES, { id: 19, name: 'Closed' })).toBe(11);
    expect(opening(BOARD_STATUSES, { id: 12, name: 'Old' })).toBe(11);
    expect(opening(BOARD_STATUSES)).toBe(11);
    expect(opening(BOARD_STATUSES.filter(({ id }) => id !== 11))).toBe(10);
    expect(opening([status(7, 1, 'B'), status(6, 1, 'A')])).toBe(6);
    expect(opening(DESK_STATUSES)).toBeUndefined();
  });
});

describe('the primary ticket of an incident', () => {
  const merged = (id: number, into: number, more = {}) =>
    closed(id, LATER, 'jdoe', { mergedParentTicket: { id: into }, ...more });

  it.each([
    ['none', [], undefined],
    ['the lowest open one', [closed(1, LATER, 'jdoe'), ticket(3), ticket(2)], 2],
    ['the newest closed one', [closed(1, LATER, 'jdoe'), closed(2, SINCE, 'jdoe')], 1],
    ['the merged one, where there is nothing else', [merged(1, 900)], 1],
    ['the kept one of duplicates', [closed(1, LATER, MEMBER), merged(2, 1)], 1],
    ['the kept one, though it was closed before the other came', [closed(1, SINCE, MEMBER), merged(2, 1)], 1],
    ['a merged one that was entered after the closing', [closed(1, SINCE, 'jdoe'), merged(2, 900)], 2],
    [
      'a closed one, where the merged one is older',
      [merged(1, 900, { dateEntered: '2026-11-19T00:00:00Z' }), closed(2, SINCE, 'jdoe')],
      2,
    ],
  ])('is %s', (_, tickets, id) => expect(primaryTicket(tickets)?.id).toBe(id));
});

describe('an ongoing incident without a ticket', () => {
  it('gets one, silently', () => {
    const { changes, ...rest } = planTicket(incident(), snapshot([]), settings({ summaryPrefix: '[B]' }), NOW);
    expect(rest).toEqual({ outcome: 'A new ticket was opened.' });
    expect(changes).toMatchObject([
      {
        part: 'ticket',
        resource: 'ticket',
        op: 'create',
        ref: { companyId: 250 },
        label: 'New ticket “[B] Backup of ETV-Primary failed: The disk is full”',
        fields: [
          { field: 'summary', from: null, to: '[B] Backup of ETV-Primary failed: The disk is full' },
          { field: 'company', from: null, to: { id: 250 } },
          { field: 'board', from: null, to: { id: 1 } },
          { field: 'status', from: null, to: { id: 11 } },
          { field: 'externalXRef', from: null, to: XREF },
        ],
      },
    ]);
    expect(
      changes[0]?.writeOnlyFields?.map(({ field, value }) => [field, typeof value === 'string' ? '…' : value]),
    ).toEqual([
      ['initialInternalAnalysis', '…'],
      ['processNotifications', false],
      ['automaticEmailContactFlag', false],
    ]);
  });

  it('gets one that notifies the contact, by setting', () => {
    const [create] = planTicket(incident(), snapshot([]), settings({ emailContact: true }), NOW).changes;
    expect(create?.writeOnlyFields).toMatchObject([
      { field: 'initialDescription' },
      { field: 'processNotifications', value: true },
      { field: 'automaticEmailContactFlag', value: true },
    ]);
  });

  it('that returned within a day of our own closing opens the same ticket again, with one note a day', () => {
    const ours = closed(548, '2026-11-20T11:00:00Z', MEMBER);
    const soon = plan(
      incident(),
      snapshot([ours], { notes: [note(548, '2026-11-20T10:59:00.000Z')] }),
      settings(),
      NOW,
    );
    expect(soon.writes).toEqual(['note #548: text=Re-opened', 'update #548: status=11']);
    const reported = { ...note(548, '2026-11-20T10:59:00.000Z'), dateCreated: '2026-11-21T11:00:00.000Z' };
    expect(plan(incident(), snapshot([ours], { notes: [reported] }), settings(), NOW).writes).toEqual([
      'update #548: status=11',
    ]);
    const long = closed(548, '2026-11-19T11:00:00Z', MEMBER);
    expect(plan(incident(), snapshot([long], { notes: [] }), settings(), NOW).writes[0]).toMatch(/^create/);
    const user = closed(548, '2026-11-20T11:00:00Z', 'jdoe');
    expect(plan(incident(), snapshot([user], { notes: [] }), settings(), NOW).writes[0]).toMatch(/^create/);
  });

  it('uses a ticket that reports it, though by ConnectWise’s clock it was closed before', () => {
    // Whole seconds, or a clock that is slow: the description has the exact beginning.
    const early = closed(1, new Date(Date.parse(SINCE) - 900).toISOString(), 'jdoe');
    const left = planTicket(
      incident(),
      snapshot([early], { notes: [note(1, SINCE)] }),
      settings({ quietHours: 48 }),
      NOW,
    );
    expect(left.changes).toEqual([]);
    expect(left.outcome).toMatch(/was closed by jdoe/);
  });

  it('gets a new one where the last was closed before it began, with the board’s status for new tickets', () => {
    const before = closed(548, '2026-11-19T00:00:00Z', 'jdoe', { board: DESK });
    const seen = snapshot([before], { statuses: DESK_STATUSES });
    expect(plan(incident(), seen, settings(), NOW).writes).toEqual([
      `create #new: summary=Backup of ETV-Primary failed: The disk is full, company=250, board=1, externalXRef=${XREF}`,
    ]);
    expect(plan(incident(), seen, settings({ newStatus: { id: 10, name: 'Triage' } }), NOW).writes[0]).toContain(
      'status=10',
    );
  });

  it('gets none where ticket integration is not set up', () => {
    expect(planTicket(incident(), snapshot([]), settings({ board: null }), NOW)).toEqual({
      changes: [],
      outcome: 'No ticket: ticket integration is not set up (Options › Tickets).',
    });
  });
});

describe('an ongoing incident with an open ticket', () => {
  it('is noted there once a day', () => {
    const day = snapshot([ticket(548)], { notes: [note(548, SINCE, '2026-11-20T12:00:00Z')] });
    const { changes, ...rest } = planTicket(later, day, settings(), NOW);
    expect(rest).toEqual({ ticketId: 548, outcome: 'Noted on ticket #548.' });
    expect(changes).toMatchObject([
      {
        resource: 'ticket-note',
        op: 'create',
        ref: { companyId: 250, ticketId: 548 },
        label: 'Ticket #548 “Backup of ETV-Primary failed”',
        writeOnlyFields: [
          { field: 'internalAnalysisFlag', value: true },
          { field: 'detailDescriptionFlag', value: false },
          { field: 'processNotifications', value: false },
        ],
      },
    ]);
    const sooner = plan(later, day, settings(), NOW - 1);
    expect(sooner).toMatchObject({ writes: [], outcome: 'Ticket #548 is open; at most one note a day.' });
    expect(plan(incident(), day, settings(), NOW)).toMatchObject({
      writes: [],
      outcome: 'Ticket #548 is open and shows this already.',
    });
  });

  it('is skipped where another browser reported a newer event', () => {
    const seen = snapshot([ticket(548)], { notes: [note(548, LATER)] });
    for (const reported of [incident(), ended()]) {
      const outcome = 'Ticket #548 is left as it is: another browser reported a newer event.';
      expect(plan(reported, seen, settings(), NOW)).toMatchObject({ writes: [], outcome });
    }
  });

  it('counts neither notes of users nor those about another incident', () => {
    const notes = [
      { ...note(548, LATER), text: 'I called them.', createdBy: 'jdoe' },
      note(548, LATER, LATER, 'EFS-342:357:backup-failed'),
    ];
    expect(plan(later, snapshot([ticket(548)], { notes }), settings(), NOW).writes).toEqual([
      'note #548: text=Still a problem',
    ]);
  });

  it('has duplicates merged into the lowest, each with a closing status of its own board', () => {
    const tickets = [ticket(548), ticket(549), ticket(550, { board: DESK, status: { id: 21, name: 'New' } })];
    const made = plan(incident(), snapshot(tickets, { notes: [note(548, SINCE)] }), settings(), NOW);
    expect(made.writes).toEqual([
      'merge #549: mergedParentTicket=548, status=19',
      // Its statuses are not at hand: whoever writes it finds one.
      'merge #550: mergedParentTicket=548',
    ]);
    expect(made.changes[1]?.preconditions).toEqual([{ field: 'board', value: { id: 2 } }]);
    expect(made.outcome).toMatch(
      /^Merged #549, #550 into ticket #548: one ticket for one incident\. Ticket #548 is open/,
    );
  });
});

describe('a ticket that was closed during the incident', () => {
  const byUser = closed(548, '2026-11-21T00:00:00Z', 'jdoe');
  const seen = snapshot([byUser], { notes: [note(548, SINCE)] });

  it('stays closed for the quiet time after a user closed it, then is re-opened', () => {
    expect(plan(later, seen, settings(), NOW)).toMatchObject({
      writes: [],
      ticketId: 548,
      again: Date.parse('2026-11-22T00:00:00Z'),
      outcome: 'Ticket #548 was closed by jdoe at 2026-11-21 00:00 UTC; it is looked at again at 2026-11-22 00:00 UTC.',
    });
    const reopened = plan(later, seen, settings(), NOW + 12 * HOUR);
    expect(reopened.writes).toEqual(['note #548: text=Re-opened', 'update #548: status=11']);
    expect(reopened.outcome).toBe('Ticket #548 was re-opened with status “New (backup)”.');
    expect(reopened.again).toBeUndefined();
    expect(reopened.changes[1]?.preconditions).toEqual([{ field: 'board', value: { id: 1 } }]);
  });

  it('is noted once, although cut off before the status was written', () => {
    const [first] = planTicket(later, seen, settings(), NOW + 12 * HOUR).changes;
    const written = { ...note(548, LATER), text: `${first?.fields[0]?.to}` };
    const again = snapshot([byUser], { notes: [...seen.notes, written] });
    expect(plan(later, again, settings(), NOW + 13 * HOUR).writes).toEqual(['update #548: status=11']);
  });

  it('is noted once, although the note was written while the time zone was not known; again after another closing', () => {
    const [first] = planTicket(later, seen, settings(), NOW + 12 * HOUR).changes;
    expect(first?.fields[0]?.to).toContain('closed by jdoe at 2026-11-21 00:00 (UTC): ');
    const written = { ...note(548, LATER), text: `${first?.fields[0]?.to}` };
    const zoned = (ticket: typeof byUser) =>
      snapshot([ticket], { notes: [...seen.notes, written], timeZone: 'Europe/Berlin' });
    expect(plan(later, zoned(byUser), settings(), NOW + 13 * HOUR).writes).toEqual(['update #548: status=11']);
    const closedAgain = closed(548, '2026-11-21T20:00:00Z', 'jdoe');
    const [next] = planTicket(later, zoned(closedAgain), settings(), NOW + 48 * HOUR).changes;
    expect(next?.fields[0]?.to).toContain('closed by jdoe at 2026-11-21 21:00 (Europe/Berlin): ');
  });

  it('stays closed permanently, by setting', () => {
    const made = plan(later, seen, settings({ whenClosedByUser: 'leave' }), NOW + 1000 * HOUR);
    expect(made).toMatchObject({
      writes: [],
      outcome:
        'Ticket #548 was closed by jdoe at 2026-11-21 00:00 UTC; by setting it stays closed while the incident continues.',
    });
    expect(made.again).toBeUndefined();
  });

  it('is re-opened at once where our own member closed it, unless a newer event was reported', () => {
    const ours = closed(548, '2026-11-21T11:30:00Z', MEMBER.toLowerCase());
    const using = settings({ whenClosedByUser: 'leave' });
    expect(plan(later, snapshot([ours], { notes: [note(548, SINCE)] }), using, NOW).writes).toHaveLength(2);
    expect(plan(incident(), snapshot([ours], { notes: [note(548, LATER)] }), using, NOW).writes).toEqual([]);
  });

  it('is re-opened on its current board; a board without an open status needs a user', () => {
    const moved = closed(548, SINCE, MEMBER, { board: DESK });
    expect(plan(later, snapshot([moved], { statuses: DESK_STATUSES }), settings(), NOW)).toMatchObject({
      writes: ['note #548: text=Re-opened', 'update #548: status=21'],
      outcome: 'Ticket #548 was re-opened with status “New”. It was moved to board “Service Desk”.',
    });
    expect(plan(later, snapshot([moved], { statuses: [] }), settings(), NOW)).toMatchObject({
      writes: [],
      failure: {
        code: 'needs-user',
        message: 'Board “Service Desk” has no active status for open tickets: ticket #548 stays as it is.',
      },
    });
  });
});

describe('an incident that is over', () => {
  it('is reported on its ticket, which is closed', () => {
    const made = plan(ended(), snapshot([ticket(548)], { notes: [note(548, SINCE)] }), settings(), NOW);
    expect(made.writes).toEqual(['note #548: text=Recovered', 'update #548: status=19']);
    expect(made.changes[1]).toMatchObject({
      fields: [{ from: { id: 11 } }],
      preconditions: [{ field: 'board', value: { id: 1 } }],
    });
    expect(made.outcome).toBe('Ticket #548 was closed with status “Closed”.');
    const reported = snapshot([ticket(548)], { notes: [note(548, ended().newest.at)] });
    expect(plan(ended(), reported, settings(), NOW).writes).toEqual(['update #548: status=19']);
  });

  it('is closed by its current board, and as itself where it is a child', () => {
    const moved = ticket(548, { board: DESK, status: { id: 21, name: 'New' }, parentTicketId: 400 });
    expect(plan(ended(), snapshot([moved], { statuses: DESK_STATUSES }), settings(), NOW)).toMatchObject({
      writes: ['note #548: text=Recovered', 'update #548: status=29'],
      outcome:
        'Ticket #548 was closed with status “Done”. It was moved to board “Service Desk”. It is a child of ticket #400.',
    });
  });

  it('leaves a ticket on a board without a closing status to a user', () => {
    const made = plan(ended(), snapshot([ticket(548)], { statuses: BOARD_STATUSES.slice(0, 2) }), settings(), NOW);
    expect(made).toMatchObject({
      writes: [],
      failure: {
        code: 'needs-user',
        message: expect.stringContaining('“Integration” has no active closing status'),
      },
    });
  });

  it('has nothing to do without an open ticket', () => {
    expect(planTicket(ended(), snapshot([]), settings(), NOW)).toEqual({ changes: [], outcome: 'No open ticket.' });
    const done = plan(ended(), snapshot([closed(548, LATER, 'jdoe')]), settings(), NOW);
    expect(done).toMatchObject({ writes: [], outcome: 'No open ticket: #548 is closed already.' });
  });

  it('merges duplicates, then closes the kept one', () => {
    const made = plan(ended(), snapshot([ticket(548), ticket(549)], { notes: [note(548, SINCE)] }), settings(), NOW);
    expect(made.writes).toEqual([
      'merge #549: mergedParentTicket=548, status=19',
      'note #548: text=Recovered',
      'update #548: status=19',
    ]);
  });
});

describe('a ticket that was merged', () => {
  const merged = closed(548, '2026-11-21T00:00:00Z', 'jdoe', { mergedParentTicket: { id: 900 } });
  const owner = ticket(900, { externalXRef: '', board: DESK });

  it('is noted on a user’s ticket, whose status is not changed', () => {
    const seen = snapshot([merged], { survivor: owner, statuses: DESK_STATUSES });
    const remark = 'Ticket #548 was merged into #900: noted there; closing it is left to its owner.';
    expect(plan(later, seen, settings(), NOW)).toMatchObject({
      writes: ['note #900: text=Still a problem'],
      outcome: `Noted on ticket #900. ${remark}`,
    });
    expect(plan(ended(), seen, settings(), NOW)).toMatchObject({
      writes: ['note #900: text=Recovered'],
      outcome: `The recovery was noted. ${remark}`,
    });
    expect(plan(ended(), { ...seen, notes: [note(900, ended().newest.at)] }, settings(), NOW).writes).toEqual([]);
  });

  it('is handled the same way where it is the ticket of another incident', () => {
    const other = ticket(900, { externalXRef: 'EFS-342:357:backup-failed' });
    expect(plan(ended(), snapshot([merged], { survivor: other }), settings(), NOW).writes).toEqual([
      'note #900: text=Recovered',
    ]);
  });

  it('is followed by a new one where the user’s ticket is closed, after the quiet time', () => {
    const done = { ...owner, closedFlag: true, closedDate: '2026-11-21T06:00:00Z', closedBy: 'jdoe' };
    const seen = snapshot([merged], { survivor: done, statuses: DESK_STATUSES });
    expect(plan(later, seen, settings(), NOW)).toMatchObject({ writes: [], again: Date.parse('2026-11-22T06:00:00Z') });
    expect(plan(later, seen, settings(), NOW + 24 * HOUR).writes[0]).toMatch(/^create #new/);
  });

  it('counts as none where the other one was deleted', () => {
    expect(plan(later, snapshot([merged]), settings(), NOW).writes[0]).toMatch(/^create #new/);
    expect(plan(ended(), snapshot([merged]), settings(), NOW)).toMatchObject({
      writes: [],
      outcome: 'No open ticket.',
    });
  });
});
