import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTicketStore } from '../../../components/panel/ticket-store.ts';
import type { Send } from '../../../lib/content/feature.ts';
import type { Finding } from '../../../lib/domain/finding.ts';
import type { TicketSubjectView, TicketView } from '../../../lib/domain/ticket-view.ts';
import { account, change, ended, journalEntry, plan } from '../../support/builders/company-views.ts';
import { banner, layOut } from '../host/page.ts';
import { type Answers, hashOf, runFeatures } from './in-page.tsx';

const ID = 26251;
const SUMMARY = 'No backup for ETV-Primary';
const stale: Finding = {
  id: 'TIX-STALE/ticket/101//26251/status/',
  code: 'TIX-STALE',
  severity: 'warning',
  where: { resource: 'ticket', companyId: 101, recordId: ID, field: 'status' },
  message: `Ticket #${ID} is open, but the problem is over.`,
  seen: 'New',
  expected: 'closed',
  fix: { label: `Close ticket #${ID}`, changes: [change] },
};
const about: TicketSubjectView = {
  efsId: 'EFS-342',
  customerId: '342',
  customerName: "Eddie's TV Repair",
  companyId: 101,
  companyName: "Eddie's TV Repair",
  kind: 'no-backup',
  origin: 'own',
  account: account('ETV-Primary', 'error', 'No backup for 3 days.', 72),
  health: { state: 'error', reason: '1 of 4 accounts has an error.' },
  lasts: true,
  since: '2026-11-18T12:00:00Z',
  lastEvent: { at: '2026-11-21T06:00:00Z', severity: 'error', message: 'No backup since Wednesday.' },
  readAt: '2026-11-21T11:55:00Z',
  source: 'efs-portal',
};
function ticketView(change: Partial<TicketView> = {}): TicketView {
  return {
    ticket: { id: ID, summary: SUMMARY, board: 'Professional Services', status: 'New', closed: false },
    about,
    others: [],
    followedIn: null,
    findings: [],
    readAt: '2026-11-21T11:55:00Z',
    ...change,
  };
}
const answering = (view: TicketView | null): Answers => ({
  'ticket.view': () => view,
  'finding.plan': () => plan(),
  'plan.apply': () => ({ runId: 'r1' }),
  'run.view': () => ({ run: ended, entries: [journalEntry()] }),
});

let undo: () => void;
let page: ReturnType<typeof runFeatures>;
const header = (id: number, summary = SUMMARY) => banner(`Service Ticket #${id} - ${summary}`, ['Service Board List']);
function open(played: Answers, html = header(ID), hash = hashOf(ID)) {
  document.body.innerHTML = html;
  page = runFeatures(played, hash);
}
const card = () => page.root()?.querySelector('.panel') ?? null;
const shown = () => vi.waitFor(() => expect(card()).toBeTruthy());
const openCard = async () => {
  await shown();
  if (page.root()?.querySelector('.panel-closed')) page.root()?.querySelector<HTMLElement>('.tab')?.click();
  await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open')).toBeTruthy());
};
const settled = async () => {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
};

beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  page.stop();
  undo();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

