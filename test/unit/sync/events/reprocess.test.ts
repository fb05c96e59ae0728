import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../lib/shared/time.ts';
import { COMPANY, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { failure, notesOf, outcomes, report, success, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

async function again(on: Stage, id: string): Promise<void> {
  await value(await on.engine.reprocess('efs-portal', id)).finished;
}

describe('reprocess of an event', () => {
  it('syncs at once, past the throttle, and reports again', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    await report(on, portalEvent('e1'));
    on.time.now += HOUR;
    await report(on, portalEvent('e2'));
    expect((await outcomes(on))[0]?.[1]).toBe('skipped');
    await again(on, 'e2');
    expect((await outcomes(on))[0]).toEqual([
      'e2',
      'done',
      'Updated ConnectWise backup statistics.',
      'Updated ConnectWise management report.',
    ]);
    expect((await outcomes(on))[1]?.[1]).toBe('done');
  });

  it('of an incident that is over opens no ticket', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'), success('e2', NOW + MINUTE));
    const refused = await on.engine.reprocess('efs-portal', 'e1');
    if (refused.ok) await refused.value.finished;
    expect(on.connectWise.tables.tickets).toEqual([]);
  });

  it('opens the ticket that a user deleted', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.tables.tickets.length = 0;
    await again(on, 'e1');
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('of what ConnectWise holds already writes nothing, and does not put this browser into standby', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    await on.store.forget('ticket-reported:');
    await again(on, 'e1');
    expect(notesOf(on, 548)).toHaveLength(1);
    expect(await outcomes(on)).toEqual([['e1', 'done', 'Ticket #548 is open and shows this already.']]);
    expect(await on.store.cached('stand-by')).toBeUndefined();
  });

  it('finishes a recovery that was reported while ConnectWise refused to close', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'update'
        ? { failure: { code: 'missing-right', message: 'No right.', nextStep: 'Grant it.' } }
        : undefined;
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect((await outcomes(on))[0]?.[1]).toBe('needs-user');
    on.connectWise.disturb = () => undefined;
    await again(on, 'e2');
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
    expect(await on.store.outbox()).toEqual([]);
  });

  it('is attempted while automatic work is stopped for the connection', async () => {
    const on = await ticketStage();
    on.connectWise.disturb = () => ({ failure: { code: 'unauthorized', message: 'No.', nextStep: 'New keys.' } });
    await report(on, failure('e1'));
    on.connectWise.disturb = () => undefined;
    await on.engine.poll();
    expect((await outcomes(on))[0]?.[1]).toBe('waiting');
    await again(on, 'e1');
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('that fails waits in the outbox like any other', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.disturb = () => ({ failure: TIMEOUT });
    await again(on, 'e1');
    expect((await outcomes(on))[0]?.[1]).toBe('waiting');
    expect(await on.store.outbox()).toMatchObject([{ state: 'waiting', failure: TIMEOUT }]);
    on.connectWise.disturb = () => undefined;
    on.time.now += HOUR;
    await on.engine.drain();
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('of an unknown event reports it', async () => {
    const on = await ticketStage();
    expect(await on.engine.reprocess('efs-portal', 'none')).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    });
  });

  it('to which no rule applies reports it', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.deps.settings.rules = [];
    expect(await on.engine.reprocess('efs-portal', 'e1')).toMatchObject({
      ok: false,
      failure: { code: 'needs-user', message: 'No notification rule applies to this event.' },
    });
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('in a browser that only reads reports it', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.deps.settings.role = 'viewer';
    expect(await on.engine.reprocess('efs-portal', 'e1')).toMatchObject({
      ok: false,
      failure: { message: 'This browser only reads: another one syncs.' },
    });
  });
});
