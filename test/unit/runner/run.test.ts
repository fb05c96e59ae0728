import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../lib/runner/config/read-config.ts';
import { type OpenDatabase, openDatabase } from '../../../lib/runner/open-database.ts';
import { openRunner } from '../../../lib/runner/open-runner.ts';
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

/** What one more runner on the PostgreSQL of this process is made of. */
async function deps(): Promise<Parameters<typeof startRunner>[0]> {
  const read = readConfig(folder.config, SIMULATOR_KEYS);
  if ('faults' in read) throw new Error('The configuration is wrong.');
  const { config } = read;
  database ??= await openDatabase(config, () => undefined);
  const log = createRunnerLog({ level: 'info', name: 'r', secrets: config.secrets, write: (line) => lines.push(line) });
  return {
    config,
    database,
    log,
    fetch: (url, init) => simulatorFetch(simulator)(url, init),
    clock: () => simulator.clock.now(),
  };
}

async function start(): Promise<RunningRunner> {
  const started = await startRunner(await deps());
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
      'work_total{result="failed"} 0',
      'outbox_entries{state="needs-user"} 0',
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

  it('takes over what one that ended without a word held, long before its lease runs out', async () => {
    await runners[1]?.stop();
    // It dies while its first ticket is on the way: the answer never comes, and neither does another beat.
    const asked = Promise.withResolvers<void>();
    const parts = await deps();
    const dying = await openRunner({
      ...parts,
      fetch: (url, init) => {
        if (init?.method !== 'POST' || !String(url).endsWith('/service/tickets')) return parts.fetch(url, init);
        asked.resolve();
        return new Promise(() => undefined);
      },
    });
    if (!dying.ok) throw new Error(dying.failure.message);
    const { engines, store, presence } = dying.value;
    const engine = await engines.engine();
    simulator.backups.runBackup(383, { result: 'failed' });
    await engine.askPortal();
    const due = (await engine.dueWork()).find((key) => key.includes('383')) ?? 'nothing is due';
    void engine.workOn(due);
    await asked.promise;
    const held = async () => (await store.outbox()).filter(({ state }) => state === 'leased').map(({ key }) => key);
    expect(await held()).toEqual([due]);

    await database.sql.query(
      `UPDATE ${parts.config.databaseSchema}.runners SET beat_at = now() - interval '13 seconds' WHERE id = $1`,
      [presence.id],
    );
    const third = await start();
    await expect.poll(held, { timeout: 60_000 }).toEqual([]);
    expect(await (await get(third.port, '/metrics')).text()).toContain('backup_bridge_take_overs_total 1');
    // Its computer only stood still: what it stores now comes after its work was taken over.
    const leaseLate = async () => (await store.lease(parts.clock(), 600_000, { key: due }))?.leaseToken ?? '';
    await expect.poll(leaseLate, { timeout: 60_000 }).toContain(presence.id);
    await expect.poll(held, { timeout: 60_000 }).toEqual([]);
    // A create whose answer never came is looked for during 10 minutes, before there is a second one.
    expect(tickets()).toHaveLength(3);
    simulator.clock.advance(11 * 60_000);
    await expect.poll(() => tickets().length, { timeout: 200_000, interval: 500 }).toBe(4);
  });
});
