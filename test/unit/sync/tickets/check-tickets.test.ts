import { describe, expect, it } from 'vitest';
import type { CompanyView } from '../../../../lib/domain/company-view.ts';
import { account, COMPANY, facts } from '../../../support/builders/sync-records.ts';
import { type Stage, value } from '../support/stage.ts';
import { byUser, failure, report, success, ticketStage } from '../support/ticket-stage.ts';

async function ticketFindingsOf(on: Stage): Promise<CompanyView['findings']> {
  const { findings } = value(await on.engine.companyView(COMPANY, { refresh: true }));
  return findings.filter(({ code }) => code.startsWith('TIX-'));
}

describe('findings about the tickets of a company', () => {
  it('are none while its one ticket is correct', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    expect(on.connectWise.tables.tickets).toHaveLength(1);
    expect(await ticketFindingsOf(on)).toEqual([]);
  });

  it('report a ticket that was moved', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    byUser(on, on.connectWise.tables.tickets[0]?.id ?? 0, { board: { id: 2, name: 'Help Desk' } });
    expect(await ticketFindingsOf(on)).toMatchObject([{ code: 'TIX-BOARD', seen: 'Help Desk' }]);
  });

  it('report one re-opened after the recovery, and the fix closes it', async () => {
    const on = await ticketStage();
    await report(on, failure('e1', on.time.now - 1000), success('e2'));
    await report(on, failure('e3', on.time.now + 1000));
    on.time.now += 60_000;
    await report(on, success('e4', on.time.now));
    const [ticket] = on.connectWise.tables.tickets;
    if (!ticket) throw new Error('No ticket.');
    expect(ticket.closedFlag).toBe(true);
    byUser(on, ticket.id, { status: { id: 11, name: 'New (not responded)' }, closedFlag: false });
    const [finding, ...more] = await ticketFindingsOf(on);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'TIX-STALE', expected: 'closed' });
    const plan = value(await on.engine.planFix(COMPANY, finding?.id ?? ''));
    const { run } = await on.apply(plan.id);
    expect(run).toMatchObject({ state: 'done', cause: { kind: 'fix' } });
    expect(await ticketFindingsOf(on)).toEqual([]);
  });

  it('send no request while no board is chosen', async () => {
    const on = await ticketStage({
      settings: { tickets: { ...(await ticketStage()).deps.settings.tickets, board: null } },
    });
    on.connectWise.calls.length = 0;
    expect(await ticketFindingsOf(on)).toEqual([]);
    expect(on.connectWise.calls.filter((call) => /ticket/i.test(call))).toEqual([]);
  });

  it('hide nothing else when tickets may not be read', async () => {
    const on = await ticketStage();
    await report(on, failure('e1'));
    on.connectWise.disturb = (call) =>
      /ticket/i.test(call)
        ? { failure: { code: 'missing-right', message: 'Service Tickets: Inquire is missing.', nextStep: 'Ask.' } }
        : undefined;
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    expect(view.company.id).toBe(COMPANY);
  });
});

describe('a failing account of a company', () => {
  const failing = account({ id: '1001', lastStatus: 'error' });
  const accountsOf = async (on: Stage) =>
    value(await on.engine.companyView(COMPANY, { refresh: true })).customers[0]?.accounts ?? [];

  it('shows the cause that the event reported, and links the open ticket', async () => {
    const on = await ticketStage();
    on.portal.facts.set('342', facts([failing, account({ id: '1002' })]));
    await report(on, failure('e1'));
    const [first, second] = await accountsOf(on);
    expect(first?.health.reason).toMatch(/: disk is full\.$/);
    expect(first?.ticket?.id).toBe(on.connectWise.tables.tickets[0]?.id);
    expect(second).not.toHaveProperty('ticket');
  });

  it('links nothing once the ticket is closed', async () => {
    const on = await ticketStage();
    on.portal.facts.set('342', facts([failing]));
    await report(on, failure('e1', on.time.now - 1000), success('e2'));
    expect((await accountsOf(on))[0]).not.toHaveProperty('ticket');
  });
});
