import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { account, addition, COMPANY, entry, facts } from '../../../support/builders/sync-records.ts';
import { stage, value } from '../support/stage.ts';

describe('a preview older than 10 minutes is planned again before it is applied', () => {
  it('and applied when the result is the same', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    on.time.now += 11 * MINUTE;
    const { run } = await on.apply(plan.id);
    expect(run).toMatchObject({ state: 'done', counts: { applied: 4 } });
    expect(on.portal.calls.filter((call) => call === 'customer')).toHaveLength(2);
  });

  it('and refused, with nothing written, when the portal measures other values by now', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    on.time.now += 11 * MINUTE;
    on.portal.facts.set('342', facts([account({ id: '1001', onlineBytes: 140e9 })]));
    on.connectWise.calls.length = 0;
    expect(await on.engine.apply(plan.id, [])).toMatchObject({
      ok: false,
      failure: { code: 'conflict', nextStep: 'Look at a new preview before you apply it.' },
    });
    expect(on.connectWise.calls).not.toContain('write');
    const again = value(await on.engine.plan(COMPANY));
    expect((await on.apply(again.id)).run.state).toBe('done');
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(140);
  });

  it('also that of a fix', async () => {
    const on = await stage({ tables: { entries: [entry({ id: 1 })], additions: [addition({ id: 500 })] } });
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const finding = view.findings.find(({ code }) => code === 'MID-MISSING');
    const plan = value(await on.engine.planFix(COMPANY, finding?.id ?? ''));
    on.time.now += 11 * MINUTE;
    on.connectWise.tables.entries.push(entry({ id: 2, deviceType: 'BackupStats' }));
    expect(await on.engine.apply(plan.id, [])).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(on.connectWise.tables.entries).toHaveLength(2);
  });

  it('also that of an undo, of a run or of one change', async () => {
    const on = await stage();
    const { run, entries } = await on.sync();
    const ofAddition = entries.find(({ change }) => change.resource === 'addition');
    const whole = value(await on.engine.planUndo(run.id));
    const one = value(await on.engine.planUndo(run.id, ofAddition?.id));
    on.time.now += 11 * MINUTE;
    expect((await on.apply(one.id)).run).toMatchObject({ state: 'done', counts: { applied: 1 } });
    expect(await on.engine.apply(whole.id, [])).toMatchObject({ ok: false, failure: { code: 'conflict' } });
  });

  it('also after the clock was set back, since its true age is unknown', async () => {
    const on = await stage();
    const plan = value(await on.engine.plan(COMPANY));
    on.time.now -= HOUR;
    on.portal.facts.set('342', facts([account({ id: '1001', onlineBytes: 140e9 })]));
    expect(await on.engine.apply(plan.id, [])).toMatchObject({ ok: false, failure: { code: 'conflict' } });
  });
});

describe('a clock set back never makes an old observation fresh', () => {
  it('every record is read again before the write', async () => {
    const on = await stage();
    const { configurations } = on.connectWise;
    on.connectWise.configurations = async (...args) => {
      on.time.now -= HOUR;
      return configurations(...args);
    };
    await on.sync();
    expect(on.connectWise.calls.filter((call) => call === 'read')).toHaveLength(3);
  });

  it('unlike one of a few seconds', async () => {
    const on = await stage();
    const { configurations } = on.connectWise;
    on.connectWise.configurations = async (...args) => {
      on.time.now += 20 * SECOND;
      return configurations(...args);
    };
    await on.sync();
    expect(on.connectWise.calls).not.toContain('read');
  });
});
