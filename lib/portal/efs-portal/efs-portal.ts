import * as z from 'zod/mini';
import type { Customer, CustomerFacts, SkippedValue } from '../../domain/portal-facts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime, SECOND } from '../../shared/time.ts';
import type { EventPage, PortalPort } from '../../sync/ports.ts';
import { createPortalClient } from '../client.ts';
import { type PortalConfig, type PortalDeps, sourceOf } from '../config.ts';
import { readItems, unexpected } from '../tolerant.ts';
import { toAccount, toCustomer, toEvent } from './mapping.ts';
import { accountSchema, customerSchema, eventSchema, pageSchema, UNBILLED } from './schemas.ts';

const LIMIT = 1_000;
/** A portal whose `next` leads in circles is stopped here: 1,000 pages hold a million customers. */
const MAX_PAGES = 1_000;
/** How old the list of customers may be from which a single one is answered: a push of all customers asks for each. */
const LIST_AGE = 30 * SECOND;

/** A portal, or a bridge in front of one, that serves the EFS portal API, version 1 (spec sources.md). */
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
    // Events come after a cursor and are never asked for twice, so remembering them would only hold memory.
    const found = await client.get(path, { query: { after, limit }, remember: path !== '/v1/events' });
    if (!found.ok) return found;
    const read = z.safeParse(pageSchema, found.value);
    return read.success ? ok(read.data) : fail(unexpected(client.peer, path, found.value));
  }

  async function everyPage(path: string): Promise<Result<unknown[]>> {
    const items: unknown[] = [];
    let after: string | undefined;
    for (let count = 0; count < MAX_PAGES; count += 1) {
      const one = await page(path, after);
      if (!one.ok) return one;
      items.push(...one.value.items);
      if (!one.value.next) return ok(items);
      after = one.value.next;
    }
    return fail(unexpected(client.peer, path, after));
  }

  async function customers(): Promise<Result<{ customers: Customer[]; skipped: SkippedValue[] }>> {
    const items = await everyPage('/v1/customers');
    if (!items.ok) return items;
    const skipped: SkippedValue[] = [];
    return ok({ customers: readItems(customerSchema, items.value, 'customers', skipped).map(toCustomer), skipped });
  }

  /** The list as it was a moment ago; one question at a time for all who ask. Read anew where it lacks the customer. */
  async function recentCustomers(customerId: string): ReturnType<typeof customers> {
    const age = listed ? deps.clock() - listed.at : Number.POSITIVE_INFINITY;
    if (listed && age >= 0 && age < LIST_AGE) {
      const known = await listed.read;
      if (known.ok && known.value.customers.some(({ id }) => id === customerId)) return known;
    }
    const read = customers();
    listed = { at: deps.clock(), read };
    return read;
  }

  /** The API has no single customer, so it is taken from the list. */
  async function customer(customerId: string): Promise<Result<CustomerFacts | null>> {
    const path = `/v1/customers/${encodeURIComponent(customerId)}/accounts`;
    const [all, items] = await Promise.all([recentCustomers(customerId), everyPage(path)]);
    if (!items.ok) return items.problem.code === 'not-found' ? ok(null) : items;
    if (!all.ok) return all;
    const known = all.value.customers.find(({ id }) => id === customerId);
    // The accounts are there, so the customer is: its record was one of those that could not be read.
    const [unread] = all.value.skipped;
    if (!known && unread && items.value.length > 0) return fail(unexpected(client.peer, unread.path, unread.value));
    if (!known) return ok(null);
    const skipped: SkippedValue[] = [];
    const accounts = readItems(accountSchema, items.value, 'accounts', skipped, UNBILLED).map((raw) =>
      toAccount(raw, customerId),
    );
    return ok({ customer: known, accounts, readAt: isoTime(deps.clock()), source: config.kind, skipped });
  }

  /** Without a cursor: from the oldest event that the portal keeps. Costs one request when nothing is new. A portal may give less than was asked for, so only an empty page is the end. */
  async function events(cursor: string | undefined): Promise<Result<EventPage>> {
    const found = await page('/v1/events', cursor);
    if (!found.ok) return found;
    const { items, next } = found.value;
    const skipped: SkippedValue[] = [];
    const read = readItems(eventSchema, items, 'events', skipped).map(toEvent);
    return ok({ events: read, cursor: next ?? cursor ?? '', more: items.length > 0 && Boolean(next), skipped });
  }

  async function test(): Promise<Result<{ name: string }>> {
    const probes = await Promise.all([page('/v1/customers', undefined, 1), page('/v1/events', undefined, 1)]);
    const failed = probes.find((probe) => !probe.ok);
    return failed && !failed.ok ? failed : ok({ name: client.peer });
  }

  return { kind: config.kind, source: sourceOf(config), test, customers, customer, events };
}
