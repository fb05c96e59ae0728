import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../../../lib/domain/connectwise-records.ts';
import { checkTickets, type TicketSubject } from '../../../../../lib/domain/rules/ticket/ticket-rules.ts';
import {
  closed,
  DESK,
  ended,
  MEMBER,
  note,
  settings,
  ticket,
  ticketSubject,
} from '../../../../support/builders/ticket-facts.ts';

const LATER = '2026-11-21T06:00:00Z';

const check = (tickets: readonly Ticket[], more: Partial<TicketSubject> = {}) =>
  checkTickets(ticketSubject(tickets, more));
const codes = (tickets: readonly Ticket[], more: Partial<TicketSubject> = {}) =>
  check(tickets, more).map(({ code }) => code);
/** What the fix of the only finding writes. */
const fixed = (tickets: readonly Ticket[], more: Partial<TicketSubject> = {}) => {
  const [finding] = check(tickets, more);
  return [
    finding?.fix?.label,
    finding?.fix?.changes.map(({ op, resource, ref }) => `${op} ${resource} ${ref.id ?? ''}`.trim()),
  ];
};
/** Only what needs no reading of notes and statuses. */
const bare = { notes: undefined, statuses: undefined, member: undefined };

describe('ticket rules', () => {
  it('are silent about a correct ticket', () => {
    expect(codes([ticket(548)])).toEqual([]);
    expect(codes([closed(548, LATER, MEMBER)], { incident: ended() })).toEqual([]);
    expect(codes([])).toEqual([]);
    expect(codes([], { incident: undefined })).toEqual([]);
  });

  it('TIX-BOARD reports an open ticket on another board', () => {
    const [finding] = check([ticket(548, { board: DESK })]);
    expect(finding).toMatchObject({
      id: 'TIX-BOARD/ticket/250//548/board/',
      severity: 'warning',
      where: { resource: 'ticket', companyId: 250, recordId: 548, field: 'board' },
      seen: 'Service Desk',
      expected: 'Integration',
    });
    expect(finding?.message).toContain('#548 is on board “Service Desk” instead of “Integration”');
    expect(codes([closed(548, '2026-11-19T00:00:00Z', 'jdoe', { board: DESK })], { notes: [] })).toEqual([]);
    expect(codes([ticket(548, { board: DESK })], { settings: settings({ board: null }) })).toEqual([]);
  });

  it('TIX-CHILD reports an open ticket under another one', () => {
    expect(check([ticket(548, { parentTicketId: 400 })])).toMatchObject([{ code: 'TIX-CHILD', seen: 400 }]);
    expect(codes([closed(548, LATER, 'jdoe', { parentTicketId: 400 })], { incident: ended() })).toEqual([]);
  });

  it('TIX-MERGED reports a ticket that was merged into one of a user, during the incident', () => {
    const merged = closed(548, LATER, 'jdoe', { mergedParentTicket: { id: 900 } });
    const owner = ticket(900, { externalXRef: '' });
    expect(check([merged], { survivor: owner })).toMatchObject([{ code: 'TIX-MERGED', seen: 900 }]);
    expect(codes([merged], { survivor: owner, incident: ended() })).toEqual(['TIX-MERGED']);
    const done = { ...owner, closedFlag: true, closedDate: LATER };
    expect(codes([merged], { survivor: done, incident: ended() })).toEqual([]);
    expect(codes([merged], { survivor: done })).toEqual(['TIX-MERGED']);
    expect(codes([ticket(547), closed(548, LATER, 'jdoe', { mergedParentTicket: { id: 547 } })])).toEqual([]);
  });

  it('TIX-DUPLICATE merges into the lowest', () => {
    const tickets = [ticket(548), ticket(549), ticket(550)];
    expect(check(tickets)).toMatchObject([{ code: 'TIX-DUPLICATE', where: { recordId: 548 }, seen: 3, expected: 1 }]);
    expect(fixed(tickets)).toEqual(['Merge #549, #550 into #548', ['merge ticket 549', 'merge ticket 550']]);
    expect(check(tickets, bare)[0]).not.toHaveProperty('fix');
  });

  it('TIX-STALE closes a ticket whose incident is over', () => {
    expect(check([ticket(548)], { incident: ended() })).toMatchObject([
      { code: 'TIX-STALE', seen: 'New (backup)', expected: 'closed' },
    ]);
    expect(fixed([ticket(548)], { incident: ended() })).toEqual([
      'Close ticket #548',
      ['create ticket-note', 'update ticket 548'],
    ]);
    expect(check([ticket(548)], { incident: ended(), ...bare })[0]).not.toHaveProperty('fix');
    expect(codes([ticket(548)], { incident: undefined })).toEqual([]);
  });

  it('TIX-STALE re-opens a ticket that was closed too early, at once and whatever the setting', () => {
    const early = [closed(548, LATER, 'jdoe')];
    const leave = settings({ whenClosedByUser: 'leave', quietHours: 48 });
    expect(check(early, { settings: leave })).toMatchObject([
      {
        code: 'TIX-STALE',
        expected: 'open',
        message: 'Ticket #548 is closed (by jdoe), but the incident has continued since {2026-11-20T12:00:00.000Z}.',
      },
    ]);
    expect(fixed(early, { settings: leave })).toEqual([
      'Re-open ticket #548',
      ['create ticket-note', 'update ticket 548'],
    ]);
    expect(codes([closed(548, '2026-11-19T00:00:00Z', 'jdoe')], { notes: [] })).toEqual([]);
  });

  it('TIX-STALE is silent where another browser has newer facts', () => {
    const notes = [note(548, '2026-11-21T11:00:00.000Z')];
    expect(codes([ticket(548)], { incident: ended(), notes })).toEqual([]);
    expect(codes([closed(548, LATER, MEMBER)], { notes })).toEqual([]);
  });
});

