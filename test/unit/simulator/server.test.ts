import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { hostResolverRules, siteOf } from '../../simulator/hosts.ts';
import { EFS_TOKEN, X360_KEY } from '../../simulator/portal/seed.ts';
import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import { startSimulator } from '../../simulator/server.ts';

let running: Simulator | undefined;
afterEach(() => running?.stop());

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  certificateNames: string;
}

async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ traffic: { file: null }, ...options });
  running = simulator;
  /** Over a real socket, as a browser with mapped hosts asks: the name in `Host`, the connection to 127.0.0.1. */
  const ask = (host: string, path: string, headers: Record<string, string> = {}, body?: unknown) =>
    new Promise<Answer>((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const target = {
        host: '127.0.0.1',
        port: simulator.port,
        servername: host,
        rejectUnauthorized: false,
        agent: false as const,
      };
      const sent = request({ ...target, path, method, headers: { ...headers, host } }, (answer) => {
        const certificateNames = (answer.socket as TLSSocket).getPeerCertificate().subjectaltname ?? '';
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, certificateNames }),
        );
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  const admin = async (path: string, body?: unknown) => {
    const { status, text } = await ask('na.myconnectwise.net', `/__admin${path}`, {}, body);
    return { status, body: JSON.parse(text) as Record<string, unknown> };
  };
  return { simulator, ask, admin };
}

