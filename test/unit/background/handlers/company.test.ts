import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CompanyView } from '../../../../lib/domain/company-view.ts';
import type { TicketView } from '../../../../lib/domain/ticket-view.ts';
import { ok } from '../../../../lib/shared/result.ts';
import type { Engine } from '../../../../lib/sync/engine.ts';
import { companyView, drift, order } from '../../../support/builders/company-views.ts';
import { contentSender } from '../../../support/message-senders.ts';
import { fakeEngine, recognize, resetBrowser, SITE, startConnectedWorker, unauthorized } from '../fake-worker.ts';

beforeEach(resetBrowser);

const NOT_OPEN = { ok: false, failure: { message: expect.stringContaining('was not opened in this tab') } };
const start = (engine: Partial<Engine>) => startConnectedWorker({ engine: fakeEngine(engine) });
const view = companyView();
const companyViewOf = () => vi.fn(async () => ok<CompanyView>(view));

describe('the findings that a page of ConnectWise gets', () => {
  it('are those of the company with one summary, from the cache', async () => {
    const engine = { companyView: companyViewOf() };
    const worker = await start(engine);
    await recognize(worker);
    expect(await worker.askAsContent('company.findings', { companyId: 2 })).toEqual(
      ok({ findings: view.findings, summary: { findings: 2, state: 'error' } }),
    );
    expect(engine.companyView).toHaveBeenCalledExactlyOnceWith(2, { refresh: false });
  });

  it('name no account, customer or health of one: those are for our own page', async () => {
    const worker = await start({ companyView: companyViewOf() });
    await recognize(worker);
    const names = view.customers.flatMap(({ accounts }) => accounts.map(({ account }) => account.userName));
    const reasons = view.customers.flatMap(({ accounts }) => accounts.map(({ health }) => health.reason));
    expect(names.length).toBeGreaterThan(3);
    const full = JSON.stringify(await worker.ask('company.view', { companyId: 2, refresh: false }));
    const answer = JSON.stringify(await worker.askAsContent('company.findings', { companyId: 2 }));
    expect(answer).toContain(order.message);
    expect(answer).toContain(drift.message);
    for (const text of [...names, ...reasons]) {
      expect(full).toContain(text);
      expect(answer).not.toContain(text);
    }
    expect(answer).not.toContain('customers');
  });

  it('pass on why they could not be read', async () => {
    const worker = await start({ companyView: async () => unauthorized });
    await recognize(worker);
    expect(await worker.askAsContent('company.findings', { companyId: 2 })).toEqual(unauthorized);
  });

  it('are of a company that this document recognized, and no other has', async () => {
    const worker = await start({ companyView: companyViewOf() });
    const ask = (sender = contentSender(SITE), companyId = 2) =>
      worker.askFrom(sender, 'company.findings', { companyId });
    expect(await ask()).toMatchObject(NOT_OPEN);
    await recognize(worker);
    expect(await ask()).toMatchObject({ ok: true });
    expect(await ask(contentSender(SITE), 3)).toMatchObject(NOT_OPEN);
    expect(await ask(contentSender(SITE, { tabId: 8 }))).toMatchObject(NOT_OPEN);
    expect(await ask(contentSender(SITE, { documentId: 'next' }))).toMatchObject(NOT_OPEN);
  });
});

describe('what a recognition allows', () => {
  it('is nothing where no record was recognized', async () => {
    const worker = await start({ companyView: companyViewOf(), recognizeCompany: async () => ok(null) });
    const input = { site: SITE, recordIds: [2], banner: 'Fox' };
    expect(await worker.askAsContent('company.recognize', input)).toEqual(ok(null));
    expect(await worker.askAsContent('company.findings', { companyId: 2 })).toMatchObject(NOT_OPEN);
  });

  it('is nothing where our own page asked: that is no document of ConnectWise', async () => {
    const worker = await start({ companyView: companyViewOf() });
    const input = { site: SITE, recordIds: [2], banner: 'Eddie’s TV' };
    expect(await worker.ask('company.recognize', input)).toMatchObject({ value: { companyId: 2 } });
    expect(await worker.askAsContent('company.findings', { companyId: 2 })).toMatchObject(NOT_OPEN);
  });

  it('is, of an agreement, the agreement and its company', async () => {
    const agreement = { agreementId: 9, agreementName: 'Managed Services', companyId: 2, companyName: 'Eddie’s TV' };
    const additionContext = vi.fn(async () => unauthorized);
    const worker = await start({
      companyView: companyViewOf(),
      recognizeAgreement: async () => ok(agreement),
      additionContext,
    });
    expect(await worker.askAsContent('addition.context', { agreementId: 9 })).toMatchObject(NOT_OPEN);
    expect(additionContext).not.toHaveBeenCalled();
    await worker.askAsContent('agreement.recognize', { site: SITE, recordIds: [9], banner: 'x' });
    expect(await worker.askAsContent('addition.context', { agreementId: 9 })).toEqual(unauthorized);
    expect(await worker.askAsContent('addition.context', { agreementId: 2 })).toMatchObject(NOT_OPEN);
    expect(await worker.askAsContent('company.findings', { companyId: 2 })).toMatchObject({ ok: true });
    expect(await worker.askAsContent('company.findings', { companyId: 9 })).toMatchObject(NOT_OPEN);
  });
});

