import type { Context } from 'hono';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { SimulatorClock } from '../clock.ts';
import { DEVIATION_HEADER } from '../traffic.ts';
import type { BackupEngine } from './backups.ts';
import type { PortalAccount, PortalCustomer, PortalState } from './state.ts';
import { appliancesOf, vaultRecord } from './x360-appliances.ts';
import { billableUsage, billingPeriod } from './x360-billing.ts';
import type { X360Deviations } from './x360-deviations.ts';
import { autoVerifyRecords, historyRecords, jobRecord, restorePointRecords } from './x360-jobs.ts';
import type { X360View } from './x360-records.ts';
import {
  CLOUD_VAULT,
  clientRecord,
  deviceRecord,
  devicesOf,
  isComputer,
  isDirectToCloud,
  jobId,
  PRIVATE_VAULT,
  serviceId,
} from './x360-records.ts';

const DEFAULT_LIMIT = 500;

/**
 * Axcient's public gateway, written from its published description (OpenAPI 0.3.1) and the answers that others report
 * from production (docs/reference/portals.md#records). `deviations` is read at every request.
 */
export function createX360Recover(
  state: PortalState,
  backups: BackupEngine,
  clock: SimulatorClock,
  deviations: X360Deviations,
): Hono {
  const app = new Hono();
  const view = (): X360View => ({ state, deviations, now: clock.now() });
  const vaultThresholds = new Map<number, number>(VAULTS.map(({ id }) => [id, 240]));

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    return c.text('Internal server error', 500);
  });
  app.notFound(unknownRoute);
  app.use('/x360recover/*', async (c, next) => {
    authorize(c, state, 'x360Recover');
    backups.tick();
    await next();
  });
  const api = app.basePath('/x360recover');

  api.get('/organization', (c) => {
    const id = deviations.idUnderscore === 'none' ? { id: 26 } : { id_: 26 };
    return c.json({ ...id, name: 'Backup MSP', active: true, brand_id: 'doc', salesforce_id: '0018000000' });
  });

  api.get('/client', (c) =>
    clientAnswer(
      c,
      state.allCustomers().map((customer) => client(c, view(), customer)),
    ),
  );
  api.get('/client/:client{[0-9]+}', (c) => clientAnswer(c, client(c, view(), customerOf(c, state))));
  api.get('/client/:client{[0-9]+}/device', (c) => {
    const { id } = customerOf(c, state);
    const service = c.req.query('service_id');
    const rows = devicesOf(view(), id).filter(
      (device) =>
        (c.req.query('d2c_only') !== 'true' || isDirectToCloud(device)) && (!service || service === serviceId(id)),
    );
    return c.json(rows.map((device) => deviceRecord(view(), device)));
  });
  api.get('/client/:client{[0-9]+}/appliance', (c) =>
    c.json(appliancesOf(view(), customerOf(c, state), c.req.query('include_devices') !== 'false')),
  );
  api.get('/client/:client{[0-9]+}/device/:device{[0-9]+}/job', (c) =>
    c.json([jobRecord(view(), clientDevice(c, state))]),
  );
  api.get('/client/:client{[0-9]+}/device/:device{[0-9]+}/job/:job{[0-9]+}', (c) =>
    c.json(jobRecord(view(), jobDevice(c, state))),
  );
  api.get('/client/:client{[0-9]+}/device/:device{[0-9]+}/job/:job{[0-9]+}/history', (c) => {
    const begin = Number(c.req.query('starttime_begin') ?? 0) * 1000;
    const device = jobDevice(c, state);
    const rows = historyRecords(view(), { ...device, runs: device.runs.filter((run) => run.startedAt >= begin) });
    return c.json(slice(c, rows));
  });
  api.post('/client/:client{[0-9]+}/vault/:vault{[0-9]+}/d2c_agent', (c) => {
    const { id } = customerOf(c, state);
    vaultOf(c);
    return c.json({ token_id: id.toString(16).padStart(32, '0') }, 201);
  });

  api.get('/device', (c) => {
    const rows = [...state.accounts.values()].filter(isComputer).sort((a, b) => a.id - b.id);
    return c.json(slice(c, rows).map((device) => orgLevelDevice(view(), device)));
  });
  api.get('/device/:device{[0-9]+}', (c) => c.json(deviceRecord(view(), deviceOf(c, state))));
  api.get('/device/:device{[0-9]+}/autoverify', (c) => c.json(autoVerifyRecords(view(), deviceOf(c, state))));
  api.get('/device/:device{[0-9]+}/restore_point', (c) => c.json(restorePointRecords(view(), deviceOf(c, state))));

  const appliances = (c: Context) =>
    state
      .allCustomers()
      .flatMap((customer) => appliancesOf(view(), customer, c.req.query('include_devices') !== 'false'));
  api.get('/appliance', (c) => {
    const service = c.req.query('service_id');
    return c.json(appliances(c).filter((appliance) => !service || appliance.service_id === service));
  });
  api.get('/appliance/:appliance{[0-9]+}', (c) => {
    const id = Number(c.req.param('appliance'));
    const found = appliances(c).find((row) => ('id' in row ? row.id : row.id_) === id);
    return c.json(found ?? notFound('Appliance', id));
  });

  const vault = (c: Context, known: (typeof VAULTS)[number]) =>
    vaultRecord(view(), known, vaultThresholds.get(known.id) ?? 0, c.req.query('include_devices') !== 'false');
  api.get('/vault', (c) => {
    const type = c.req.query('vault_type');
    const isActive = c.req.query('active') !== 'false';
    return c.json(VAULTS.filter((known) => isActive && (!type || type === known.type)).map((known) => vault(c, known)));
  });
  api.get('/vault/:vault{[0-9]+}', (c) => c.json(vault(c, vaultOf(c))));
  api.get('/vault/:vault{[0-9]+}/threshold/connectivity', (c) =>
    c.json({ threshold: vaultThresholds.get(vaultOf(c).id) }),
  );
  api.post('/vault/:vault{[0-9]+}/threshold/connectivity', async (c) => {
    const { id } = vaultOf(c);
    const { threshold } = await c.req.json<{ threshold?: unknown }>();
    if (!Number.isInteger(threshold))
      throw failure(400, 'Bad Request', "'threshold' must be an integer", 'about:blank');
    vaultThresholds.set(id, Number(threshold));
    return c.json({ threshold: Number(threshold) });
  });

  app.get('/billing/usage/billable', (c) => {
    authorize(c, state, 'Billing');
    backups.tick();
    const period = billingPeriod(c.req.query('start_date'), c.req.query('end_date'), clock.now());
    if (!period) throw failure(400, 'Bad Request', "'start_date' and 'end_date' must be YYYY-MM-DD", 'about:blank');
    return c.json(billableUsage(view(), period));
  });
  return app;
}

