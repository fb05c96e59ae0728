import type { EventView } from '../../lib/domain/event-view.ts';
import { containsPattern } from '../../lib/shared/wildcards.ts';
import { formatText } from '../ui/format-text.ts';
import { TYPE_WORDS } from './texts/rules.ts';

export interface EventFilter {
  /**
   * Text that an event contains; `*` stands for any characters, `?` for exactly one
   * (docs/reference/setup-guides.md#testing). '' finds all.
   */
  text: string;
  failuresOnly: boolean;
}

/**
 * Whether an event is looked for. Failures: errors of the portal, events whose processing failed or needs the user
 * (docs/reference/setup-guides.md#figure-23), and events that wait because something is in the way. One that only waits
 * for its turn, or for the 12 hours to pass, is none.
 */
export function isSought(event: EventView, { text, failuresOnly }: EventFilter): boolean {
  if (failuresOnly && !isFailure(event)) return false;
  return containsPattern(searchedText(event), text.trim());
}

function isFailure({ severity, state, waitsBecause }: EventView): boolean {
  return severity === 'error' || state === 'needs-user' || (state === 'waiting' && waitsBecause !== undefined);
}

/** All that stands in the row, a line each, so that a wildcard does not reach from one to the next. */
function searchedText(event: EventView): string {
  const { customerName, customerId, accountId, message, type, outcomes } = event;
  return [
    customerName,
    customerId,
    accountId,
    message,
    TYPE_WORDS[type],
    ...outcomes.map((outcome) => formatText(outcome)),
  ]
    .filter(Boolean)
    .join('\n');
}
