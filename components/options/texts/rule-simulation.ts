import type { NotificationRule } from '../../../lib/domain/notification-rule.ts';
import type { RuleSimulation } from '../../../lib/domain/tickets/rule-simulation.ts';
import { count, formatNumber } from '../../ui/format.ts';

/** What a rule would have done. */
export const SIMULATION = {
  look: 'Simulate the last 30 days',
  /** Read out after the text of the button. */
  ofRule: (rule: string) => `with the rule: ${rule}`,
  none: 'No events are stored yet. Simulate the rule again when the portal has reported some.',
  noBoard:
    'No service board is chosen (Options › Tickets), so the rule opens no ticket now: these are the ones that it would have opened on any board.',
  assumed: 'As if automatic sync had been on and no user had changed the tickets.',
  knownSince: (since: string) => `Events are known since ${since}; what was before is not counted.`,
  customers: 'By customer',
  types: 'By type',
  customer: 'Customer',
  type: 'Type',
  tickets: 'Tickets',
  first: (shown: number, all: number) => (shown < all ? `The first ${shown} of ${all} tickets` : 'The tickets'),
  opened: 'Opened',
  closed: 'Closed',
  event: 'Event',
  stillOpen: 'still open',
  /** Of a customer whose name is not known. */
  unnamed: (id: string) => `Customer ${id}`,
} as const;

/** e.g. `In the last 30 days this rule would have opened 12 tickets: 9 closed by themselves, 3 are still open.` */
export function simulationInWords(action: NotificationRule['action'], done: RuleSimulation): string {
  const start = 'In the last 30 days this rule would have';
  if (action === 'synchronize') {
    const synchronized = `${start} synchronized ${times(done.syncs)} for ${count(done.events, 'event')}`;
    if (done.throttled === 0) return `${synchronized}.`;
    const atOnce = Math.max(0, done.events - done.throttled);
    const left = `${formatNumber(done.throttled)} left to the next sync that the 12-hour throttle allows`;
    return `${synchronized}: ${formatNumber(atOnce)} synchronized at once, ${left}.`;
  }
  if (done.opened === 0) return `${start} opened no ticket: it applies to ${count(done.events, 'event')}.`;
  const parts = [
    done.closed && `${count(done.closed, 'closing')} by recovery`,
    done.reopened && `${count(done.reopened, 're-opening')}`,
    `${formatNumber(done.stillOpen)} still open now`,
  ];
  return `${start} opened ${count(done.opened, 'ticket')}: ${parts.filter(Boolean).join(', ')}.`;
}

/** How the rule as it is saved compares; '' where it does the same. */
export function comparisonInWords(
  action: NotificationRule['action'],
  done: RuleSimulation,
  inForce: RuleSimulation | null,
  isEdited: boolean,
): string {
  if (!inForce) return '';
  const [now, saved] = action === 'synchronize' ? [done.syncs, inForce.syncs] : [done.opened, inForce.opened];
  if (now === saved) return isEdited ? 'The rule as it is saved does as much.' : '';
  const what = action === 'synchronize' ? `synchronizes ${times(saved)}` : `opens ${count(saved, 'ticket')}`;
  const difference = `${formatNumber(Math.abs(now - saved))} ${now > saved ? 'more' : 'fewer'}`;
  return `The rule as it is saved ${what}: this is ${difference}.`;
}

function times(n: number): string {
  return n === 1 ? 'once' : `${formatNumber(n)} times`;
}
