import { BROWSER_ONLY_READS, NO_RULE_ASKS, NO_TICKET_INTEGRATION, OVER_ALREADY } from '../outcomes.ts';
import type { PortalEvent } from '../portal-facts.ts';
import type { Settings } from '../settings.ts';
import { type Folded, foldEvent } from './fold-incidents.ts';
import type { Incident } from './incident.ts';
import { ruleAsks } from './rule-matches.ts';

/** What one event means: work, and what the account's problems are after it. */
export interface EventDecision {
  sync: boolean;
  /** Keys of problems whose ticket may have to change. */
  tickets: string[];
  /** Problems that the event began, updated or ended; the others stay as they are. */
  incidents: Incident[];
  /** Said at once, e.g. that no rule applies; is in the log beside what the work brings. */
  outcomes: string[];
}

/**
 * Decides by the notification rules what an event causes. Pure: same input, same answer. Problems are facts and folded
 * whatever the rules say. A ticket is opened or noted where a rule asks for it; a recovery is reported on the ticket of any
 * problem that lasted, because the ticket may stem from a time with other rules.
 * @param now milliseconds since the epoch, when the event arrived.
 */
export function decideEvent(
  event: PortalEvent,
  source: string,
  known: readonly Incident[],
  settings: Pick<Settings, 'rules' | 'tickets' | 'role' | 'prefix'>,
  now: number = Number.POSITIVE_INFINITY,
): EventDecision {
  const folded = foldEvent(event, source, known, now);
  const incidents = folded.filter(({ before, after }) => after.newest.id === event.id && after !== before);
  const decision: EventDecision = {
    sync: false,
    tickets: [],
    incidents: incidents.map(({ after }) => after),
    outcomes: [],
  };
  if (settings.role === 'viewer') return { ...decision, outcomes: [BROWSER_ONLY_READS] };

  const reported = folded.find(({ what }) => what === 'reported')?.after;
  const asked = reported !== undefined && ruleAsks(settings.rules, 'open-ticket', event);
  const wanted = asked && reported.lasts ? [reported.key] : [];
  decision.sync = ruleAsks(settings.rules, 'synchronize', event);
  if (settings.tickets.board) {
    const recovered = folded.filter((one) => isRecovery(one, event)).map(({ after }) => after.key);
    decision.tickets = [...wanted, ...recovered];
  } else if (wanted.length > 0) decision.outcomes.push(NO_TICKET_INTEGRATION);
  if (asked && !reported.lasts) decision.outcomes.push(OVER_ALREADY);
  const nothing = !decision.sync && decision.tickets.length === 0 && decision.outcomes.length === 0;
  return nothing ? { ...decision, outcomes: [NO_RULE_ASKS] } : decision;
}

/** The event ended a problem that lasted; or it is the very one that did, processed again. */
function isRecovery({ before, after, what }: Folded, event: PortalEvent): boolean {
  if (what !== 'ended' || !before || after.lasts) return false;
  return before.lasts || (before.newest.id === event.id && before.endedAt !== before.since);
}