describe('ticket-guard', () => {
  it('shows what the ticket is about and its state, with one message', async () => {
    open(answering(ticketView()));
    await openCard();
    const text = card()?.textContent ?? '';
    for (const part of [
      'ETV-Primary',
      `Ticket #${ID} · Still failing since Nov 18, 2026, 12:00`,
      'No backup in time',
      'EFS-342',
      'No backup since Wednesday.',
      'No backup for 3 days.',
      '1 of 4 accounts has an error.',
      'From the EFS portal, read 5 minutes ago',
      'No other ticket of this problem',
    ])
      expect(text).toContain(part);
    for (let i = 0; i < 5; i += 1) page.look();
    expect(page.names()).toEqual(['ticket.view']);
    expect(page.asked[0]?.input).toEqual({
      site: location.host,
      ticketId: ID,
      banner: `Service Ticket #${ID} - ${SUMMARY}`,
      refresh: false,
    });
  });

  it('names the neighboring ticket that could not be read, and does not call it the only one', async () => {
    const row = { path: '/service/tickets/600', id: 600, field: 'status', value: 'nothing' };
    open(answering(ticketView({ unreadable: [row] })));
    await openCard();
    const text = card()?.textContent ?? '';
    expect(text).toContain('1 ConnectWise record could not be read: ticket 600, status nothing.');
    expect(text).not.toContain('No other ticket of this problem');
  });

  it.each([
    ['a ticket of something else', answering(null)],
    ['a ticket about nothing of ours', answering(ticketView({ about: null }))],
    ['an answer about another ticket', answering(ticketView({ ticket: { ...ticketView().ticket, id: 1 } }))],
    ['a worker that is not connected', {}],
  ])('shows nothing on %s', async (_, played) => {
    open(played);
    await vi.waitFor(() => expect(page.names()).toContain('ticket.view'));
    await settled();
    page.look();
    expect(page.text()).toBe('');
    expect(card()).toBeNull();
    expect(page.error).not.toHaveBeenCalled();
  });

  it('never shows a card for another ticket than the one in the header', async () => {
    open({ 'ticket.view': ({ ticketId }: { ticketId: number }) => (ticketId === ID ? ticketView() : null) } as Answers);
    await shown();
    document.body.innerHTML = header(777, 'Printer');
    page.go(hashOf(777));
    expect(card()).toBeNull();
    await settled();
    expect(page.text()).toBe('');
  });

  it('ignores an answer that arrives after the user left', async () => {
    open({});
    const stop = new AbortController();
    const onChange = vi.fn();
    const { promise, resolve: answer } = Promise.withResolvers<unknown>();
    const store = createTicketStore({
      site: 'na.myconnectwise.net',
      ticketId: ID,
      send: (() => promise) as Send,
      clock: () => 0,
      signal: stop.signal,
      channels: { storedChanged: { emit: () => {}, listen: () => {} } },
      banner: () => '',
      onChange,
      onRequested: () => {},
    });
    const loaded = store.load(false);
    expect(store.state().loading).toBe(true);
    expect(onChange).toHaveBeenCalled();
    onChange.mockClear();
    stop.abort();
    answer({ ok: true, value: ticketView() });
    await loaded;
    expect(store.state().view).toBeNull();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('sends the message again when the header is filled late', async () => {
    const played: Answers = {
      'ticket.view': ({ banner: text }: { banner: string }) => (text.includes(SUMMARY) ? ticketView() : null),
    } as Answers;
    open(played, banner(`Service Ticket #${ID}`, ['Service Board List']));
    await vi.waitFor(() => expect(page.names()).toEqual(['ticket.view']));
    await settled();
    page.look();
    expect(card()).toBeNull();
    document.body.innerHTML = header(ID);
    page.look();
    await shown();
    expect(page.names()).toEqual(['ticket.view', 'ticket.view']);
  });

  it('appears by itself once the connection exists', async () => {
    vi.useFakeTimers();
    const played: Answers = {};
    open(played);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(card()).toBeNull();
    Object.assign(played, answering(ticketView()));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(card()).toBeTruthy();
  });

  it('shows where a merged or child ticket is followed, and links to it in a new tab', async () => {
    const target = { id: 30001, summary: SUMMARY, board: 'Help Desk', status: 'In Progress', closed: false };
    const old = { id: 20000, summary: 'Old', board: 'Help Desk', status: 'Done', closed: true, mergedInto: 30001 };
    const ticket = { ...ticketView().ticket, mergedInto: 30001 };
    open(answering(ticketView({ ticket, followedIn: target, others: [target, old] })));
    await shown();
    // The card shows something that the page does not: it opens by itself.
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open')).toBeTruthy());
    const text = card()?.textContent ?? '';
    expect(text).toContain('This ticket was merged into #30001. Backup Bridge follows the problem in #30001');
    expect(text).toContain('Help Desk · Done (closed) · merged into #30001');
    const link = card()?.querySelector<HTMLAnchorElement>('a');
    expect(link?.target).toBe('_blank');
    expect(link?.href).toBe(
      `${location.origin}/v4_6_release/services/system_io/Service/fv_sr100_request.rails?service_recid=30001`,
    );
  });

  it('distinguishes a child that is followed itself from a ticket of the mail connector', async () => {
    const ticket = { ...ticketView().ticket, parentTicketId: 5 };
    open(answering(ticketView({ ticket, about: { ...about, origin: 'mail', lasts: null, since: undefined } })));
    await openCard();
    expect(card()?.textContent).toContain('a child of #5. Backup Bridge still follows the problem in this one.');
    expect(card()?.textContent).toContain('came from the mail connector');
    expect(card()?.textContent).toContain('whether it lasts is not known here');
  });

  it('previews a fix, applies it and reads the ticket again', async () => {
    const over = { ...about, lasts: false };
    open(answering(ticketView({ about: over, findings: [stale] })));
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open')).toBeTruthy());
    expect(card()?.textContent).toContain('Resolved');
    page.press(page.root(), `Fix: Close ticket #${ID}`);
    await vi.waitFor(() => expect(page.text()).toContain('Nothing is written before you press Apply'));
    expect(page.asked.find(({ name }) => name === 'finding.plan')?.input).toEqual({
      companyId: 101,
      findingId: stale.id,
    });
    page.press(page.root(), 'Apply 1 change');
    await vi.waitFor(() => expect(page.names()).toContain('run.view'));
    await vi.waitFor(() =>
      expect(page.asked.at(-1)).toMatchObject({ name: 'ticket.view', input: { refresh: true, ticketId: ID } }),
    );
    expect(page.text()).toContain('4 changes written');
  });

  it('keeps what it shows when reading again fails, and shows why', async () => {
    const played = answering(ticketView());
    open(played);
    await openCard();
    delete played['ticket.view'];
    page.press(page.root(), 'Refresh');
    await vi.waitFor(() => expect(card()?.textContent).toContain('No answer to ticket.view.'));
    expect(card()?.textContent).toContain('No backup in time');
  });

  it('shows a portal failure beside what is known', async () => {
    const failure = { code: 'portal-down', message: 'The portal does not answer.', nextStep: 'Try later.' };
    open(answering(ticketView({ portalFailure: failure as TicketView['portalFailure'] & {} })));
    await openCard();
    expect(card()?.textContent).toContain('The portal does not answer.');
    expect(card()?.textContent).toContain('No backup for 3 days.');
  });

  it.each([
    ['are older than ten minutes', '2026-11-21T11:00:00Z'],
    ['have a time in the future, since the clock was set back', '2026-11-22T11:00:00Z'],
  ])('reads facts again that %s', async (_, readAt) => {
    open(answering(ticketView({ readAt })));
    await shown();
    await vi.waitFor(() =>
      expect(page.asked.map(({ input }) => input)).toMatchObject([{ refresh: false }, { refresh: true }]),
    );
  });
});
