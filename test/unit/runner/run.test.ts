import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../lib/runner/config/read-config.ts';
import { type OpenDatabase, openDatabase } from '../../../lib/runner/open-database.ts';
import { type RunningRunner, startRunner } from '../../../lib/runner/run.ts';
import { createRunnerLog } from '../../../lib/runner/runner-log.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { type RunnerFolder, runnerFolder, SIMULATOR_KEYS, textOfDatabase } from '../../support/runner/try-runner.ts';

let simulator: Simulator;
let folder: RunnerFolder;
let database: OpenDatabase;
const lines: string[] = [];
const runners: RunningRunner[] = [];

/** Starts one more runner on the PostgreSQL of this process. */
async function start(): Promise<RunningRunner> {
  const read = readConfig(folder.config, SIMULATOR_KEYS);
  if ('faults' in read) throw new Error('The configuration is wrong.');
  const { config } = read;
  database ??= await openDatabase(config, () => undefined);
  const log = createRunnerLog({ level: 'info', name: 'r', secrets: config.secrets, write: (line) => lines.push(line) });
  const started = await startRunner({
    config,
    database,
    log,
    fetch: (url, init) => simulatorFetch(simulator)(url, init),
    clock: () => simulator.clock.now(),
  });
  if (!started.ok) throw new Error(started.failure.message);
  runners.push(started.value);
  return started.value;
}

const get = (port: number | undefined, path: string) => fetch(`http://127.0.0.1:${port}${path}`);
const tickets = () => simulator.connectWise.tables.tickets.all().map(({ externalXRef }) => externalXRef);

beforeAll(async () => {
  simulator = await startSimulator({ listen: false, variant: 'clean' });
  folder = await runnerFolder(simulator, { pollSeconds: 5, listen: '127.0.0.1:0' });
  await start();
});
afterAll(async () => {
  for (const runner of runners) await runner.stop();
  await database.sql.close();
  await folder.remove();
});

describe('a runner at work', () => {
  it('polls, and hands what is due to its workers', async () => {
    const [runner] = runners;
    await expect.poll(async () => (await get(runner?.port, '/healthz')).status, { timeout: 60_000 }).toBe(200);
    simulator.backups.runBackup(356, { result: 'failed' });
    await expect.poll(tickets, { timeout: 60_000, interval: 500 }).toEqual(['EFS-342:356:backup-failed']);
  });

  it('shows health and metrics, and nothing else', async () => {
    const port = runners[0]?.port;
    expect(await (await get(port, '/healthz')).json()).toMatchObject({ ok: true, runners: 1, portal: 'ok' });
    const metrics = await (await get(port, '/metrics')).text();
    for (const name of [
      'polls_total',
      'work_total{result="done"}',
      'calls_total{side="connectWise",result="ok"}',
      'runners 1',
    ])
      expect(metrics).toContain(`backup_bridge_${name}`);
    expect((await get(port, '/settings')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`, { method: 'POST' })).status).toBe(405);
  });

  it('shares the work with another one, and writes nothing twice', async () => {
    const second = await start();
    await expect
      .poll(async () => (await (await get(second.port, '/healthz')).json()) as object, { timeout: 60_000 })
      .toMatchObject({ ok: true, runners: 2 });
    for (const account of [369, 20111]) simulator.backups.runBackup(account, { result: 'failed' });
    await expect.poll(() => tickets().length, { timeout: 60_000, interval: 500 }).toBe(3);
    expect(new Set(tickets()).size).toBe(3);
  });

  it('leaves no secret in database, logs, health or metrics', async () => {
    const port = runners[0]?.port;
    const texts = {
      database: await textOfDatabase(database.sql),
      log: lines.join(''),
      health: await (await get(port, '/healthz')).text(),
      metrics: await (await get(port, '/metrics')).text(),
    };
    expect(texts.database).toContain('EFS-342');
    expect(texts.log).toContain('At work.');
    for (const [where, text] of Object.entries(texts))
      for (const secret of Object.values(SIMULATOR_KEYS)) expect(text.includes(secret), where).toBe(false);
  });

  it('lets its work end when it is stopped, and is gone for the others at once', async () => {
    const [first, second] = runners;
    await first?.stop();
    await expect(get(first?.port, '/healthz')).rejects.toThrow();
    expect(await (await get(second?.port, '/healthz')).json()).toMatchObject({ runners: 1 });
  });
});
