import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../../lib/domain/change.ts';
import { textsOf } from '../../../../lib/domain/outcomes.ts';
import { addition, COMPANY, configuration, entry } from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { stage, value } from '../support/stage.ts';

const LINE = 'Addition “Select Storage” on “Managed Services”';

/** What the journal has about the addition. */
function ofLine(entries: readonly JournalEntry[]) {
  return entries.find(({ change }) => change.resource === 'addition');
}

describe('a lost answer', () => {
  it('after the write: the record is read again, and nothing is written twice', async () => {
    const on = await stage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.resource === 'addition' ? { lostAfter: TIMEOUT } : undefined;
    const { run, entries } = await on.sync();
    expect(run).toMatchObject({ state: 'done', counts: { applied: 4 } });
    expect(ofLine(entries)?.outcome).toBe('Written; the answer was lost, so ConnectWise was asked again.');
    expect(on.connectWise.calls.filter((call) => call === 'write')).toHaveLength(4);
  });

  it('that was too large to be read counts as lost: the write may have happened', async () => {
    const on = await stage();
    const lostAfter = { code: 'too-large' as const, message: 'More than 8 MiB.', nextStep: 'Report it.' };
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.resource === 'addition' ? { lostAfter } : undefined;
    const { run, entries } = await on.sync();
    expect(run).toMatchObject({ state: 'done', counts: { applied: 4 } });
    expect(ofLine(entries)?.outcome).toMatch(/^Written; the answer was lost/);
  });

  it('before the write: the change is reported as not written, and the next sync writes it', async () => {
    const on = await stage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.resource === 'addition' ? { failure: TIMEOUT } : undefined;
    const { run, entries } = await on.sync();
    expect(run).toMatchObject({
      state: 'failed',
      counts: { applied: 2, failed: 1, held: 1 },
      failure: { code: 'timeout' },
    });
    expect(ofLine(entries)?.outcome).toMatch(/^Not written\. /);
    on.connectWise.disturb = () => undefined;
    expect((await on.sync()).run).toMatchObject({ state: 'done', counts: { applied: 2 } });
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
  });

  it('of a create: the record is searched, so that it is never created twice', async () => {
    const on = await stage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'create' ? { lostAfter: TIMEOUT } : undefined;
    expect((await on.sync()).run).toMatchObject({ state: 'done' });
    await on.sync();
    expect(on.connectWise.tables.configurations).toHaveLength(1);
  });

  it('of a create that the browser repeated by itself: the second record is removed again, and reported', async () => {
    const on = await stage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'create' ? { twice: true } : undefined;
    const { run, entries } = await on.sync();
    expect(run).toMatchObject({ state: 'done' });
    expect(on.connectWise.tables.configurations.map(({ id }) => id)).toEqual([1]);
    expect(entries.at(-1)).toMatchObject({ state: 'applied', recordId: 2, change: { op: 'delete' } });
    expect(entries.at(-1)?.change.reason).toBe('It was created twice by one request; number 1 stays.');
    on.connectWise.disturb = () => undefined;
    expect((await on.sync()).run.counts.applied).toBe(0);
  });

  it('repeated by the browser when ConnectWise could not be read again: the next plan names the duplicate', async () => {
    const on = await stage();
    let created = false;
    on.connectWise.disturb = (call, change) => {
      if (created && call === 'configurations') return { failure: TIMEOUT };
      if (call !== 'write' || change?.op !== 'create') return undefined;
      created = true;
      return { twice: true };
    };
    await on.sync();
    on.connectWise.disturb = () => undefined;
    expect(on.connectWise.tables.configurations).toHaveLength(2);
    expect(value(await on.engine.plan(COMPANY)).skipped.map(({ why }) => why)).toContain(
      'Configuration 2 is the same account as 1, which is kept up to date. Delete 2 in ConnectWise.',
    );
  });

  it('repeated by the browser is undone with its record, not by itself', async () => {
    const on = await stage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'create' ? { twice: true } : undefined;
    const { run } = await on.sync();
    on.connectWise.disturb = () => undefined;
    await on.apply(value(await on.engine.planUndo(run.id)).id);
    expect(on.connectWise.tables.configurations).toEqual([]);
  });

  it('when ConnectWise does not answer either: unknown, and the rest is not attempted', async () => {
    const on = await stage();
    let down = false;
    on.connectWise.disturb = (call) => {
      if (call === 'write') down = true;
      return down ? { lostAfter: TIMEOUT } : undefined;
    };
    const { run, entries } = await on.sync();
    expect(run.counts).toEqual({ applied: 0, failed: 0, conflict: 0, held: 3, unknown: 1 });
    expect(entries[1]?.outcome).toBe(`Not tried, because an earlier change failed: ${TIMEOUT.message}`);
    expect(run.outcomes).toHaveLength(4);
  });
});

