import { describe, expect, it } from 'vitest';
import type { Approval } from '../../lib/domain/approval.ts';
import { DAY, HOUR, isoTime, MINUTE, SECOND } from '../../lib/shared/time.ts';
import { SEED } from '../simulator/connectwise/seed.ts';
import { oneOfEvery } from '../support/depth.ts';
import type { Browser } from './support/browser.ts';
import { rowsOf } from './support/checkpoint.ts';
import { brokenInvariants, inWords } from './support/invariants/index.ts';
import { ChaosWorld } from './support/world.ts';

const YEAR = 365 * DAY;
const [ETV_PRIMARY, ETV_TRUCK, JOE] = [356, 369, 383];
/** The clock at each of the browser's next lives; in the last one it is right again. */
const JUMPS: [string, number[]][] = [
  ['ahead, then back', [YEAR, 0]],
  ['back, then forward', [-YEAR, 0]],
  ['ahead, then two years back, then forward', [YEAR, -YEAR, 0]],
  ['back, then two years ahead, then back', [-YEAR, YEAR, 0]],
];

describe.each(oneOfEvery(2, JUMPS))('a clock that is set a year %s', (_name, skews) => {
  it('deletes nothing, delays nothing for longer than documented and creates no ticket twice', async () => {
    const { world, browser } = await busyBrowser();
    const before = await keptRows(browser);
    for (const skew of skews) {
      browser.skew = skew;
      await browser.restart();
      await live(world, browser, 3);
      expect(missing(before, await keptRows(browser))).toEqual([]);
    }
    // No user corrects anything: a retry waits half an hour at most, an unclear create is looked for during half an hour.
    await live(world, browser, 35);
    expect((await waiting(browser)).filter(({ failure }) => failure)).toEqual([]);
    // What waits without a failure waits for the throttle of 12 hours, which events of that time begin again, or for a ticket's next look.
    world.pass(13 * HOUR);
    await live(world, browser, 1);
    expect((await waiting(browser)).filter(({ dueAt }) => dueAt > world.now + DAY)).toEqual([]);
    expect((await browser.engine.bulkSync())?.state).toBe('done');
    // What is held follows the newest plan, not that which was made in the future.
    const [held] = await approvals(browser);
    expect(held?.plannedAt).toSatisfy((at: string) => at <= isoTime(world.now) && at > isoTime(world.now - DAY));
    expect(missing(before, await keptRows(browser))).toEqual([]);
    await world.untilQuiet();
    expect(inWords(await brokenInvariants(world))).toBe('');
    browser.kill();
  });

  it('while a create is unclear, opens one ticket, however late it is carried out', async () => {
    for (const seconds of [20, 240]) {
      const { world, browser } = await connected();
      world.simulation.faults.add({ site: 'connectwise', method: 'POST', effect: { kind: 'late-commit', seconds } });
      world.simulation.backups.runBackup(ETV_PRIMARY, { result: 'failed' });
      await browser.engine.poll();
      for (const skew of skews) {
        browser.skew = skew;
        await live(world, browser, 1);
      }
      await live(world, browser, 35);
      const tickets = world.simulation.connectWise.tables.tickets.all().filter(({ externalXRef }) => externalXRef);
      expect(tickets).toHaveLength(1);
      await world.untilQuiet();
      expect(inWords(await brokenInvariants(world))).toBe('');
      browser.kill();
    }
  });
});

async function connected(): Promise<{ world: ChaosWorld; browser: Browser }> {
  const world = new ChaosWorld();
  return { world, browser: await world.connectedBrowser() };
}

/**
 * A browser with logs, usage, a month's comparison and an approval, whose ConnectWise is down for a moment: an entry and a bulk sync wait
 * for their retry, a worker that was killed holds a lease, and one ticket is open.
 */
async function busyBrowser(): Promise<{ world: ChaosWorld; browser: Browser }> {
  const { world, browser } = await connected();
  const { backups, faults } = world.simulation;
  backups.runBackup(ETV_PRIMARY, { result: 'failed' });
  await browser.engine.poll();
  await browser.engine.compareFleet();
  await browser.engine.continueBulkSync(world.now + HOUR);
  world.pass(13 * HOUR);
  // A drop that nobody's usage explains is held until a user approves it.
  world.users.editAddition(0, { quantity: 90_000 });
  backups.runBackup(ETV_TRUCK, { result: 'ok' });
  await browser.engine.poll();
  expect(await approvals(browser)).toHaveLength(1);

  await browser.engine.startBulkSync();
  backups.runBackup(JOE, { result: 'failed' });
  faults.add({ site: 'connectwise', minutes: 1, effect: { kind: 'html-404' } });
  await browser.engine.poll();
  await browser.engine.continueBulkSync(world.now + HOUR);
  expect(await waiting(browser)).not.toEqual([]);
  expect(await browser.engine.bulkSync()).toMatchObject({ state: 'paused' });
  backups.runBackup(ETV_TRUCK, { result: 'failed' });
  faults.clear();
  // A worker dies in its drain.
  browser.kill();
  await browser.look((store) => store.lease(world.now + HOUR, 15 * MINUTE));
  expect((await outbox(browser)).some(({ state }) => state === 'leased')).toBe(true);
  return { world, browser };
}

/** The worker is woken every 30 seconds for so many minutes. */
async function live(world: ChaosWorld, browser: Browser, minutes: number): Promise<void> {
  for (let woken = 0; woken <= 2 * minutes; woken += 1) {
    await browser.engine.poll();
    await browser.engine.continueBulkSync(world.now + browser.skew + 30 * SECOND);
    await browser.prune();
    await browser.engine.companyView(SEED.companies.eddiesTvRepair, { refresh: false });
    world.pass(30 * SECOND);
    await world.simulation.settle();
  }
}

async function approvals(browser: Browser): Promise<Approval[]> {
  const list = await browser.engine.approvals({ search: '', offset: 0, limit: 9 });
  if (!list.ok) throw new Error(list.failure.message);
  return list.value.rows;
}

const outbox = (browser: Browser) => browser.look((store) => store.outbox());

/** Entries that are not due, by a right clock or by a wrong one. */
const waiting = async (browser: Browser) => (await outbox(browser)).filter(({ state }) => state !== 'pending');

/** What a user would miss: keys of its rows. */
async function keptRows(browser: Browser): Promise<string[]> {
  const kept = new Set(['runs', 'journal', 'events', 'incidents', 'usage', 'links']);
  const rows = (await rowsOf(browser)).filter(([name]) => kept.has(name));
  const keys = rows.flatMap(([name, all]) => all.map(({ row }) => `${name} ${nameOf(row as Record<string, unknown>)}`));
  return [...keys, ...(await browser.look((store) => store.cachedKeys('fleet-month:')))];
}

function nameOf({ source, id, key, customerId, companyId, month }: Record<string, unknown>): string {
  return JSON.stringify([source, id, key, customerId, companyId, month]);
}

function missing(before: readonly string[], after: readonly string[]): string[] {
  const left = new Set(after);
  return before.filter((one) => !left.has(one));
}
