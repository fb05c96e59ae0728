import { describe, expect, it } from 'vitest';
import { REVIEW } from '../../../../lib/domain/automatic-parts.ts';
import type { Change } from '../../../../lib/domain/change.ts';
import { HOUR, isoTime, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { foundDoneByAnother } from '../../../../lib/sync/standby/stand-by.ts';
import { addition, COMPANY, entry } from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import {
  failure,
  notesOf,
  outcomes,
  report,
  success,
  ticketStage,
  ticketStageBeside,
  ticketsOf,
} from '../support/ticket-stage.ts';

const UNREACHABLE = { code: 'unreachable', message: 'No network.', nextStep: 'Check it.' } as const;

/** ConnectWise carries out the first write that matches `after` milliseconds later, when the client has given up long ago. */
function late(on: Stage, after: number, matches: (change: Change) => boolean, alsoNow = false) {
  const { write } = on.connectWise;
  const pending: { at: number; change: Change }[] = [];
  const seen = { count: 0 };
  on.connectWise.write = async (change) => {
    if (!matches(change)) return write(change);
    seen.count += 1;
    if (seen.count > 1) return write(change);
    pending.push({ at: on.time.now + after, change });
    if (alsoNow) await write(change);
    return { ok: false, failure: TIMEOUT };
  };
  return {
    requests: () => seen.count,
    /** Half a minute passes so often; what is due arrives, then the browser polls. */
    pass: async (milliseconds: number) => {
      const end = on.time.now + milliseconds;
      while (on.time.now < end) {
        on.time.now += 30 * SECOND;
        for (const due of pending.filter(({ at }) => at <= on.time.now)) {
          pending.splice(pending.indexOf(due), 1);
          await write(due.change);
        }
        value(await on.engine.poll());
      }
    },
  };
}

const isTicket = ({ resource, op }: Change) => resource === 'ticket' && op === 'create';
const isRecovery = ({ resource, fields }: Change) =>
  resource === 'ticket-note' && String(fields[0]?.to).startsWith('Recovered');

describe('a late answer creates no second record: a create that ConnectWise executes', () => {
  it.each([20 * SECOND, 40 * SECOND, 3 * MINUTE, 5 * MINUTE])('%i ms late is one ticket', async (after) => {
    const on = await ticketStage();
    const line = late(on, after, isTicket);
    await report(on, failure('e1'));
    expect(await on.store.outbox()).toMatchObject([{ state: 'waiting' }]);
    await line.pass(HOUR);
    expect(line.requests()).toBe(1);
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it.each([40 * SECOND, 5 * MINUTE])('%i ms late is one note', async (after) => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.time.now += HOUR;
    const line = late(on, after, isRecovery);
    await report(on, success('e2', on.time.now));
    await line.pass(HOUR);
    expect(line.requests()).toBe(1);
    expect(notesOf(on, 548).filter((text) => text.startsWith('Recovered'))).toHaveLength(1);
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    expect(await on.store.outbox()).toEqual([]);
  });

  it.each([40 * SECOND, 5 * MINUTE])(
    '%i ms late is one configuration, whichever browser syncs since',
    async (after) => {
      const on = await stage();
      const line = late(on, after, ({ resource, op }) => resource === 'configuration' && op === 'create');
      await on.sync();
      const { run } = await on.sync();
      expect(run).toMatchObject({ state: 'failed', failure: { code: 'unclear' } });
      expect(run.counts.applied).toBe(3);
      await line.pass(20 * MINUTE);
      await on.sync();
      expect(line.requests()).toBe(1);
      expect(on.connectWise.tables.configurations).toHaveLength(1);
    },
  );

  it('3 minutes late is one managed-ID entry', async () => {
    const on = await stage({ tables: { entries: [entry({ id: 1 })], additions: [addition({ id: 500 })] } });
    const line = late(on, 3 * MINUTE, ({ resource, op }) => resource === 'managed-id-entry' && op === 'create');
    const fix = async () => {
      const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
      const finding = view.findings.find(({ code }) => code === 'MID-MISSING');
      return finding && on.apply(value(await on.engine.planFix(COMPANY, finding.id)).id);
    };
    await fix();
    expect((await fix())?.run.failure?.code).toBe('unclear');
    await line.pass(15 * MINUTE);
    await fix();
    expect(on.connectWise.tables.entries.map(({ deviceType }) => deviceType)).toEqual([
      'WorkstationsAndServers',
      'BackupStats',
    ]);
  });

  it('never is tried again after 10 minutes of looking', async () => {
    const on = await ticketStage();
    const line = late(on, 100 * HOUR, isTicket);
    await report(on, failure('e1'));
    await line.pass(9 * MINUTE);
    expect(line.requests()).toBe(1);
    await line.pass(3 * MINUTE);
    expect(line.requests()).toBe(2);
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });
});

describe('duplicates after an unclear create are searched within minutes', () => {
  it('a ticket that was created twice by one request, the second 3 minutes later, is merged', async () => {
    const on = await ticketStage();
    const line = late(on, 3 * MINUTE, isTicket, true);
    await report(on, failure('e1'));
    await line.pass(6 * MINUTE);
    expect(ticketsOf(on)).toEqual(['#548 New', '#549 Closed in #548']);
  });

  it.each(['its entry was deleted', 'its entry needs a user'] as const)(
    'a ticket that another browser created since is merged, though this one is in standby and %s',
    async (left) => {
      const on = await ticketStage();
      const line = late(on, 3 * MINUTE, isTicket);
      await report(on, failure('e1'));
      const other = await ticketStageBeside(on);
      await other.engine.poll();
      expect(ticketsOf(on)).toEqual(['#548 New']);
      await foundDoneByAnother(on.deps);
      const at = isoTime(on.time.now);
      const refusal = { code: 'rejected', message: 'ConnectWise refused.', nextStep: 'Look at it.' } as const;
      const events = { state: 'needs-user', outcomes: ['ConnectWise refused.'] } as const;
      const next =
        left === 'its entry was deleted'
          ? { state: 'done' as const }
          : { state: 'needs-user' as const, failure: refusal };
      await on.store.settleUntaken(await on.store.outbox(), { at, events }, next);
      await line.pass(6 * MINUTE);
      expect(ticketsOf(on)).toEqual(['#548 New', '#549 Closed in #548']);
    },
  );

  it('the ticket work of a browser without consent is not done for them', async () => {
    const on = await ticketStage();
    const line = late(on, 3 * MINUTE, isTicket, true);
    await report(on, failure('e1'));
    on.deps.settings.automatic = { ...on.deps.settings.automatic, tickets: false };
    await line.pass(6 * MINUTE);
    expect(ticketsOf(on)).toEqual(['#548 New', '#549 New']);
  });

  it('a configuration that was created twice, the second 4 minutes later, is deleted again, in the journal', async () => {
    const on = await stage();
    const line = late(on, 4 * MINUTE, ({ resource, op }) => resource === 'configuration' && op === 'create', true);
    const { run } = await on.sync();
    await line.pass(6 * MINUTE);
    expect(on.connectWise.tables.configurations.map(({ id }) => id)).toEqual([1]);
    expect((await on.store.journalOfRun(run.id)).at(-1)).toMatchObject({
      state: 'applied',
      recordId: 2,
      change: { op: 'delete' },
    });
  });

  it('in Review mode it is reported and not deleted', async () => {
    const on = await stage();
    const line = late(on, 4 * MINUTE, ({ resource, op }) => resource === 'configuration' && op === 'create', true);
    const { run } = await on.sync();
    on.deps.settings.automatic = REVIEW;
    await line.pass(20 * MINUTE);
    expect(on.connectWise.tables.configurations.map(({ id }) => id)).toEqual([1, 2]);
    const ended = value(await on.engine.run(run.id));
    expect(ended.run.failure).toMatchObject({
      code: 'needs-user',
      message: expect.stringContaining('was created twice'),
      nextStep: 'Delete number 2 in ConnectWise.',
    });
    // Once, however often it is looked for.
    const reported = ended.entries.filter(({ change }) => change.op === 'delete');
    expect(reported).toMatchObject([{ state: 'held', outcome: expect.stringContaining('Delete it in ConnectWise') }]);
  });

  it('in Review mode what a user’s preview created twice is deleted as part of that plan', async () => {
    const on = await stage({ settings: { automatic: REVIEW } });
    const line = late(on, 4 * MINUTE, ({ resource, op }) => resource === 'configuration' && op === 'create', true);
    await on.apply(value(await on.engine.plan(COMPANY)).id);
    await line.pass(6 * MINUTE);
    expect(on.connectWise.tables.configurations.map(({ id }) => id)).toEqual([1]);
  });

  it('a record of the same kind that a user entered since is not ours to delete', async () => {
    const on = await stage();
    const line = late(on, 100 * HOUR, ({ resource, op }) => resource === 'configuration' && op === 'create', true);
    await on.sync();
    const [made] = on.connectWise.tables.configurations;
    if (!made) throw new Error('No configuration was made.');
    on.connectWise.tables.configurations.push({ ...made, id: 9, _info: { updatedBy: 'jdoe' } });
    await line.pass(20 * MINUTE);
    expect(on.connectWise.tables.configurations.map(({ id }) => id)).toEqual([1, 9]);
  });
});

describe('journal entries without a result are resolved at every drain until ConnectWise answers', () => {
  it('after a full disk while the result was stored', async () => {
    const on = await stage();
    const put = on.deps.store.putJournal;
    let failed = false;
    on.deps.store.putJournal = async (one) => {
      if (!failed && one.state === 'applied' && one.change.resource === 'addition') {
        failed = true;
        throw new DOMException('disk full', 'QuotaExceededError');
      }
      return put(one);
    };
    const { run } = await on.sync();
    const ofAddition = async () =>
      (await on.store.journalOfRun(run.id)).find(({ change }) => change.resource === 'addition');
    expect((await ofAddition())?.state).toBe('intended');
    on.time.now += MINUTE;
    await on.engine.drain();
    expect(await ofAddition()).toMatchObject({ state: 'applied', recordId: 500 });
    expect(value(await on.engine.run(run.id)).run.counts).toMatchObject({ applied: 3, unknown: 0 });
    const undo = value(await on.engine.planUndo(run.id));
    expect(undo.changes.map(({ resource }) => resource)).toContain('addition');
  });

  it('after a start without a network', async () => {
    const on = await stage();
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.resource === 'addition' ? { hang: true } : undefined;
    const reached = new Promise<void>((resolve) => {
      const { write } = on.connectWise;
      on.connectWise.write = (change) => {
        if (change.resource === 'addition') resolve();
        return write(change);
      };
    });
    const { runId } = value(await on.engine.syncNow(COMPANY));
    await reached;
    const [line] = on.connectWise.tables.additions;
    if (line) line.quantity = 100;
    if (line) line.invoiceDescription = 'Select Online Backup Storage: 100.00 GB\nETV-Primary: 100.00 GB';
    on.connectWise.disturb = (call) => (call === 'read' ? { failure: UNREACHABLE } : undefined);
    await on.restart();
    const last = async () => (await on.store.journalOfRun(runId)).at(-1);
    expect(await last()).toMatchObject({ state: 'unknown', failure: { code: 'unreachable' } });
    on.time.now += 5 * MINUTE;
    await on.engine.drain();
    expect(await last()).toMatchObject({ state: 'unknown' });
    on.connectWise.disturb = () => undefined;
    on.time.now += 2 * MINUTE;
    await on.engine.drain();
    expect(await last()).toMatchObject({ state: 'applied' });
    expect((await last())?.unclear).toBeUndefined();
    expect(value(await on.engine.run(runId)).run.counts.unknown).toBe(0);
  });
});
