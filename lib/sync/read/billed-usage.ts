import { BILLED_MONTHS, type BilledMonthName, calendarMonth, daysOfMonth } from '../../domain/billed-usage.ts';
import type { BilledMonthView } from '../../domain/billing-view.ts';
import type { SkippedValue } from '../../domain/portal-facts.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { HOUR, type IsoTime, isoTime, SECOND } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';

export type BillingDeps = Pick<EngineDeps, 'portal' | 'store' | 'clock'>;

/** A month of billing usage as it is kept; its clients are in `store.billedClients`. */
export interface BilledMonth {
  name: BilledMonthName;
  /** The calendar month, e.g. `2026-10`. */
  month: string;
  from: string;
  to: string;
  readAt: IsoTime;
  skipped: SkippedValue[];
  /** Set: it could not be read, so nothing of it is known. */
  failure?: Failure;
}

/** Usage is refreshed on the first of a month (docs/reference/portals.md#billing-usage): twice a day is soon enough. */
const AGE = 12 * HOUR;
/** After a refusal or an outage it is asked again sooner, but not once per customer. */
const FAILED_AGE = HOUR;
/** What was read so recently is no older for a user who asks again. */
const REFRESHED_AGE = 10 * SECOND;

/** `known`: asks nobody. `read`: asks where what is kept is too old. `refresh`: a user asks again. */
export type BillingAge = 'known' | 'read' | 'refresh';

/**
 * What the vendor bills in the last and in the current month, of all clients: two requests in 12 hours, however many customers
 * there are. A month that cannot be read is there with its failure: billing never fails what it is read beside. Empty for a
 * portal without billing usage.
 */
export async function billedMonths(deps: BillingDeps, age: BillingAge): Promise<BilledMonth[]> {
  const months: BilledMonth[] = [];
  for (const name of BILLED_MONTHS) {
    const month = await billedMonth(deps, name, age);
    if (month) months.push(month);
  }
  return months;
}

async function billedMonth(
  deps: BillingDeps,
  name: BilledMonthName,
  age: BillingAge,
): Promise<BilledMonth | undefined> {
  const { portal, store, clock } = deps;
  const month = calendarMonth(name, clock());
  if (!portal.billedUsage || month === undefined) return undefined;
  const cached = await store.cached<BilledMonth>(key(name));
  const known = cached?.value.month === month ? cached : undefined;
  if (age === 'known') return known?.value;
  if (known && isYoungerThan(maxAge(known.value, age), known.at, clock())) return known.value;
  const answer = await portal.billedUsage(name);
  const readAt = isoTime(clock());
  const common = { name, month, readAt };
  const read: BilledMonth = answer.ok
    ? { ...common, from: answer.value.from, to: answer.value.to, skipped: answer.value.skipped }
    : { ...common, ...daysOfMonth(month), skipped: [], failure: answer.failure };
  if (answer.ok) await store.putBilledClients(month, answer.value.clients, keptMonths(clock()));
  await store.cache(key(name), read, clock());
  return read;
}

function maxAge({ failure }: BilledMonth, age: BillingAge): number {
  const pause = (failure?.retryAfterSeconds ?? 0) * SECOND;
  // A user who asks again after a failure has just changed something.
  if (age === 'refresh') return failure ? pause : REFRESHED_AGE;
  return failure ? Math.max(FAILED_AGE, pause) : AGE;
}

function keptMonths(now: number): string[] {
  return BILLED_MONTHS.flatMap((name) => calendarMonth(name, now) ?? []);
}

/** Returns a month for a page. */
export function monthView({ name, from, to, readAt, skipped, failure }: BilledMonth): BilledMonthView {
  return { name, from, to, readAt, skipped: skipped.length, ...(failure && { failure }) };
}

function key(name: BilledMonthName): string {
  return `billed-usage:${name}`;
}
