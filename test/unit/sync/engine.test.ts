import { describe, expect, it } from 'vitest';
import { ALL_MANAGED_IDS } from '../../../lib/domain/finding.ts';
import { textsOf } from '../../../lib/domain/outcomes.ts';
import { MINUTE } from '../../../lib/shared/time.ts';
import { AGREEMENT, COMPANY, entry, portalEvent } from '../../support/builders/sync-records.ts';
import { newestEvents } from '../../support/newest-events.ts';
import { stage, value } from './support/stage.ts';

describe('Sync now', () => {
  it('writes the portal’s facts into ConnectWise and reports the result in the guides’ sentences', async () => {
    const on = await stage();
    const { run, entries } = await on.sync();
    expect(run).toMatchObject({
      state: 'done',
      companyName: "Eddie's TV Repair",
      efsIds: ['EFS-342'],
      cause: { kind: 'user' },
      outcomes: [
        { code: 'updated', text: 'Updated ConnectWise backup statistics.' },
        { code: 'updated', text: 'Updated ConnectWise management report.' },
        { code: 'updated', text: 'Updated ConnectWise agreement parts.' },
      ],
      counts: { applied: 4, failed: 0, conflict: 0, held: 0, unknown: 0 },
    });
    expect(run.quantities).toEqual({
      count: 1,
      totals: [{ from: 47.5, to: 50, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' }],
    });
    const { additions, configurations, entries: managed } = on.connectWise.tables;
    expect(additions[0]).toMatchObject({
      quantity: 100,
      invoiceDescription: 'Select Online Backup Storage: 100.00 GB\nETV-Primary: 100.00 GB',
      unitPrice: 0.5,
    });
    expect(configurations).toMatchObject([
      { deviceIdentifier: 'EFS-342:1001', name: 'ETV-Primary', backupYear: 2026, backupMonth: 11 },
    ]);
    expect(managed).toMatchObject([{ totalServers: 1, totalManagedMachines: 1 }, { successfulBackupJobs: 0 }]);
    expect(entries.map((entry) => entry.state)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect(entries[0]?.who).toEqual({ member: 'bridge', browser: 'Test browser' });
  });

  it('writes nothing the second time and reports that', async () => {
    const on = await stage();
    await on.sync();
    on.connectWise.calls.length = 0;
    const { run } = await on.sync();
    expect(textsOf(run.outcomes)).toEqual(['Nothing to change: ConnectWise already shows what the portal says.']);
    expect(on.connectWise.calls).not.toContain('write');
  });

  it('confirms an unchanged customer with one agreement in three requests (budget sync.requests-unchanged)', async () => {
    const on = await stage();
    await on.sync();
    on.connectWise.calls.length = 0;
    await on.sync();
    expect(on.connectWise.calls).toEqual(['managedIdEntries', 'additions', 'configurations']);
  });

  it('allows one run at a time for a company', async () => {
    const on = await stage();
    const first = value(await on.engine.syncNow(COMPANY));
    expect(await on.engine.syncNow(COMPANY)).toMatchObject({
      ok: false,
      failure: { code: 'busy', value: first.runId },
    });
    await first.finished;
    expect((await on.engine.syncNow(COMPANY)).ok).toBe(true);
  });

  it('shows its steps while it runs', async () => {
    const on = await stage();
    const seen: string[] = [];
    const putRun = on.deps.store.putRun;
    on.deps.store.putRun = async (run) => {
      seen.push(`${run.progress.step} ${run.progress.done}/${run.progress.total}`);
      await putRun(run);
    };
    await on.sync();
    expect(seen).toEqual([
      'Reading ConnectWise 0/0',
      'Asking the portal 0/0',
      'Writing Backup statistics of “ETV-Primary” 0/4',
      'Writing Managed-id entry EFS-342, Workstations and Servers 1/4',
      'Writing Addition “Select Storage” on “Managed Services” 2/4',
      // The clock of the throttle: last, so that a sync cut off before its end has not moved it.
      'Writing Managed-id entry EFS-342, Backup Stats 3/4',
      'Done 4/4',
    ]);
  });

  it('ends with the failure when the portal is down, and writes nothing', async () => {
    const on = await stage();
    on.portal.down = { code: 'unreachable', message: 'The portal cannot be reached.', nextStep: 'Wait.' };
    const { run, entries } = await on.sync();
    expect(run).toMatchObject({ state: 'failed', outcomes: [{ text: 'The portal cannot be reached. Wait.' }] });
    expect(entries).toEqual([]);
    expect(on.connectWise.calls).not.toContain('write');
  });

  it('fails visibly, not silently, when something unexpected is thrown', async () => {
    const on = await stage();
    on.connectWise.managedIdEntries = () => Promise.reject(new Error('a bug'));
    const { run } = await on.sync();
    expect(run).toMatchObject({ state: 'failed', failure: { code: 'internal' } });
    expect(await on.store.runningRuns()).toEqual([]);
  });
});

describe('a guarded change', () => {
  it('is held by Sync now, and written when a user confirms it', async () => {
    const on = await stage();
    Object.assign(on.connectWise.tables.additions[0] ?? {}, { quantity: 10 });
    const { run } = await on.sync();
    expect(run.counts).toMatchObject({ applied: 3, held: 1 });
    expect(run.outcomes.at(-1)?.text).toContain(
      'On hold, needs approval: The billed quantity would go from {10} to {100}',
    );
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(10);

    const plan = value(await on.engine.plan(COMPANY));
    const [change] = plan.changes;
    expect(change?.guard?.code).toBe('GUARD-JUMP');
    await on.apply(plan.id, []);
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(10);
    await on.apply(plan.id, [change?.id ?? '']);
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
  });
});

describe('a plan of agreement parts', () => {
  it('that would change a price is held, whoever planned it', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    const changes = plan.changes.map((change) =>
      change.resource === 'addition'
        ? { ...change, fields: [...change.fields, { field: 'unitPrice', from: 2, to: 1 }] }
        : change,
    );
    await on.store.putPlan({ ...plan, changes });
    const { run, entries } = await on.apply(plan.id);
    expect(run.counts.held).toBe(1);
    expect(entries.find(({ state }) => state === 'held')?.outcome).toContain('unitPrice would change');
  });
});

describe('the fix of all managed ids', () => {
  it('brings a messy company to the pair in one previewed run', async () => {
    const on = await stage({
      tables: {
        entries: [
          entry({ id: 1, deviceType: 'BackupStats', groupIdentifier: 'efs 342' }),
          entry({ id: 2, deviceType: 'WorkstationsAndServers', agreement: { id: 40, name: 'Managed Services' } }),
          entry({ id: 3, deviceType: 'WorkstationsAndServers' }),
        ],
      },
    });
    const plan = value(await on.engine.planFix(COMPANY, ALL_MANAGED_IDS));
    expect((await on.apply(plan.id)).run).toMatchObject({ state: 'done', counts: { failed: 0, conflict: 0 } });
    expect(on.connectWise.tables.entries.map((row) => [row.deviceType, row.groupIdentifier, row.agreement])).toEqual([
      ['WorkstationsAndServers', 'EFS-342', null],
      ['BackupStats', 'EFS-342', null],
    ]);
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    expect(view.findings.filter(({ code }) => code.startsWith('MID-'))).toEqual([]);
  });
});

describe('a plan that was shown', () => {
  it('is applied on records read again: what a user changed since is held, the rest is written', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    Object.assign(on.connectWise.tables.additions[0] ?? {}, {
      quantity: 97,
      _info: { lastUpdated: '2026-11-21T12:01:00.000Z', updatedBy: 'finance' },
    });
    const { run, entries } = await on.apply(plan.id);
    expect(run.counts).toMatchObject({ applied: 3, conflict: 1 });
    expect(entries.at(-1)).toMatchObject({
      state: 'conflict',
      outcome: 'Conflict: quantity was {95} and is now {97}, changed by finance on 2026-11-21 12:01 UTC.',
    });
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(97);
  });

  it('that is no longer stored is refused', async () => {
    const on = await stage();
    expect(await on.engine.apply('no-such-plan', [])).toMatchObject({ ok: false, failure: { code: 'conflict' } });
  });
});

describe('a changed connection', () => {
  it('is used by the next read, whatever the old one returned', async () => {
    const on = await stage();
    await on.sync();
    await on.engine.connectionChanged();
    on.connectWise.calls.length = 0;
    await on.sync();
    expect(on.connectWise.calls).toContain('company');
    expect(on.connectWise.calls).toContain('managementSolutions');
    expect(on.connectWise.calls).toContain('agreements');
  });

  it('that works for a user resumes automatic work', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    on.portal.log.push(portalEvent('e1'));
    const refused = { code: 'unauthorized', message: 'The keys are refused.', nextStep: 'Enter new ones.' } as const;
    on.connectWise.disturb = () => ({ failure: refused });
    expect(value(await on.engine.poll()).failure).toEqual(refused);
    on.connectWise.disturb = () => undefined;
    await on.sync();
    await on.engine.drain();
    expect((await newestEvents(on.engine, 1)).map((event) => event.state)).toEqual(['done']);
  });
});

