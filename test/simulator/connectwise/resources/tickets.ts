import type { FieldError } from '../errors.ts';
import type { Draft, Resource } from '../resource.ts';
import { requireRight } from '../rights.ts';
import * as schema from '../schema.ts';
import type { ConnectWiseState } from '../state.ts';
import { type Row, valueAt } from '../table.ts';
import { missing, targetNotFound } from '../values.ts';
import { BILL_OPTIONS } from './shared-choices.ts';

export const tickets: Resource = {
  path: '/service/tickets',
  table: 'tickets',
  type: 'Ticket',
  name: 'ticket',
  right: 'Service Tickets',
  required: ['company', 'summary'],
  readOnly: [
    'closedDate',
    'closedBy',
    'closedFlag',
    'recordType',
    'hasChildTicket',
    'hasMergedChildTicketFlag',
    'mergedParentTicket',
    'parentTicketId',
    'actualHours',
    'dateResolved',
    'dateResplan',
    'dateResponded',
    'mobileGuid',
    'slaStatus',
    'isInSla',
  ],
  members: {
    ...schema.texts({
      summary: 100,
      siteName: 50,
      addressLine1: 50,
      addressLine2: 50,
      city: 50,
      stateIdentifier: 50,
      zip: 12,
      contactName: 62,
      contactPhoneNumber: 20,
      contactPhoneExtension: 15,
      contactEmailAddress: 250,
      externalXRef: 100,
      poNumber: 50,
      automaticEmailCc: 1000,
    }),
    ...schema.choices({
      recordType: ['ProjectIssue', 'ProjectTicket', 'ServiceTicket'],
      severity: ['Low', 'Medium', 'High'],
      impact: ['Low', 'Medium', 'High'],
      billingMethod: ['ActualRates', 'FixedFee', 'NotToExceed', 'OverrideRate'],
      subBillingMethod: ['ActualRates', 'FixedFee', 'NotToExceed', 'OverrideRate'],
      knowledgeBaseLinkType: [
        'Activity',
        'ProjectIssue',
        'KnowledgeBaseArticle',
        'ProjectTicket',
        'ServiceTicket',
        'Time',
      ],
      billTime: BILL_OPTIONS,
      billExpenses: BILL_OPTIONS,
      billProducts: BILL_OPTIONS,
      predecessorType: ['Ticket', 'Phase'],
    }),
    initialDescription: { type: 'string', writeOnly: true },
    initialInternalAnalysis: { type: 'string', writeOnly: true },
    initialResolution: { type: 'string', writeOnly: true },
    ...schema.longTexts(
      'initialDescriptionFrom',
      'contactEmailLookup',
      'closedDate',
      'closedBy',
      'subDateAccepted',
      'dateResolved',
      'dateResplan',
      'dateResponded',
      'resources',
      'mobileGuid',
      'slaStatus',
      'agreementType',
      'escalationStartDateUTC',
      'respondedBy',
      'resplanBy',
      'resolvedBy',
    ),
    ...schema.integers(
      'knowledgeBaseCategoryId',
      'knowledgeBaseSubCategoryId',
      'resolveMinutes',
      'resPlanMinutes',
      'respondMinutes',
      'knowledgeBaseLinkId',
      'parentTicketId',
      'predecessorId',
      'lagDays',
      'duration',
      'escalationLevel',
      'minutesBeforeWaiting',
      'respondedSkippedMinutes',
      'resplanSkippedMinutes',
      'minutesWaiting',
    ),
    ...schema.numbers(
      'budgetHours',
      'actualHours',
      'estimatedExpenseCost',
      'estimatedExpenseRevenue',
      'estimatedProductCost',
      'estimatedProductRevenue',
      'estimatedTimeCost',
      'estimatedTimeRevenue',
      'billingAmount',
      'hourlyRate',
      'subBillingAmount',
      'respondedHours',
      'resplanHours',
      'resolutionHours',
    ),
    ...schema.flags(
      'allowAllClientsPortalView',
      'customerUpdatedFlag',
      'automaticEmailContactFlag',
      'automaticEmailResourceFlag',
      'automaticEmailCcFlag',
      'processNotifications',
      'skipCallback',
      'closedFlag',
      'approved',
      'isInSla',
      'hasChildTicket',
      'hasMergedChildTicketFlag',
      'predecessorClosedFlag',
      'lagNonworkingDaysFlag',
      'requestForChangeFlag',
    ),
    ...schema.dates('requiredDate', 'estimatedStartDate'),
    ...schema.lists('integratorTags', 'customFields'),
    board: schema.reference('boards', 'Service Board'),
    status: { ...schema.reference('boardStatuses', 'Service Status'), settled: true },
    company: schema.reference('companies', 'Company', ['identifier', 'name']),
    site: schema.reference('sites', 'Site'),
    contact: schema.reference('contacts', 'Contact'),
    owner: schema.reference('members', 'Member', ['identifier', 'name=fullName']),
    priority: schema.reference('priorities', 'Priority'),
    agreement: schema.reference('agreements', 'Agreement', ['name', 'type=type/name']),
    location: schema.reference('locations', 'Location'),
    department: schema.reference('departments', 'Department', ['identifier', 'name']),
    mergedParentTicket: schema.reference('tickets', 'Service Ticket', ['summary']),
    type: { ...schema.reference('boardTypes', 'Service Type'), settled: true },
    subType: { ...schema.reference('boardSubTypes', 'Service SubType'), settled: true },
    ...schema.looseReferences(
      'workRole',
      'workType',
      'country',
      'item',
      'team',
      'serviceLocation',
      'source',
      'opportunity',
      'sla',
      'currency',
    ),
  },
  derive: deriveTicket,
  settle: settleTicket,
  stored: addInitialNotes,
};

