import * as z from 'zod/mini';
import type { Change } from '../domain/change.ts';
import type { Ticket } from '../domain/connectwise-records.ts';
import { boundedText } from '../shared/bounded-text.ts';
import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { safeParse } from '../shared/safe-parse.ts';
import { literalText } from '../shared/text-values.ts';
import type { RestClient } from './client.ts';
import { readTicket, TICKET_PATH } from './tickets.ts';
import { idIn, internal } from './writable.ts';

const successSchema = z.object({ success: z.nullish(z.boolean()), message: z.nullish(boundedText) });

/**
 * Folds the change's ticket into the one that its field `mergedParentTicket` names, with the status that its field `status` names
 * (`POST /service/tickets/{survivor}/merge`, docs/reference/connectwise-rest.md#tickets), and answers the folded ticket
 * as it is then: the answer to the merge itself only says that it was done. When that cannot be read, the answer counts
 * as lost.
 */
export async function mergeTicket(client: RestClient, change: Change): Promise<Result<Ticket>> {
  const merged = change.ref.id;
  const survivor = idIn(change.fields.find(({ field }) => field === 'mergedParentTicket')?.to);
  const status = idIn(change.fields.find(({ field }) => field === 'status')?.to);
  if (change.resource !== 'ticket') return fail(internal('Only tickets can be merged.', 'resource'));
  if (merged === undefined) return fail(internal('A merge needs the id of the ticket.', 'id'));
  if (survivor === undefined || survivor === merged)
    return fail(internal('A merge needs another ticket to merge into.', 'mergedParentTicket'));
  if (status === undefined) return fail(internal('A merge needs a status for the merged ticket.', 'status'));

  const done = await client.post(`${TICKET_PATH}/${survivor}/merge`, {
    mergeTicketIds: [merged],
    status: { id: status },
  });
  if (!done.ok) return done;
  const said = safeParse(successSchema, done.value);
  if (said.success && said.data.success === false) return fail(refused(merged, survivor, said.data.message));
  const read = await readTicket(client, merged);
  return read.ok && read.value ? ok(read.value) : fail(unseen(merged, read.ok ? undefined : read.failure));
}

function refused(merged: number, survivor: number, message: string | null | undefined): Failure {
  return {
    code: 'rejected',
    message: `ConnectWise refused to merge ticket #${merged} into #${survivor}${message ? `: "${literalText(message.slice(0, 300))}"` : '.'}`,
    nextStep: 'Merge the tickets in ConnectWise, or close one of them.',
  };
}

function unseen(merged: number, failure: Failure | undefined): Failure {
  return {
    code: 'truncated',
    message: `ConnectWise merged ticket #${merged}, which could not be read afterwards.${failure ? ` ${failure.message}` : ''}`,
    nextStep: failure?.nextStep ?? 'Look at the ticket in ConnectWise.',
  };
}
