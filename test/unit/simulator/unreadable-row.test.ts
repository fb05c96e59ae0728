import { describe, expect, it } from 'vitest';
import { SEED } from '../../simulator/connectwise/seed.ts';
import type { FaultRule } from '../../simulator/faults.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { EFS_TOKEN, X360_KEY } from '../../simulator/portal/seed.ts';
import { startSimulator } from '../../simulator/server.ts';

const REST = 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0';
const EFS = 'https://portal.backup.example/v1';
const basic = `Basic ${btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`)}`;
type Row = Record<string, unknown>;

async function start(rule: Omit<FaultRule, 'effect'> = {}, choice: { id?: number; seed?: number } = {}) {
  const simulator = await startSimulator({ listen: false, traffic: { file: null } });
  simulator.faults.add({ times: 'always', ...rule, effect: { kind: 'unreadable-row', ...choice } });
  const fetch = simulatorFetch(simulator);
  const get = async (url: string) => {
    const authorization = url.startsWith(EFS) ? `Bearer ${EFS_TOKEN}` : basic;
    const answer = await fetch(url, { headers: { authorization, clientId: SEED.clientId, 'x-api-key': X360_KEY } });
    return (await answer.json()) as unknown;
  };
  for (const summary of ['One', 'Two', 'Three']) simulator.users.createTicket(101, summary);
  return { simulator, get };
}

describe('one row that cannot be read', () => {
  it.each<[what: string, path: string, isSpoiled: (row: Row) => boolean]>([
    ['a ticket without status', '/service/tickets', (row) => !('status' in row)],
    ['an agreement of an unknown status', '/finance/agreements', (row) => row.agreementStatus === 'Pending'],
    [
      'an entry of an unknown device type',
      '/company/companies/101/managementSummaryReports',
      (row) => row.deviceType === 'SpamStats',
    ],
    ['a configuration whose name is an object', '/company/configurations', (row) => typeof row.name === 'object'],
    ['an addition whose quantity is a text', '/finance/agreements/201/additions', (row) => row.quantity === 'many'],
    ['any other row without an id', '/service/boards', (row) => typeof row.id === 'object'],
  ])('%s', async (_what, path, isSpoiled) => {
    const { get } = await start();
    const rows = (await get(REST + path)) as Row[];
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(isSpoiled)).toHaveLength(1);
  });

  it('is the same one in every list that contains it, by seed', async () => {
    const { get } = await start({}, { seed: 7 });
    const spoiled = async (query: string) => {
      const rows = (await get(`${REST}/service/tickets${query}`)) as Row[];
      return rows.find((row) => !('status' in row))?.id;
    };
    const chosen = await spoiled('');
    expect(await spoiled(`?orderBy=${encodeURIComponent('id desc')}`)).toBe(chosen);
    expect(await spoiled(`?conditions=${encodeURIComponent(`id in (${chosen})`)}`)).toBe(chosen);
  });

  it('is the named one, in lists and by itself, until it is repaired', async () => {
    const { get, simulator } = await start({ path: '/service/tickets' }, { id: 2 });
    const rows = (await get(`${REST}/service/tickets`)) as Row[];
    expect(rows.map((row) => 'status' in row)).toEqual([true, false, true]);
    expect(await get(`${REST}/service/tickets/2`)).not.toHaveProperty('status');
    expect(await get(`${REST}/service/tickets/1`)).toHaveProperty('status');
    simulator.faults.clear();
    expect(await get(`${REST}/service/tickets/2`)).toHaveProperty('status');
  });

  it('stays unreadable beside another, and beside other faults', async () => {
    const { get, simulator } = await start({ path: '/service/tickets' }, { id: 2 });
    simulator.faults.add({ times: 'always', effect: { kind: 'unreadable-row', id: 3 } });
    simulator.faults.add({ effect: { kind: 'status', status: 503 } });
    expect(await get(`${REST}/service/tickets`)).toMatchObject({ code: 'ConnectWiseApi' });
    const rows = (await get(`${REST}/service/tickets`)) as Row[];
    expect(rows.map((row) => 'status' in row)).toEqual([true, false, false]);
  });

  it('is a departure from the description, which the recorded traffic shows', async () => {
    const { get, simulator } = await start();
    await get(`${REST}/service/tickets`);
    const exchange = simulator.traffic.exchanges.at(-1);
    expect(exchange).toMatchObject({ expectError: true, deviation: 'one row cannot be read' });
    expect(exchange).not.toHaveProperty('responseBody');
  });
});

describe('hostile answers of the portals', () => {
  it('an event whose words are names of the language', async () => {
    const { get, simulator } = await start();
    for (const result of ['failed', 'ok'] as const) simulator.backups.runBackup(356, { result });
    const { items } = (await get(`${EFS}/events`)) as { items: Row[] };
    const [event, ...more] = items.filter(({ type }) => type === 'constructor');
    expect(event).toMatchObject({ severity: '__proto__', message: { text: { text: 'nested' } } });
    expect(more).toEqual([]);
  });

  it('an account and a device of such a status', async () => {
    const { get } = await start();
    const { items } = (await get(`${EFS}/customers/342/accounts`)) as { items: Row[] };
    expect(items.filter(({ lastStatus }) => lastStatus === 'constructor')).toHaveLength(1);
    const devices = (await get('https://axapi.axcient.com/x360recover/client/342/device')) as Row[];
    expect(devices.filter(({ type }) => type === '__proto__')).toHaveLength(1);
  });

  it('an event that stays unreadable, as the portal itself stores it', async () => {
    const { get, simulator } = await start({ site: 'rest' });
    const text = { type: 'backup-failed', severity: 'error', message: '', details: '' } as const;
    simulator.backups.report(356, { ...text, raw: { type: 'constructor', message: { nested: [] } } });
    const { items } = (await get(`${EFS}/events?limit=1000`)) as { items: Row[] };
    expect(items.at(-1)).toMatchObject({ type: 'constructor', severity: 'error', message: { nested: [] } });
  });
});
