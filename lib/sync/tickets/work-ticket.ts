import type { Outcome, Run } from '../../domain/change.ts';
import type { Company } from '../../domain/connectwise-records.ts';
import { LONGEST_WAIT } from '../../domain/due.ts';
import { formatEfsId } from '../../domain/efs-id.ts';
import { BROWSER_ONLY_READS, NO_TICKET_INTEGRATION, textsOf } from '../../domain/outcomes.ts';
import { unreadableFailure } from '../../domain/record-list.ts';
import type { Incident } from '../../domain/tickets/incident.ts';
import { planTicket } from '../../domain/tickets/plan-ticket.ts';
import { primaryTicket } from '../../domain/tickets/primary-ticket.ts';
import type { TicketPlan, TicketSnapshot } from '../../domain/tickets/ticket-plan.ts';
import { xrefOf } from '../../domain/tickets/xref.ts';
import { type Failure, sentence } from '../../shared/errors.ts';
import { nameOf } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { HOUR } from '../../shared/time.ts';
import { unexpected } from '../../shared/unexpected.ts';
import type { Applied } from '../apply/change-result.ts';
import { nextLookFor } from '../apply/resolve-unclear.ts';
import { runJournal } from '../apply/run-journal.ts';
import { trackRun } from '../apply/run-tracker.ts';
import type { EngineDeps } from '../engine-api.ts';
import { findCompany, hasLiveSuccessor, isStillLinked } from '../read/link.ts';
import { ambiguous, noLongerLinked, replaced } from '../read/link-failures.ts';
import { companyKey, listOfCompanies } from '../read/live-companies.ts';
import { unseenRivals } from '../read/rivals.ts';
import { finishedRun, openOutcomes, wasCancelled } from '../runs/finish-run.ts';
import { newRun } from '../runs/start-run.ts';
import { actor } from '../runs/sync-company.ts';
import type { OutboxEntry, SettledState } from '../store.ts';
import { customerInDoubt } from './customer-in-doubt.ts';
import { doneByAnother, recordReported } from './done-by-another.ts';
import { readSnapshot } from './read-snapshot.ts';
import { type TicketRound, ticketOutcomes } from './ticket-outcomes.ts';
import { isUnstable, type Writing, writePlan } from './write-plan.ts';

/** One to write, one to look at what was created, one to look at what was merged, one for a status that is gone. */
const ROUNDS = 4;

/** How often the ticket of a problem that lasts is looked at without an event: two to three requests each. */
const LOOK_AGAIN = 12 * HOUR;

/** What came of one ticket entry. `run`: something was to be written; ended, and not yet stored as such. */
export type TicketWork =
  | {
      events: { state: SettledState; outcomes: string[] };
      ticketId?: number;
      again?: number;
      byAnother?: boolean;
      run?: Run;
    }
  | { failure: Failure; run?: Run };

/**
 * Makes exactly one ConnectWise ticket show the newest state of one problem: look → plan → apply → look again. Converges:
 * done twice, killed in between, or done by two browsers at once, it writes only what is missing.
 */
export async function workTicket(deps: EngineDeps, entry: OutboxEntry): Promise<TicketWork> {
  const { settings, store } = deps;
  if (settings.role === 'viewer') return skipped(BROWSER_ONLY_READS);
  if (!settings.tickets.board) return skipped(NO_TICKET_INTEGRATION);
  const incident = entry.incidentKey === undefined ? undefined : await store.incident(entry.incidentKey);
  if (!incident) return skipped('No ticket: this browser no longer knows the incident.');
  const company = await findCompany(deps, entry.customerId);
  if (!company.ok) return { failure: company.failure };
  const work: Work = { deps, companyId: company.value, applied: [], rounds: [] };
  try {
    const last = await converge(work, incident.key);
    return last.ok ? await reported(work, entry, last.value) : cutShort(work, last.failure);
  } catch (error) {
    deps.log.error('tickets', 'Work on a ticket failed unexpectedly.', { entry: entry.key, error: nameOf(error) });
    return cutShort(work, unexpected(error));
  }
}

/** What one piece of work gathers; its run begins with the first change. */
interface Work {
  deps: EngineDeps;
  companyId: number;
  applied: Applied[];
  rounds: TicketRound[];
  writing?: Writing;
}

interface Round {
  incident: Incident;
  snapshot: TicketSnapshot;
  plan: TicketPlan;
}

async function converge(work: Work, key: string): Promise<Result<Round>> {
  const { deps, applied } = work;
  let made: number | undefined;
  for (let round = 1; round <= ROUNDS; round++) {
    // Read again: an event may have come while the round before was writing.
    const incident = await deps.store.incident(key);
    if (!incident) return fail(unexpected());
    const observedAt = deps.clock();
    const read = await readSnapshot(deps, incident, work.companyId, made);
    if (!read.ok) return read;
    const { snapshot, unreadable } = read.value;
    // The ticket of the problem may be the one that cannot be read: another one would double it.
    if (unreadable.tickets.length) return fail(unreadableFailure(unreadable.tickets));
    const plan = planTicket(incident, snapshot, deps.settings, deps.clock());
    if (plan.failure) return fail(plan.failure);
    const seen: Round = { incident, snapshot, plan };
    if (!plan.changes.length) return ok(seen);
    // A note that says it already may be one that cannot be read, and a ticket is closed after its note: merging alone needs neither.
    const changes = unreadable.notes.length ? plan.changes.filter(({ op }) => op === 'merge') : plan.changes;
    if (!changes.length) return fail(unreadableFailure(unreadable.notes));
    const writing = await begin(work, incident, snapshot);
    if (!writing.ok) return writing;
    const wrote = await writePlan(deps, writing.value, changes, snapshot, observedAt, applied);
    applied.push(...wrote.applied);
    work.rounds.push({ applied: wrote.applied, outcome: plan.outcome });
    made = wrote.made ?? made;
    if (!wrote.next.ok) return wrote.next;
    if (wrote.next.value === 'done' && changes.length === plan.changes.length)
      return ok(made === undefined ? seen : { ...seen, plan: { ticketId: made, ...plan } });
  }
  return fail(isUnstable());
}

