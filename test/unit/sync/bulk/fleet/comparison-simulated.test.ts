import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../../../lib/domain/finding.ts';
import type { FleetRow } from '../../../../../lib/domain/fleet.ts';
import { simulatedEngine } from '../../../../support/simulated-engine.ts';
import { value } from '../../support/stage.ts';

type World = Awaited<ReturnType<typeof simulatedEngine>>;

const EVERYTHING = { filter: 'all', search: '', sort: 'customer', descending: false, offset: 0, limit: 1000 } as const;

async function compared({ engine, simulator }: World): Promise<FleetRow[]> {
  value(await engine.compareFleet());
  await engine.continueBulkSync(simulator.clock.now() + 3_600_000);
  const view = value(await engine.fleet({}));
  expect(view).toMatchObject({ source: 'reports', progress: { state: 'done' }, counts: { 'not-compared': 0 } });
  return value(await engine.fleetRows(EVERYTHING)).rows;
}

/** Without those of tickets and of invoices' descriptions, which a comparison does not read. */
function comparable(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ code }) => !code.startsWith('TIX-') && code !== 'ADD-DESCRIPTION');
}

function codes(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

describe('against the simulator', () => {
  let world: World;
  beforeAll(async () => {
    world = await simulatedEngine({ customers: 30, generated: { ourAdditions: 4, otherAdditions: 2 } });
  });
  afterAll(() => world.store.close());

  it.each([true, false])('a comparison finds what the panel finds, with descriptions synced: %s', async (isSynced) => {
    world.deps.settings.syncedParts.invoiceDescriptions = isSynced;
    for (const row of await compared(world)) {
      const { findings } = value(await world.engine.companyView(row.companyId ?? 0, { refresh: true }));
      const counted = comparable(findings);
      expect([row.companyName, [...row.codes].sort()]).toEqual([row.companyName, codes(counted)]);
      expect(row.findings.warning + row.findings.error + row.findings.info).toBe(counted.length);
    }
  });
});
