import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../lib/setup/checks.ts';
import { checkSetup } from '../../../lib/setup/run-checks.ts';
import { checkIn, world } from './support.ts';

describe('all set-up checks', () => {
  it('come area by area, each in a file of its name', () => {
    const areas = CHECKS.map(({ area }) => area);
    expect([...new Set(areas)]).toEqual(['connectwise', 'rights', 'tickets', 'solution', 'billing', 'portal', 'rules']);
    expect(areas).toEqual([...areas].sort((a, b) => areas.indexOf(a) - areas.indexOf(b)));
    const ids = CHECKS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(existsSync(`lib/setup/${id}.ts`), id).toBe(true);
  });

  it('read each table once, and write nothing', async () => {
    const { deps, simulator } = await world();
    const report = await checkSetup(deps);
    const paths = simulator.traffic.exchanges.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
    expect(paths.filter((path) => !path.startsWith('GET '))).toEqual([]);
    // A small page of a report may be a capped one; and the portal's test is a read of its customers.
    const tables = paths.filter((path) => path.includes('/apis/3.0/') && !path.includes('/reports/'));
    expect(tables.length).toBeGreaterThan(8);
    expect(tables).toEqual([...new Set(tables)]);
    expect(report.checks.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
    expect(report.checks.filter(({ state }) => state !== 'ok').map(({ id }) => id)).toEqual(['external-xref']);
  });

  it('have a state and a reason each in a ConnectWise that is not set up', async () => {
    const { deps } = await world({ variant: 'not-set-up' });
    const report = await checkSetup(deps);
    for (const check of report.checks) {
      expect(check.evidence, check.id).not.toEqual([]);
      if (check.state === 'failed' || check.state === 'warning') expect(check.nextStep, check.id).toBeTruthy();
    }
    const failed = report.checks.filter(({ state }) => state === 'failed').map(({ id }) => id);
    expect(failed).toEqual([
      'board-status',
      'management-solution',
      'managed-devices-integration',
      'products',
      'cross-references',
    ]);
  });

  it('offer a viewer nothing that changes ConnectWise', async () => {
    const { deps } = await world({ variant: 'not-set-up' });
    const fixes = async (settings: typeof deps.settings) =>
      (await checkSetup({ ...deps, settings })).checks.flatMap(({ id, fix }) => (fix ? `${id} ${fix.kind}` : []));
    const offered = await fixes(deps.settings);
    expect(offered).toContain('management-solution plan');
    expect(await fixes({ ...deps.settings, role: 'viewer' })).toEqual(offered.filter((one) => !one.endsWith(' plan')));
  });

  it('hide none other where one table cannot be read', async () => {
    const { deps, simulator } = await world();
    simulator.faults.add({
      times: 'always',
      path: 'managedDevicesIntegrations',
      effect: { kind: 'status', status: 500 },
    });
    const report = await checkSetup(deps);
    const unknown = report.checks.filter(({ state }) => state === 'unknown').map(({ id }) => id);
    expect(unknown).toEqual(['managed-devices-integration', 'products', 'cross-references']);
    expect(checkIn(report, 'managed-devices-integration').evidence[0]).toContain('500');
  });

  it('go on where one of them throws', async () => {
    const { deps } = await world();
    const [first, second] = CHECKS;
    if (!first || !second) throw new Error('There are checks.');
    const report = await checkSetup(deps, [{ ...first, run: async () => Promise.reject(new Error('x')) }, second]);
    expect(report.checks.map(({ state }) => state)).toEqual(['unknown', 'ok']);
  });
});
