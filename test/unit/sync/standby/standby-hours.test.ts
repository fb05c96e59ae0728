import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import { HOUR, MINUTE, readTime } from '../../../../lib/shared/time.ts';
import { standByState } from '../../../../lib/sync/standby/stand-by-state.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { oneOfEvery } from '../../../support/depth.ts';
import { type Browsers, browsers } from '../support/browsers.ts';

const HOURS = 26 * HOUR;

/** Syncs of a company that came sooner than the throttle allows after the one before. */
async function tooSoon(on: Browsers): Promise<string[]> {
  const last = new Map<number, number>();
  const found: string[] = [];
  for (const { companyId, startedAt, efsIds } of await on.syncedParts()) {
    const at = readTime(startedAt) ?? 0;
    const before = last.get(companyId);
    if (before !== undefined && at - before < 12 * HOUR - MINUTE) found.push(`${efsIds} ${startedAt}`);
    last.set(companyId, at);
  }
  return found;
}

async function companiesSynced(on: Browsers, since = 0): Promise<number> {
  const syncedParts = (await on.syncedParts()).filter(({ startedAt }) => (readTime(startedAt) ?? 0) >= since);
  return new Set(syncedParts.map(({ companyId }) => companyId)).size;
}

async function leaders(on: Browsers): Promise<number> {
  const states = await Promise.all(on.all.filter((one) => one.on).map(({ deps }) => standByState(deps)));
  return states.filter((state) => state.leads).length;
}

describe('several browsers over simulated hours', () => {
  it.each(oneOfEvery(2, [2, 5]))(
    '%i sync each customer once per throttle, and cost under 1.3 times the requests of one',
    async (count) => {
      const one = await browsers(1);
      await one.pass(HOURS);
      const alone = { requests: one.requests(), companies: await companiesSynced(one) };
      const together = await browsers(count);
      await together.pass(HOURS);
      expect(await tooSoon(together)).toEqual([]);
      expect(await companiesSynced(together)).toBe(alone.companies);
      expect(await leaders(together)).toBe(1);
      expect(together.requests()).toBeGreaterThan(alone.requests / 2);
      expect(together.requests() / alone.requests).toBeLessThan(1.3);
    },
  );

  it('one that leads and stops is followed by another, and yields when it leads again', async () => {
    const on = await browsers(3, { customers: 8 });
    await on.pass(8 * HOUR);
    const [first] = on.all;
    if (!first) throw new Error('There is no browser.');
    expect(await standByState(first.deps)).toMatchObject({ leads: true });
    first.on = false;
    const died = on.simulator.clock.now();
    await on.pass(26 * HOUR);
    expect(await companiesSynced(on, died)).toBe(await companiesSynced(on));
    expect(await leaders(on)).toBe(1);
    first.on = true;
    await on.pass(4 * HOUR);
    expect(await leaders(on)).toBe(1);
    expect(await tooSoon(on)).toEqual([]);
  });

  it('open one ticket per incident, and close it, whichever leads', async () => {
    const board = { id: SEED.boards.helpDesk, name: 'Help Desk' };
    const settings = { tickets: { ...DEFAULT_SETTINGS.tickets, board } };
    const on = await browsers(3, { customers: 8, settings });
    const accounts = [...on.simulator.portal.accounts.values()].filter(({ kind }) => kind === 'server').slice(0, 5);
    for (const { id } of accounts) on.simulator.backups.runBackup(id, { result: 'failed' });
    await on.pass(2 * HOUR);
    const [first] = on.all;
    if (first) first.on = false;
    for (const { id } of accounts) on.simulator.backups.runBackup(id, { result: 'failed' });
    await on.pass(4 * HOUR);
    const ours = () => on.simulator.connectWise.tables.tickets.all().filter(({ externalXRef }) => externalXRef);
    const xrefs = ours().map(({ externalXRef }) => externalXRef);
    expect(xrefs.length).toBeGreaterThanOrEqual(accounts.length);
    expect(new Set(xrefs).size).toBe(xrefs.length);
    for (const { id } of accounts) on.simulator.backups.runBackup(id, { result: 'ok' });
    await on.pass(4 * HOUR);
    const open = ours().filter(({ closedDate }) => !closedDate);
    expect(open.filter(({ externalXRef }) => String(externalXRef).endsWith(':backup-failed'))).toEqual([]);
  });
});
