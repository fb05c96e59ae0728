import { type BilledUsage, type BillingMonth, calendarMonth, daysOfMonth } from '../../domain/billed-usage.ts';
import { type CalendarDay, dayOfDate } from '../../domain/calendar-day.ts';
import type { SkippedValue } from '../../domain/portal-facts.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { MINUTE } from '../../shared/time.ts';
import { createPortalClient } from '../client.ts';
import type { PortalConfig, PortalDeps } from '../config.ts';
import { expectList, shown, unexpected } from '../tolerant.ts';
import { readClients } from './read-usage.ts';

const PATH = '/usage/billable';

export interface X360Billing {
  /**
   * Returns what the vendor bills in a month, of all clients, in one request. Those who ask for the same month within a minute
   * share one answer.
   * Failures: `bad-input` for what is no month; `missing-right` where the key lacks the product permission Billing;
   * `unexpected-shape` for an answer without a list, or of another period than the one asked for; those of every request.
   */
  usage(month: BillingMonth): Promise<Result<BilledUsage>>;
}

/**
 * Axcient's billing usage (docs/reference/portals.md#billing-usage), with the key of an x360Recover connection, beside it on
 * the same host.
 * @param config of the x360Recover connection
 */
export function createX360Billing(config: PortalConfig, deps: PortalDeps): X360Billing {
  const client = createPortalClient({ ...config, baseUrl: besideOf(config.baseUrl) }, deps, {
    name: 'Axcient billing',
    auth: { 'x-api-key': config.key },
  });
  const recent = new Map<string, { at: number; answer: Promise<Result<BilledUsage>> }>();

  async function read(month: BillingMonth, asked: string): Promise<Result<BilledUsage>> {
    const { from, to } = daysOfMonth(asked);
    // The current month is what is answered without dates; a day to come might be refused.
    const query = month === 'this' ? {} : { start_date: from, end_date: to };
    const found = await client.get(PATH, { query });
    if (!found.ok) return fail(explained(found.failure, client.peer));
    const body: unknown = found.value;
    if (!isObject(body)) return fail(unexpected(client.peer, PATH, body));
    const rows = expectList(body.children, client.peer, `${PATH} (children)`);
    if (!rows.ok) return rows;
    const skipped: SkippedValue[] = [];
    const days = {
      from: readDay(body, 'start_date', skipped) ?? from,
      to: readDay(body, 'end_date', skipped) ?? to,
    };
    // Of a month that is over, a part is none of it; one whose days cannot be read may be any.
    const isOfMonth =
      month === 'this'
        ? days.from.startsWith(asked) && days.to.startsWith(asked) && days.from <= days.to
        : days.from === from && days.to === to && skipped.length === 0;
    if (!isOfMonth) return fail(otherPeriod(client.peer, days, asked));
    return ok({ clients: readClients(rows.value, skipped), ...days, skipped });
  }

  return {
    async usage(month) {
      const asked = calendarMonth(month, deps.clock());
      if (asked === undefined) return fail(noMonth(month));
      const key = `${month} ${asked}`;
      const known = recent.get(key);
      if (known && isYoungerThan(MINUTE, known.at, deps.clock())) return known.answer;
      const answer = read(month, asked);
      recent.set(key, { at: deps.clock(), answer });
      const result = await answer;
      // A key may have been given the permission since.
      if (!result.ok && recent.get(key)?.answer === answer) recent.delete(key);
      return result;
    },
  };
}

/** `https://axapi.axcient.com/x360recover` → `https://axapi.axcient.com/billing`. */
function besideOf(baseUrl: string): string {
  return new URL('billing', baseUrl).href;
}

/** A day of the answer; absent: that of the request. */
function readDay(
  body: Record<string, unknown>,
  member: 'start_date' | 'end_date',
  skipped: SkippedValue[],
): CalendarDay | undefined {
  const value = body[member];
  if (value === undefined || value === null) return undefined;
  const day = typeof value === 'string' ? dayOfDate(value) : undefined;
  if (day === undefined)
    skipped.push({ path: member, value: shown(value), why: 'This value was left out: it is no day.' });
  return day;
}

/** Refusals that mean something else here than of the portal's own lists; the others say what they are. */
function explained(failure: Failure, peer: string): Failure {
  if (failure.code === 'missing-right') {
    return {
      ...failure,
      message: `${peer} says that the key lacks the product permission Billing.`,
      nextStep:
        'In x360Portal under Settings › API Keys make a key that has Billing as well, and enter it under Options › Connections.',
    };
  }
  if (failure.code === 'unauthorized') {
    return {
      ...failure,
      message: `${peer} gives no billing usage for this key (HTTP 401).`,
      nextStep:
        'Check under Options › Connections that the key works; an account without billing usage may answer the same.',
    };
  }
  return failure;
}

function otherPeriod(peer: string, { from, to }: { from: string; to: string }, asked: string): Failure {
  return {
    code: 'unexpected-shape',
    message: `${peer} answered with usage from ${from} to ${to}, not of ${asked}. It was not used.`,
    nextStep: 'Try again tomorrow; if it repeats, report it.',
    field: 'start_date',
    value: `${from} ${to}`,
  };
}

function noMonth(month: string): Failure {
  return {
    code: 'bad-input',
    message: 'This is no month.',
    nextStep: 'Enter it as YYYY-MM, e.g. 2026-10.',
    field: 'month',
    value: month.slice(0, 100),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
