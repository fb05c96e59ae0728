import { DAY } from '../../../lib/shared/time.ts';
import type { PortalAccount, PortalCustomer, PortalState } from './state.ts';

export interface UsageRecord {
  customerId: string;
  month: string;
  service: string;
  unit: 'bytes' | 'count' | 'mailboxes';
  quantity: number;
}

/**
 * Figures per customer and service at the end of a month, or now for the month that runs. The portal keeps no history:
 * bytes of past months are reckoned back by the daily growth. Accounts that had expired by then count for nothing.
 */
export function usageOf(state: PortalState, customer: PortalCustomer, month: string, now: number): UsageRecord[] {
  const at = Math.min(monthEnd(month), now);
  const totals = new Map<string, Pick<UsageRecord, 'unit' | 'quantity'>>();
  const add = (service: string, unit: UsageRecord['unit'], quantity: number | undefined) => {
    if (quantity === undefined) return;
    totals.set(service, { unit, quantity: (totals.get(service)?.quantity ?? 0) + quantity });
  };
  for (const account of state.accountsOf(customer.id)) {
    if (account.expiresAt !== undefined && account.expiresAt <= at) continue;
    add(`${account.plan}: online storage`, 'bytes', bytesAt(account, at, now));
    add(`${account.plan}: local storage`, 'bytes', account.localBytes);
    add(`${account.plan}: mailboxes`, 'mailboxes', account.mailboxes);
    add(`${account.plan}: licences`, 'count', account.licences);
    if (account.kind === 'server' || account.kind === 'desktop') add(`${account.plan}: ${account.kind}s`, 'count', 1);
  }
  return [...totals].map(([service, total]) => ({ customerId: String(customer.id), month, service, ...total }));
}

/** The first moment after the month, or NaN where the text names none. */
function monthEnd(month: string): number {
  const [year, number] = month.split('-').map(Number);
  return Date.UTC(year ?? Number.NaN, number ?? Number.NaN, 1);
}

/** `2026-11`, not later than the month that runs. */
export function isKnownMonth(month: string, now: number): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && month <= new Date(now).toISOString().slice(0, 7);
}

function bytesAt(account: PortalAccount, at: number, now: number): number | undefined {
  if (account.onlineBytes === undefined) return undefined;
  const days = Math.floor((now - at) / DAY);
  return Math.max(0, account.onlineBytes - days * (account.schedule?.growthBytes ?? 0));
}
