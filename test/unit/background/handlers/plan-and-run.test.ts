import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Plan, Run } from '../../../../lib/domain/change.ts';
import { ok } from '../../../../lib/shared/result.ts';
import { isoTime } from '../../../../lib/shared/time.ts';
import type { Engine } from '../../../../lib/sync/engine.ts';
import type { SyncStore } from '../../../../lib/sync/store.ts';
import { contentSender, pageSender, panelSender } from '../../../support/message-senders.ts';
import { beginPanel, fakeEngine, NOW, recognize, resetBrowser, SITE, startConnectedWorker } from '../fake-worker.ts';

beforeEach(resetBrowser);

const MINUTE = 60_000;
const NEEDS_WINDOW = { ok: false, failure: { code: 'needs-user' } };
const NOT_OURS = { ok: false, failure: { message: 'This was not planned in this panel.' } };
const panel = panelSender();
const otherPage = contentSender(SITE, { tabId: 8, documentId: 'document-8' });
const otherPanel = panelSender({ tabId: 8, documentId: 'panel-8' });

/** A worker with two panels of the company 2; every plan and run has an id of its own. */
async function start(change: Partial<Engine> = {}, stored: Partial<SyncStore> = { plan: async () => undefined }) {
  let nth = 0;
  const next = (kind: string) => {
    nth += 1;
    return `${kind}-${nth}`;
  };
  const runs = new Map<string, Run>();
  const begin = (companyId: number, at = NOW) => {
    const id = next('run');
    runs.set(id, { id, companyId, startedAt: isoTime(at), state: 'done' } as Run);
    return id;
  };
  const plan = (companyId: number) => ok({ id: next('plan'), companyId, changes: [] } as unknown as Plan);
  const run = () => ok({ runId: begin(2), finished: Promise.resolve() });
  const engine = fakeEngine({
    plan: vi.fn(async (companyId: number) => plan(companyId)),
    planFix: vi.fn(async (companyId: number) => plan(companyId)),
    planUndo: vi.fn(async () => plan(2)),
    apply: vi.fn(async () => run()),
    syncNow: vi.fn(async () => run()),
    cancelRun: vi.fn(async () => ok(null)),
    run: vi.fn(async (id: string) => {
      const found = runs.get(id);
      if (!found) return { ok: false as const, failure: { code: 'not-found' as const, message: 'x', nextStep: 'x' } };
      return ok({ run: found, entries: [] });
    }),
    ...change,
  });
  let now = NOW;
  const worker = await startConnectedWorker({ engine, stored, ids: () => next('id'), clock: () => now });
  await recognize(worker);
  await recognize(worker, otherPage);
  await beginPanel(worker);
  await beginPanel(worker, otherPage, otherPanel);
  const planOf = async (from = panel) => {
    const made = await worker.askFrom(from, 'company.plan', { companyId: 2 });
    if (!made.ok) throw new Error(made.failure.message);
    return made.value.id;
  };
  const sync = async (from = panel) => {
    const started = await worker.askFrom(from, 'company.sync', { companyId: 2 });
    if (!started.ok) throw new Error(started.failure.message);
    return started.value.runId;
  };
  return {
    ...worker,
    begin,
    planOf,
    sync,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('applying from the panel inside ConnectWise', () => {
  it('accepts a plan that this panel made', async () => {
    const worker = await start();
    const planId = await worker.planOf();
    expect(await worker.askFrom(panel, 'plan.apply', { planId, confirmed: [] })).toMatchObject({ ok: true });
    expect(worker.engine.apply).toHaveBeenCalledExactlyOnceWith(planId, []);
  });

  it('refuses every approval, also of its own plan; a window may approve', async () => {
    const worker = await start();
    const planId = await worker.planOf();
    expect(await worker.askFrom(panel, 'plan.apply', { planId, confirmed: ['c1'] })).toMatchObject(NEEDS_WINDOW);
    expect(worker.engine.apply).not.toHaveBeenCalled();
    expect(await worker.askFrom(pageSender(), 'plan.apply', { planId, confirmed: ['c1'] })).toMatchObject({ ok: true });
    expect(worker.engine.apply).toHaveBeenCalledExactlyOnceWith(planId, ['c1']);
  });

  it('refuses a plan of another panel, of a window, or of nobody', async () => {
    const worker = await start();
    const ofWindow = await worker.planOf(pageSender());
    for (const planId of [await worker.planOf(otherPanel), ofWindow, 'plan-99']) {
      expect(await worker.askFrom(panel, 'plan.apply', { planId, confirmed: [] })).toMatchObject(NOT_OURS);
    }
    expect(worker.engine.apply).not.toHaveBeenCalled();
    expect(await worker.askFrom(pageSender(), 'plan.apply', { planId: ofWindow, confirmed: [] })).toMatchObject({
      ok: true,
    });
  });

  it('accepts the plan of a fix, and of an undo', async () => {
    const worker = await start();
    const fix = await worker.askFrom(panel, 'finding.plan', { companyId: 2, findingId: 'f' });
    const undo = await worker.askFrom(panel, 'run.plan-undo', { runId: await worker.sync() });
    for (const made of [fix, undo]) {
      if (!made.ok) throw new Error(made.failure.message);
      expect(await worker.askFrom(panel, 'plan.apply', { planId: made.value.id, confirmed: [] })).toMatchObject({
        ok: true,
      });
    }
  });

  it('plans and syncs no company that its page did not recognize', async () => {
    const worker = await start();
    for (const name of ['company.plan', 'company.sync'] as const) {
      expect(await worker.askFrom(panel, name, { companyId: 3 })).toMatchObject({ ok: false });
    }
    expect(await worker.askFrom(panel, 'finding.plan', { companyId: 3, findingId: 'f' })).toMatchObject({ ok: false });
    expect(worker.engine.plan).not.toHaveBeenCalled();
    expect(worker.engine.syncNow).not.toHaveBeenCalled();
    expect(worker.engine.planFix).not.toHaveBeenCalled();
    await worker.planOf();
    expect(worker.engine.plan).toHaveBeenCalledOnce();
  });

  it('never answers the content script around it', async () => {
    const worker = await start();
    const planId = await worker.planOf();
    const runId = await worker.sync();
    vi.mocked(worker.engine.run).mockClear();
    const content = contentSender(SITE);
    expect(await worker.askFrom(content, 'plan.apply', { planId, confirmed: [] })).toMatchObject({ ok: false });
    expect(await worker.askFrom(content, 'company.sync', { companyId: 2 })).toMatchObject({ ok: false });
    expect(await worker.askFrom(content, 'run.view', { runId })).toMatchObject({ ok: false });
    expect(await worker.askFrom(content, 'run.plan-undo', { runId })).toMatchObject({ ok: false });
    expect(worker.engine.apply).not.toHaveBeenCalled();
    expect(worker.engine.run).not.toHaveBeenCalled();
    expect(worker.engine.planUndo).not.toHaveBeenCalled();
  });
});

describe('undoing from the panel inside ConnectWise', () => {
  it('is planned for a run of this panel for ten minutes', async () => {
    const worker = await start();
    const runId = await worker.sync();
    worker.wait(10 * MINUTE - 1);
    expect(await worker.askFrom(panel, 'run.plan-undo', { runId, entryId: 'e1' })).toMatchObject({ ok: true });
    expect(worker.engine.planUndo).toHaveBeenCalledExactlyOnceWith(runId, 'e1');
    worker.wait(2);
    expect(await worker.askFrom(panel, 'run.plan-undo', { runId })).toMatchObject(NEEDS_WINDOW);
    expect(worker.engine.planUndo).toHaveBeenCalledOnce();
    expect(await worker.askFrom(pageSender(), 'run.plan-undo', { runId })).toMatchObject({ ok: true });
  });

  it('is not started once the run is older than that, however early it was planned', async () => {
    const plans = new Map<string, Plan>();
    const worker = await start({}, { plan: async (id) => plans.get(id) });
    const runId = await worker.sync();
    const planned = await worker.askFrom(panel, 'run.plan-undo', { runId });
    if (!planned.ok) throw new Error(planned.failure.message);
    plans.set(planned.value.id, { ...planned.value, cause: { kind: 'undo', ref: runId } });
    const apply = () => worker.askFrom(panel, 'plan.apply', { planId: planned.value.id, confirmed: [] });
    worker.wait(10 * MINUTE);
    expect(await apply()).toMatchObject(NEEDS_WINDOW);
    expect(worker.engine.apply).not.toHaveBeenCalled();
    worker.wait(-1);
    expect(await apply()).toMatchObject({ ok: true });
  });

  it('is planned for an applied plan too', async () => {
    const worker = await start();
    const started = await worker.askFrom(panel, 'plan.apply', { planId: await worker.planOf(), confirmed: [] });
    if (!started.ok) throw new Error(started.failure.message);
    expect(await worker.askFrom(panel, 'run.plan-undo', { runId: started.value.runId })).toMatchObject({ ok: true });
  });

  it('is refused for a run of another panel, of a window, or of an event', async () => {
    const worker = await start();
    const others = [await worker.sync(otherPanel), await worker.sync(pageSender()), worker.begin(2)];
    for (const runId of others) {
      expect(await worker.askFrom(panel, 'run.plan-undo', { runId })).toMatchObject(NEEDS_WINDOW);
    }
    expect(worker.engine.planUndo).not.toHaveBeenCalled();
    for (const runId of others) {
      expect(await worker.askFrom(pageSender(), 'run.plan-undo', { runId })).toMatchObject({ ok: true });
    }
  });

  it('is refused for a run that is not known any more', async () => {
    const worker = await start();
    const runId = await worker.sync();
    vi.mocked(worker.engine.run).mockResolvedValue({
      ok: false,
      failure: { code: 'not-found', message: 'No such run.', nextStep: 'None.' },
    });
    expect(await worker.askFrom(panel, 'run.plan-undo', { runId })).toMatchObject({ failure: { code: 'not-found' } });
    expect(worker.engine.planUndo).not.toHaveBeenCalled();
  });
});

describe('following a run from the panel inside ConnectWise', () => {
  it('shows and cancels its own, and every run of a company that its page recognized', async () => {
    const worker = await start();
    for (const runId of [await worker.sync(), await worker.sync(otherPanel), worker.begin(2)]) {
      expect(await worker.askFrom(panel, 'run.view', { runId })).toMatchObject({ value: { run: { id: runId } } });
      expect(await worker.askFrom(panel, 'run.cancel', { runId })).toEqual(ok(null));
      expect(worker.engine.cancelRun).toHaveBeenLastCalledWith(runId);
    }
  });

  it('shows and cancels no run of another company; a window does', async () => {
    const worker = await start();
    const runId = worker.begin(3);
    expect(await worker.askFrom(panel, 'run.view', { runId })).toMatchObject(NOT_OURS);
    expect(await worker.askFrom(panel, 'run.cancel', { runId })).toMatchObject(NOT_OURS);
    expect(worker.engine.cancelRun).not.toHaveBeenCalled();
    expect(await worker.askFrom(pageSender(), 'run.view', { runId })).toMatchObject({ ok: true });
    expect(await worker.askFrom(pageSender(), 'run.cancel', { runId })).toEqual(ok(null));
  });
});
