import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../lib/shared/errors.ts';
import { HOUR, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { COMPANY, company, entry, portalEvent } from '../../../support/builders/sync-records.ts';
import { minutesPass, type Stage, stage, value } from '../support/stage.ts';
import { failure, notesOf, outcomes, report, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

const UNAUTHORIZED: Failure = { code: 'unauthorized', message: 'The keys are refused.', nextStep: 'Enter new ones.' };
const CUSTOMERS = ['342', '355', '356', '357', '358'];

/** Five customers with a company each; a sync begins by reading the company's entries. */
async function five(): Promise<Stage> {
  const on = await stage();
  for (const [index, customerId] of CUSTOMERS.entries()) {
    const companyId = COMPANY + index;
    await on.store.putLinks(companyId, [customerId]);
    on.portal.log.push(portalEvent(`e${index}`, { customerId }));
    if (!index) continue;
    on.connectWise.tables.companies.push(company({ id: companyId }));
    on.connectWise.tables.entries.push(entry({ id: 10 + index, companyId, groupIdentifier: `EFS-${customerId}` }));
  }
  return on;
}

describe('a drain', () => {
  it('works on three entries at once, not more', async () => {
    const on = await five();
    let now = 0;
    let most = 0;
    const { managedIdEntries } = on.connectWise;
    on.connectWise.managedIdEntries = async (id) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now--;
      return managedIdEntries(id);
    };
    await on.engine.poll();
    expect(most).toBe(3);
    expect((await outcomes(on)).map(([, state]) => state)).not.toContain('waiting');
  });

  it('begins nothing more once the connection is refused', async () => {
    const on = await five();
    on.connectWise.disturb = () => ({ failure: UNAUTHORIZED });
    await on.engine.poll();
    expect(on.connectWise.calls.length).toBeLessThanOrEqual(3);
    const states = (await on.store.outbox()).map(({ state }) => state);
    expect(states.filter((state) => state === 'pending').length).toBeGreaterThanOrEqual(2);
    expect(states).not.toContain('leased');
  });

  it('begins nothing more after its time', async () => {
    const on = await five();
    const { managedIdEntries } = on.connectWise;
    on.connectWise.managedIdEntries = async (id) => {
      on.time.now += 26 * SECOND;
      return managedIdEntries(id);
    };
    await on.engine.poll();
    expect((await outcomes(on)).filter(([, state]) => state === 'waiting').length).toBeGreaterThanOrEqual(2);
  });

  it('of a browser that only reads processes nothing', async () => {
    const on = await ticketStage();
    on.connectWise.disturb = () => ({ failure: { code: 'timeout', message: 'No answer.', nextStep: 'Wait.' } });
    await report(on, failure('e1'));
    on.connectWise.calls.length = 0;
    on.deps.settings.role = 'viewer';
    on.time.now += HOUR;
    await on.engine.drain();
    expect(on.connectWise.calls).toEqual([]);
  });

  it('has a ticket opened while the throttle of its customer is closed', async () => {
    const on = await ticketStage({ settings: { rules: (await stage()).deps.settings.rules } });
    await report(on, portalEvent('e1'));
    on.time.now += HOUR;
    await report(on, failure('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect((await outcomes(on))[0]).toEqual([
      'e2',
      'done',
      expect.stringContaining('Skipping ConnectWise synchronization'),
      'Opened ConnectWise ticket #548.',
    ]);
  });
});

describe('a lease that ran out while its work went on', () => {
  it('of a sync: the next worker reports the result, and nothing is written twice', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    const { write } = on.connectWise;
    let slept = false;
    on.connectWise.write = async (change) => {
      if (slept) return write(change);
      slept = true;
      // The computer slept in the middle of a sync; another drain of the same browser continues.
      on.time.now += 16 * MINUTE;
      await on.engine.drain();
      return write(change);
    };
    await report(on, portalEvent('e1'));
    expect(await outcomes(on)).toEqual([['e1', 'waiting']]);
    expect(await on.store.runningRuns()).toEqual([]);
    on.time.now += MINUTE;
    await on.engine.drain();
    expect((await outcomes(on))[0]?.[1]).not.toBe('waiting');
    expect(on.connectWise.tables.configurations).toHaveLength(1);
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
  });

  it('of ticket work: one ticket, one note', async () => {
    const on = await ticketStage();
    const { write } = on.connectWise;
    let slept = false;
    on.connectWise.write = async (change) => {
      if (slept) return write(change);
      slept = true;
      on.time.now += 16 * MINUTE;
      await on.engine.drain();
      return write(change);
    };
    await report(on, failure('e1'));
    await minutesPass(on);
    // The second taker waits for the create that the first one began.
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect(notesOf(on, 548)).toHaveLength(1);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
    expect(await on.store.outbox()).toMatchObject([{ state: 'waiting' }]);
    expect(await on.store.runningRuns()).toEqual([]);
  });
});

describe('manual work', () => {
  it('passes the throttle and does not move this browser’s clock', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    await report(on, portalEvent('e1'));
    on.time.now += HOUR;
    await value(await on.engine.reprocess('efs-portal', 'e1')).finished;
    const [run, first] = await on.store.runs({ limit: 5 });
    expect(run).toMatchObject({ cause: { kind: 'reprocess', ref: '342' }, state: 'done' });
    expect((await on.store.lastAutomaticRun(COMPANY))?.id).toBe(first?.id);
  });
});
