import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../../lib/domain/finding.ts';
import type { PanelShown } from '../../../lib/domain/panel-record.ts';
import type { TicketSubjectView, TicketView } from '../../../lib/domain/ticket-view.ts';
import { account, change, ended, journalEntry, plan, run } from '../../support/builders/company-views.ts';
import type { Answers } from '../../support/played-worker.ts';
import { openPanel, SITE } from './open-panel.ts';

const ID = 26251;
const SUMMARY = 'No backup for ETV-Primary';
const stale: Finding = {
  id: 'TIX-STALE/ticket/101//26251/status/',
  code: 'TIX-STALE',
  severity: 'warning',
  where: { resource: 'ticket', companyId: 101, recordId: ID, field: 'status' },
  message: `Ticket #${ID} is open, but the incident was resolved.`,
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
  'run.plan-undo': () => plan({ id: 'undo' }),
});
const BANNER = `Service Ticket #${ID} - ${SUMMARY}`;
const TICKET: PanelShown = {
  record: { kind: 'ticket', ticketId: ID, banner: BANNER },
  onScreen: { entries: false, agreementIds: [] },
};

let panel: ReturnType<typeof openPanel>;
const open = (played: Answers, shown: PanelShown = TICKET) => {
  panel = openPanel(played, shown);
};
afterEach(() => {
  panel.close();
  vi.useRealTimers();
});
const card = () => vi.waitFor(() => expect(panel.text()).not.toBe(''));
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the card of a ticket', () => {
  it('shows what the ticket is about and its state, with one message', async () => {
    open(answering(ticketView()));
    await card();
    for (const part of [
      'ETV-Primary',
      `Ticket #${ID} · Still failing since Nov 18, 2026, 12:00`,
      'No backup in time',
      'EFS-342',
      'No backup since Wednesday.',
      'No backup for 3 days.',
      '1 of 4 accounts has an error.',
      'From the EFS portal, read 5 minutes ago',
      'No other ticket of this incident',
    ])
      expect(panel.text()).toContain(part);
    for (let i = 0; i < 5; i += 1) panel.app.show(TICKET);
    await settled();
    expect(panel.asked).toEqual([
      { name: 'ticket.view', input: { site: SITE, ticketId: ID, banner: BANNER, refresh: false } },
    ]);
  });

  it('names the neighboring ticket that could not be read, and does not call it the only one', async () => {
    const row = { path: '/service/tickets/600', id: 600, field: 'status', value: 'nothing' };
    open(answering(ticketView({ unreadable: [row] })));
    await card();
    expect(panel.text()).toContain('1 ConnectWise record could not be read: ticket 600, status nothing.');
    expect(panel.text()).not.toContain('No other ticket of this incident');
  });

  it.each([
    ['a ticket of something else', answering(null)],
    ['a ticket about nothing of ours', answering(ticketView({ about: null }))],
    ['an answer about another ticket', answering(ticketView({ ticket: { ...ticketView().ticket, id: 1 } }))],
  ])('shows nothing on %s', async (_, played) => {
    open(played);
    await vi.waitFor(() => expect(panel.names()).toEqual(['ticket.view']));
    await settled();
    expect(panel.text()).toBe('');
  });

  it('shows nothing of the ticket before when another is shown', async () => {
    open({
      ...answering(null),
      'ticket.view': (({ ticketId }: { ticketId: number }) =>
        ticketId === ID ? ticketView() : null) as Answers[string],
    });
    await card();
    panel.app.show({ ...TICKET, record: { kind: 'ticket', ticketId: 777, banner: 'Service Ticket #777 - Printer' } });
    await settled();
    expect(panel.text()).toBe('');
  });

  it('ignores an answer that arrives after the ticket was left', async () => {
    const { promise, resolve: answer } = Promise.withResolvers<unknown>();
    open({ 'ticket.view': () => promise });
    expect(panel.names()).toEqual(['ticket.view']);
    panel.app.show(null);
    answer(ticketView());
    await settled();
    expect(panel.text()).toBe('');
  });

  it('shows where a merged or child ticket is followed, and links to it in a new tab', async () => {
    const target = { id: 30001, summary: SUMMARY, board: 'Help Desk', status: 'In Progress', closed: false };
    const old = { id: 20000, summary: 'Old', board: 'Help Desk', status: 'Done', closed: true, mergedInto: 30001 };
    const ticket = { ...ticketView().ticket, mergedInto: 30001 };
    open(answering(ticketView({ ticket, followedIn: target, others: [target, old] })));
    await card();
    expect(panel.text()).toContain('This ticket was merged into #30001. Backup Bridge follows the incident in #30001');
    expect(panel.text()).toContain('Help Desk · Done (closed) · merged into #30001');
    const link = panel.root.querySelector<HTMLAnchorElement>('a');
    expect(link?.target).toBe('_blank');
    expect(link?.href).toBe(
      `https://${SITE}/v4_6_release/services/system_io/Service/fv_sr100_request.rails?service_recid=30001`,
    );
  });

  it('distinguishes a child that is followed itself from a ticket of the mail connector', async () => {
    const ticket = { ...ticketView().ticket, parentTicketId: 5 };
    open(answering(ticketView({ ticket, about: { ...about, origin: 'mail', lasts: null, since: undefined } })));
    await card();
    expect(panel.text()).toContain('a child of #5. Backup Bridge still follows the incident in this one.');
    expect(panel.text()).toContain('came from the mail connector');
    expect(panel.text()).toContain('whether it continues is not known here');
  });

  it('previews a fix, applies it and reads the ticket again', async () => {
    open(answering(ticketView({ about: { ...about, lasts: false }, findings: [stale] })));
    await card();
    expect(panel.text()).toContain('Resolved');
    panel.press(`Fix: Close ticket #${ID}`);
    await vi.waitFor(() => expect(panel.text()).toContain('Nothing is written before you press Apply'));
    expect(panel.input('finding.plan')).toEqual({ companyId: 101, findingId: stale.id });
    panel.press('Apply 1 change');
    await vi.waitFor(() => expect(panel.names()).toContain('run.view'));
    await vi.waitFor(() =>
      expect(panel.asked.at(-1)).toMatchObject({ name: 'ticket.view', input: { refresh: true, ticketId: ID } }),
    );
    await vi.waitFor(() => expect(panel.text()).toContain('4 changes written'));
    await vi.waitFor(() => expect(panel.onStoredChanged).toHaveBeenCalledOnce());
  });

  it.each([
    [{ kind: 'fix', findingId: stale.id }, 'finding.plan', { companyId: 101, findingId: stale.id }],
    [{ kind: 'undo', runId: 'r7' }, 'run.plan-undo', { runId: 'r7' }],
  ] as const)('previews a task that was begun elsewhere, and writes nothing: %o', async (task, name, input) => {
    open(answering(ticketView({ findings: [stale] })));
    panel.app.perform(task);
    await vi.waitFor(() => expect(panel.root.querySelector('.preview')).toBeTruthy());
    expect(panel.input(name)).toEqual(input);
    expect(panel.names()).not.toContain('plan.apply');
  });

  it('keeps what it shows when reading again fails, and shows why', async () => {
    const played = answering(ticketView());
    open(played);
    await card();
    delete played['ticket.view'];
    panel.press('Refresh');
    await vi.waitFor(() => expect(panel.text()).toContain('No answer to ticket.view.'));
    expect(panel.text()).toContain('No backup in time');
  });

  it('shows a portal failure beside what is known', async () => {
    const failure = { code: 'portal-down', message: 'The portal does not answer.', nextStep: 'Try later.' };
    open(answering(ticketView({ portalFailure: failure as TicketView['portalFailure'] & {} })));
    await card();
    expect(panel.text()).toContain('The portal does not answer.');
    expect(panel.text()).toContain('No backup for 3 days.');
  });

  it.each([
    ['are older than ten minutes', '2026-11-21T11:00:00Z'],
    ['have a time in the future, since the clock was set back', '2026-11-22T11:00:00Z'],
  ])('reads facts again that %s', async (_, readAt) => {
    open(answering(ticketView({ readAt })));
    await card();
    await vi.waitFor(() =>
      expect(panel.asked.map(({ input }) => input)).toMatchObject([{ refresh: false }, { refresh: true }]),
    );
  });

  it('reads again when the worker has news of its company, and not while a run lasts', async () => {
    let state = run();
    open({ ...answering(ticketView({ findings: [stale] })), 'run.view': () => ({ run: state, entries: [] }) });
    await card();
    panel.app.news({ is: 'changed', companyIds: [7] });
    await settled();
    expect(panel.count('ticket.view')).toBe(1);
    panel.app.news({ is: 'changed', companyIds: [101] });
    await vi.waitFor(() => expect(panel.count('ticket.view')).toBe(2));
    await settled();
    panel.press(`Fix: Close ticket #${ID}`);
    await vi.waitFor(() => expect(panel.root.querySelector('.preview')).toBeTruthy());
    panel.press('Apply 1 change');
    await vi.waitFor(() => expect(panel.text()).toContain('Writing agreement parts'));
    panel.app.news({ is: 'changed', companyIds: [101] });
    await settled();
    expect(panel.count('ticket.view')).toBe(2);
    state = ended;
    await vi.waitFor(() => expect(panel.count('ticket.view')).toBe(3));
  });
});
