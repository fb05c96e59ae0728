import type { NotificationRule } from '../../lib/domain/notification-rule.ts';
import type { Failure } from '../../lib/shared/errors.ts';

const LONGEST_BRAND = 100;
const LONGEST_COMMENT = 1_000;

/** As the guides' form begins (docs/reference/setup-guides.md#figure-10). */
export function newRule(): NotificationRule {
  return {
    id: crypto.randomUUID(),
    action: 'open-ticket',
    enabled: true,
    severities: { ok: false, warning: true, error: true },
    types: 'all',
    brand: '',
    includeSubBrands: true,
    comments: '',
  };
}

/** What a rule must have to mean anything; checked here, where it can be said at the field. */
export function ruleFailure({ action, severities, types, brand, comments }: NotificationRule): Failure | undefined {
  if (!severities.ok && !severities.warning && !severities.error)
    return wrong('severities', 'The rule subscribes to no event.', 'Subscribe to OK events, warnings or errors.');
  if (action === 'open-ticket' && !severities.warning && !severities.error)
    return wrong('severities', 'An OK event opens no ticket.', 'Subscribe to warnings or errors.');
  if (types !== 'all' && types.length === 0)
    return wrong('types', 'No event type is chosen.', 'Choose at least one, or subscribe to all event types.');
  if (brand.trim().length > LONGEST_BRAND) return tooLong('brand', 'The brand', brand, LONGEST_BRAND);
  if (comments.trim().length > LONGEST_COMMENT) return tooLong('comments', 'The comment', comments, LONGEST_COMMENT);
  return undefined;
}

function tooLong(field: string, what: string, text: string, limit: number): Failure {
  return wrong(field, `${what} has ${text.trim().length} characters.`, `Shorten it to at most ${limit}.`);
}

function wrong(field: string, message: string, nextStep: string): Failure {
  return { code: 'bad-input', field, message, nextStep };
}