describe('a refused change', () => {
  it('is reported in ConnectWise’s own words, and the others are written', async () => {
    const on = await stage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.resource === 'managed-id-entry'
        ? {
            failure: { code: 'missing-right', message: 'You may not edit Company Maintenance.', nextStep: 'Grant it.' },
          }
        : undefined;
    const { run } = await on.sync();
    expect(run).toMatchObject({ state: 'failed', counts: { applied: 2, failed: 2 } });
    expect(textsOf(run.outcomes)).toContain(
      'Managed-id entry EFS-342, Backup Stats: You may not edit Company Maintenance. Grant it.',
    );
  });

  it('stops the run when the keys are refused', async () => {
    const on = await stage();
    on.connectWise.disturb = (call) =>
      call === 'write'
        ? { failure: { code: 'unauthorized', message: 'The keys are refused.', nextStep: 'Enter new ones.' } }
        : undefined;
    const { run } = await on.sync();
    expect(run.counts).toMatchObject({ failed: 1, held: 3 });
    expect(on.connectWise.calls.filter((call) => call === 'write')).toHaveLength(1);
  });

  it('is detected even when ConnectWise confirms and keeps its own value', async () => {
    const on = await stage();
    const { write } = on.connectWise;
    on.connectWise.write = async (change) => {
      if (change.resource !== 'addition') return write(change);
      return { ok: true, value: structuredClone(on.connectWise.tables.additions[0] ?? null) };
    };
    const { entries } = await on.sync();
    expect(ofLine(entries)).toMatchObject({
      state: 'failed',
      failure: { field: 'quantity', message: 'ConnectWise accepted the change but kept another value in quantity.' },
    });
  });
});

describe('a create', () => {
  it('is held when a user created the record since', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    on.connectWise.tables.configurations.push(configuration({ id: 77 }));
    const { entries } = await on.apply(plan.id);
    expect(entries[0]).toMatchObject({
      state: 'conflict',
      recordId: 77,
      outcome: 'Conflict: it exists already, changed by jdoe on 2026-11-14 00:00 UTC.',
    });
    expect(on.connectWise.tables.configurations).toHaveLength(1);
  });
});

describe('a change whose record', () => {
  it('was deleted since is held', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    on.connectWise.tables.additions.length = 0;
    const { entries } = await on.apply(plan.id);
    expect(entries.at(-1)).toMatchObject({
      state: 'conflict',
      outcome: 'Conflict: the record was deleted in ConnectWise.',
    });
  });

  it('has the value already is done without a write, and has nothing to undo', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    Object.assign(on.connectWise.tables.additions[0] ?? {}, {
      quantity: 100,
      invoiceDescription: 'Select Online Backup Storage: 100.00 GB\nETV-Primary: 100.00 GB',
    });
    const { run, entries } = await on.apply(plan.id);
    expect(entries.at(-1)).toMatchObject({ state: 'applied', noop: true });
    expect(value(await on.engine.planUndo(run.id)).changes.map((change) => change.label)).not.toContain(LINE);
  });
});

describe('an observation', () => {
  it('older than 30 s is read again before the write', async () => {
    const on = await stage();
    const { configurations } = on.connectWise;
    on.connectWise.configurations = async (...args) => {
      on.time.now += 31_000;
      return configurations(...args);
    };
    await on.sync();
    expect(on.connectWise.calls.filter((call) => call === 'read')).toHaveLength(3);
  });

  it('younger than that is used for the write', async () => {
    const on = await stage();
    await on.sync();
    expect(on.connectWise.calls).not.toContain('read');
  });
});

describe('a create on a fresh look', () => {
  it('costs no read before, and one after', async () => {
    const on = await stage();
    await on.sync();
    // Observed, written, looked at again.
    expect(on.connectWise.calls.filter((call) => call === 'configurations')).toHaveLength(2);
  });

  it('after a user’s preview is searched first', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    on.connectWise.calls.length = 0;
    await on.apply(plan.id);
    expect(on.connectWise.calls.filter((call) => call === 'configurations')).toHaveLength(2);
  });
});

