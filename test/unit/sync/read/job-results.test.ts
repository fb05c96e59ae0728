import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../lib/domain/change.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import { FOR_USER } from '../../../../lib/sync/read/observe.ts';
import { planOf } from '../../../../lib/sync/runs/sync-company.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const COUNTS = ['backupSuccesses', 'backupFailed', 'backupIncomplete', 'successfulBackupJobs', 'failedBackupJobs'];

/** Far from the end of a month, with which the counts begin again. */
const MID_MONTH = Date.parse('2026-11-18T10:00:00Z');

async function x360() {
  const world = await simulated({ variant: 'clean', startsAt: MID_MONTH }, 'x360recover');
  value(await world.engine.poll());
  const { simulator, deps } = world;
  const [companyId] = value(await deps.connectWise.companyNames())
    .rows.filter(({ name }) => name.startsWith('Eddie'))
    .map(({ id }) => id);
  if (companyId === undefined) throw new Error('no company');
  await confirmLink(world.store, '342', companyId);
  const plan = async () => value(await planOf(deps, companyId, FOR_USER)).plan;
  const isJob = (url: string) => /\/job(\/|$)/.test(new URL(url).pathname);
  return { ...world, plan, jobRequests: () => simulator.traffic.exchanges.filter(({ url }) => isJob(url)).length };
}

describe('job results of x360Recover in a sync', () => {
  it('are written from the job history, though this browser stored no backup event', async () => {
    const { plan, simulator } = await x360();
    // Also on the first of a month, when nothing has run by itself yet.
    simulator.backups.runBackup(356, { result: 'ok' });
    const { changes, skipped } = await plan();
    const primary = changes.find(({ label }) => label.includes('ETV-Primary'));
    const device = simulator.portal.accounts.get(356);
    const month = Date.parse(`${new Date(simulator.clock.now()).toISOString().slice(0, 7)}-01T00:00:00Z`);
    const good = device?.runs.filter(({ startedAt, result }) => startedAt >= month && result === 'ok').length ?? 0;
    expect(good).toBeGreaterThan(0);
    expect(primary?.fields).toContainEqual({ field: 'backupSuccesses', from: null, to: good });
    expect(skipped.filter(({ label }) => label.startsWith('Job results'))).toEqual([]);
  });

  it('are read once per throttle window, and at no poll', async () => {
    const { plan, engine, jobRequests, simulator } = await x360();
    expect(jobRequests()).toBe(0);
    await plan();
    const first = jobRequests();
    expect(first).toBeGreaterThan(0);
    await plan();
    simulator.clock.advance(HOUR);
    value(await engine.poll());
    await plan();
    expect(jobRequests()).toBe(first);
    simulator.clock.advance(12 * HOUR);
    await plan();
    expect(jobRequests()).toBe(2 * first);
  });

  it('are read again within the window of a device that ran since, and of no other', async () => {
    const { plan, jobRequests, simulator } = await x360();
    await plan();
    const first = jobRequests();
    simulator.backups.runBackup(356, { result: 'failed', message: 'Disk full.' });
    const failed = (await plan()).changes.find(({ label }) => label.includes('ETV-Primary'));
    expect(failed?.fields).toContainEqual({ field: 'backupFailed', from: null, to: 1 });
    // One for its jobs, one for the history of its job.
    expect(jobRequests()).toBe(first + 2);
    await plan();
    expect(jobRequests()).toBe(first + 2);
  });

  it('are not read where statistics are switched off', async () => {
    const { deps, plan, jobRequests } = await x360();
    deps.settings.syncedParts = { ...deps.settings.syncedParts, backupStatistics: false };
    await plan();
    expect(jobRequests()).toBe(0);
  });

  it('are omitted when the portal refuses them: no count is written, everything else is', async () => {
    const { plan, simulator } = await x360();
    simulator.traffic.expectErrors(true);
    simulator.faults.add({ effect: { kind: 'status', status: 404 }, path: '/job', times: 100 } as never);
    const { changes, skipped } = await plan();
    const fields = changes.flatMap((change) => change.fields.map(({ field }) => field));
    expect(fields.filter((field) => COUNTS.includes(field))).toEqual([]);
    expect(fields).toContain('lastBackupDate');
    expect(skipped.find(({ label }) => label === 'Job results of EFS-342')?.why).toContain('no job history');
  });

  it('an empty history of a device that was backed up is no zero: it is not known', async () => {
    const { plan, simulator } = await x360();
    const device = simulator.portal.accounts.get(356);
    if (!device) throw new Error('no device');
    device.runs = [];
    const { changes, skipped } = await plan();
    const fieldsOf = (name: string) =>
      changes.find(({ label }) => label.includes(name))?.fields.map(({ field }) => field) ?? [];
    expect(fieldsOf('ETV-Primary').filter((field) => COUNTS.includes(field))).toEqual([]);
    expect(fieldsOf('ETV-Primary')).toContain('lastBackupDate');
    expect(fieldsOf('ETV-FrontOffice')).toContain('backupSuccesses');
    expect(changes.flatMap(({ fields }) => fields.map(({ field }) => field))).not.toContain('successfulBackupJobs');
    expect(skipped.find(({ label }) => label === 'Job results of EFS-342')?.why).toContain('no run of a device');
  });

  it('follow a device to the client that it moved to', async () => {
    const { plan, simulator, deps, store, engine } = await x360();
    await plan();
    simulator.portal.moveAccount(356, 355);
    const [joe] = value(await deps.connectWise.companyNames())
      .rows.filter(({ name }) => name.startsWith('Joe'))
      .map(({ id }) => id);
    if (joe === undefined) throw new Error('no company');
    value(await engine.poll());
    await confirmLink(store, '355', joe);
    simulator.clock.advance(12 * HOUR);
    // Another month may have begun.
    simulator.backups.runBackup(356, { result: 'ok' });
    const identifiers = (changes: Change[]) =>
      changes.flatMap(({ fields }) => fields.find(({ field }) => field === 'deviceIdentifier')?.to ?? []);
    const left = await plan();
    expect(identifiers(left.changes)).not.toContain('EFS-342:356');
    expect(left.skipped.filter(({ label }) => label.startsWith('Job results'))).toEqual([]);
    const joined = value(await planOf(deps, joe, FOR_USER)).plan;
    expect(identifiers(joined.changes)).toContain('EFS-355:356');
    const moved = joined.changes.find(({ label }) => label.includes('ETV-Primary'));
    expect(moved?.fields.find(({ field }) => field === 'backupSuccesses')?.to).toBeGreaterThan(0);
  });
});
