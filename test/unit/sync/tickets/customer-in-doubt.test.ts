import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../lib/shared/time.ts';
import { account, COMPANY, facts, TICKET_SETTINGS } from '../../../support/builders/sync-records.ts';
import { type Stage, value } from '../support/stage.ts';
import { failure, outcomes, report, success, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

const DOUBT = 'make sure that the client is this company’s';

/** x360Recover, whose client 342 has this name; the company is Eddie's TV Repair. */
async function clientNamed(name: string): Promise<Stage> {
  const on = await ticketStage({ settings: { syncedParts: TICKET_SETTINGS.syncedParts } });
  Object.assign(on.portal, { kind: 'x360recover' });
  on.portal.facts.set(
    '342',
    facts([account({ id: '1001' })], { source: 'x360recover', customer: { id: '342', name, active: true } }),
  );
  return on;
}

describe('tickets of a client of x360Recover that may belong to another company', () => {
  it('are not written, and the outcome shows why and the next step', async () => {
    const on = await clientNamed('Angry Fox');
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toEqual([]);
    const [[, state, said = ''] = []] = await outcomes(on);
    expect(state).toBe('needs-user');
    expect(said).toMatch(/On hold, needs approval: x360Recover’s client 342 is “Angry Fox”.*approve a held change/);
    expect(on.connectWise.calls).not.toContain('write');
  });

  it('are neither noted nor closed once the client is another one', async () => {
    const on = await clientNamed("Eddie's TV Repair");
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toEqual(['#548 New']);
    const customer = { id: '342', name: 'Angry Fox', active: true };
    on.portal.facts.set('342', facts([], { source: 'x360recover', customer }));
    on.time.now += 2 * HOUR;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect((await outcomes(on))[0]?.[1]).toBe('needs-user');
  });

  it('are written once a user approved a change in spite of the same doubt', async () => {
    const on = await clientNamed('Angry Fox');
    await report(on, failure('e1'));
    const plan = value(await on.engine.plan(COMPANY));
    const [held] = plan.changes;
    if (!held) throw new Error('There is no change.');
    expect((await on.apply(plan.id)).run.counts.applied).toBe(0);
    const again = value(await on.engine.plan(COMPANY));
    expect((await on.apply(again.id, [held.id])).run.counts.applied).toBe(1);
    await value(await on.engine.reprocess(on.portal.source, 'e1')).finished;
    expect(ticketsOf(on)).toEqual(['#548 New']);
  });

  it('a fix of a ticket needs its own approval', async () => {
    const on = await clientNamed("Eddie's TV Repair");
    await report(on, failure('e1'));
    const customer = { id: '342', name: 'Angry Fox', active: true };
    on.portal.facts.set('342', facts([account({ id: '1001' })], { source: 'x360recover', customer }));
    on.time.now += 2 * HOUR;
    await report(on, success('e2', on.time.now));
    const { findings } = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const conflict = findings.find(({ code }) => code === 'TIX-STALE');
    const plan = value(await on.engine.planFix(COMPANY, conflict?.id ?? ''));
    expect(plan.changes.length).toBeGreaterThan(0);
    expect(plan.changes.map(({ guard }) => guard?.message)).toEqual(
      plan.changes.map(() => expect.stringContaining(DOUBT)),
    );
  });
});
