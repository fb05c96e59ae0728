import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../lib/domain/change.ts';
import type { Failure } from '../../../../lib/shared/errors.ts';
import { fail } from '../../../../lib/shared/result.ts';
import { HOUR, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { createEngine } from '../../../../lib/sync/engine.ts';
import { connectionOf } from '../../../../lib/sync/read/connection-of.ts';
import { COMPANY, portalEvent } from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { minutesPass, type Stage, stage, value } from '../support/stage.ts';
import { failure, outcomes, report, success, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

const NOT_FOUND: Failure = { code: 'not-found', message: 'There is none.', nextStep: 'Look.', status: 404 };
const isConfiguration = ({ resource, op }: Change) => resource === 'configuration' && op === 'create';
const isTicket = ({ resource, op }: Change) => resource === 'ticket' && op === 'create';
const isNote = ({ resource }: Change) => resource === 'ticket-note';

/** The answers to these writes are lost; `carriedOut`: each takes place all the same. */
function loseAnswers(on: Stage, matches: (change: Change) => boolean, carriedOut: boolean): void {
  on.connectWise.disturb = (call, change) => {
    if (call !== 'write' || !change || !matches(change)) return undefined;
    return carriedOut ? { lostAfter: TIMEOUT } : { failure: TIMEOUT };
  };
}

/** The same browser, connected with another ConnectWise that numbers its records alike. */
async function connectSandbox(on: Stage): Promise<void> {
  on.connectWise.disturb = () => undefined;
  const connectWise = { ...on.connectWise, tenant: 'sandbox-na.myconnectwise.net/acme' };
  const automaticFor = connectionOf({ connectWise, portal: on.portal });
  await on.restartWith(connectWise);
  on.deps = { ...on.deps, settings: { ...on.deps.settings, automaticFor } };
  on.engine = createEngine(on.deps);
  // Its first contact with the portal.
  value(await on.engine.poll());
}

/** A way to ConnectWise on which every look for tickets takes a second; answers how often each reference was looked for. */
function slow(on: Stage): Map<string, number> {
  const { ticketsByXRef } = on.connectWise;
  const looks = new Map<string, number>();
  on.connectWise.ticketsByXRef = (xref) => {
    looks.set(xref, (looks.get(xref) ?? 0) + 1);
    on.time.now += SECOND;
    return ticketsByXRef(xref);
  };
  return looks;
}

/** Incidents of so many accounts, reported at once. */
const failures = (count: number) =>
  Array.from({ length: count }, (_, nth) => failure(`e${nth}`, undefined, { accountId: String(1001 + nth) }));

describe('an unclear create of another ConnectWise', () => {
  it('does not block the same configuration at the one that is connected now', async () => {
    const on = await stage();
    loseAnswers(on, isConfiguration, false);
    await on.sync();
    await connectSandbox(on);
    const { run } = await on.sync();
    expect(run).toMatchObject({ state: 'done' });
    expect(on.connectWise.tables.configurations).toHaveLength(1);
  });

  it('does not block the ticket of an incident', async () => {
    const on = await ticketStage();
    loseAnswers(on, isTicket, false);
    await report(on, failure('e1'));
    await connectSandbox(on);
    await on.store.putLinks(COMPANY, ['342']);
    await report(on, failure('e2', on.time.now));
    await minutesPass(on, 3);
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('is searched again when that one is connected again', async () => {
    const on = await stage();
    loseAnswers(on, isConfiguration, false);
    const { run } = await on.sync();
    const first = on.connectWise;
    await connectSandbox(on);
    await minutesPass(on, 20);
    await on.restartWith(first);
    await minutesPass(on, 1);
    const [created] = (await on.store.journalOfRun(run.id)).filter(({ change }) => isConfiguration(change));
    expect(created).toMatchObject({ state: 'failed', outcome: 'Not written: after 10 minutes it is not there.' });
  });
});

describe('work that waits for the next look at an unclear create', () => {
  it('is not repeated again and again while the drain continues with other work', async () => {
    const on = await ticketStage();
    loseAnswers(on, isTicket, true);
    const looks = slow(on);
    await report(on, ...failures(3));
    // Before and after the create, after the lost answer, and once more at the time of the next look.
    expect(Math.max(...looks.values())).toBeLessThanOrEqual(4);
  });
});

describe('an unclear create is decided', () => {
  it('as not written when the ticket that it belongs to was deleted', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += HOUR;
    loseAnswers(on, isNote, false);
    await report(on, success('e2', on.time.now));
    expect(await on.store.unclearWrites()).toMatchObject([{ state: 'unknown' }]);
    on.connectWise.tables.tickets.length = 0;
    on.connectWise.ticketNotes = async () => fail(NOT_FOUND);
    await minutesPass(on, 60);
    expect(await on.store.unclearWrites()).toEqual([]);
  });

  /** The answer to the create is lost, and so is that to the look after it; then a row of the list cannot be read. */
  async function unreadableMeanwhile(on: Stage, carriedOut: boolean) {
    let isWritten = false;
    on.connectWise.disturb = (call, change) => {
      if (call === 'configurations' && isWritten) return { failure: TIMEOUT };
      if (call !== 'write' || !change || !isConfiguration(change)) return undefined;
      isWritten = true;
      return carriedOut ? { lostAfter: TIMEOUT } : { failure: TIMEOUT };
    };
    const { run } = await on.sync();
    on.connectWise.disturb = () => undefined;
    on.connectWise.unreadable = {
      configurations: [{ path: '/company/configurations/77', id: 77, field: 'company', value: 'nothing' }],
    };
    const created = async () =>
      (await on.store.journalOfRun(run.id)).filter(({ change }) => isConfiguration(change)).at(0);
    return { created };
  }

  it('as written when it is found beside a row that cannot be read', async () => {
    const on = await stage();
    const { created } = await unreadableMeanwhile(on, true);
    expect(await created()).toMatchObject({ state: 'unknown' });
    await minutesPass(on, 1);
    expect(await created()).toMatchObject({ state: 'applied', recordId: 1 });
  });

  it('as soon as the row can be read, and until then it is read every half hour, not every minute', async () => {
    const on = await stage();
    const { created } = await unreadableMeanwhile(on, false);
    await minutesPass(on, 12);
    expect(await created()).toMatchObject({ state: 'unknown', failure: { code: 'unexpected-shape' } });
    on.connectWise.calls.length = 0;
    await minutesPass(on, 60);
    expect(on.connectWise.calls.filter((call) => call === 'configurations').length).toBeLessThanOrEqual(2);
    on.connectWise.unreadable = {};
    await minutesPass(on, 31);
    expect(await created()).toMatchObject({ state: 'failed' });
  });

  it('by its own result, when that arrived while another one was searched', async () => {
    const on = await stage();
    loseAnswers(on, isConfiguration, false);
    const { run } = await on.sync();
    on.connectWise.disturb = () => undefined;
    const [first] = await on.store.unclearWrites();
    if (!first) throw new Error('Nothing is unclear.');
    const { unclear: _until, ...rest } = first;
    const refused = {
      ...rest,
      id: 'other:00001',
      runId: 'other',
      change: { ...first.change, op: 'update' as const, ref: { companyId: COMPANY, id: 77 } },
      state: 'failed' as const,
      outcome: 'ConnectWise refused this.',
    };
    const going = { ...run, id: 'other', state: 'running' as const };
    await on.store.putRun(going);
    const later = { since: on.time.now, lookAt: on.time.now + 6 * SECOND };
    await on.store.putJournal({ ...refused, state: 'intended', unclear: later });
    const { configurations } = on.connectWise;
    on.connectWise.configurations = async (...asked) => {
      await on.store.putJournal(refused);
      await on.store.putRun({ ...going, state: 'failed' });
      return configurations(...asked);
    };
    on.time.now += 20 * SECOND;
    await on.engine.drain();
    expect(await on.store.journalOfRun('other')).toEqual([refused]);
  });
});

describe('of records similar to an unclear create', () => {
  it('none that a user entered is deleted, though the user edited ours as well', async () => {
    const on = await stage();
    loseAnswers(on, isConfiguration, true);
    await on.sync();
    const [made] = on.connectWise.tables.configurations;
    if (!made) throw new Error('No configuration was made.');
    made._info = { updatedBy: 'jdoe' };
    on.connectWise.tables.configurations.push({ ...made, id: 9, _info: { updatedBy: 'jdoe' } });
    await minutesPass(on, 20);
    expect(on.connectWise.tables.configurations.map(({ id }) => id)).toEqual([1, 9]);
  });

  it('none is deleted once the one to be kept is another record', async () => {
    const on = await stage();
    loseAnswers(on, isConfiguration, true);
    await on.sync();
    const { configurations } = on.connectWise.tables;
    const [made] = configurations;
    if (!made) throw new Error('No configuration was made.');
    configurations.push({ ...made, id: 9 });
    const { read } = on.connectWise;
    on.connectWise.read = (resource, ref) => {
      if (ref.id === made.id) made.deviceIdentifier = 'BBRG-9-BACKUP';
      return read(resource, ref);
    };
    await minutesPass(on, 1);
    expect(configurations.map(({ id }) => id)).toEqual([1, 9]);
  });
});

describe('a storage that refuses everything after a call to ConnectWise', () => {
  /** From the first result of an addition on nothing can be stored, until `fix`. */
  function breakStorage(on: Stage): { fix: () => void } {
    const { putJournal, putRun, settle } = on.deps.store;
    let isFull = false;
    const orFull =
      <T extends unknown[], R>(call: (...given: T) => Promise<R>) =>
      async (...given: T): Promise<R> => {
        if (isFull) throw new DOMException('disk full', 'QuotaExceededError');
        return call(...given);
      };
    Object.assign(on.deps.store, {
      putRun: orFull(putRun),
      settle: orFull(settle),
      putJournal: orFull(async (entry: Parameters<typeof putJournal>[0]) => {
        isFull = entry.change.resource === 'addition' && entry.state !== 'intended';
        if (isFull) throw new DOMException('disk full', 'QuotaExceededError');
        return putJournal(entry);
      }),
    });
    return {
      fix: () => {
        isFull = false;
        Object.assign(on.deps.store, { putJournal, putRun, settle });
      },
    };
  }

  it('blocks no company once it stores again: a user’s sync ends, and its writes are resolved', async () => {
    const on = await stage();
    const storage = breakStorage(on);
    const { run } = await on.sync();
    expect(run.state).toBe('running');
    storage.fix();
    await minutesPass(on, 1);
    expect(value(await on.engine.run(run.id)).run).toMatchObject({ state: 'failed', failure: { code: 'storage' } });
    expect(await on.store.unclearWrites()).toEqual([]);
    expect((await on.sync()).run.state).toBe('done');
  });

  it('blocks no company once it stores again: an event’s sync is done again', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    on.portal.log.push(portalEvent('e1'));
    const storage = breakStorage(on);
    await on.engine.poll().catch(() => undefined);
    storage.fix();
    await minutesPass(on, 1);
    expect((await on.store.runningRuns()).length).toBe(0);
    expect(await on.store.unclearWrites()).toEqual([]);
    on.time.now += 15 * MINUTE;
    await minutesPass(on, 1);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });
});