/**
 * A bad key answers JSON; a key without the product permission answers problem details (docs/reference/portals.md#refusals).
 */
function authorize(c: Context, state: PortalState, permission: string): void {
  const secret = c.req.header('x-api-key');
  const key = state.keys.find((known) => known.api === 'x360recover' && known.secret === secret && !known.revoked);
  if (!key) throw new HTTPException(401, { res: Response.json({ message: 'Unauthorized' }, { status: 401 }) });
  if (key.permissions.includes(permission)) return;
  const detail = "User doesn't have enough permissions to process this request";
  throw failure(403, 'Not enough permissions', detail, 'ForbiddenException');
}

/** Production answers 401, as text/html, for a route or an id it cannot read (docs/reference/portals.md#refusals). */
function unknownRoute(c: Context): Response {
  return c.body(JSON.stringify({ code: 401, msg: 'Unauthorized' }), 401, {
    'content-type': 'text/html; charset=utf-8',
  });
}

function failure(status: 400 | 403 | 404, title: string, detail: string, type: string): HTTPException {
  const headers = { 'content-type': 'application/problem+json' };
  return new HTTPException(status, { res: Response.json({ detail, status, title, type }, { status, headers }) });
}

function notFound(what: string, id: number): never {
  throw failure(404, `${what} not found`, `${what} with such id = ${id} is not found`, 'NotFoundException');
}

/** Numbers in place of true and false contradict the description: the recorder is given this list and leaves them out. */
function clientAnswer(c: Context, body: ReturnType<typeof client> | ReturnType<typeof client>[]): Response {
  const first = Array.isArray(body) ? body[0] : body;
  if (typeof first?.active === 'number') c.header(DEVIATION_HEADER, 'active of a client is 1 or 0');
  return c.json(body);
}

function client(c: Context, view: X360View, customer: PortalCustomer) {
  const record = clientRecord(view, customer);
  return c.req.query('include_appliances') === 'true'
    ? { ...record, appliances: appliancesOf(view, customer, false) }
    : record;
}

function orgLevelDevice(view: X360View, device: PortalAccount) {
  const { client_id, ...record } = deviceRecord(view, device);
  return view.deviations.deviceWithoutClientId ? record : { ...record, client_id };
}

function customerOf(c: Context, state: PortalState): PortalCustomer {
  const id = Number(c.req.param('client'));
  return state.customers.get(id) ?? notFound('Client', id);
}

function deviceOf(c: Context, state: PortalState): PortalAccount {
  const id = Number(c.req.param('device'));
  const device = state.accounts.get(id);
  return device && isComputer(device) ? device : notFound('Device', id);
}

function clientDevice(c: Context, state: PortalState): PortalAccount {
  const device = deviceOf(c, state);
  return device.customerId === customerOf(c, state).id ? device : notFound('Device', device.id);
}

function jobDevice(c: Context, state: PortalState): PortalAccount {
  const device = clientDevice(c, state);
  const job = Number(c.req.param('job'));
  return job === jobId(device) ? device : notFound('Job', job);
}

const VAULTS = [CLOUD_VAULT, PRIVATE_VAULT] as const;

function vaultOf(c: Context): (typeof VAULTS)[number] {
  const id = Number(c.req.param('vault'));
  return VAULTS.find((known) => known.id === id) ?? notFound('Vault', id);
}

/** limit and offset, no total (docs/reference/portals.md#lists). */
function slice<T>(c: Context, rows: T[]): T[] {
  const offset = Number(c.req.query('offset') ?? 0);
  return rows.slice(offset, offset + Number(c.req.query('limit') ?? DEFAULT_LIMIT));
}