describe('TIX-EMAIL', () => {
  const mail = (more: Partial<Ticket> = {}) =>
    ticket(560, {
      summary: 'Backup failed for ETV-Primary',
      externalXRef: '',
      sourceName: 'Email Connector',
      dateEntered: '2026-11-20T12:05:00Z',
      ...more,
    });
  const found = (other: Ticket, more: Partial<TicketSubject> = {}) =>
    check([ticket(548)], { companyTickets: [ticket(548), other], ...more });

  it('reports a mail about the same account, with the advice of the guides, and merges it', () => {
    const [finding] = found(mail());
    expect(finding).toMatchObject({ code: 'TIX-EMAIL', where: { recordId: 560 }, seen: 'Email Connector' });
    expect(finding?.message).toBe(
      'Ticket #560 (Email Connector) seems to be about the same backup as #548. In the portal, under Contact Information, send notifications to an address that ConnectWise opens no tickets from, and turn off “Enable External Ticketing Alerts” in My Account › Notifications.',
    );
    expect(finding?.fix).toMatchObject({
      label: 'Merge #560 into #548',
      changes: [
        {
          op: 'merge',
          ref: { id: 560 },
          fields: [{ field: 'mergedParentTicket', to: { id: 548 } }, { to: { id: 19 } }],
        },
      ],
    });
    expect(found(mail(), bare)[0]).not.toHaveProperty('fix');
    expect(found(mail({ closedFlag: true }))[0]).not.toHaveProperty('fix');
  });

  it.each([
    ['names the account, of whatever source', { sourceName: 'Call' }, true],
    ['names it in other letters', { summary: 'etv-primary: error' }, true],
    ['came by mail about a backup', { summary: 'Your backup report' }, true],
    ['came by mail about something else', { summary: 'Printer is out of paper' }, false],
    ['is of another source, about a backup', { summary: 'Backup', sourceName: 'Call' }, false],
    ['names an account that begins alike', { summary: 'ETV-Primary2 is slow' }, false],
    ['names an account that ends alike', { summary: 'Old-ETV-Primary is slow' }, false],
    ['came a day later', { dateEntered: '2026-11-21T12:01:00Z' }, true],
    ['came later than that', { dateEntered: '2026-11-21T12:01:01Z' }, false],
    ['came two days before', { dateEntered: '2026-11-18T12:00:00Z' }, false],
    ['has no time of arrival', { dateEntered: undefined }, false],
    ['is ours, of another incident', { externalXRef: 'EFS-342:356:no-backup' }, false],
    ['was merged already', { mergedParentTicket: { id: 548 } }, false],
  ] satisfies [string, Partial<Ticket>, boolean][])('a ticket that %s', (_, more, expected) => {
    expect(found(mail(more)).length > 0).toBe(expected);
  });

  it('treats unusual account names as text, and knows no account without a name', () => {
    expect(
      found(mail({ summary: 'C++ (old) [1] stopped', sourceName: '' }), { userName: 'C++ (old) [1]' }),
    ).toHaveLength(1);
    expect(found(mail({ summary: 'CCC old 1', sourceName: '' }), { userName: 'C++ (old) [1]' })).toEqual([]);
    expect(found(mail({ sourceName: '' }), { userName: ' ' })).toEqual([]);
  });
});
