import { describe, expect, it } from 'vitest';
import { isCancelled } from '../../../../lib/sync/apply/cancel-run.ts';
import { COMPANY } from '../../../support/builders/sync-records.ts';
import { stage, value } from '../support/stage.ts';

describe('cancelling a run', () => {
  it('before its first write ends it between two steps, and nothing is written', async () => {
    const on = await stage();
    const { customer } = on.portal;
    let runId = '';
    on.portal.customer = async (id) => {
      value(await on.engine.cancelRun(runId));
      return customer(id);
    };
    const started = value(await on.engine.syncNow(COMPANY));
    runId = started.runId;
    await started.finished;
    const { run } = value(await on.engine.run(runId));
    expect(run).toMatchObject({ state: 'cancelled', outcomes: [{ text: 'Cancelled before anything was written.' }] });
    expect(run.finishedAt).toBeDefined();
    expect(on.connectWise.calls).not.toContain('write');
    expect(await isCancelled(on.store, runId)).toBe(false);
  });

  it('at its start sends no request', async () => {
    const on = await stage();
    const { putRun, startRun } = on.deps.store;
    on.deps.store.startRun = async (run) => {
      const started = await startRun(run);
      value(await on.engine.cancelRun(run.id));
      return started;
    };
    on.deps.store.putRun = putRun;
    expect((await on.sync()).run.state).toBe('cancelled');
    expect(on.connectWise.calls).toEqual([]);
    on.deps.store.startRun = startRun;
    expect((await on.sync()).run.state).toBe('done');
  });

  it('that has ended, or never existed, is refused', async () => {
    const on = await stage();
    const { run } = await on.sync();
    expect(await on.engine.cancelRun(run.id)).toMatchObject({ ok: false, failure: { code: 'busy' } });
    expect(await on.engine.cancelRun('nobody’s')).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});
