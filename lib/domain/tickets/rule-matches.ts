import type { NotificationRule } from '../notification-rule.ts';
import type { PortalEvent } from '../portal-facts.ts';

/**
 * Whether an enabled rule asks for this action on this event: by its own severity, type and brand
 * (docs/reference/setup-guides.md#step-7 and #step-8).
 */
export function ruleAsks(
  rules: readonly NotificationRule[],
  action: NotificationRule['action'],
  event: Pick<PortalEvent, 'severity' | 'type' | 'brand'>,
): boolean {
  return rules.some((rule) => rule.enabled && rule.action === action && ruleMatches(rule, event));
}

/** Whether an event is one that the rule subscribes to, enabled or not. */
export function ruleMatches(rule: NotificationRule, event: Pick<PortalEvent, 'severity' | 'type' | 'brand'>): boolean {
  const types = rule.types === 'all' || rule.types.includes(event.type);
  return rule.severities[event.severity] && types && ofBrand(rule, event.brand);
}

/** Letter case and white space around a brand are no difference: one side of it was typed by a user. */
function ofBrand(rule: NotificationRule, brand = ''): boolean {
  const [wanted, has] = [plain(rule.brand), plain(brand)];
  return wanted === '' || has === wanted || (rule.includeSubBrands && has.startsWith(`${wanted}/`));
}

function plain(brand: string): string {
  return brand.trim().toLowerCase();
}