describe('a run that a user cancels', () => {
  it('writes what was started, holds the rest, and reports it', async () => {
    const on = await stage();
    const { write } = on.connectWise;
    on.connectWise.write = async (change) => {
      const [run] = await on.store.runningRuns();
      if (run) value(await on.engine.cancelRun(run.id));
      return write(change);
    };
    const { run, entries } = await on.sync();
    expect(run).toMatchObject({ state: 'cancelled', progress: { step: 'Cancelled' }, counts: { applied: 1, held: 3 } });
    expect(entries.slice(1).map(({ outcome }) => outcome)).toEqual(Array(3).fill('Cancelled before it was written.'));
    expect(textsOf(run.outcomes).slice(1)).toEqual(['Cancelled by a user: 3 changes were left undone.']);
    on.connectWise.write = write;
    expect((await on.sync()).run).toMatchObject({ state: 'done', counts: { applied: 3 } });
  });
});

describe('the journal', () => {
  it('holds the intent before the call', async () => {
    const on = await stage();
    const states: (string | undefined)[] = [];
    const { write } = on.connectWise;
    on.connectWise.write = async (change) => {
      const [newest] = await on.store.journal({ limit: 1 });
      states.push(newest?.change.id === change.id ? newest.state : undefined);
      return write(change);
    };
    await on.sync();
    expect(states).toEqual(['intended', 'intended', 'intended', 'intended']);
  });
});

describe('a repair on the Management tab', () => {
  it('stops at the first step that fails, since the next ones depend on it', async () => {
    const on = await stage({ tables: { entries: [entry({ id: 1, deviceType: 'BackupStats' })], additions: [] } });
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const finding = view.findings.find((candidate) => candidate.code === 'MID-MISSING');
    const plan = value(await on.engine.planFix(COMPANY, finding?.id ?? ''));
    expect(plan.changes.map((change) => change.op)).toEqual(['update', 'create']);
    on.connectWise.disturb = (call) =>
      call === 'write' ? { failure: { code: 'rejected', message: 'No.', nextStep: 'Look.' } } : undefined;
    const { run } = await on.apply(plan.id);
    expect(run.counts).toMatchObject({ failed: 1, held: 1 });
    expect(on.connectWise.tables.entries).toHaveLength(1);
  });

  it('reports when ConnectWise numbers a new pair in the wrong order', async () => {
    const on = await stage({ tables: { entries: [], additions: [addition({ id: 500 })] } });
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const finding = view.findings.find((candidate) => candidate.code === 'MID-NONE');
    // No entry of the company gives the solution: it comes from the set-up tables.
    const plan = value(await on.engine.planFix(COMPANY, finding?.id ?? ''));
    const { write } = on.connectWise;
    on.connectWise.write = async (change) => {
      const made = await write(change);
      const created = on.connectWise.tables.entries.at(-1);
      if (created) created.id = 1000 - created.id;
      return made.ok && created ? { ok: true, value: structuredClone(created) } : made;
    };
    const { run } = await on.apply(plan.id);
    expect(run).toMatchObject({ state: 'failed', failure: { code: 'needs-user' } });
    expect(run.failure?.message).toContain('before Workstations and Servers');
  });
});

describe('a record that became another one after the preview', () => {
  it.each([
    ['serialNumber', 'EFS-355', 'Conflict: serialNumber was "EFS-342" and is now "EFS-355", changed by jdoe on '],
    ['product', { id: 5, identifier: 'Phone' }, 'Conflict: product was '],
    ['cancelledDate', '2026-11-20T00:00:00Z', 'Conflict: cancelledDate was blank and is now '],
    ['lessIncluded', 150, 'Conflict: lessIncluded was {0} and is now {150}, '],
  ])('is not written, though the quantity is unchanged: %s', async (field, now, outcome) => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    Object.assign(on.connectWise.tables.additions[0] ?? {}, { [field]: now });
    const { entries } = await on.apply(plan.id);
    const entry = entries.find(({ change }) => change.resource === 'addition');
    expect(entry).toMatchObject({ state: 'conflict', outcome: expect.stringContaining(outcome) });
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(95);
  });

  it('is not undone either', async () => {
    const on = await stage();
    const { run } = await on.sync();
    Object.assign(on.connectWise.tables.additions[0] ?? {}, { serialNumber: 'EFS-355' });
    const undo = value(await on.engine.planUndo(run.id));
    expect(undo.changes.map(({ resource }) => resource)).not.toContain('addition');
    expect(undo.skipped).toHaveLength(1);
  });

  it('gets no counters when it is an entry that was converted since', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    Object.assign(on.connectWise.tables.entries[0] ?? {}, { deviceType: 'Servers' });
    const { entries } = await on.apply(plan.id);
    expect(entries.find(({ change }) => change.ref.id === 1)?.state).toBe('conflict');
  });
});