const basic = `Basic ${btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`)}`;
const rest = { authorization: basic, clientid: SEED.clientId };
const x360 = { 'x-api-key': X360_KEY };
const efs = { authorization: `Bearer ${EFS_TOKEN}` };

describe('one https port, distinguished by host', () => {
  it('answers as each service', async () => {
    const { ask } = await start();
    const company = await ask('api-na.myconnectwise.net', '/v2025_1/apis/3.0/company/companies/101', rest);
    expect(JSON.parse(company.text)).toMatchObject({ id: 101, name: "Eddie's TV Repair" });
    const clients = await ask('axapi.axcient.com', '/x360recover/client', x360);
    expect(JSON.parse(clients.text)).toHaveLength(3);
    const customers = await ask('portal.backup.example', '/v1/customers', efs);
    expect(JSON.parse(customers.text).items).toHaveLength(3);
    const page = await ask('na.myconnectwise.net', '/v4_6_release/ConnectWise.aspx');
    expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
    expect((await ask('localhost', '/')).text).toContain('https://portal.backup.example/');
    expect((await ask('www.example.com', '/')).status).toBe(404);
  });

  it('serves pages, discovery and REST on the on-premise host, from the same data', async () => {
    const { ask, simulator } = await start();
    const host = 'cw.msp.example';
    const discovery = JSON.parse((await ask(host, '/login/companyinfo/backupmsp')).text);
    expect(discovery).toMatchObject({ Codebase: 'v4_6_release/', IsCloud: 'False' });
    simulator.connectWise.tables.companies.update(101, { city: 'Tampa' }, { identifier: 'Admin1' });
    const company = await ask(host, '/v4_6_release/apis/3.0/company/companies/101', rest);
    expect(JSON.parse(company.text).city).toBe('Tampa');
    expect((await ask(host, '/v4_6_release/ConnectWise.aspx')).status).toBe(200);
    expect((await ask(host, '/v2025_1/apis/3.0/company/companies/101', rest)).status).toBe(404);
  });

  it('closes the connection to a name that does not exist', async () => {
    const { ask } = await start();
    const asked = ask('api-sandbox-na.myconnectwise.net', '/v2025_1/apis/3.0/system/info', rest);
    await expect(asked).rejects.toThrow(/socket hang up|ECONNRESET/);
  });

  it('does not serve REST on the web client host of a cloud', async () => {
    const { ask } = await start();
    const answer = await ask('na.myconnectwise.net', '/v2025_1/apis/3.0/system/info', rest);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'Security', message: 'SSL is required.' });
  });

  it('names every host on its certificate', async () => {
    const first = await start();
    const { certificateNames } = await first.ask('localhost', '/');
    for (const name of [
      'na.myconnectwise.net',
      'api-na.myconnectwise.net',
      'axapi.axcient.com',
      'portal.backup.example',
    ]) {
      expect(certificateNames).toContain(`DNS:${name}`);
    }
    expect(certificateNames).toContain('IP Address:127.0.0.1');
  });

  it('closes the connection without an answer on request', async () => {
    const { ask, simulator } = await start();
    simulator.faults.add({ effect: { kind: 'dropped-before' } });
    await expect(ask('portal.backup.example', '/v1/customers', efs)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(simulator.traffic.exchanges.at(-1)).toMatchObject({ status: 0, expectError: true });
    expect((await ask('portal.backup.example', '/v1/customers', efs)).status).toBe(200);
  });

  it('refuses connections once it stopped', async () => {
    const { ask, simulator } = await start();
    await ask('localhost', '/');
    await simulator.stop();
    await expect(ask('localhost', '/')).rejects.toThrow('ECONNREFUSED');
  });

  it.each([
    ['eu.myconnectwise.net', 'web'],
    ['api-eu.myconnectwise.net', 'rest'],
    ['myconnectwise.net', 'unknown'],
    ['evilmyconnectwise.net', 'unknown'],
  ])('%s is %s', (host, site) => {
    expect(siteOf(host)).toBe(site);
  });

  it('keeps a browser on the machine', () => {
    expect(hostResolverRules(8443)).toMatch(/MAP \*\.myconnectwise\.net 127\.0\.0\.1:8443, .*MAP \* ~NOTFOUND/);
  });
});

describe('the admin endpoint', () => {
  it('returns the state without a key', async () => {
    const { admin } = await start({ customers: 10 });
    const { body } = await admin('/');
    expect(body).toMatchObject({ connectWise: { companyId: 'backupmsp' }, portal: { customers: 10 }, faults: [] });
    for (const secret of [EFS_TOKEN, X360_KEY, SEED.privateKey]) expect(JSON.stringify(body)).not.toContain(secret);
  });

  it('moves the clock and runs backups', async () => {
    const { admin, simulator, ask } = await start();
    const before = simulator.clock.now();
    expect((await admin('/clock/advance', { minutes: 1440 })).body.events).toBe(9);
    expect(simulator.clock.now() - before).toBeGreaterThanOrEqual(1440 * 60_000);
    await admin('/backups', { act: 'run', accountId: 356, result: 'failed' });
    await admin('/backups', { act: 'missing', accountId: 359, missing: true });
    await admin('/backups', { act: 'plan', accountId: 369, results: ['failed'] });
    const { body } = await admin('/backups', { act: 'grow', accountId: 395, localBytes: 1_000_000_000_000 });
    expect(body.event).toMatchObject({ type: 'disk-usage' });
    expect(simulator.portal.accounts.get(359)?.missing).toBe(true);
    expect(simulator.portal.accounts.get(369)?.planned).toEqual(['failed']);
    const accounts = JSON.parse((await ask('portal.backup.example', '/v1/customers/342/accounts', efs)).text).items;
    expect(accounts[0]).toMatchObject({ userName: 'ETV-Primary', lastStatus: 'error' });
  });

  it('switches faults on and off, and is not affected by them', async () => {
    const { admin, ask } = await start();
    const added = await admin('/faults', { times: 'always', effect: { kind: 'status', status: 503 } });
    expect(added.status).toBe(201);
    expect((await ask('axapi.axcient.com', '/x360recover/client', x360)).status).toBe(503);
    expect((await admin('/faults')).body).toHaveLength(1);
    await admin('/reset', {});
    expect((await ask('axapi.axcient.com', '/x360recover/client', x360)).status).toBe(200);
  });

  it('revokes rights and keys, and upgrades ConnectWise', async () => {
    const { admin, ask } = await start();
    const companies = (codebase: string) =>
      ask('api-na.myconnectwise.net', `/${codebase}/apis/3.0/company/companies/101`, rest).then(({ status }) => status);
    expect(await companies('v2025_1')).toBe(200);
    await admin('/rights', { function: 'Company Maintenance', action: 'inquire', level: 'None' });
    expect(await companies('v2025_1')).toBe(403);
    await admin('/rights', { function: 'Company Maintenance', action: 'inquire', level: 'All' });
    await admin('/upgrade', { release: '2025.2' });
    expect(await companies('v2025_1')).toBe(404);
    expect(await companies('v2025_2')).toBe(200);
    await admin('/keys/revoke', { key: SEED.publicKey });
    expect(await companies('v2025_2')).toBe(401);
    await admin('/keys/revoke', { key: EFS_TOKEN });
    expect((await ask('portal.backup.example', '/v1/customers', efs)).status).toBe(401);
    expect((await admin('/keys/revoke', { key: 'nobody' })).status).toBe(400);
  });

  it('sets ConnectWise up, and creates and deletes companies', async () => {
    const { admin, simulator } = await start();
    expect((await admin('/connectwise', { pageCap: 25, siteUrl: false })).body).toEqual({
      pageCap: 25,
      siteUrl: false,
    });
    expect((await admin('/')).body).toMatchObject({ connectWise: { options: { pageCap: 25 } } });
    expect((await admin('/connectwise', { pageCap: 0 })).status).toBe(400);
    const { companyId } = (await admin('/companies', { act: 'duplicate', companyId: 101 })).body;
    await admin('/companies', { act: 'delete', companyId });
    await admin('/companies', { act: 'deactivate', companyId: 102 });
    const { companies } = simulator.connectWise.tables;
    expect(companies.get(Number(companyId))).toMatchObject({ name: "Eddie's TV Repair", deletedFlag: true });
    expect(companies.get(102)).toMatchObject({ status: { name: 'Not-Active' } });
    await admin('/upgrade', { release: '2018.6' });
    expect(simulator.connectWise.version).toBe('v2018.6.12345');
    simulator.reset();
    expect(simulator.connectWise.options).toEqual({});
  });

  it('accepts the faults of an upgrade, a late write and an unreadable row', async () => {
    const { admin, simulator, ask } = await start();
    const rules = [
      { site: 'connectwise', minutes: 8, effect: { kind: 'html-404' } },
      { method: 'POST', effect: { kind: 'late-commit', seconds: 180 } },
      { path: '/v1/events', times: 'always', effect: { kind: 'unreadable-row', seed: 3 } },
    ];
    for (const rule of rules) expect((await admin('/faults', rule)).status).toBe(201);
    expect(simulator.faults.list().map(({ left }) => left)).toEqual(['always', 1, 'always']);
    expect((await ask('na.myconnectwise.net', '/login/companyinfo/backupmsp')).status).toBe(404);
    await admin('/clock/advance', { minutes: 8 });
    expect((await ask('na.myconnectwise.net', '/login/companyinfo/backupmsp')).status).toBe(200);
    expect((await admin('/faults', { effect: { kind: 'late-commit' } })).status).toBe(400);
  });

  it('a late write gets no answer on its connection, and exists once the clock passed its time', async () => {
    const { admin, ask, simulator } = await start();
    await admin('/faults', { method: 'POST', effect: { kind: 'late-commit', seconds: 60 } });
    const body = { summary: 'Late', company: { id: 101 } };
    const path = '/v2025_1/apis/3.0/service/tickets';
    const unanswered = ask('api-na.myconnectwise.net', path, { ...rest, 'content-type': 'application/json' }, body);
    await vi.waitFor(() => expect(simulator.faults.list()).toEqual([]), { timeout: 20_000 });
    await admin('/clock/advance', { minutes: 2 });
    expect(simulator.connectWise.tables.tickets.all()).toMatchObject([{ summary: 'Late' }]);
    await Promise.all([expect(unanswered).rejects.toThrow(/socket hang up|ECONNRESET/), simulator.stop()]);
  });

  it('reports what is wrong with a body', async () => {
    const { admin, simulator } = await start();
    const { status, body } = await admin('/backups', { act: 'run', accountId: 356, result: 'great' });
    expect(status).toBe(400);
    expect(body.error).toMatch(/result/);
    expect((await admin('/faults', { effect: { kind: 'status', status: 200 } })).status).toBe(400);
    expect((await admin('/rights', { function: 'Everything', action: 'edit', level: 'All' })).status).toBe(400);
    expect(simulator.faults.list()).toEqual([]);
  });
});

describe('reset', () => {
  it('restores the seed, and the clock stays', async () => {
    const { simulator, ask } = await start({ variant: 'clean' });
    simulator.clock.advance(60_000);
    simulator.backups.runBackup(356, { result: 'failed' });
    simulator.connectWise.tables.companies.remove(101);
    const now = simulator.clock.now();
    simulator.reset();
    expect(simulator.portal.accounts.get(356)?.status).toBe('ok');
    expect(simulator.clock.now()).toBeGreaterThanOrEqual(now);
    const company = await ask('api-na.myconnectwise.net', '/v2025_1/apis/3.0/company/companies/101', rest);
    expect(company.status).toBe(200);
  });
});
