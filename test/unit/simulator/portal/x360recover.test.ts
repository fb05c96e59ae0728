import { describe, expect, it } from 'vitest';
import { AS_DESCRIBED } from '../../../simulator/portal/x360-deviations.ts';
import { HOUR, startPortals } from './support.ts';

type Row = Record<string, unknown>;
const rows = (body: unknown) => body as Row[];
const row = (body: unknown) => body as Row;

describe('clients and devices', () => {
  it('are the customers and computers of the same portal; mailboxes are not included', async () => {
    const { x360 } = await startPortals();
    const clients = rows((await x360('/client')).body);
    expect(clients.map(({ id, name }) => [id, name])).toEqual([
      [342, "Eddie's TV Repair"],
      [355, 'Joe TV Repair'],
      [19652, 'Lakeside Dental'],
    ]);
    const devices = rows((await x360('/client/342/device')).body);
    expect(devices.map(({ name }) => name)).toEqual([
      'ETV-Primary',
      'ETV-FrontOffice',
      'ETV-RepairShop',
      'ETV-Truck01',
      'ETV-Truck02',
    ]);
    expect(rows((await x360('/client/342/appliance')).body).map(({ alias }) => alias)).toEqual(['ETV-BDR']);
  });

  it('use the four health words (portals.md#records)', async () => {
    const { x360, simulator } = await startPortals();
    simulator.backups.runBackup(359, { result: 'failed' });
    const words = rows((await x360('/client/342/device')).body).map(
      (device) => row(device.current_health_status).status,
    );
    expect(words).toEqual(['NORMAL', 'TROUBLED', 'PARKED', 'WARNED', 'NORMAL']);
    expect(row((await x360('/client/342')).body).health_status).toBe('TROUBLED');
  });

  it('count computers with an appliance separately from those direct to the cloud', async () => {
    const { x360 } = await startPortals();
    expect(row((await x360('/client/19652')).body).devices_counters).toEqual({
      appliance_based: [
        { type: 'SERVER', count: 1 },
        { type: 'WORKSTATION', count: 1 },
      ],
      d2c: [
        { type: 'SERVER', count: 0 },
        { type: 'WORKSTATION', count: 1 },
      ],
      cloud_archive: [
        { type: 'SERVER', count: 0 },
        { type: 'WORKSTATION', count: 0 },
      ],
    });
  });

  it('page by limit and offset without a total', async () => {
    const { x360 } = await startPortals();
    const all = rows((await x360('/device')).body).map(({ id }) => id);
    const first = rows((await x360('/device?limit=5')).body).map(({ id }) => id);
    const rest = rows((await x360('/device?limit=5&offset=5')).body).map(({ id }) => id);
    expect(first).toHaveLength(5);
    expect([...first, ...rest]).toEqual(all);
  });

  it('move with the backups: restore point, history and storage', async () => {
    const { x360, simulator } = await startPortals();
    const before = row((await x360('/device/356')).body);
    simulator.clock.advance(HOUR);
    simulator.backups.runBackup(356, { result: 'ok' });
    simulator.backups.runBackup(356, { result: 'failed', message: 'Snapshot failed.' });
    const after = row((await x360('/device/356')).body);
    expect(Date.parse(String(after.latest_cloud_rp))).toBeGreaterThan(Date.parse(String(before.latest_cloud_rp)));
    expect(Number(after.cloud_usage)).toBeGreaterThan(Number(before.cloud_usage));
    const history = rows((await x360('/client/342/device/356/job/3561/history?limit=2')).body);
    expect(history.map(({ status }) => status)).toEqual(['Failed', 'Completed']);
    expect(history[0]).toMatchObject({ rp: null, error_msg: 'Snapshot failed.' });
  });
});

describe('departures from the description', () => {
  it('mimic production by default', async () => {
    const { x360 } = await startPortals();
    expect(row((await x360('/client/342')).body).active).toBe(1);
    expect(rows((await x360('/device')).body).some((device) => 'client_id' in device)).toBe(false);
    expect(row((await x360('/device/356')).body).client_id).toBe(342);
    expect(row((await x360('/organization')).body)).toMatchObject({ id_: 26 });
    const [vault] = rows((await x360('/device/356/restore_point')).body);
    const [point] = rows(vault?.restore_points);
    expect(point?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    expect(row(row((await x360('/device/356')).body).current_health_status).timestamp).toMatch(/:\d\dZ$/);
  });

  it('can be switched off', async () => {
    const { x360 } = await startPortals({ x360: AS_DESCRIBED });
    expect(row((await x360('/client/342')).body).active).toBe(true);
    expect(rows((await x360('/device')).body).every((device) => 'client_id' in device)).toBe(true);
    expect(row((await x360('/organization')).body)).toMatchObject({ id: 26 });
  });

  it('can be switched at run time: id_ everywhere, unpadded days, no boot check', async () => {
    const { x360, simulator } = await startPortals();
    Object.assign(simulator.x360, { idUnderscore: 'all', times: 'unpadded', autoVerifyNull: true });
    const days = Array.from({ length: 3 }, (_, index) => Date.UTC(2024, 0, 3 + index, 11, 33));
    const primary = simulator.portal.accounts.get(356);
    if (!primary) throw new Error('No account 356.');
    primary.runs = days.map((endedAt) => ({ startedAt: endedAt, endedAt, result: 'ok' }));
    primary.autoVerify = { healthy: true, at: simulator.clock.now() };
    expect(row((await x360('/device/356')).body)).toMatchObject({ id_: 356, latest_autoverify_details: null });
    const [vault] = rows((await x360('/device/356/restore_point')).body);
    expect(rows(vault?.restore_points)[0]?.timestamp).toBe('2024-01-3T11:33:00');
  });
});

describe('refusals (portals.md#refusals)', () => {
  it('a wrong key answers JSON', async () => {
    const { x360 } = await startPortals();
    expect(await x360('/client', { 'x-api-key': 'wrong' })).toMatchObject({
      status: 401,
      body: { message: 'Unauthorized' },
    });
  });

  it.each(['/clients', '/client/abc', '/device/1.5'])('%s answers 401 as text/html', async (path) => {
    const { x360 } = await startPortals();
    const { status, headers, body } = await x360(path);
    expect(status).toBe(401);
    expect(headers.get('content-type')).toContain('text/html');
    expect(JSON.parse(String(body))).toEqual({ code: 401, msg: 'Unauthorized' });
  });

  it.each(['/client/341', '/device/396', '/appliance/1', '/vault/9', '/client/355/device/356/job'])(
    '%s is not found, with problem details',
    async (path) => {
      const { x360 } = await startPortals();
      const { status, headers, body } = await x360(path);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(body).toMatchObject({ status: 404, type: 'NotFoundException' });
    },
  );
});
