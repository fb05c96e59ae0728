import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import { EVENT_TYPES } from '../../lib/domain/portal-facts.ts';
import { MINUTE } from '../../lib/shared/time.ts';
import type { RightFunction } from './connectwise/rights.ts';
import { RIGHT_FUNCTIONS, restoreKey, revokeKey, setRight } from './connectwise/rights.ts';
import { upgrade } from './connectwise/state.ts';
import { ADMIN_PATH } from './dispatch.ts';
import { faultRule } from './fault-schema.ts';
import type { Simulator } from './server.ts';
import { summaryOf } from './summary.ts';

const RESULT = z.enum(['ok', 'warning', 'failed']);
const accountId = z.number().int();

const BACKUP_ACT = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('run'), accountId, result: RESULT, message: z.string().optional() }),
  z.strictObject({ act: z.literal('plan'), accountId, results: z.array(RESULT) }),
  z.strictObject({ act: z.literal('missing'), accountId, missing: z.boolean() }),
  z.strictObject({ act: z.literal('verify'), accountId, healthy: z.boolean() }),
  z.strictObject({
    act: z.literal('grow'),
    accountId,
    onlineBytes: z.number().int().optional(),
    localBytes: z.number().int().optional(),
    mailboxes: z.number().int().optional(),
    licences: z.number().int().optional(),
  }),
  z.strictObject({
    act: z.literal('report'),
    accountId,
    type: z.enum(EVENT_TYPES),
    severity: z.enum(['ok', 'warning', 'error']),
    message: z.string(),
    details: z.string().default(''),
  }),
]);
type BackupAct = z.infer<typeof BACKUP_ACT>;

const ticketId = z.number().int();
const TICKET_ACT = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('move'), ticketId, boardId: z.number().int() }),
  z.strictObject({ act: z.literal('close'), ticketId }),
  z.strictObject({ act: z.literal('reopen'), ticketId }),
  z.strictObject({ act: z.literal('child'), ticketId, parentId: ticketId }),
  z.strictObject({ act: z.literal('merge'), ticketId, survivorId: ticketId }),
  z.strictObject({ act: z.literal('note'), ticketId, text: z.string() }),
  z.strictObject({
    act: z.literal('create'),
    companyId: z.number().int(),
    summary: z.string(),
    byMail: z.boolean().optional(),
    boardId: z.number().int().optional(),
  }),
]);
type TicketAct = z.infer<typeof TICKET_ACT>;

const RIGHT = z.strictObject({
  function: z.enum(Object.keys(RIGHT_FUNCTIONS) as RightFunction[]),
  action: z.enum(['inquire', 'add', 'edit', 'delete']),
  level: z.enum(['None', 'My', 'All']),
  securityRoleId: z.number().int().optional(),
});

const X360 = z.strictObject({
  activeAsNumber: z.boolean().optional(),
  idUnderscore: z.enum(['none', 'organization', 'all']).optional(),
  deviceWithoutClientId: z.boolean().optional(),
  times: z.enum(['mixed', 'unpadded', 'uniform']).optional(),
  autoVerifyNull: z.boolean().optional(),
});

/** Habits of the web client; `prefixChange` one higher is another build for the pages that are open. */
const WEB_CLIENT = z.strictObject({
  iframe: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  readOnlyAs: z.enum(['inputs', 'labels']).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  locale: z.enum(['en_US', 'de_DE']).optional(),
  columns: z.enum(['moved', 'narrow']).optional(),
  twoRecords: z.boolean().optional(),
  classesGone: z.enum(['half', 'all']).optional(),
  prefixChange: z.number().int().nonnegative().optional(),
  busyNodes: z.number().int().nonnegative().optional(),
  lateMs: z.number().int().nonnegative().optional(),
});

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
    return c.json({ now: simulator.clock.iso(), events: simulator.backups.tick().length });
  });

  admin.post('/backups', async (c) => c.json({ event: actOn(simulator, await body(c, BACKUP_ACT)) ?? null }));

  admin.post('/tickets', async (c) => c.json({ ticketId: actOnTicket(simulator, await body(c, TICKET_ACT)) }));

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
  admin.post('/x360', async (c) => c.json(Object.assign(simulator.x360, await body(c, X360))));
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
      const { type, severity, message, details } = act;
      return backups.report(act.accountId, { type, severity, message, details });
    }
  }
}

/** Answers the number of the ticket. */
function actOnTicket({ people }: Controls, act: TicketAct): number {
  if (act.act === 'create') return people.createTicket(act.companyId, act.summary, act);
  if (act.act === 'move') people.moveTicket(act.ticketId, act.boardId);
  if (act.act === 'close') people.closeTicket(act.ticketId);
  if (act.act === 'reopen') people.reopenTicket(act.ticketId);
  if (act.act === 'child') people.makeChild(act.ticketId, act.parentId);
  if (act.act === 'merge') people.mergeInto(act.ticketId, act.survivorId);
  if (act.act === 'note') people.addNote(act.ticketId, act.text);
  return act.ticketId;
}

/** ConnectWise names a key pair by its public key, a portal by the key itself. */
function revokeAnyKey({ connectWise, portal }: Controls, key: string, revoked: boolean): boolean {
  const portalKey = portal.keys.find(({ secret }) => secret === key);
  if (portalKey) portalKey.revoked = revoked;
  const found = revoked ? revokeKey(connectWise, key) : restoreKey(connectWise, key);
  return found || portalKey !== undefined;
}
