import { describe, expect, it } from 'vitest';
import { BROWSER_ONLY_READS } from '../../../../lib/domain/outcomes.ts';
import { decideEvent } from '../../../../lib/domain/tickets/decide-event.ts';
import { HOUR, isoTime, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { foundDoneByAnother, standBy } from '../../../../lib/sync/standby/stand-by.ts';
import { standByState } from '../../../../lib/sync/standby/stand-by-state.ts';
import { COMPANY, configuration, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { type Stage, stage } from '../support/stage.ts';

/** A browser that just entered standby, jitter aside, with an event of customer 342 stored. */
async function inStandby(): Promise<Stage> {
  const on = await stage();
  on.deps.random = () => 0.5;
  await on.store.putLinks(COMPANY, ['342']);
  await foundDoneByAnother(on.deps);
  await takeEvent(on, 'e1');
  return on;
}

async function takeEvent(on: Stage, id: string): Promise<void> {
  const event = portalEvent(id, { at: isoTime(on.time.now - MINUTE) });
  await on.store.takeEvents('efs-portal', [event], id, isoTime(on.time.now), (one, source, known) =>
    decideEvent(one, source, known, on.deps.settings),
  );
}

/** Statistics of customer 342, written by our API member in another browser. */
function written(on: Stage, at: number, updatedBy = 'bridge'): void {
  on.connectWise.tables.configurations = [configuration({ id: 1, _info: { lastUpdated: isoTime(at), updatedBy } })];
}

async function events(on: Stage) {
  return (await newestEvents(on.engine, 9)).map(({ id, state, outcomes }) => [id, state, ...outcomes]);
}

describe('a browser', () => {
  it('alone works, and queries no other', async () => {
    const on = await stage();
    expect(await standBy(on.deps)).toEqual({ work: true });
    expect(on.connectWise.calls).toEqual([]);
  });

  it('that only reads never works', async () => {
    const on = await stage({ settings: { role: 'viewer' } });
    expect(await standBy(on.deps)).toEqual({ work: false });
  });

  it('that only reads now delays nothing that arrived before', async () => {
    const on = await stage();
    await takeEvent(on, 'e1');
    expect(await events(on)).toEqual([['e1', 'waiting']]);
    on.deps.settings.role = 'viewer';
    await standBy(on.deps);
    expect(await events(on)).toEqual([['e1', 'skipped', BROWSER_ONLY_READS]]);
    expect(await on.store.outbox()).toEqual([]);
  });

  it('that found work done by another keeps what is due, without a request', async () => {
    const on = await inStandby();
    on.time.now += 59 * SECOND;
    expect(await standBy(on.deps)).toEqual({ work: false });
    expect(on.connectWise.calls).toEqual([]);
    expect(await events(on)).toEqual([['e1', 'waiting']]);
  });

  it('does not look while nothing has been due for longer than a leader needs', async () => {
    const on = await inStandby();
    on.time.now += 70 * SECOND;
    expect(await standBy(on.deps)).toEqual({ work: false });
    expect(on.connectWise.calls).toEqual([]);
  });

  it('enters standby only once for several findings of one drain', async () => {
    const on = await inStandby();
    await foundDoneByAnother(on.deps);
    expect((await standByState(on.deps)).delay).toBe(MINUTE);
  });
});

describe('a look', () => {
  it('settles what another synced, in one list, and then looks half as often', async () => {
    const on = await inStandby();
    written(on, NOW + 20 * SECOND);
    on.time.now += 2 * MINUTE;
    expect(await standBy(on.deps)).toEqual({ work: false });
    expect(on.connectWise.calls).toEqual(['configurationTypes', 'configurationOwners']);
    expect((await events(on))[0]?.slice(0, 2)).toEqual(['e1', 'skipped']);
    expect(await on.store.outbox()).toEqual([]);
    expect(await standByState(on.deps)).toMatchObject({ leads: false, delay: 2 * MINUTE });
  });

  it('makes what happened after the sync wait until the throttle opens', async () => {
    const on = await inStandby();
    written(on, NOW - HOUR);
    on.time.now += 2 * MINUTE;
    expect(await standBy(on.deps)).toEqual({ work: false });
    expect(await on.store.outbox()).toMatchObject([{ state: 'waiting', dueAt: NOW + 11 * HOUR }]);
    expect(await events(on)).toEqual([
      [
        'e1',
        'skipped',
        'Skipping ConnectWise synchronization (only updating every 12 hours). The next one may start at 2026-11-21 23:00 UTC.',
      ],
    ]);
  });

  it('that finds work left takes over', async () => {
    const on = await inStandby();
    on.time.now += 2 * MINUTE;
    expect(await standBy(on.deps)).toEqual({ work: true });
    expect(await standBy(on.deps)).toEqual({ work: true });
    expect(on.connectWise.calls).toHaveLength(2);
  });

  it('does not treat what a user wrote as a sync', async () => {
    const on = await inStandby();
    written(on, NOW, 'jdoe');
    on.time.now += 2 * MINUTE;
    expect(await standBy(on.deps)).toEqual({ work: true });
  });

  it('doubles its delay up to an hour', async () => {
    const on = await inStandby();
    const delays: number[] = [];
    for (let nth = 2; nth < 11; nth++) {
      written(on, on.time.now);
      on.time.now += 2 * HOUR;
      await standBy(on.deps);
      delays.push((await standByState(on.deps)).delay / MINUTE);
      await takeEvent(on, `e${nth}`);
    }
    expect(delays).toEqual([2, 4, 8, 16, 32, 60, 60, 60, 60]);
  });

  it('spreads its delays by half to both sides', async () => {
    const on = await stage();
    const at: number[] = [];
    for (const random of [0, 0.999]) {
      await on.store.forget('stand-by');
      await foundDoneByAnother({ ...on.deps, random: () => random });
      at.push(((await standByState(on.deps)).nextLookAt - NOW) / SECOND);
    }
    expect(at).toEqual([30, expect.closeTo(90, 0)]);
  });

  it('that fails reports nothing about the others', async () => {
    const on = await inStandby();
    on.connectWise.disturb = () => ({ failure: TIMEOUT });
    on.time.now += 2 * MINUTE;
    expect(await standBy(on.deps)).toEqual({ work: false });
    expect(await standByState(on.deps)).toMatchObject({ leads: false, delay: MINUTE });
    expect(await events(on)).toEqual([['e1', 'waiting']]);
  });

  it('gives a leader that is at work longer, and takes over for the rest only once in a throttle', async () => {
    const on = await inStandby();
    const of355 = () => configuration({ id: 9, deviceIdentifier: 'EFS-355:1', _info: at(on.time.now) });
    on.connectWise.tables.configurations = [of355()];
    on.time.now += MINUTE;
    on.connectWise.tables.configurations = [of355()];
    on.time.now += 30 * SECOND;
    expect(await standBy(on.deps)).toEqual({ work: false });
    on.time.now += 40 * MINUTE;
    expect(await standBy(on.deps)).toEqual({ work: true });
    await foundDoneByAnother(on.deps);
    on.connectWise.tables.configurations = [of355()];
    on.time.now += 2 * HOUR;
    on.connectWise.tables.configurations = [{ ...of355(), _info: at(on.time.now - 2 * MINUTE) }];
    expect(await standBy(on.deps)).toEqual({ work: false });
  });

  it('does not delay manual work', async () => {
    const on = await inStandby();
    const [event] = await on.store.events(1);
    if (!event) throw new Error('No event.');
    await on.store.reprocess(event, { sync: true, tickets: [] }, isoTime(on.time.now));
    on.time.now += 2 * MINUTE;
    expect(await standBy(on.deps)).toEqual({ work: false });
    expect(on.connectWise.calls).toEqual([]);
  });
});

function at(time: number) {
  return { lastUpdated: isoTime(time), updatedBy: 'bridge' };
}

describe('two that lead', () => {
  it('become one at the first customer that both meet', async () => {
    const first = await stage();
    const second = await stage({ beside: first });
    first.portal.log.push(portalEvent('e1'));
    await first.engine.poll();
    await second.engine.poll();
    expect(await standByState(first.deps)).toMatchObject({ leads: true });
    expect(await standByState(second.deps)).toMatchObject({ leads: false });
    expect((await events(second))[0]?.slice(0, 2)).toEqual(['e1', 'skipped']);
    expect(await second.store.lastAutomaticRun(COMPANY)).toBeUndefined();
  });
});
