import { describe, expect, it } from 'vitest';
import { type AutomaticParts, REVIEW } from '../../../../lib/domain/automatic-parts.ts';
import { ALL_PARTS } from '../../../../lib/domain/consent.ts';
import { withPolicy } from '../../../../lib/domain/policy.ts';
import { DAY, HOUR, MINUTE } from '../../../../lib/shared/time.ts';
import { planCompany } from '../../../../lib/sync/plan/plan-company.ts';
import { FOR_EVENT, observe } from '../../../../lib/sync/read/observe.ts';
import { COMPANY, portalEvent, TICKET_SETTINGS } from '../../../support/builders/sync-records.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { failure, ticketsOf } from '../support/ticket-stage.ts';

const REVIEW_MODE = 'Review mode: nothing was written. Turn on automatic sync to have it written.';
const NO_TICKET = 'No ticket was written: automatic sync is off for tickets.';

/** A browser that was just connected, with a board for tickets; nothing is turned on. */
async function connected(automatic: Partial<AutomaticParts> = {}): Promise<Stage> {
  const on = await stage({ settings: { ...TICKET_SETTINGS, automatic: { ...REVIEW, ...automatic } } });
  await on.store.putLinks(COMPANY, ['342']);
  return on;
}

/** The user turns parts on or off: the worker makes another engine, with the settings of then. */
function turn(on: Stage, automatic: Partial<AutomaticParts>): void {
  on.deps.settings.automatic = { ...REVIEW, ...automatic };
}

async function poll(on: Stage, ...events: ReturnType<typeof portalEvent>[]): Promise<void> {
  on.portal.log.push(...events);
  value(await on.engine.poll());
}

function writes({ connectWise }: Stage): string[] {
  return connectWise.calls.filter((call) => call.startsWith('write'));
}

async function outcomes(on: Stage): Promise<Record<string, string[]>> {
  return Object.fromEntries(
    (await newestEvents(on.engine, 50)).map(({ id, state, outcomes }) => [id, [state, ...outcomes]]),
  );
}

async function waiting(on: Stage): Promise<string[]> {
  return (await on.store.outbox()).map(({ key, state }) => `${key.split(':')[0]} ${state}`).sort();
}

describe('Review mode', () => {
  it('nothing is written without consent: a day of events after connecting causes no write and no request', async () => {
    const on = await connected();
    on.connectWise.calls.length = 0;
    for (let hour = 0; hour < 24; hour++) {
      await poll(on, hour % 3 === 0 ? failure(`f${hour}`, on.time.now) : portalEvent(`e${hour}`));
      for (let minute = 0; minute < 3; minute++) {
        on.time.now += 20 * MINUTE;
        await poll(on);
      }
    }
    expect(on.connectWise.calls).toEqual([]);
    const said = await outcomes(on);
    expect(said.e1).toEqual(['skipped', REVIEW_MODE]);
    expect(said.f3).toEqual(['skipped', REVIEW_MODE, NO_TICKET]);
    expect(Object.values(said).every(([state]) => state === 'skipped')).toBe(true);
    expect(await waiting(on)).toEqual(['sync waiting', 'ticket waiting']);
  });

  it('a user sees findings and the complete plan, and applying it writes', async () => {
    const on = await connected();
    expect(value(await on.engine.companyView(COMPANY, { refresh: true })).findings.length).toBeGreaterThan(0);
    const plan = value(await on.engine.plan(COMPANY));
    expect(new Set(plan.changes.map(({ part }) => part))).toEqual(
      new Set(['backup-statistics', 'management-report', 'agreement-parts']),
    );
    const { run } = await on.apply(plan.id);
    expect(run).toMatchObject({ state: 'done', counts: { applied: plan.changes.length } });
    const undo = value(await on.engine.planUndo(run.id));
    expect((await on.apply(undo.id)).run).toMatchObject({ state: 'done' });
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(95);
  });

  it('what one click would write without a preview is refused, with the next step', async () => {
    const on = await connected();
    await poll(on, failure('f1', on.time.now));
    const refused = [
      await on.engine.syncNow(COMPANY),
      await on.engine.startBulkSync(),
      await on.engine.reprocess('efs-portal', 'f1'),
    ];
    for (const result of refused) {
      expect(result).toMatchObject({ ok: false, failure: { code: 'rejected', field: 'automatic' } });
      expect(result.ok ? '' : result.failure.nextStep).toContain('Options › Connections');
    }
    expect(writes(on)).toEqual([]);
  });
});

