import { describe, expect, it } from 'vitest';
import { REVIEW } from '../../../../lib/domain/automatic-parts.ts';
import type { Run } from '../../../../lib/domain/change.ts';
import { ALL_PARTS } from '../../../../lib/domain/consent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../../lib/domain/settings.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import { syncTimes } from '../../../../lib/sync/check/sync-times.ts';
import { COMPANY, entry, NOW } from '../../../support/builders/domain-records.ts';

const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString();

function run(hours: number, more: Partial<Run> = {}): Run {
  return {
    id: 'r',
    companyId: COMPANY.id,
    companyName: '',
    efsIds: [],
    cause: { kind: 'user' },
    startedAt: at(hours),
    finishedAt: at(hours),
    state: 'done',
    progress: { step: '', done: 0, total: 0 },
    outcomes: [],
    counts: { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 },
    parts: { statistics: true, quantities: true, invoiceDescriptions: true },
    ...more,
  };
}

const AUTOMATIC: Settings = { ...DEFAULT_SETTINGS, automatic: ALL_PARTS };

function times(runs: Run[], { settings = AUTOMATIC, syncedFrom }: { settings?: Settings; syncedFrom?: string } = {}) {
  const synced = { successfulBackupJobs: 1, ...(syncedFrom && { _info: { lastUpdated: syncedFrom } }) };
  const store = { runs: async () => runs };
  const deps = { store, settings, clock: () => NOW, connectWise: { tenant: 'here' } };
  return syncTimes(deps as unknown as Parameters<typeof syncTimes>[0], {
    company: COMPANY,
    customerIds: ['342'],
    entries: [entry(12, 'BackupStats', 'EFS-342', synced)],
  });
}

describe('syncTimes: when the next automatic sync is due', () => {
  it('12 hours after the last good sync, whoever started it', async () => {
    expect(await times([run(-2)])).toEqual({ syncedAt: NOW - 2 * HOUR, nextDue: NOW + 10 * HOUR });
    const fixes = [run(-1, { cause: { kind: 'fix' } }), run(-1.5, { state: 'cancelled' }), run(-3)];
    expect(await times(fixes)).toEqual({ syncedAt: NOW - 3 * HOUR, nextDue: NOW + 9 * HOUR });
  });

  it('counts a sync of another browser', async () => {
    expect(await times([], { syncedFrom: at(-4) })).toEqual({ syncedAt: NOW - 4 * HOUR, nextDue: NOW + 8 * HOUR });
  });

  it('counts no sync without the quantities, whether by its run or by the clock that it moved in ConnectWise', async () => {
    const parts = { statistics: true, quantities: false, invoiceDescriptions: true };
    expect(await times([run(-1, { parts })])).toBeUndefined();
    expect(await times([run(-1, { parts })], { syncedFrom: at(-1) })).toBeUndefined();
    expect(await times([run(-1, { parts }), run(-3)])).toEqual({ syncedAt: NOW - 3 * HOUR, nextDue: NOW + 9 * HOUR });
    const { parts: _, ...older } = run(-1);
    expect(await times([older])).toBeUndefined();
  });

  it('is not known after a failure, without a sync, in the future, for another tenant, or where nothing syncs', async () => {
    expect(await times([run(-1, { state: 'failed' }), run(-2)])).toBeUndefined();
    expect(await times([])).toBeUndefined();
    expect(await times([run(30)])).toBeUndefined();
    expect(await times([run(-1, { tenant: 'elsewhere' })])).toBeUndefined();
    const { syncedParts, rules } = AUTOMATIC;
    const off = { ...AUTOMATIC, syncedParts: { ...syncedParts, agreementParts: false } };
    expect(await times([run(-1)], { settings: off })).toBeUndefined();
    const unruled = { ...AUTOMATIC, rules: rules.filter(({ action }) => action !== 'synchronize') };
    expect(await times([run(-1)], { settings: unruled })).toBeUndefined();
    expect(await times([run(-1)], { settings: { ...AUTOMATIC, automatic: REVIEW } })).toBeUndefined();
  });
});
