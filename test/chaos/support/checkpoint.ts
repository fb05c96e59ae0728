import { type Snapshot, takeSnapshot } from '../../simulator/snapshot.ts';
import type { Browser } from './browser.ts';
import type { TableSnapshot } from './tables.ts';
import type { PointTracker } from './worker-life.ts';
import { type ChaosOptions, ChaosWorld } from './world.ts';

/** `key`: only of a store whose rows do not hold theirs. */
interface StoredRow {
  row: unknown;
  key?: unknown;
}

/** A world with one browser at one moment, to be continued from there any number of times. */
export interface Checkpoint {
  other: Snapshot;
  before: TableSnapshot;
  historyUpTo: number;
  ids: number;
  rows: [store: string, rows: StoredRow[]][];
}

/** Takes a world in which nothing is going on. */
export async function checkpoint(world: ChaosWorld, browser: Browser): Promise<Checkpoint> {
  const { connectWise, portal, clock } = world.simulation;
  return {
    other: takeSnapshot(connectWise, portal, clock),
    before: world.before,
    historyUpTo: world.historyUpTo,
    ids: browser.ids,
    rows: await rowsOf(browser),
  };
}

/** The world again, its browser not running yet. */
export async function continueFrom(
  { other, before, historyUpTo, ids, rows }: Checkpoint,
  tracker: PointTracker,
  options: ChaosOptions = {},
): Promise<{ world: ChaosWorld; browser: Browser }> {
  const world = new ChaosWorld({ ...options, tracker, from: { other, before } });
  world.historyUpTo = historyUpTo;
  const browser = world.newBrowser();
  browser.ids = ids;
  const store = await browser.stores.open(browser.database);
  store.close();
  const database = await browser.stores.openObjects(browser.database);
  const filled = rows.filter(([, content]) => content.length > 0);
  const transaction = database.transaction(
    filled.map(([name]) => name),
    'readwrite',
  );
  for (const [name, content] of filled)
    for (const { row, key } of content) void transaction.objectStore(name).put?.(row, key);
  await transaction.done;
  database.close();
  return { world, browser };
}

/** Everything in a browser's database. */
export async function rowsOf(browser: Browser): Promise<[store: string, rows: StoredRow[]][]> {
  const database = await browser.stores.openObjects(browser.database);
  try {
    const stores: [string, StoredRow[]][] = [];
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [rows, keys] = await Promise.all([store.getAll(), store.getAllKeys()]);
      const hasOwnKeys = store.keyPath === null;
      stores.push([name, rows.map((row, at) => ({ row, ...(hasOwnKeys && { key: keys[at] }) }))]);
    }
    return stores;
  } finally {
    database.close();
  }
}