function deriveTicket(row: Row, state: ConnectWiseState): Record<string, unknown> {
  const { tickets, boardStatuses } = state.tables;
  return {
    recordType: 'ServiceTicket',
    closedFlag: boardStatuses.get(Number(valueAt(row, 'status/id')))?.closedStatus === true,
    hasChildTicket: tickets.where('parentTicketId', row.id).length > 0,
    hasMergedChildTicketFlag: tickets.where('mergedParentTicket/id', row.id).length > 0,
  };
}

/**
 * Board and status belong together on POST and PATCH (docs/reference/connectwise-rest.md#tickets); a new ticket without
 * them gets the defaults.
 */
function settleTicket(draft: Draft): FieldError[] {
  const { row, before, state, clock, writer } = draft;
  const board = state.tables.boards.get(Number(valueAt(row.board ?? defaultBoard(draft), 'id')));
  if (!board) return [missing('ticket', 'board')];
  row.board = { id: board.id, name: board.name };
  const statuses = state.tables.boardStatuses.where('board/id', board.id);
  const wanted = row.status ?? statuses.find((status) => status.defaultFlag === true);
  const status = findStatus(statuses, wanted);
  if (!status) {
    return [targetNotFound('ticket', 'status', 'Service Status', wanted, ` for Service Board ${board.id}`)];
  }
  row.status = { id: status.id, name: status.name };
  const wasClosed = before !== undefined && deriveTicket(before, state).closedFlag === true;
  if (status.closedStatus === true && !wasClosed) {
    const member = state.tables.apiMembers.where('identifier', writer)[0];
    if (member) requireRight(state, member, 'Close Service Tickets', 'edit');
    row.closedDate = clock.iso();
    row.closedBy = writer;
  } else if (status.closedStatus !== true) {
    row.closedDate = null;
    row.closedBy = null;
  }
  return settleType(draft, board);
}

/** A type is one of the board, a subtype one that goes with it. INFERRED from how a status of another board is refused. */
function settleType({ row, state }: Draft, board: Row): FieldError[] {
  const { boardTypes, boardSubTypes } = state.tables;
  const of = ` for Service Board ${board.id}`;
  const type = row.type ? findStatus(boardTypes.where('board/id', board.id), row.type) : undefined;
  if (row.type && (!type || type.inactiveFlag === true))
    return [targetNotFound('ticket', 'type', 'Service Type', row.type, of)];
  const subTypes = boardSubTypes
    .where('board/id', board.id)
    .filter(({ typeAssociationIds }) => Array.isArray(typeAssociationIds) && typeAssociationIds.includes(type?.id));
  const subType = row.subType ? findStatus(subTypes, row.subType) : undefined;
  if (row.subType && (!subType || subType.inactiveFlag === true))
    return [targetNotFound('ticket', 'subType', 'Service SubType', row.subType, of)];
  if (type) row.type = { id: type.id, name: type.name };
  if (subType) row.subType = { id: subType.id, name: subType.name };
  return [];
}

function defaultBoard({ state, writer }: Draft): unknown {
  const member = state.tables.apiMembers.where('identifier', writer)[0];
  return member?.serviceDefaultBoard ?? state.tables.boards.all()[0];
}

export function findStatus(statuses: readonly Row[], wanted: unknown): Row | undefined {
  const [id, name] = [valueAt(wanted, 'id'), valueAt(wanted, 'name')];
  return statuses.find((status) =>
    id === undefined ? String(status.name).toLowerCase() === String(name).toLowerCase() : status.id === id,
  );
}

/**
 * `initialDescription` and its sisters end as the ticket's first notes and are never returned
 * (docs/reference/connectwise-rest.md#tickets).
 */
function addInitialNotes(ticket: Row, { before, row, state, clock, writer }: Draft): void {
  if (before) return;
  const notes = [
    { text: row.initialDescription, detailDescriptionFlag: true },
    { text: row.initialInternalAnalysis, internalAnalysisFlag: true },
    { text: row.initialResolution, resolutionFlag: true },
  ];
  for (const note of notes) {
    if (typeof note.text !== 'string' || note.text === '') continue;
    const created = { dateCreated: clock.iso(), createdBy: writer };
    state.tables.ticketNotes.insert({ ticketId: ticket.id, ...note, ...created }, { identifier: writer });
  }
}
