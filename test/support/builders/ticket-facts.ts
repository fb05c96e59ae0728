import type { BoardStatus, Ticket, TicketNote } from '../../../lib/domain/connectwise-records.ts';
import type { EventType, PortalEvent } from '../../../lib/domain/portal-facts.ts';
import type { TicketSubject } from '../../../lib/domain/rules/ticket/ticket-rules.ts';
import { DEFAULT_SETTINGS, type Settings, type TicketSettings } from '../../../lib/domain/settings.ts';
import { decideEvent } from '../../../lib/domain/tickets/decide-event.ts';
import { type Incident, incidentKey } from '../../../lib/domain/tickets/incident.ts';
import type { TicketSnapshot } from '../../../lib/domain/tickets/ticket-plan.ts';
import { event } from './domain-records.ts';

/** An incident of ETV-Primary that began on 20 November at noon, and the two boards that its ticket may be on. */

export const SINCE = '2026-11-20T12:00:00.000Z';
export const NOW = Date.parse('2026-11-21T12:00:00.000Z');
export const SOURCE = 'efs-portal portal.example';
export const XREF = 'EFS-342:356:backup-failed';
export const MEMBER = 'BackupBridge';

export const BOARD = { id: 1, name: 'Integration' };
export const DESK = { id: 2, name: 'Service Desk' };

export function status(id: number, boardId: number, name: string, more: Partial<BoardStatus> = {}): BoardStatus {
  return {
    id,
    name,
    boardId,
    closedStatus: false,
    defaultFlag: false,
    inactive: false,
    sortOrder: id,
    escalationStatus: null,
    _info: {},
    ...more,
  };
}

export const BOARD_STATUSES = [
  status(10, 1, 'Triage', { defaultFlag: true, escalationStatus: 'NoEscalation' }),
  status(11, 1, 'New (backup)', { escalationStatus: 'NotResponded' }),
  status(12, 1, 'Old', { escalationStatus: 'NotResponded', inactive: true, sortOrder: 0 }),
  status(18, 1, 'Cancelled', { closedStatus: true }),
  status(19, 1, 'Closed', { closedStatus: true, escalationStatus: 'Resolved' }),
];
export const DESK_STATUSES = [
  status(21, 2, 'New', { escalationStatus: 'NotResponded' }),
  status(28, 2, 'closed', { closedStatus: true }),
  status(29, 2, 'Done', { closedStatus: true, escalationStatus: 'Resolved' }),
];

export function settings(tickets: Partial<TicketSettings> = {}, more: Partial<Settings> = {}): Settings {
  return { ...DEFAULT_SETTINGS, tickets: { ...DEFAULT_SETTINGS.tickets, board: BOARD, ...tickets }, ...more };
}

export function incident(more: Partial<Incident> = {}, newest: Partial<Incident['newest']> = {}): Incident {
  const kind: EventType = more.kind ?? 'backup-failed';
  return {
    key: incidentKey('342', '356', kind),
    customerId: '342',
    accountId: '356',
    kind,
    source: SOURCE,
    lasts: true,
    severity: 'error',
    since: SINCE,
    newest: {
      id: 'e1',
      at: SINCE,
      type: kind,
      severity: 'error',
      message: 'Backup of ETV-Primary failed.',
      details: 'The disk is full.',
      ...newest,
    },
    ...more,
  };
}

/** The same incident, over since two hours later. */
export function ended(): Incident {
  return incident(
    { lasts: false, endedAt: '2026-11-20T14:00:00.000Z' },
    { id: 'e2', at: '2026-11-20T14:00:00.000Z', type: 'backup-finished', severity: 'ok', message: 'Backup finished.' },
  );
}

export function ticket(id: number, more: Partial<Ticket> = {}): Ticket {
  return {
    id,
    summary: 'Backup of ETV-Primary failed',
    company: { id: 250, name: "Eddie's TV Repair" },
    board: BOARD,
    status: { id: 11, name: 'New (backup)' },
    closedFlag: false,
    externalXRef: XREF,
    sourceName: '',
    dateEntered: '2026-11-20T12:01:00Z',
    _info: {},
    ...more,
  };
}

export function closed(id: number, closedDate: string, closedBy: string, more: Partial<Ticket> = {}): Ticket {
  return ticket(id, { closedFlag: true, status: { id: 19, name: 'Closed' }, closedDate, closedBy, ...more });
}

let noteId = 1;

/** A note of ours, as the last line shows. */
export function note(ticketId: number, reported: string, dateCreated = reported, xref = XREF): TicketNote {
  noteId += 1;
  return {
    id: noteId,
    ticketId,
    text: `Whatever.\r\n\r\nReported by the backup portal at ${reported} (${xref}).`,
    internalAnalysisFlag: true,
    createdBy: MEMBER,
    dateCreated,
    _info: {},
  };
}

export function snapshot(tickets: readonly Ticket[], more: Partial<TicketSnapshot> = {}): TicketSnapshot {
  return { companyId: 250, tickets, notes: [], statuses: BOARD_STATUSES, member: MEMBER, ...more };
}

/** An event of the account at an hour of 20 November. */
export function at(hour: number, more: Partial<PortalEvent> = {}): PortalEvent {
  const time = new Date(Date.UTC(2026, 10, 20, hour)).toISOString();
  return event(`e${hour}`, { at: time, type: 'backup-failed', severity: 'error', message: `At ${hour}.`, ...more });
}

export const finished = (hour: number, severity: PortalEvent['severity'] = 'ok', more: Partial<PortalEvent> = {}) =>
  at(hour, { type: 'backup-finished', severity, ...more });

/** The account's incidents after these events, by kind, in the order of arrival. */
export function folded(events: readonly PortalEvent[]): Map<string, Incident> {
  const known = new Map<string, Incident>();
  for (const one of events) {
    for (const record of decideEvent(one, SOURCE, [...known.values()], settings()).incidents)
      known.set(record.key, record);
  }
  return new Map([...known.values()].map((record) => [record.kind, record]));
}

/** Returns what the ticket rules are given: tickets of the incident, one of which has a note of its beginning. */
export function ticketSubject(tickets: readonly Ticket[], more: Partial<TicketSubject> = {}): TicketSubject {
  return {
    companyId: 250,
    tickets,
    incident: incident(),
    notes: [note(548, SINCE)],
    statuses: BOARD_STATUSES,
    member: MEMBER,
    companyTickets: [],
    userName: 'ETV-Primary',
    settings: settings(),
    now: NOW,
    ...more,
  };
}
