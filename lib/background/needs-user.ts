import type { Cause, Run } from '../domain/change.ts';
import type { WorsenedCheck } from '../domain/setup-history.ts';
import { addressPart } from '../shared/address-part.ts';
import { type Failure, isPassing, sentence } from '../shared/errors.ts';
import { literalText } from '../shared/text-values.ts';
import type { IsoTime } from '../shared/time.ts';
import type { OutboxEntry } from '../sync/store.ts';

export interface NeedsUser {
  at: IsoTime;
  what: string;
  companyId?: number;
  /** Where a user decides about it: what stands in the address of our own options page, e.g. `companies/250`. */
  place: string;
}

/** Work that the outbox keeps until a user has done something. */
export interface LocatedEntry {
  entry: Pick<OutboxEntry, 'key' | 'customerId' | 'newestEventAt' | 'failure'>;
  customerName: string | undefined;
  /** The company that the entry's customer is linked to, where there is exactly one. */
  companyId: number | undefined;
}

/**
 * What waits for a user, newest first. Of runs, only the newest finished one of a company's syncs and of each ticket counts: older
 * trouble is over once something newer of the same kind went well. A ticket says nothing about a sync, nor the other
 * way round. An entry of the outbox waits however old it is, unless such a run says the same or went well after it.
 * @param isReported whether the same screen says a failure already: a connection that does not work is no line of its own per company
 */
export function needsUser(
  runs: readonly Run[],
  entries: readonly LocatedEntry[],
  isReported: (failure: Failure) => boolean = () => false,
): NeedsUser[] {
  const newestRuns = new Map<string, Run>();
  for (const run of runs) {
    if (run.state === 'running') continue;
    const subject = subjectOfRun(run);
    const newest = newestRuns.get(subject);
    if (!newest || run.startedAt > newest.startedAt) newestRuns.set(subject, run);
  }

  const fromRuns = [...newestRuns.values()].flatMap((run) => {
    const what = run.state === 'failed' && run.failure && isReported(run.failure) ? undefined : trouble(run);
    if (what && run.failure?.code === 'wrong-day')
      return [{ at: run.finishedAt ?? run.startedAt, what, place: 'event-log' }];
    return what
      ? [
          {
            at: run.finishedAt ?? run.startedAt,
            what: `${literalText(nameOf(run, runs))}: ${what}`,
            companyId: run.companyId,
            place: placeOf(run.failure, run.companyId, run.companyName),
          },
        ]
      : [];
  });
  const fromEntries = entries.flatMap(({ entry, customerName, companyId }) => {
    if (entry.failure && isReported(entry.failure)) return [];
    const run = newestRuns.get(subjectOfWork(entry.key, companyId));
    if (run && run.startedAt >= entry.newestEventAt && speaks(run)) return [];
    const why = entry.failure ? sentence(entry.failure) : 'Reprocess its event under Options › Event log.';
    const reported = {
      at: entry.newestEventAt,
      what: `${literalText(customerName ?? `Customer ${entry.customerId}`)}: ${why}`,
      place: placeOf(entry.failure, companyId, customerName ?? entry.customerId),
    };
    return [companyId === undefined ? reported : { ...reported, companyId }];
  });

  return withoutRepeats([...fromRuns, ...fromEntries].sort((a, b) => (a.at < b.at ? 1 : -1)));
}

/**
 * Returns a line for each set-up check that was good and fails.
 * @param isSaid whether the same screen says such a sentence already, of a connection
 */
export function worsenedLines(
  worsened: readonly WorsenedCheck[],
  isSaid: (sentence: string) => boolean = () => false,
): NeedsUser[] {
  return worsened.flatMap(({ check: { title, evidence }, since }) =>
    evidence.some(isSaid) ? [] : { at: since, what: `${title}: ${evidence[0] ?? 'failed.'}`, place: 'setup' },
  );
}

/** Missing keys and rights are given at the connections; a link is confirmed among the links; an event without a company has its log. */
function placeOf(failure: Failure | undefined, companyId: number | undefined, name: string): string {
  if (failure && AT_CONNECTIONS.has(failure.code)) return 'connections';
  if (failure?.code === 'not-linked') return `companies/links/${addressPart(name.slice(0, LONGEST_SEARCH))}`;
  return companyId === undefined ? 'event-log' : `companies/${companyId}`;
}

/** As much of a name the list of links looks for. */
const LONGEST_SEARCH = 100;
const AT_CONNECTIONS: ReadonlySet<Failure['code']> = new Set(['unauthorized', 'missing-right', 'not-connected']);

/** A run that ended before the company was read has no name: another run of the company may. */
function nameOf({ companyId, companyName }: Run, runs: readonly Run[]): string {
  const named = companyName || runs.find((run) => run.companyId === companyId && run.companyName !== '')?.companyName;
  return named || `Company ${companyId}`;
}

/** Whether a run has made an entry's trouble known, or ended it. One that is repeated by itself does neither. */
function speaks(run: Run): boolean {
  return run.state === 'done' || trouble(run) !== undefined;
}

const TICKET = 'ticket:';

function subjectOfRun({ companyId, cause }: Run): string {
  return cause.kind === 'ticket' ? `${TICKET}${cause.ref ?? companyId}` : `company:${companyId}`;
}

/** Which runs speak for a work: those of its ticket, or the syncs of its company. */
function subjectOfWork(key: string, companyId: number | undefined): string {
  return key.startsWith(TICKET) ? key : `company:${companyId ?? ''}`;
}

/** One missing right stops the tickets of many problems: one line is enough. */
function withoutRepeats(list: NeedsUser[]): NeedsUser[] {
  const said = new Set<string>();
  return list.filter(({ what }) => !said.has(what) && said.add(what));
}

function trouble(run: Run): string | undefined {
  if (isRepeated(run)) return undefined;
  if (run.state === 'interrupted') return 'The sync was cut off. Sync again.';
  if (run.state === 'failed')
    return run.failure ? `${run.failure.message} ${run.failure.nextStep}` : 'The sync failed.';
  // What a guard holds is listed under Approvals.
  const { conflict, failed, unknown } = run.counts;
  if (failed > 0) return `${count(failed, 'change')} could not be written.`;
  if (unknown > 0) return `It is not known whether ${count(unknown, 'change')} arrived.`;
  // What a user left undone by cancelling waits for nobody.
  if (run.state === 'cancelled') return undefined;
  if (conflict > 0) return `${count(conflict, 'change')} not written: the record was changed after it was read.`;
  return undefined;
}

/** Causes whose work stands in the queue. */
const QUEUED: ReadonlySet<Cause['kind']> = new Set(['event', 'reprocess', 'ticket']);

/** An event's work stays in the queue when it was cut off or met something that passes: it is done again without anybody. */
function isRepeated({ cause, state, failure }: Run): boolean {
  if (!QUEUED.has(cause.kind)) return false;
  // Nobody but a user sets a clock.
  const passes = failure !== undefined && isPassing(failure) && failure.code !== 'wrong-day';
  return state === 'interrupted' || (state === 'failed' && passes);
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