describe('turning automatic sync on', () => {
  it('makes what waited due at once, and writes all that was consented to', async () => {
    const on = await connected();
    await poll(on, portalEvent('e1'), failure('f1', on.time.now));
    expect(writes(on)).toEqual([]);
    turn(on, ALL_PARTS);
    await poll(on);
    expect(on.connectWise.tables.additions[0]).toMatchObject({ quantity: 100 });
    expect(on.connectWise.tables.additions[0]?.invoiceDescription).not.toBe('');
    expect(on.connectWise.tables.configurations).toHaveLength(1);
    expect(ticketsOf(on)).toHaveLength(1);
    expect((await on.store.outbox()).filter(({ kind }) => kind === 'sync')).toEqual([]);
    const [run] = (await on.store.runs({ limit: 5 })).filter(({ cause }) => cause.kind === 'event');
    const undo = value(await on.engine.planUndo(run?.id ?? ''));
    expect((await on.apply(undo.id)).run).toMatchObject({ state: 'done' });
    expect(on.connectWise.tables.additions[0]).toMatchObject({ quantity: 95, invoiceDescription: '' });
  });

  it('only statistics: neither a quantity nor a description nor a ticket is written', async () => {
    const on = await connected({ statistics: true });
    await poll(on, portalEvent('e1'), failure('f1', on.time.now));
    expect(on.connectWise.tables.configurations).toHaveLength(1);
    expect(on.connectWise.tables.entries[1]?.failedBackupJobs).toBe(1);
    expect(on.connectWise.tables.additions[0]).toMatchObject({ quantity: 95, invoiceDescription: '' });
    expect(ticketsOf(on)).toEqual([]);
    expect((await outcomes(on)).e1).toEqual([
      'done',
      'Updated ConnectWise backup statistics.',
      'Updated ConnectWise management report.',
    ]);
  });

  it('only quantities: the invoice description and the statistics stay as they are', async () => {
    const on = await connected({ quantities: true });
    await poll(on, portalEvent('e1'));
    expect(on.connectWise.tables.additions[0]).toMatchObject({ quantity: 100, invoiceDescription: '' });
    expect(on.connectWise.tables.configurations).toEqual([]);
  });

  it('only tickets: the sync continues to wait, and reports that only tickets are on', async () => {
    const on = await connected({ tickets: true });
    await poll(on, failure('f1', on.time.now), portalEvent('e2', { accountId: '1002' }));
    expect(ticketsOf(on)).toHaveLength(1);
    expect(on.connectWise.tables.additions[0]).toMatchObject({ quantity: 95 });
    expect((await outcomes(on)).e2).toEqual(['skipped', 'Nothing was synced: automatic sync is on for tickets only.']);
    expect(await waiting(on)).toContain('sync waiting');
  });

  it('another part later makes what waits for it due at the next drain', async () => {
    const on = await connected({ statistics: true });
    await poll(on, failure('f1', on.time.now));
    turn(on, { statistics: true, tickets: true });
    await poll(on);
    expect(ticketsOf(on)).toHaveLength(1);
  });

  it('Sync now by one click writes only what was consented to; its preview shows everything', async () => {
    const on = await connected({ statistics: true });
    expect((await on.sync()).run).toMatchObject({ state: 'done' });
    expect(on.connectWise.tables.additions[0]).toMatchObject({ quantity: 95 });
    expect(value(await on.engine.plan(COMPANY)).changes.map(({ part }) => part)).toEqual(['agreement-parts']);
  });

  it('reports what was left out of a sync, and why', async () => {
    const on = await connected({ statistics: true });
    await on.sync();
    const observation = value(await observe(on.deps, COMPANY, FOR_EVENT));
    const plan = planCompany([], observation, on.deps.settings, on.time.now, { ...REVIEW, statistics: true });
    expect(plan.skipped.map(({ label, why }) => `${label}: ${why}`)).toEqual([
      'Quantities: Automatic sync is off for this part (Options › Connections).',
      'Invoice descriptions: Automatic sync is off for this part (Options › Connections).',
    ]);
  });
});