describe('the event log', () => {
  it('names customers from what is known, without a request to the portal', async () => {
    const on = await stage();
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    await on.engine.managedIdContext(null);
    on.portal.down = { code: 'unreachable', message: 'Down.', nextStep: 'Wait.' };
    expect(await newestEvents(on.engine, 5)).toMatchObject([{ id: 'e1', customerName: "Eddie's TV Repair" }]);
  });
});

describe('a user who corrected a record in ConnectWise', () => {
  it('sees it in the addition form’s checks, ten minutes later at most', async () => {
    const on = await stage();
    const entries = async () => value(await on.engine.additionContext(AGREEMENT)).entries.length;
    expect(await entries()).toBe(2);
    on.connectWise.tables.entries.pop();
    expect(await entries()).toBe(2);
    on.time.now += 10 * MINUTE;
    expect(await entries()).toBe(1);
  });

  it('sees it in the next plan, a minute later at most: cross-references and new agreements', async () => {
    const on = await stage();
    await on.engine.plan(COMPANY);
    on.connectWise.crossReferences = async () => ({ ok: true, value: { rows: [], unreadable: [] } });
    on.time.now += MINUTE;
    const changes = value(await on.engine.plan(COMPANY)).changes;
    expect(changes.map(({ part }) => part)).not.toContain('agreement-parts');
  });
});
