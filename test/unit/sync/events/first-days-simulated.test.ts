import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../lib/domain/finding.ts';
import { textsOf } from '../../../../lib/domain/outcomes.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const ETV_PRIMARY = 356;

type World = Awaited<ReturnType<typeof simulated>>;

async function view(world: World, refresh = true) {
  return value(await world.engine.companyView(EDDIE, { refresh }));
}

async function fix(world: World, finding: Finding) {
  const plan = value(await world.engine.planFix(EDDIE, finding.id));
  const started = value(
    await world.engine.apply(
      plan.id,
      plan.changes.map((change) => change.id),
    ),
  );
  await started.finished;
  return value(await world.engine.run(started.runId)).run;
}

async function sync(world: World) {
  const started = value(await world.engine.syncNow(EDDIE));
  await started.finished;
  return value(await world.engine.run(started.runId)).run;
}

function found(findings: readonly Finding[], code: string): Finding {
  const finding = findings.find((candidate) => candidate.code === code);
  if (!finding) throw new Error(`No ${code} among ${findings.map((one) => one.code).join(', ')}`);
  return finding;
}

describe('the story of the guides, over the real clients and the simulator', () => {
  it('finds the mistakes, fixes them with a click, and the findings disappear', async () => {
    const world = await simulated();
    const before = await view(world);
    expect(before.customers).toMatchObject([{ efsId: 'EFS-342', customer: { name: "Eddie's TV Repair" } }]);
    expect(before.customers[0]?.accounts).toHaveLength(7);

    const order = await fix(world, found(before.findings, 'MID-ORDER'));
    expect(order).toMatchObject({ state: 'done', outcomes: [{ text: 'Managed-ID entries put in order.' }] });
    const serial = await fix(world, found(before.findings, 'ADD-SERIAL-FORMAT'));
    expect(serial).toMatchObject({ state: 'done' });

    const codes = (await view(world)).findings.map((finding) => finding.code);
    expect(codes).not.toContain('MID-ORDER');
    expect(codes).not.toContain('ADD-SERIAL-FORMAT');
    expect(codes).toContain('ADD-DRIFT');
  });

  it('syncs: afterwards no line differs, and a second sync has nothing to do', async () => {
    const world = await simulated();
    await fix(world, found((await view(world)).findings, 'ADD-SERIAL-FORMAT'));
    const run = await sync(world);
    expect(run).toMatchObject({ state: 'done', counts: { failed: 0, conflict: 0, held: 0, unknown: 0 } });
    expect(textsOf(run.outcomes)).toEqual([
      'Updated ConnectWise backup statistics.',
      'Updated ConnectWise management report.',
      'Updated ConnectWise agreement parts.',
    ]);
    expect((await view(world)).findings.map((finding) => finding.code)).not.toContain('ADD-DRIFT');
    expect(textsOf((await sync(world)).outcomes)).toEqual([
      'Nothing to change: ConnectWise already shows what the portal says.',
    ]);
    const lines = world.simulator.connectWise.tables.additions
      .all()
      .filter((row) => row.agreementId === SEED.agreements.eddiesTvRepair);
    expect(lines.map((row) => row.quantity)).toEqual([246.31, 640.5, 1, 3, 910.25, 14]);
  });

  it('confirms an unchanged customer with at most three requests (budget sync.requests-unchanged)', async () => {
    const world = await simulated({ variant: 'clean' });
    await sync(world);
    const before = world.simulator.traffic.exchanges.length;
    const run = await sync(world);
    expect(textsOf(run.outcomes)).toEqual(['Nothing to change: ConnectWise already shows what the portal says.']);
    const asked = world.simulator.traffic.exchanges.slice(before).filter((exchange) => exchange.url.includes('/apis/'));
    expect(asked.map((exchange) => exchange.url)).toHaveLength(3);
  });

  it('writes nothing at the first contact with a portal: its old events are history', async () => {
    const world = await simulated();
    await view(world);
    expect(value(await world.engine.poll()).newEvents).toBeGreaterThan(0);
    const writes = world.simulator.traffic.exchanges.filter(({ method }) => method !== 'GET');
    expect(writes).toEqual([]);
    expect(new Set((await newestEvents(world.engine, 50)).map(({ state }) => state))).toEqual(new Set(['skipped']));
    expect((await view(world)).throttle).toEqual({ open: true });
  });

  it('polls: a failed backup is synced automatically, the next ones within twelve hours are skipped with the guides’ sentence', async () => {
    const world = await simulated({ variant: 'clean' });
    await view(world);
    value(await world.engine.poll());
    await world.engine.drain();
    world.simulator.clock.advance(13 * HOUR);
    value(await world.engine.poll());

    world.simulator.clock.advance(13 * HOUR);
    world.simulator.backups.runBackup(ETV_PRIMARY, { result: 'failed' });
    const polled = value(await world.engine.poll());
    expect(polled.newEvents).toBeGreaterThan(0);
    const mine = (await newestEvents(world.engine, 50)).find((event) => event.accountId === String(ETV_PRIMARY));
    expect(mine).toMatchObject({ state: 'done' });
    expect(mine?.outcomes).toContain('Updated ConnectWise management report.');

    world.simulator.clock.advance(HOUR);
    world.simulator.backups.runBackup(ETV_PRIMARY, { result: 'failed' });
    value(await world.engine.poll());
    const next = (await newestEvents(world.engine, 50)).find((event) => event.accountId === String(ETV_PRIMARY));
    expect(next).toMatchObject({ state: 'skipped' });
    expect(next?.outcomes[0]).toMatch(
      /^Skipping ConnectWise synchronization \(only updating every 12 hours\)\. The next one may start at /,
    );
  });

  it('does the same from x360Recover, whose events result from a comparison with the last poll', async () => {
    const world = await simulated({ variant: 'clean' }, 'x360recover');
    await confirmLink(world.store, '342', EDDIE, { customerName: "Eddie's TV Repair" });
    const before = await view(world);
    expect(before.customers).toMatchObject([{ efsId: 'EFS-342', source: 'x360recover' }]);
    value(await world.engine.poll());
    world.simulator.clock.advance(HOUR);
    world.simulator.backups.runBackup(ETV_PRIMARY, { result: 'failed' });
    expect(value(await world.engine.poll()).newEvents).toBeGreaterThan(0);
    const states = (await newestEvents(world.engine, 50)).map((event) => event.state);
    expect(states).not.toContain('waiting');
    expect((await sync(world)).counts).toMatchObject({ failed: 0, conflict: 0, unknown: 0 });
  });

  it('survives a portal outage in the middle: nothing is lost, and all is written afterwards', async () => {
    const world = await simulated({ variant: 'clean' });
    await view(world);
    value(await world.engine.poll());
    world.simulator.clock.advance(13 * HOUR);
    world.simulator.backups.runBackup(ETV_PRIMARY, { result: 'failed' });
    world.simulator.faults.portalDown(true);
    expect(value(await world.engine.poll()).failure).toBeDefined();
    expect((await view(world)).portalFailure).toBeDefined();
    expect(await sync(world)).toMatchObject({ state: 'failed', counts: { applied: 0 } });

    world.simulator.faults.portalDown(false);
    world.simulator.clock.advance(HOUR);
    expect(value(await world.engine.poll()).failure).toBeUndefined();
    const mine = (await newestEvents(world.engine, 50)).find((event) => event.accountId === String(ETV_PRIMARY));
    expect(mine).toMatchObject({ type: 'backup-failed', state: 'done' });
  });

  it('undoes a run: every value is restored', async () => {
    const world = await simulated();
    const rows = () => {
      const { additions, configurations, managementSummaryReports } = world.simulator.connectWise.tables;
      return [additions, configurations, managementSummaryReports].map((table) =>
        table.all().map(({ _info, ...row }) => row),
      );
    };
    const before = structuredClone(rows());
    const run = await sync(world);
    expect(rows()).not.toEqual(before);
    const plan = value(await world.engine.planUndo(run.id));
    expect(plan.skipped).toEqual([]);
    const started = value(await world.engine.apply(plan.id, []));
    await started.finished;
    expect(value(await world.engine.run(started.runId)).run).toMatchObject({ state: 'done' });
    expect(normal(rows())).toEqual(normal(before));
  });
});

/** A member that was absent and one that is null are both blank. */
function normal(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, member) => (member === null || member === '' ? undefined : member)));
}
