import type * as z from 'zod/mini';
import type { Customer, CustomerFacts, SkippedValue } from '../../domain/portal-facts.ts';
import { addressPart } from '../../shared/address-part.ts';
import { MOST_PAGES, MOST_ROWS } from '../../shared/bounds.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { safeParse } from '../../shared/safe-parse.ts';
import { isoTime, SECOND } from '../../shared/time.ts';
import type { EventPage, PortalPort } from '../../sync/ports.ts';
import { createPortalClient } from '../client.ts';
import { type PortalConfig, type PortalDeps, sourceOf } from '../config.ts';
import { unavailable } from '../errors.ts';
import { eachOnce, readItems, surelyLacks, tooManyRows, unexpected } from '../tolerant.ts';
import { toAccount, toCustomer, toEvent } from './mapping.ts';
import { accountSchema, customerSchema, eventSchema, pageSchema, UNBILLED } from './schemas.ts';

const LIMIT = 1_000;
/** How old the list of customers may be from which a single one is answered: a bulk sync asks for each. */
const LIST_AGE = 30 * SECOND;

interface Customers {
  customers: Customer[];
  skipped: SkippedValue[];
  /** The list as it came. */
  rows: readonly unknown[];
}

/**
 * A portal, or a bridge in front of one, that serves the EFS portal API, version 1
 * (docs/reference/portals.md#efs-portal).
 */
export function createEfsPortal(config: PortalConfig, deps: PortalDeps): PortalPort {
  const client = createPortalClient(config, deps, {
    name: 'The EFS portal',
    auth: { authorization: `Bearer ${config.key}` },
  });
  let listed: { at: number; read: ReturnType<typeof customers> } | undefined;

  async function page(
    path: string,
    after: string | undefined,
    limit = LIMIT,
  ): Promise<Result<z.infer<typeof pageSchema>>> {
    // Events come after a cursor and are never requested twice, so remembering them would only hold memory.
    const found = await client.get(path, { query: { after, limit }, remember: path !== '/v1/events' });
    if (!found.ok) return found;
    const read = safeParse(pageSchema, found.value);
    return read.success ? ok(read.data) : fail(unexpected(client.peer, path, found.value));
  }

  /** The whole list, or a failure: a `next` that came before, or after a page without items, leads nowhere. */
  async function everyPage(path: string): Promise<Result<unknown[]>> {
    const items: unknown[] = [];
    const cursors = new Set<string>();
    let after: string | undefined;
    for (;;) {
      const one = await page(path, after);
      if (!one.ok) return one;
      for (const item of one.value.items) items.push(item);
      if (items.length > MOST_ROWS || cursors.size >= MOST_PAGES) return fail(tooManyRows(client.peer, path));
      after = one.value.next ?? '';
      if (!after) return ok(items);
      if (one.value.items.length === 0 || cursors.has(after))
        return fail(unexpected(client.peer, path, { next: after }));
      cursors.add(after);
    }
  }

  async function customers(): Promise<Result<Customers>> {
    const items = await everyPage('/v1/customers');
    if (!items.ok) return items;
    const skipped: SkippedValue[] = [];
    const customers = readItems(customerSchema, items.value, 'customers', skipped).map(toCustomer);
    return ok({ customers, skipped, rows: items.value });
  }

  /** The list as it was a moment ago; one question at a time for all who ask. Read again where it lacks the customer. */
  async function recentCustomers(customerId: string): ReturnType<typeof customers> {
    const age = listed ? deps.clock() - listed.at : Number.POSITIVE_INFINITY;
    if (listed && age >= 0 && age < LIST_AGE) {
      const known = await listed.read;
      if (known.ok && known.value.customers.some(({ id }) => id === customerId)) return known;
    }
    return listNow();
  }

  function listNow(): ReturnType<typeof customers> {
    const read = customers();
    listed = { at: deps.clock(), read };
    return read;
  }

  /**
   * The API has no single customer, so it is taken from the list. Null only where the whole list lacks it: accounts that are not
   * found are no proof, and a customer whose record cannot be read is there.
   */
  async function customer(customerId: string): Promise<Result<CustomerFacts | null>> {
    if (!/^[1-9]\d*$/.test(customerId)) return ok(null);
    const path = `/v1/customers/${addressPart(customerId)}/accounts`;
    const [all, items] = await Promise.all([recentCustomers(customerId), everyPage(path)]);
    if (!items.ok && items.failure.code !== 'not-found') return items;
    if (!all.ok) return all;
    const known = all.value.customers.find(({ id }) => id === customerId);
    if (!known && surelyLacks(all.value.rows, customerId)) return ok(null);
    if (!items.ok) return fail(unavailable(client.peer, path));
    if (!known) {
      const [unread] = all.value.skipped;
      return fail(unexpected(client.peer, unread?.path ?? path, unread?.value));
    }
    const skipped: SkippedValue[] = [];
    const read = readItems(accountSchema, items.value, 'accounts', skipped, UNBILLED);
    // Pages may overlap.
    const listed = eachOnce(read, skipped, ({ userName }) => ({ path: `accounts (${userName})`, what: 'account' }));
    const accounts = listed.map((raw) => toAccount(raw, customerId, config.baseUrl));
    return ok({ customer: known, accounts, readAt: isoTime(deps.clock()), source: config.kind, skipped });
  }

  /** Without a cursor: from the oldest event that the portal keeps. Costs one request when nothing is new. A portal may give less than requested, so only an empty page is the end. */
  async function events(cursor: string | undefined): Promise<Result<EventPage>> {
    const found = await page('/v1/events', cursor);
    if (!found.ok) return found;
    const { items, next } = found.value;
    // Delivery is at least once: the newest events may come again at the end of the log. A full page of them would for ever.
    const isStill = next === cursor;
    if (items.length >= LIMIT && next && isStill) return fail(unexpected(client.peer, '/v1/events', { next }));
    const skipped: SkippedValue[] = [];
    const read = readItems(eventSchema, items, 'events', skipped).map((raw) => toEvent(raw, config.baseUrl));
    return ok({
      events: read,
      cursor: next ?? cursor ?? '',
      more: items.length > 0 && Boolean(next) && !isStill,
      skipped,
    });
  }

  async function test(): Promise<Result<{ name: string }>> {
    const probes = await Promise.all([page('/v1/customers', undefined, 1), page('/v1/events', undefined, 1)]);
    const failed = probes.find((probe) => !probe.ok);
    return failed && !failed.ok ? failed : ok({ name: client.peer });
  }

  return {
    kind: config.kind,
    source: sourceOf(config),
    test,
    async customers() {
      const read = await listNow();
      return read.ok ? ok({ customers: read.value.customers, skipped: read.value.skipped }) : read;
    },
    customer,
    events,
  };
}
