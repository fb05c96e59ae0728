import type { Run } from '../domain/change.ts';
import { changedNothing } from '../domain/changed-nothing.ts';
import type { ConnectionPair } from '../domain/connection-pair.ts';
import type { IsoTime } from '../shared/time.ts';
import type { JournalFilter, SyncStore } from '../sync/store.ts';
import { putRun } from './log/log-changes.ts';
import { isOfTenant } from './owned.ts';
import { readableRun } from './readable/readable-run.ts';
import type { Database } from './schema.ts';
import { atomically } from './transaction.ts';

type RunStore = Pick<
  SyncStore,
  | 'startRun'
  | 'putRun'
  | 'keepEnd'
  | 'storeKeptEnds'
  | 'getRun'
  | 'runs'
  | 'journalRuns'
  | 'runningRuns'
  | 'lastAutomaticRun'
>;

/** As many runs are looked at to find those that changed something: a bulk sync leaves one of every customer. */
const LOOK_AT = 5_000;

/** Runs: one at a time per company, tickets aside: each of those has an outbox entry of its incident. */
/** @param kept ends that could not be stored yet, one list of all connections */
export function runStore(database: Database, pair: ConnectionPair, kept: Map<string, Run>): RunStore {
  return {
    startRun: (run) =>
      atomically(database, ['runs', 'journal', 'logChanges'], async (transaction) => {
        const runs = transaction.objectStore('runs');
        const others = isTicket(run)
          ? []
          : (await runs.index('byState').getAll(['running', run.companyId])).map(readableRun);
        const running = others.find((other) => other.id !== run.id && isOfTenant(pair, other) && !isTicket(other));
        if (running) return { started: false, running };
        await putRun(
          {
            runs: transaction.objectStore('runs'),
            journal: transaction.objectStore('journal'),
            changes: transaction.objectStore('logChanges'),
          },
          run,
        );
        return { started: true, running: run };
      }),
    putRun: (run) => storeRun(database, run),
    keepEnd: (run) => {
      kept.set(run.id, run);
    },
    storeKeptEnds: async () => {
      for (const run of kept.values()) {
        await storeRun(database, run);
        kept.delete(run.id);
      }
    },
    getRun: async (id) => {
      const run = await database.get('runs', id);
      return run && readableRun(run);
    },
    runs: async (filter) => (await newest(database, pair, filter)).runs,
    journalRuns: (filter) => newest(database, pair, filter),
    runningRuns: async () => {
      const running = IDBKeyRange.bound(['running', 0], ['running', Number.POSITIVE_INFINITY]);
      return (await database.getAllFromIndex('runs', 'byState', running)).map(readableRun);
    },
    lastAutomaticRun: (companyId, until) => lastAutomaticRun(database, pair, companyId, until),
  };
}

/** While it runs, it is stored at each step: as quickly as one record alone. */
function storeRun(database: Database, run: Run): Promise<void> {
  return atomically(
    database,
    ['runs', 'journal', 'logChanges'],
    (transaction) =>
      putRun(
        {
          runs: transaction.objectStore('runs'),
          journal: transaction.objectStore('journal'),
          changes: transaction.objectStore('logChanges'),
        },
        run,
      ),
    'default',
  );
}

function isTicket(run: Run): boolean {
  return run.cause.kind === 'ticket';
}

async function newest(
  database: Database,
  pair: ConnectionPair,
  filter: JournalFilter,
): Promise<{ runs: Run[]; unchanged: number }> {
  const store = database.transaction('runs').store;
  const runs: Run[] = [];
  let unchanged = 0;
  let left = filter.changedOnly ? LOOK_AT : filter.limit;
  let cursor =
    filter.companyId === undefined
      ? await store.index('byTime').openCursor(null, 'prev')
      : await store.index('byCompany').openCursor(companyRange(filter.companyId), 'prev');
  while (cursor && left > 0 && runs.length < filter.limit) {
    // A company's number names another one elsewhere.
    const run = readableRun(cursor.value);
    if (filter.companyId !== undefined && !isOfTenant(pair, run)) {
      cursor = await cursor.continue();
      continue;
    }
    const isUnchanged = changedNothing(run);
    if (isUnchanged) unchanged += 1;
    if (!isUnchanged || !filter.changedOnly) runs.push(run);
    left -= 1;
    cursor = await cursor.continue();
  }
  return { runs, unchanged };
}

async function lastAutomaticRun(
  database: Database,
  pair: ConnectionPair,
  companyId: number,
  until: IsoTime = '\uffff',
): Promise<Run | undefined> {
  const range = IDBKeyRange.bound([companyId, 'event', ''], [companyId, 'event', until]);
  let cursor = await database.transaction('runs').store.index('byCause').openCursor(range, 'prev');
  while (cursor) {
    const run = readableRun(cursor.value);
    const isOwn =
      isOfTenant(pair, run) && (run.portal === undefined || pair.portal === '' || run.portal === pair.portal);
    if (isOwn && run.state === 'done') return run;
    cursor = await cursor.continue();
  }
  return undefined;
}

function companyRange(companyId: number): IDBKeyRange {
  return IDBKeyRange.bound([companyId, ''], [companyId, '\uffff']);
}