/** Stores the run before its first change. */
async function begin(work: Work, incident: Incident, snapshot: TicketSnapshot): Promise<Result<Writing>> {
  if (work.writing) return ok(work.writing);
  const { deps, companyId } = work;
  const who = await actor(deps);
  if (!who.ok) return who;
  const known = await deps.store.cached<Company | null>(companyKey(companyId));
  const companyName = known?.value?.name ?? snapshot.tickets[0]?.company.name ?? '';
  const doubt = await customerInDoubt(deps, companyId, incident.customerId);
  if (!doubt.ok) return doubt;
  if (doubt.value) return fail(doubt.value);
  const rivals = await unseenRivals(deps, companyId, [incident.customerId]);
  if (!rivals.ok) return rivals;
  const efsId = formatEfsId(incident.customerId, deps.settings.prefix);
  const [others] = Object.values(rivals.value);
  if (others)
    return fail(
      ambiguous(efsId, listOfCompanies([{ id: companyId, name: companyName || `company ${companyId}` }, ...others])),
    );
  const successor = await hasLiveSuccessor(deps, companyId, incident.customerId);
  if (!successor.ok) return successor;
  if (successor.value) return fail(replaced(companyName || `Company ${companyId}`));
  const linked = await isStillLinked(deps, companyId, incident.customerId);
  if (!linked.ok) return linked;
  if (!linked.value) return fail(noLongerLinked(companyName || `Company ${companyId}`));
  const run: Run = {
    ...newRun(deps, companyId, { kind: 'ticket', ref: incident.key }),
    companyName,
    efsIds: [efsId],
  };
  await deps.store.putRun(run);
  work.writing = {
    who: who.value,
    tracker: trackRun(deps.store, run),
    journal: runJournal(run, who.value, deps.store, deps.clock),
  };
  return ok(work.writing);
}

async function reported(work: Work, entry: OutboxEntry, { incident, snapshot, plan }: Round): Promise<TicketWork> {
  const { deps, applied } = work;
  const looks = [plan.again ?? nextLook(deps, incident, plan), await duplicatesLook(deps, incident)];
  const due = looks.filter((at) => at !== undefined);
  const again = {
    ...(due.length > 0 && { again: Math.min(...due) }),
    ...(plan.ticketId !== undefined && { ticketId: plan.ticketId }),
  };
  const written = ticketOutcomes(work.rounds, plan.ticketId);
  if (wasCancelled(applied)) {
    const outcomes = [...written.map(ofTicket), ...openOutcomes(applied)];
    const end = ended(work, outcomes);
    const waits = end.run?.turnedOff ? { again: deps.clock() + LONGEST_WAIT } : {};
    return { events: { state: 'skipped', outcomes: textsOf(outcomes) }, ...waits, ...end };
  }
  if (written.length) {
    await recordReported(deps, incident);
    return { events: { state: 'done', outcomes: written }, ...again, ...ended(work, written.map(ofTicket)) };
  }
  const byAnother = await doneByAnother(deps, entry, incident, snapshot);
  const outcomes = [plan.outcome];
  return {
    events: { state: quietState(incident, snapshot, plan), outcomes },
    ...again,
    byAnother,
    ...ended(work, outcomes.map(ofTicket)),
  };
}

/** A user may close the ticket without any event; a setting then has it re-opened after the quiet time. */
function nextLook({ settings, clock }: EngineDeps, { lasts }: Incident, { ticketId }: TicketPlan): number | undefined {
  const isWatched = lasts && ticketId !== undefined && settings.tickets.whenClosedByUser === 'reopen';
  return isWatched ? clock() + LOOK_AGAIN : undefined;
}

/** A create without an answer may still make a second ticket: it is looked for within minutes, and merged. */
function duplicatesLook(deps: EngineDeps, incident: Incident): Promise<number | undefined> {
  return nextLookFor(deps, xrefOf(incident, deps.settings.prefix));
}

/** Nothing written: because a ticket shows it already, or because none shall. */
function quietState({ lasts }: Incident, { tickets }: TicketSnapshot, plan: TicketPlan): SettledState {
  if (plan.ticketId === undefined) return 'skipped';
  return lasts && primaryTicket(tickets)?.closedFlag ? 'skipped' : 'done';
}

function cutShort(work: Work, failure: Failure): TicketWork {
  const open = openOutcomes(work.applied);
  return { failure, ...ended(work, open.length ? open : [{ code: 'failure', text: sentence(failure) }], failure) };
}

function ended({ deps, writing, applied }: Work, outcomes: readonly Outcome[], failure?: Failure): { run?: Run } {
  if (!writing) return {};
  const run = { ...writing.tracker.current(), ...(failure && { failure }) };
  return { run: finishedRun(run, applied, deps.clock, [], outcomes) };
}

/** A line of the event log as one of the run. */
function ofTicket(text: string): Outcome {
  return { code: 'ticket', text };
}

function skipped(outcome: string): TicketWork {
  return { events: { state: 'skipped', outcomes: [outcome] } };
}
