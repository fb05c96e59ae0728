import type { Change } from '../domain/change.ts';
import type { Failure } from '../shared/errors.ts';
import { listBoardStatuses } from './boards.ts';
import type { RestClient } from './client.ts';
import { lackOf } from './errors.ts';
import { CLOSE_TICKETS } from './rights.ts';
import { readTicket } from './tickets.ts';
import { idIn } from './writable.ts';

/**
 * Closing needs a right beside the one to edit tickets, and a 403 does not say which of the two is missing
 * (docs/reference/connectwise-rest.md#rights). So the status that was refused is looked up, and where it closes, that
 * right is named. Any other problem is given back as it is.
 */
export async function nameClosingRight(client: RestClient, change: Change, failure: Failure): Promise<Failure> {
  if (failure.code !== 'missing-right' || change.resource !== 'ticket') return failure;
  const status = idIn(change.fields.find(({ field }) => field === 'status')?.to);
  if (status === undefined) return failure;
  const statuses = await statusesOfBoard(client, change);
  const closes = statuses?.find(({ id }) => id === status)?.closedStatus;
  if (closes === false) return failure;
  const lack = lackOf(CLOSE_TICKETS, failure.status);
  const also = failure.value === undefined ? '' : ` Check "${failure.value}" as well.`;
  if (closes) return { ...lack, nextStep: `${lack.nextStep}${also}` };
  // Unknown whether the status closes: the likelier right first, the other one beside it.
  return { ...failure, nextStep: `${failure.nextStep} If the status closes the ticket: ${lack.nextStep}` };
}

async function statusesOfBoard(client: RestClient, change: Change) {
  const named = idIn(change.fields.find(({ field }) => field === 'board')?.to);
  const board = named ?? (await boardOf(client, change.ref.id));
  if (board === undefined) return undefined;
  const statuses = await listBoardStatuses(client, board);
  return statuses.ok ? statuses.value.rows : undefined;
}

async function boardOf(client: RestClient, ticketId: number | undefined): Promise<number | undefined> {
  const ticket = ticketId === undefined ? undefined : await readTicket(client, ticketId);
  return ticket?.ok ? ticket.value?.board.id : undefined;
}
