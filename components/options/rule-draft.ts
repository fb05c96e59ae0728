import type { NotificationRule } from '../../lib/domain/notification-rule.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { RULE_FAILURES } from './texts/rules.ts';

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
    return wrong('severities', RULE_FAILURES.noEvent, RULE_FAILURES.noEventNext);
  if (action === 'open-ticket' && !severities.warning && !severities.error)
    return wrong('severities', RULE_FAILURES.onlyOk, RULE_FAILURES.onlyOkNext);
  if (types !== 'all' && types.length === 0) return wrong('types', RULE_FAILURES.noType, RULE_FAILURES.noTypeNext);
  if (brand.trim().length > LONGEST_BRAND) return tooLong('brand', RULE_FAILURES.brandLength, brand, LONGEST_BRAND);
  if (comments.trim().length > LONGEST_COMMENT)
    return tooLong('comments', RULE_FAILURES.commentLength, comments, LONGEST_COMMENT);
  return undefined;
}

function tooLong(
  field: string,
  message: (characters: number, most: number) => string,
  text: string,
  limit: number,
): Failure {
  return wrong(field, message(text.trim().length, limit), RULE_FAILURES.shorten);
}

function wrong(field: string, message: string, nextStep: string): Failure {
  return { code: 'bad-input', field, message, nextStep };
}
