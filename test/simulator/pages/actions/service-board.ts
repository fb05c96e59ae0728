import { boardStatuses } from '../../connectwise/resources/board-statuses.ts';
import { EXTERNAL_INTEGRATION_XREF } from '../../connectwise/seed/ids.ts';
import {
  type Action,
  done,
  idIn,
  numberIn,
  referenceId,
  referenceTo,
  refuse,
  stampOf,
  text,
  textIn,
  writing,
} from './action.ts';
import { storeForm } from './store.ts';

/**
 * What the combo External Integration XRef offers. Only "Not Responded (Set)" is a fact
 * (docs/reference/setup-guides.md#figure-1); the others are INFERRED from the escalation statuses.
 */
export const EXTERNAL_INTEGRATION_XREFS = [
  EXTERNAL_INTEGRATION_XREF.notResponded,
  'Responded (Set)',
  'Resolution Plan (Set)',
  'Resolved (Set)',
];

export const getServiceBoard: Action = (payload, { state }) => {
  const { tables } = state;
  const board = tables.boards.get(idIn(payload, 'recID'));
  if (!board) return refuse('The record was not found.');
  return done({
    recID: board.id,
    name: text(board, 'name'),
    location: text(tables.locations.get(referenceId(board, 'location') ?? 0), 'name'),
    businessUnit: text(tables.departments.get(referenceId(board, 'department') ?? 0), 'name'),
    inactive: board.inactiveFlag === true,
    ...stampOf(board),
  });
};

/** One status of a board (docs/reference/setup-guides.md#figure-1). */
export const getServiceBoardStatus: Action = (payload, { state }) => {
  const status = state.tables.boardStatuses.get(idIn(payload, 'recID'));
  const board = state.tables.boards.get(idIn(payload, 'boardRecID'));
  if (!status || !board || referenceId(status, 'board') !== board.id) return refuse('The record was not found.');
  return done({
    recID: status.id,
    description: text(status, 'name'),
    sortOrder: status.sortOrder ?? null,
    board: text(board, 'name'),
    externalXRef: text(status, 'externalIntegrationXRef'),
    isDefault: status.defaultFlag === true,
    displayOnBoard: status.displayOnBoard === true,
    closed: status.closedStatus === true,
    timeEntryNotAllowed: status.timeEntryNotAllowed === true,
    inactive: status.inactive === true,
    ...stampOf(status),
  });
};

/**
 * The cross-reference is kept beside what REST knows of a status: REST neither shows nor takes it
 * (docs/reference/connectwise-rest.md#tickets).
 */
export const saveServiceBoardStatus: Action = writing((payload, context) => {
  const { boards, boardStatuses: table } = context.state.tables;
  const board = boards.get(idIn(payload, 'boardRecID'));
  if (!board) return refuse('The record was not found.');
  const id = idIn(payload, 'recID');
  const before = table.get(id);
  if (id !== 0 && (!before || referenceId(before, 'board') !== board.id)) return refuse('The record was not found.');
  const name = textIn(payload, 'description');
  if (!name) return refuse('Status Description is required.');
  const sortOrder = numberIn(payload, 'sortOrder');
  if (sortOrder === undefined || !Number.isInteger(sortOrder ?? 0)) return refuse('Sort Order must be a number.');
  const externalXRef = textIn(payload, 'externalXRef');
  if (externalXRef && !EXTERNAL_INTEGRATION_XREFS.includes(externalXRef))
    return refuse('External Integration XRef is not valid.');
  const members = {
    name,
    sortOrder: sortOrder ?? 0,
    defaultFlag: payload.isDefault === true,
    displayOnBoard: payload.displayOnBoard === true,
    closedStatus: payload.closed === true,
    timeEntryNotAllowed: payload.timeEntryNotAllowed === true,
    inactive: payload.inactive === true,
  };
  const own = { board: referenceTo(board), externalIntegrationXRef: externalXRef || null };
  return storeForm(boardStatuses, { members, before, own }, context);
});
