import { readFileSync } from 'node:fs';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { HTTPException } from 'hono/http-exception';
import type { SimulatorClock } from '../clock.ts';
import type { BackupEngine } from './backups.ts';
import type { CursorList } from './cursor.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { accountRecord, customerRecord, eventRecord } from './efs-records.ts';
import { isKnownMonth, usageOf } from './efs-usage.ts';
import type { PortalState } from './state.ts';

const DESCRIPTION = readFileSync(new URL('./efs-portal.openapi.json', import.meta.url), 'utf8');
const MOST_ITEMS = 1000;
const DEFAULT_ITEMS = 100;

/**
 * EFS portal API, version 1: docs/reference/portals.md#efs-portal, published as
 * `efs-portal.openapi.json`.
 */
export function createEfsPortal(state: PortalState, backups: BackupEngine, clock: SimulatorClock): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (!(error instanceof HTTPException)) throw error;
    const headers = error.status === 401 ? { 'www-authenticate': 'Bearer' } : undefined;
    return c.json(
      { error: { code: ERROR_CODES[error.status] ?? 'error', message: error.message } },
      error.status,
      headers,
    );
  });
  app.notFound((c) => c.json({ error: { code: 'not-found', message: `There is no ${c.req.path} here.` } }, 404));
  app.get('/v1/openapi.json', (c) => c.body(DESCRIPTION, 200, { 'content-type': 'application/json' }));

  app.use('/v1/*', etag());
  app.use('/v1/*', async (_c, next) => {
    backups.tick();
    await next();
  });

  app.get('/v1/customers', (c) => {
    authorize(c, state, 'customers');
    return c.json(page(c, 'customers', state.allCustomers(), ({ id }) => id, customerRecord));
  });

  app.get('/v1/customers/:id/accounts', (c) => {
    authorize(c, state, 'customers');
    const id = c.req.param('id');
    const customer = /^[1-9]\d*$/.test(id) ? state.customers.get(Number(id)) : undefined;
    if (!customer) throw new HTTPException(404, { message: `There is no customer ${id}.` });
    return c.json(page(c, 'accounts', state.accountsOf(customer.id), (account) => account.id, accountRecord));
  });

  app.get('/v1/events', (c) => {
    authorize(c, state, 'events');
    return c.json(eventPage(c, state));
  });

  app.get('/v1/usage', (c) => {
    authorize(c, state, 'usage');
    const month = c.req.query('month') ?? '';
    if (!isKnownMonth(month, clock.now())) throw badInput('month', month, 'a month as YYYY-MM, not after this one');
    const customers = pageOf(c, 'usage', state.allCustomers(), ({ id }) => id);
    return c.json({
      items: customers.items.flatMap((customer) => usageOf(state, customer, month, clock.now())),
      next: customers.next,
    });
  });
  return app;
}

const ERROR_CODES: Record<number, string> = {
  400: 'bad-input',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
};

function authorize(c: Context, state: PortalState, permission: string): void {
  const secret = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const key = state.keys.find((known) => known.api === 'efs-portal' && known.secret === secret && !known.revoked);
  if (!key) {
    const message = secret === undefined ? 'Send a bearer token.' : 'The token is not known or was revoked.';
    throw new HTTPException(401, { message });
  }
  if (!key.permissions.includes(permission)) {
    throw new HTTPException(403, { message: `This token may not read ${permission}.` });
  }
}

function page<T>(c: Context, list: CursorList, rows: T[], idOf: (row: T) => number, record: (row: T) => object) {
  const { items, next } = pageOf(c, list, rows, idOf);
  return { items: items.map(record), next };
}

/** `rows` by id ascending. `next` is null on the last page. */
function pageOf<T>(c: Context, list: CursorList, rows: T[], idOf: (row: T) => number) {
  const after = position(c, list);
  const limit = limitOf(c);
  const waiting = rows.filter((row) => idOf(row) > after);
  const items = waiting.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && waiting.length > limit ? writeCursor(list, idOf(last)) : null };
}

/** A log has no last page: `next` is always there, to be kept and asked with later. */
function eventPage(c: Context, state: PortalState) {
  const after = position(c, 'events');
  const limit = limitOf(c);
  const repeated = state.deliverTwice && after > 0 && limit > 1 ? 1 : 0;
  // Sequence numbers count from 1 without a gap, so the position is also the index of the next event.
  const events = state.events.slice(after - repeated, after - repeated + limit);
  return {
    items: events.map(eventRecord),
    next: writeCursor('events', Math.max(after, events.at(-1)?.sequence ?? 0)),
  };
}

function position(c: Context, list: CursorList): number {
  const after = c.req.query('after');
  if (after === undefined) return 0;
  const found = readCursor(list, after);
  if (found === undefined) throw badInput('after', after, `a cursor that ${c.req.path} gave`);
  return found;
}

function limitOf(c: Context): number {
  const text = c.req.query('limit');
  if (text === undefined) return DEFAULT_ITEMS;
  const limit = /^\d+$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MOST_ITEMS) throw badInput('limit', text, `a whole number from 1 to ${MOST_ITEMS}`);
  return limit;
}

function badInput(name: string, value: string, wanted: string): HTTPException {
  return new HTTPException(400, { message: `${name} is '${value}', but must be ${wanted}.` });
}
