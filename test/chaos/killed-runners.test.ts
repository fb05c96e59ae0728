import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeOver } from '../../lib/db/sync-store.ts';
import { tenantOf } from '../../lib/domain/connection-pair.ts';
import { sourceOf } from '../../lib/portal/config.ts';
import { openPostgres } from '../../lib/runner/store/open-postgres.ts';
import { openSqlObjects } from '../../lib/runner/store/sql-objects.ts';
import type { SyncStore } from '../../lib/sync/store.ts';
import { SEED } from '../simulator/connectwise/seed.ts';
import type { FaultEffect } from '../simulator/faults.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { seededRandom } from '../simulator/random.ts';
import { type Simulator, startSimulator } from '../simulator/server.ts';
import { byDepth } from '../support/depth.ts';
import { startPostgres, type TestPostgres } from '../support/runner/postgres.ts';
import { startRunners } from '../support/runner/runner-processes.ts';
import { type RunnerFolder, runnerFolder, SIMULATOR_KEYS, textOfDatabase } from '../support/runner/try-runner.ts';

/** Rounds of about two seconds in which something happens: `RUNNER_ROUNDS=300` plays ten minutes. */
const ROUNDS = Number(process.env.RUNNER_ROUNDS ?? byDepth(4, 15));
const ROUND = 2_000;
/** Seconds that everything may take to come to rest afterwards: as long as the longest look for an unclear create, thrice. */
const REST = 3_600;
const RUNNERS = 3;
const ACCOUNTS = [356, 369, 383, 20111] as const;

/**
 * After these a create is looked for through ten minutes before it is made again, by the clock of the machine: so long only where
 * somebody asks for many rounds. With a clock that the test moves, schedules try it (`runners.test.ts`).
 */
const LEAVING_CREATES_UNCLEAR: readonly FaultEffect[] = [{ kind: 'status', status: 500 }, { kind: 'dropped-before' }];
const FAULTS: readonly FaultEffect[] = [
  ...LEAVING_CREATES_UNCLEAR,
  { kind: 'status', status: 503 },
  { kind: 'too-many-requests', retryAfterSeconds: 1 },
  { kind: 'dropped-after' },
  { kind: 'truncated' },
  { kind: 'html' },
  { kind: 'latency', milliseconds: 1_500 },
];

let server: TestPostgres;
let simulator: Simulator;
let folder: RunnerFolder;
beforeAll(async () => {
  server = await startPostgres();
  simulator = await startSimulator({ variant: 'clean' });
  folder = await runnerFolder(simulator, { pollSeconds: 5, firstSync: true });
});
afterAll(async () => {
  await folder.remove();
  await simulator.stop();
  await server.stop();
});

it(
  `lose, double and delay nothing when they are killed at random for ${ROUNDS} rounds, with faults of both services`,
  async () => {
    // Backups that run by a schedule would come at moments of their own.
    for (const account of simulator.portal.accounts.values()) delete account.schedule;
    const random = seededRandom(Number(process.env.CHAOS_SEED ?? 7));
    const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
    const postgres = openPostgres({ url: server.url });
    const runners = startRunners(RUNNERS, folder, server.url);
    const store = await untilContact(postgres.database);
    const known = simulator.portal.events.length;
    const counts = { kills: 0, faults: 0, backups: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let backup = Math.floor(random() * 3); backup > 0; backup -= 1, counts.backups += 1)
        simulator.backups.runBackup(one(ACCOUNTS), { result: one(['ok', 'failed', 'failed', 'warning']) });
      if (random() < 0.6) {
        const effect = one(FAULTS);
        const onlyReads = !process.env.RUNNER_ROUNDS && LEAVING_CREATES_UNCLEAR.includes(effect);
        simulator.faults.add({ site: one(['connectwise', 'portals']), ...(onlyReads && { method: 'GET' }), effect });
        counts.faults += 1;
      }
      await pause(ROUND);
      if (round % 2 === 1 || random() < 0.3) {
        runners.kill(Math.floor(random() * RUNNERS));
        counts.kills += 1;
      }
    }
    simulator.faults.clear();
    // What lasts is what the last backups say; each account has one more.
    for (const account of ACCOUNTS) simulator.backups.runBackup(account, { result: account === 383 ? 'ok' : 'failed' });
    const reported = simulator.portal.events.slice(known);
    const late = await untilRest(store, reported.map(idOf));
    const codes = await runners.stop();
    const events = await store.events(10_000);
    console.info(
      `chaos killed runners: ${JSON.stringify({ ...counts, events: reported.length, ended: runners.ended, tickets: tickets().length })}`,
    );

    expect(late, 'work that is due and not done').toEqual([]);
    expect(codes, 'how the runners stopped').toEqual(Array.from({ length: RUNNERS }, () => 0));
    const stored = new Set(events.map(({ id }) => id));
    expect(
      reported.map(idOf).filter((id) => !stored.has(id)),
      'lost',
    ).toEqual([]);
    expect(
      events
        .filter(({ state }) => state === 'waiting')
        .filter(({ waitsFor }) => waitsFor.some((key) => !key.startsWith('sync:'))),
      'without an outcome',
    ).toEqual([]);
    const open = tickets().filter(({ isOpen }) => isOpen);
    expect(open.map(({ xref }) => xref).sort(), 'open tickets').toEqual([
      'EFS-19652:20111:backup-failed',
      'EFS-342:356:backup-failed',
      'EFS-342:369:backup-failed',
    ]);
    const text = await textOfDatabase(postgres.database);
    for (const secret of Object.values(SIMULATOR_KEYS)) {
      expect(text.includes(secret), 'the database holds a secret').toBe(false);
      expect(runners.output.includes(secret), 'a log holds a secret').toBe(false);
    }
    await postgres.database.close();
  },
  6 * 3_600_000,
);

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until the first contact lies behind: history causes nothing. */
async function untilContact(sql: Parameters<typeof openSqlObjects>[0]): Promise<SyncStore> {
  const pair = {
    tenant: tenantOf(HOSTS.web, SEED.companyId),
    portal: sourceOf({ kind: 'efs-portal', baseUrl: `https://${HOSTS.efsPortal}` }),
  };
  const store = storeOver(await openSqlObjects(sql, 'backup_bridge')).forConnection(pair);
  while (await store.readsHistory(pair.portal)) await pause(200);
  return store;
}

/** The portal's name of an event is its number. */
function idOf({ sequence }: { sequence: number }): string {
  return `ev-${String(sequence).padStart(10, '0')}`;
}

/** Waits until every event is there and nothing is due. Answers what is still due after long. */
async function untilRest(store: SyncStore, ids: readonly string[]): Promise<string[]> {
  for (let second = 0; ; second += 1) {
    await pause(1_000);
    const outbox = await store.outbox();
    const due = outbox.filter(
      ({ state, failure }) => state === 'pending' || state === 'leased' || failure !== undefined,
    );
    const stored = new Set((await store.events(10_000)).map(({ id }) => id));
    const isThere = ids.every((id) => stored.has(id));
    if (isThere && due.length === 0) return [];
    if (second === REST) return due.map(({ key, state, failure }) => `${key} ${state} ${failure?.code ?? ''}`);
  }
}

/** Tickets of ours that were not merged away. */
function tickets(): { xref: string; isOpen: boolean }[] {
  return simulator.connectWise.tables.tickets
    .all()
    .filter(({ externalXRef, mergedParentTicket }) => externalXRef && !mergedParentTicket)
    .map(({ externalXRef, closedDate }) => ({ xref: String(externalXRef), isOpen: !closedDate }));
}
