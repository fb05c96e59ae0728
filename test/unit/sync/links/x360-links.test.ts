import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, isoTime, SECOND } from '../../../../lib/shared/time.ts';
import { linkIn } from '../../../../lib/sync/read/company-links.ts';
import { FOR_USER, observe } from '../../../../lib/sync/read/observe.ts';
import {
  account,
  addition,
  agreement,
  COMPANY,
  company,
  entry,
  facts,
  portalEvent,
  TICKET_SETTINGS,
} from '../../../support/builders/sync-records.ts';
import { FOREVER } from '../support/bulk-sync-stage.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { failure, outcomes, report, ticketsOf } from '../support/ticket-stage.ts';

const EDDIE = "Eddie's TV Repair";
const CHOSEN = { 'online-bdr': { id: 100, identifier: 'Select Storage' } };

/** x360Recover with these clients; the company Eddie's TV Repair carries EFS-342 of old. */
async function x360(clients: Record<string, string>): Promise<Stage> {
  const on = await stage({ settings: { ...TICKET_SETTINGS, products: CHOSEN, x360Storage: 'online-bdr' } });
  Object.assign(on.portal, { kind: 'x360recover' });
  on.portal.facts.clear();
  for (const [id, name] of Object.entries(clients)) {
    const device = account({ id: `d-${id}`, customerId: id, userName: `${name} server`, plan: 'X360RECOVER' });
    const customer = { id, name, active: true };
    on.portal.facts.set(id, facts([device], { source: 'x360recover', customer }));
  }
  return on;
}

/** An event of the client's device that causes a sync, and one that opens a ticket. */
async function reportOf(on: Stage, id: string): Promise<void> {
  const at = isoTime(on.time.now);
  const of = { customerId: id, accountId: `d-${id}` };
  await report(on, portalEvent(`e-${id}-${at}`, { at, ...of }), failure(`f-${id}-${at}`, on.time.now + SECOND, of));
}

const writes = (on: Stage) => on.connectWise.calls.filter((call) => call === 'write').length;

