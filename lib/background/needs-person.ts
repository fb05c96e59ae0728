import type { Run } from '../domain/change.ts';
import type { EventView } from '../domain/views.ts';
import { isPassing } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';

export interface NeedsPerson {
  at: IsoTime;
  what: string;
  companyId?: number;
}

export interface LocatedEvent {
  event: EventView;
  /** The company that the event's customer is linked to, where there is exactly one. */
  companyId: number | undefined;
}

/**
 * What waits for a person, newest first: per company the newest finished run, per customer the newest event with an outcome. Older
 * trouble is not repeated once something newer went well.
 */
export function needsPerson(runs: readonly Run[], events: readonly LocatedEvent[]): NeedsPerson[] {
  const newestRuns = new Map<number, Run>();
  for (const run of runs) {
    if (run.state === 'running') continue;
    const newest = newestRuns.get(run.companyId);
    if (!newest || run.startedAt > newest.startedAt) newestRuns.set(run.companyId, run);
  }

  const newestEvents = new Map<string, LocatedEvent>();
  for (const located of events) {
    if (located.event.state === 'waiting') continue;
    const newest = newestEvents.get(located.event.customerId);
    if (!newest || located.event.seenAt > newest.event.seenAt) newestEvents.set(located.event.customerId, located);
  }

  const fromRuns = [...newestRuns.values()].flatMap((run) => {
    const what = trouble(run);
    return what
      ? [{ at: run.finishedAt ?? run.startedAt, what: `${run.companyName}: ${what}`, companyId: run.companyId }]
      : [];
  });
  const fromEvents = [...newestEvents.values()].flatMap(({ event, companyId }) => {
    if (event.state !== 'needs-person') return [];
    const run = companyId === undefined ? undefined : newestRuns.get(companyId);
    // The run says it already, or went well after it.
    if (run && run.startedAt >= event.seenAt) return [];
    const customer = event.customerName ?? `Customer ${event.customerId}`;
    const what = `${customer}: ${event.outcomes.at(-1) ?? event.message}`;
    return [companyId === undefined ? { at: event.seenAt, what } : { at: event.seenAt, what, companyId }];
  });

  return [...fromRuns, ...fromEvents].sort((a, b) => (a.at < b.at ? 1 : -1));
}

function trouble(run: Run): string | undefined {
  if (isRepeated(run)) return undefined;
  if (run.state === 'interrupted') return 'The sync was cut off. Sync again.';
  if (run.state === 'failed')
    return run.problem ? `${run.problem.message} ${run.problem.nextStep}` : 'The sync failed.';
  const { held, stale, failed, unknown } = run.counts;
  if (failed > 0) return `${count(failed, 'change')} could not be written.`;
  if (unknown > 0) return `It is not known whether ${count(unknown, 'change')} arrived.`;
  if (held > 0) return `${count(held, 'change')} wait${held === 1 ? 's' : ''} for your confirmation.`;
  if (stale > 0) return `${count(stale, 'change')} left alone: somebody changed the record meanwhile.`;
  return undefined;
}

/** An event's work stays in the queue when it was cut off or met something that passes: it is done again without anybody. */
function isRepeated({ cause, state, problem }: Run): boolean {
  if (cause.kind !== 'event') return false;
  return state === 'interrupted' || (state === 'failed' && problem !== undefined && isPassing(problem));
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
