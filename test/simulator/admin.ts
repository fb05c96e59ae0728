import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import { MINUTE } from '../../lib/shared/time.ts';
import type { BackupAct, CompanyAct, TicketAct } from './admin-schema.ts';
import {
  BACKUP_ACT,
  BILLING,
  COMPANY_ACT,
  RIGHT,
  TICKET_ACT,
  WEB_CLIENT,
  X360,
  X360_PERMISSIONS,
} from './admin-schema.ts';
import { runBilling } from './connectwise/billing.ts';
import { connectWiseOptions } from './connectwise/options.ts';
import { restoreKey, revokeKey, setRight } from './connectwise/rights.ts';
import { upgrade } from './connectwise/state.ts';
import { ADMIN_PATH } from './dispatch.ts';
import { faultRule } from './fault-schema.ts';
import type { Simulator } from './server.ts';
import { summaryOf } from './summary.ts';

type Controls = Omit<Simulator, 'port' | 'certificate' | 'origin' | 'hostResolverRules' | 'stop' | 'url' | 'handle'>;

/**
 * The simulator's switches over https, under `/__admin/` on any of its hosts: the same functions that a test calls
 * directly. Bodies and answers are JSON; a body that does not fit answers 400 and says where.
 */
export function createAdmin(simulator: Controls, stop: () => void): Hono {
  const admin = new Hono({ strict: false }).basePath(ADMIN_PATH);
  admin.onError((error, c) => {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    return c.json({ error: message }, 400);
  });
  admin.get('/', (c) => c.json(summaryOf(simulator)));

  admin.post('/clock/advance', async (c) => {
    const { minutes } = await body(c, z.strictObject({ minutes: z.number().nonnegative() }));
    simulator.clock.advance(minutes * MINUTE);
    await simulator.settle();
    return c.json({ now: simulator.clock.iso(), events: simulator.backups.tick().length });
  });

  admin.post('/backups', async (c) => c.json({ event: actOn(simulator, await body(c, BACKUP_ACT)) ?? null }));

  admin.post('/tickets', async (c) => c.json({ ticketId: actOnTicket(simulator, await body(c, TICKET_ACT)) }));

  admin.post('/companies', async (c) => c.json({ companyId: actOnCompany(simulator, await body(c, COMPANY_ACT)) }));

  admin.post('/billing', async (c) => {
    return c.json({ invoices: runBilling(simulator.connectWise, simulator.clock, await body(c, BILLING)) });
  });

  admin.get('/faults', (c) => c.json(simulator.faults.list()));
  admin.post('/faults', async (c) => c.json({ name: simulator.faults.add(await body(c, faultRule)) }, 201));
  admin.delete('/faults/:name?', (c) => {
    simulator.faults.clear(c.req.param('name'));
    return c.json(simulator.faults.list());
  });
  admin.post('/portal-down', async (c) => {
    const { down } = await body(c, z.strictObject({ down: z.boolean() }));
    simulator.faults.portalDown(down);
    return c.json(simulator.faults.list());
  });

  admin.post('/rights', async (c) => {
    const { level, ...right } = await body(c, RIGHT);
    setRight(simulator.connectWise, right, level);
    return c.json({ ...right, level });
  });
  admin.post('/keys/revoke', async (c) => {
    const { key, revoked } = await body(c, z.strictObject({ key: z.string(), revoked: z.boolean().default(true) }));
    if (!revokeAnyKey(simulator, key, revoked)) throw new Error('No service here knows this key.');
    return c.json({ revoked });
  });
  admin.post('/upgrade', async (c) => {
    const { release } = await body(
      c,
      z.strictObject({
        release: z
          .string()
          .regex(/^\d{4}\.\d+$/)
          .optional(),
      }),
    );
    upgrade(simulator.connectWise, release);
    return c.json({ codebase: simulator.connectWise.codebase });
  });
  admin.post('/connectwise', async (c) => {
    return c.json(Object.assign(simulator.connectWise.options, await body(c, connectWiseOptions)));
  });
  admin.post('/x360', async (c) => c.json(Object.assign(simulator.x360, await body(c, X360))));
  admin.post('/x360-permissions', async (c) => {
    const { permissions } = await body(c, X360_PERMISSIONS);
    for (const key of simulator.portal.keys) if (key.api === 'x360recover') key.permissions = [...permissions];
    return c.json({ permissions });
  });
  admin.post('/web-client', async (c) => c.json(Object.assign(simulator.webClient, await body(c, WEB_CLIENT))));
  admin.post('/expect-errors', async (c) => {
    const { expected } = await body(c, z.strictObject({ expected: z.boolean() }));
    simulator.traffic.expectErrors(expected);
    return c.json({ expected });
  });
  admin.post('/reset', (c) => {
    simulator.reset();
    return c.json(summaryOf(simulator));
  });
  admin.post('/stop', (c) => {
    setTimeout(stop, 10);
    return c.json({ stopping: true });
  });
  return admin;
}

/** An empty body counts as `{}`. Throws what zod says where it does not fit. */
async function body<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await c.req.text();
  return schema.parse(text.trim() === '' ? {} : JSON.parse(text));
}

function actOn({ backups }: Controls, act: BackupAct) {
  switch (act.act) {
    case 'run':
      return backups.runBackup(act.accountId, act);
    case 'plan':
      return backups.plan(act.accountId, act.results);
    case 'missing':
      return backups.setMissing(act.accountId, act.missing);
    case 'verify':
      return backups.verify(act.accountId, act.healthy);
    case 'grow':
      return backups.grow(act.accountId, act);
    case 'report': {
      const { accountId, act: _act, ...text } = act;
      return backups.report(accountId, text);
    }
  }
}

/** Answers the number of the ticket. */
function actOnTicket({ users }: Controls, act: TicketAct): number {
  if (act.act === 'create') return users.createTicket(act.companyId, act.summary, act);
  if (act.act === 'move') users.moveTicket(act.ticketId, act.boardId);
  if (act.act === 'close') users.closeTicket(act.ticketId);
  if (act.act === 'reopen') users.reopenTicket(act.ticketId);
  if (act.act === 'child') users.makeChild(act.ticketId, act.parentId);
  if (act.act === 'merge') users.mergeInto(act.ticketId, act.survivorId);
  if (act.act === 'note') users.addNote(act.ticketId, act.text);
  return act.ticketId;
}

/** Answers the id of the company; of a duplicate, the new one. */
function actOnCompany({ users }: Controls, { act, companyId }: CompanyAct): number {
  if (act === 'duplicate') return users.duplicateCompany(companyId);
  if (act === 'delete') users.deleteCompany(companyId);
  else users.deactivateCompany(companyId);
  return companyId;
}

/** ConnectWise names a key pair by its public key, a portal by the key itself. */
function revokeAnyKey({ connectWise, portal }: Controls, key: string, revoked: boolean): boolean {
  const portalKey = portal.keys.find(({ secret }) => secret === key);
  if (portalKey) portalKey.revoked = revoked;
  const found = revoked ? revokeKey(connectWise, key) : restoreKey(connectWise, key);
  return found || portalKey !== undefined;
}