describe('a client of x360Recover', () => {
  it('whose number is another customer’s old EFS id has nothing written at that company', async () => {
    const on = await x360({ 342: 'Zenith Dental Clinic' });
    await reportOf(on, '342');
    const { changes, skipped } = value(await on.engine.plan(COMPANY));
    expect(changes).toEqual([]);
    expect(skipped[0]).toMatchObject({
      entireCustomer: true,
      why: expect.stringContaining('confirm it under Options › Companies'),
    });
    expect((await on.sync()).run.state).toBe('failed');
    value(await on.engine.startBulkSync());
    await on.engine.continueBulkSync(FOREVER);
    expect(await on.engine.bulkSync()).toMatchObject({ notLinked: 1, updated: 0 });
    expect(writes(on)).toBe(0);
    const [newest] = await outcomes(on);
    expect(newest?.[1]).toBe('needs-user');
    expect(newest?.join(' ')).toContain('Confirm its company under Options › Companies.');
  });

  it('of a foreign number is written under the company’s EFS id once it is confirmed, without another event', async () => {
    const on = await x360({ 17: EDDIE });
    await reportOf(on, '17');
    expect(writes(on)).toBe(0);
    expect(value(await on.engine.companyView(COMPANY, { refresh: true }))).toMatchObject({
      customers: [],
      suggestions: [{ customerId: '17', customerName: EDDIE, evidence: 'exact-name' }],
    });
    value(await on.engine.confirmLink('17', COMPANY));
    value(await on.engine.poll());
    const { additions, configurations, entries, tickets } = on.connectWise.tables;
    expect(configurations.map((one) => one.deviceIdentifier)).toEqual(['EFS-342:d-17']);
    expect(entries[0]).toMatchObject({ groupIdentifier: 'EFS-342', totalServers: 1 });
    expect(additions[0]?.quantity).toBe(100);
    expect(tickets.map((one) => [one.company.id, one.externalXRef])).toEqual([[COMPANY, 'EFS-17:d-17:backup-failed']]);
    expect(value(await on.engine.companyView(COMPANY, { refresh: true }))).toMatchObject({
      customers: [{ efsId: 'EFS-342', customer: { id: '17' } }],
      findings: [],
    });
    expect(value(await on.engine.plan(COMPANY)).changes).toEqual([]);
  });

  it('has nothing more written once it is unlinked', async () => {
    const on = await x360({ 17: EDDIE });
    value(await on.engine.confirmLink('17', COMPANY));
    await reportOf(on, '17');
    expect(ticketsOf(on)).toEqual(['#548 New']);
    value(await on.engine.unlink('17', COMPANY));
    on.portal.facts.set('17', facts([account({ id: 'd-17', onlineBytes: 500e9 })], { source: 'x360recover' }));
    const before = writes(on);
    for (let half = 0; half < 4; half++) {
      on.time.now += 13 * HOUR;
      await reportOf(on, '17');
    }
    expect(writes(on)).toBe(before);
    expect(value(await on.engine.plan(COMPANY)).changes).toEqual([]);
  });

  it('is held when it is renamed to a stranger’s name after the confirmation', async () => {
    const on = await x360({ 17: EDDIE });
    value(await on.engine.confirmLink('17', COMPANY));
    const renamed = { id: '17', name: 'Zenith Dental Clinic', active: true };
    on.portal.facts.set('17', facts([account({ id: 'd-17' })], { source: 'x360recover', customer: renamed }));
    const { changes } = value(await on.engine.plan(COMPANY));
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.filter(({ guard }) => guard?.code !== 'GUARD-CUSTOMER')).toEqual([]);
    on.time.now += 2 * HOUR;
    expect(value(await on.engine.links({ search: '', offset: 0, limit: 10 })).rows).toMatchObject([
      { state: 'linked', doubt: true },
    ]);
  });

  it('beside another one on a company of one EFS id is not written, with the reason', async () => {
    const on = await x360({ 17: EDDIE, 18: 'Eddie’s TV Repair Cloud' });
    value(await on.engine.confirmLink('17', COMPANY));
    value(await on.engine.confirmLink('18', COMPANY));
    const plan = value(await on.engine.plan(COMPANY));
    expect(plan.changes).toEqual([]);
    expect(plan.skipped[0]?.why).toBe('Which of the company’s EFS ids is this customer’s is not known: EFS-342.');
  });
});

describe('every plan', () => {
  it('has changes only for customers with a link that counts', async () => {
    const ids = ['17', '18', '342', '343'];
    const subset = fc.subarray(ids);
    await fc.assert(
      fc.asyncProperty(subset, subset, fc.boolean(), async (entered, confirmed, isX360) => {
        const on = await stage({
          tables: {
            companies: [company()],
            agreements: [agreement()],
            entries: entered.flatMap((id, nth) => [
              entry({ id: 10 * nth + 1, groupIdentifier: `EFS-${id}` }),
              entry({ id: 10 * nth + 2, groupIdentifier: `EFS-${id}`, deviceType: 'BackupStats' }),
            ]),
            additions: ids.map((id, nth) => addition({ id: 500 + nth, serialNumber: `EFS-${id}` })),
          },
        });
        if (isX360) Object.assign(on.portal, { kind: 'x360recover' });
        on.portal.facts.clear();
        for (const id of ids) {
          const customer = { id, name: EDDIE, active: true };
          on.portal.facts.set(id, facts([account({ id: `d-${id}`, customerId: id })], { customer }));
        }
        for (const id of confirmed) await on.engine.confirmLink(id, COMPANY);
        const { changes } = value(await on.engine.plan(COMPANY));
        const seen = value(await observe(on.deps, COMPANY, FOR_USER));
        const linked = isX360 ? confirmed : entered;
        expect([...seen.customerIds].sort()).toEqual([...linked].sort());
        const efsIds = new Set(linked.flatMap((id) => linkIn(seen, id).efsNumber ?? []).map((id) => `EFS-${id}`));
        for (const { reason, label, fields } of changes) {
          const named = /EFS-\d+/.exec(`${label} ${reason} ${JSON.stringify(fields)}`)?.[0];
          const customer = /d-(\d+)/.exec(JSON.stringify(fields))?.[1];
          if (named) expect(efsIds).toContain(named);
          if (customer) expect(linked).toContain(customer);
        }
        if (!linked.length) expect(changes).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
