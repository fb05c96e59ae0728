import { inUnit, type MeasureSettings, usages } from './measure.ts';
import type { Account } from './portal-facts.ts';
import { SERVICES, type ServiceId } from './service.ts';

/** REST: Addition.invoiceDescription, max 6,000 (cw-api §3.5). */
export const MAX_INVOICE_DESCRIPTION = 6000;

/**
 * "Detailed, per-account disk-usage amounts" for an invoice line (S15 p.12): one line per account with its usage of the
 * services, the largest first. At most 6,000 characters, cut at an account, with "and n more". '' where nobody uses them.
 */
export function invoiceDescription(
  accounts: readonly Account[],
  services: readonly ServiceId[],
  settings: MeasureSettings,
  now: number,
): string {
  const parts = SERVICES.filter(({ id }) => services.includes(id)).flatMap(({ id, unit, title }) =>
    usages(accounts, settings, now)
      .filter(({ service, amount }) => service === id && amount > 0)
      .map(({ account, amount }) => ({ title, amount, name: account.userName, text: amountText(amount, unit) })),
  );
  parts.sort((a, b) => order(a.title, b.title) || b.amount - a.amount || order(a.name, b.name));
  const titles = new Set(parts.map(({ title }) => title));
  const lines = parts.map(({ title, name, text }) => `${titles.size > 1 ? `${title}: ` : ''}${name}: ${text}`);
  return cutAtLine(lines, MAX_INVOICE_DESCRIPTION);

  function amountText(amount: number, unit: (typeof SERVICES)[number]['unit']): string {
    if (unit === 'count') return `${amount}`;
    // Single accounts are always shown to two decimals: rounding up is for the sum that is billed.
    const shown = inUnit(amount, unit, { ...settings, rounding: 'two-decimals' });
    if (unit === 'mailboxes') return `${shown} ${shown === 1 ? 'mailbox' : 'mailboxes'}`;
    return `${shown.toFixed(2)} ${settings.storageUnit}`;
  }
}

/** Joins whole lines within the limit; what does not fit is counted. */
function cutAtLine(lines: readonly string[], limit: number): string {
  const whole = lines.join('\n');
  if (whole.length <= limit) return whole;
  for (let kept = lines.length - 1; kept > 0; kept -= 1) {
    const text = [...lines.slice(0, kept), `and ${lines.length - kept} more`].join('\n');
    if (text.length <= limit) return text;
  }
  return `${lines.length} accounts`;
}

/** By code unit, not by locale: the same facts give the same text in every browser. */
function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
