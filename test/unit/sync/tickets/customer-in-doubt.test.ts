import { describe, expect, it } from 'vitest';
import type { SourceKind } from '../../../../lib/domain/portal-facts.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import { account, COMPANY, facts, TICKET_SETTINGS } from '../../../support/builders/sync-records.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { type Stage, value } from '../support/stage.ts';
import { failure, outcomes, report, success, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

const DOUBT = 'make sure that the customer is this company’s';
const EDDIE = "Eddie's TV Repair";

/** A portal whose customer 342 has this name, linked to the company Eddie's TV Repair. */
async function customerNamed(name: string, kind: SourceKind = 'efs-portal'): Promise<Stage> {
  const on = await ticketStage({ settings: { syncedParts: TICKET_SETTINGS.syncedParts } });
  Object.assign(on.portal, { kind });
  rename(on, name);
  return on;
}

function rename(on: Stage, name: string): void {
  const customer = { id: '342', name, active: true };
  on.portal.facts.set('342', facts([account({ id: '1001' })], { source: on.portal.kind, customer }));
  on.time.now += 2 * HOUR;
}

describe('tickets of a customer that may be another company’s', () => {
  it('are not written, and the outcome says why and what to do', async () => {
    const on = await customerNamed('Angry Fox');
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toEqual([]);
    const [[, state, said = ''] = []] = await outcomes(on);
    expect(state).toBe('needs-user');
    expect(said).toMatch(
      /On hold, needs approval: The portal’s customer 342 is “Angry Fox”.*Confirm the link under Options › Companies/,
    );
    expect(on.connectWise.calls).not.toContain('write');
  });

  it('are written at once when a user confirms the link', async () => {
    const on = await customerNamed('Angry Fox');
    await report(on, failure('e1'));
    await confirmLink(on.store, '342', COMPANY, { customerName: 'Angry Fox' });
    value(await on.engine.poll());
    expect(ticketsOf(on)).toEqual(['#548 New']);
  });

  it.each(['efs-portal', 'x360recover'] as const)(
    'are neither noted nor closed once the customer of %s is another one',
    async (kind) => {
      const on = await customerNamed(EDDIE, kind);
      await confirmLink(on.store, '342', COMPANY, { customerName: EDDIE });
      await report(on, failure('e1'));
      expect(ticketsOf(on)).toEqual(['#548 New']);
      rename(on, 'Angry Fox');
      await report(on, success('e2', on.time.now));
      expect(ticketsOf(on)).toEqual(['#548 New']);
      expect((await outcomes(on))[0]?.[1]).toBe('needs-user');
    },
  );

  it('are written once a user approved a change in spite of the same doubt', async () => {
    const on = await customerNamed('Angry Fox');
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
    const on = await customerNamed(EDDIE);
    await report(on, failure('e1'));
    rename(on, 'Angry Fox');
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
