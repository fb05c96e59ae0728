import type { PortalEvent } from '../portal-facts.ts';
import type { Settings } from '../settings.ts';
import type { ProblemRecord } from './problem.ts';

/** What one event means: work, and what the account's problems are after it. */
export interface EventDecision {
  sync: boolean;
  /** Keys of problems whose ticket may have to change. */
  tickets: string[];
  /** Problems that the event began, told more of, or ended; the others stay as they are. */
  problems: ProblemRecord[];
  /** Said at once, e.g. that no rule asks for anything; stands in the log beside what the work brings. */
  outcomes: string[];
}

/** Decides by the notification rules what an event causes. Pure: same input, same answer. */
export function decideEvent(
  event: PortalEvent,
  source: string,
  known: readonly ProblemRecord[],
  settings: Pick<Settings, 'rules' | 'tickets' | 'role' | 'prefix'>,
): EventDecision {
  throw new Error(`Not written yet: ${event.id} ${source} ${known.length} ${settings.role}`);
}
