import { meantEfsId } from '../../domain/efs-id.ts';
import type { InvoicedLines } from '../../domain/invoiced-figure.ts';
import { type Failure, sentence } from '../../shared/errors.ts';
import { ok } from '../../shared/result.ts';
import { sameValue } from '../../shared/same-value.ts';
import { DAY, HOUR, type IsoTime, isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from './cached-read.ts';
import type { Observation } from './observation.ts';

/** Two months of invoices, however long the months and however late they are made. */
const READ_DAYS = 70;
/** Invoices are made once a month. */
const KEPT_FOR = 12 * HOUR;

interface CachedInvoices extends InvoicedLines {
  agreementIds: number[];
  /** How many lines could not be read. */
  unreadable: number;
  readAt: IsoTime;
}

/** What was invoiced, as far as it could be read. */
export interface InvoicedRead {
  invoiced?: InvoicedLines & { readAt: IsoTime };
  /** Why lines are missing, or all of them: a sentence or two. */
  notes: string[];
}

/**
 * Reads what was invoiced for the additions with an EFS id of a company, for screens: what was read in the last 12 hours, for the same
 * agreements, is not read again. Needs the Reports API; without it there is a note and nothing else.
 */
export async function invoicedLines(deps: EngineDeps, { company, additions }: Observation): Promise<InvoicedRead> {
  const own = additions.filter(({ serialNumber }) => meantEfsId(serialNumber, deps.settings.prefix) !== undefined);
  const agreementIds = [...new Set(own.map(({ agreementId }) => agreementId))].sort((a, b) => a - b);
  if (agreementIds.length === 0) return { notes: [] };
  const maxAge = (kept: CachedInvoices) => (sameValue(kept.agreementIds, agreementIds) ? KEPT_FOR : 0);
  const read = await cachedRead<CachedInvoices>(deps, `invoiced:${company.id}`, maxAge, async () => {
    const [since, readAt] = [isoTime(deps.clock() - READ_DAYS * DAY), isoTime(deps.clock())];
    const listed = await deps.connectWise.invoicedAdditions(agreementIds, since);
    if (!listed.ok) return listed;
    const { rows, unreadable } = listed.value;
    return ok({ agreementIds, lines: rows, unreadable: unreadable.length, since, readAt });
  });
  if (!read.ok) return { notes: [notRead(read.failure)] };
  const { lines, since, readAt, unreadable } = read.value;
  return { invoiced: { lines, since, readAt }, notes: unreadable > 0 ? [partlyRead(unreadable)] : [] };
}

function notRead(failure: Failure): string {
  return `What ConnectWise invoiced is not shown. ${reasonOf(failure)}`;
}

/** The resource API has no lines of invoices, so there is nothing else to read. */
function reasonOf(failure: Failure): string {
  if (failure.code === 'missing-right')
    return 'Set “System › API Reports” to Inquire = All in the security role of the API member.';
  return failure.code === 'not-found' ? failure.message : sentence(failure);
}

function partlyRead(unreadable: number): string {
  const lines = unreadable === 1 ? '1 line' : `${unreadable} lines`;
  return `${lines} of invoices could not be read, so what was invoiced may be incomplete.`;
}