describe('a search for customers', () => {
  it('is answered by the engine, and refused where the text is too short or too long', async () => {
    const found = { customers: [{ id: '342', name: 'Eddie’s TV' }], total: 1, isSure: true };
    const searchCustomers = vi.fn(async () => ok(found));
    const worker = await start({ searchCustomers });
    for (const text of ['', 'e', 'e'.repeat(101)]) {
      expect(await worker.askAsContent('customers.search', { text })).toMatchObject({
        ok: false,
        failure: { code: 'bad-input' },
      });
    }
    expect(searchCustomers).not.toHaveBeenCalled();
    expect(await worker.askAsContent('customers.search', { text: 'ed' })).toEqual(ok(found));
    expect(searchCustomers).toHaveBeenCalledExactlyOnceWith('ed');
  });
});

describe('the ticket that is open', () => {
  const ticket = (id: number, about: object | null) =>
    ({ ticket: { id, summary: 'No backup' }, about, findings: [order, drift] }) as unknown as TicketView;
  const about = { companyId: 2, companyName: 'Eddie’s TV', health: { state: 'ok' }, lasts: true };
  const input = { site: SITE, ticketId: 7, banner: 'Service Ticket #7 - No backup' };
  const shown = {
    shown: {
      record: { kind: 'ticket' as const, ticketId: 7, banner: input.banner },
      onScreen: { entries: false, agreementIds: [] },
    },
  };

  it('is answered with a number and a state alone, and then allowed in the panel, with its company', async () => {
    const ticketView = vi.fn(async () => ok<TicketView | null>(ticket(7, about)));
    const worker = await start({ ticketView, companyView: companyViewOf() });
    expect(await worker.askAsContent('panel.show', shown)).toMatchObject({ ok: false });
    expect(await worker.askAsContent('ticket.recognize', input)).toEqual(ok({ findings: 2, state: 'error' }));
    expect(ticketView).toHaveBeenCalledExactlyOnceWith(7, input.banner, { refresh: false });
    expect(await worker.askAsContent('panel.show', shown)).toEqual(ok(null));
    expect(await worker.askAsContent('company.findings', { companyId: 2 })).toMatchObject({ ok: true });
  });

  it.each([
    ['of something else', null],
    ['about nothing of ours', ticket(7, null)],
    ['other than the one in the header', ticket(8, about)],
  ])('is answered with nothing and allows nothing: a ticket %s', async (_, answer) => {
    const worker = await start({ ticketView: async () => ok(answer), companyView: companyViewOf() });
    expect(await worker.askAsContent('ticket.recognize', input)).toEqual(ok(null));
    expect(await worker.askAsContent('panel.show', shown)).toMatchObject({ ok: false });
    expect(await worker.askAsContent('company.findings', { companyId: 2 })).toMatchObject(NOT_OPEN);
  });

  it('is refused on another site than the connected one', async () => {
    const ticketView = vi.fn(async () => ok<TicketView | null>(ticket(7, about)));
    const worker = await start({ ticketView });
    const other = { ...input, site: 'eu.myconnectwise.net' };
    expect(await worker.askAsContent('ticket.recognize', other)).toMatchObject({ failure: { code: 'not-connected' } });
    expect(await worker.ask('ticket.recognize', other)).toMatchObject({ failure: { code: 'not-connected' } });
    expect(ticketView).not.toHaveBeenCalled();
  });
});