describe('turning automatic sync back off', () => {
  it('writes nothing more, and the work stays visible', async () => {
    const on = await connected(ALL_PARTS);
    await poll(on, portalEvent('e1'));
    const before = writes(on).length;
    turn(on, {});
    on.time.now += DAY;
    await poll(on, portalEvent('e2'), failure('f2', on.time.now));
    on.time.now += 13 * HOUR;
    await poll(on);
    expect(writes(on)).toHaveLength(before);
    expect(await waiting(on)).toEqual(['sync waiting', 'ticket waiting']);
  });

  it.each([
    ['an event', (on: Stage) => poll(on, portalEvent('e1'))],
    ['a user', async (on: Stage) => void (await on.sync())],
  ])('while a sync of %s runs: not one more change is written', async (_, begin) => {
    const on = await connected(ALL_PARTS);
    let after = 0;
    on.connectWise.disturb = (call) => {
      if (call !== 'write') return undefined;
      // The worker answers "off" while this change is being written.
      turn(on, {});
      after += 1;
      return undefined;
    };
    await begin(on);
    expect(after).toBe(1);
    const [run] = await on.store.runs({ companyId: COMPANY, limit: 1 });
    expect(run).toMatchObject({ state: 'cancelled', turnedOff: true });
    expect(run?.outcomes.at(-1)?.text).toMatch(
      /^Automatic sync was turned off: \d+ changes? (was|were) left undone\.$/,
    );
  });

  it('while a sync runs keeps the work: turning it on again writes the rest', async () => {
    const on = await connected(ALL_PARTS);
    const once = { off: false };
    on.connectWise.disturb = (call) => {
      if (call === 'write' && !once.off) {
        once.off = true;
        turn(on, {});
      }
      return undefined;
    };
    await poll(on, portalEvent('e1'));
    expect(await waiting(on)).toEqual(['sync waiting']);
    expect((await outcomes(on)).e1?.[0]).toBe('skipped');
    await poll(on);
    turn(on, ALL_PARTS);
    await poll(on);
    expect(await waiting(on)).toEqual([]);
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
  });

  it('for one part while a sync runs: the other parts are still written, and the entry is done', async () => {
    const on = await connected(ALL_PARTS);
    on.connectWise.disturb = (call, change) => {
      if (call === 'write' && change?.part === 'backup-statistics') turn(on, { ...ALL_PARTS, quantities: false });
      return undefined;
    };
    await poll(on, portalEvent('e1'));
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(95);
    expect(on.connectWise.tables.entries[0]?.totalServers).toBe(1);
    await poll(on);
    expect(await waiting(on)).toEqual([]);
  });

  it('is read from the settings in force, not from those that the engine was created with', async () => {
    const on = await connected(ALL_PARTS);
    const { settings } = on.deps;
    let off = false;
    on.deps.settingsNow = async () => (off ? { ...settings, automatic: REVIEW } : settings);
    await on.restartWith(on.connectWise);
    on.connectWise.disturb = (call) => {
      off ||= call === 'write';
      return undefined;
    };
    await on.sync();
    expect(writes(on)).toHaveLength(1);
    on.time.now += DAY;
    await poll(on, failure('f1', on.time.now));
    expect(writes(on)).toHaveLength(1);
    expect(await waiting(on)).toEqual(['sync waiting', 'ticket waiting']);
  });

  it('stops a sync of all customers at the next customer', async () => {
    const on = await connected(ALL_PARTS);
    value(await on.engine.startBulkSync());
    turn(on, {});
    await on.engine.continueBulkSync(Number.POSITIVE_INFINITY);
    expect(writes(on)).toEqual([]);
  });
});

describe('the mode by policy', () => {
  it('Review by policy writes nothing, whatever the user chose', async () => {
    const on = await connected(ALL_PARTS);
    on.deps.settings = withPolicy(on.deps.settings, { automatic: REVIEW });
    await on.restart();
    await poll(on, portalEvent('e1'), failure('f1', on.time.now));
    expect(writes(on)).toEqual([]);
  });

  it('automatic by policy writes without a user, and a viewer never does', async () => {
    const on = await connected();
    on.deps.settings = withPolicy(on.deps.settings, { automatic: { quantities: true } });
    await on.restart();
    await poll(on, portalEvent('e1'));
    expect(on.connectWise.tables.additions[0]).toMatchObject({ quantity: 100, invoiceDescription: '' });
    const viewer = await connected();
    viewer.deps.settings = { ...withPolicy(viewer.deps.settings, { automatic: ALL_PARTS }), role: 'viewer' };
    await viewer.restart();
    await poll(viewer, portalEvent('e1'));
    expect(writes(viewer)).toEqual([]);
  });
});
