import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_IN_PAGE_CONFIG } from '../../../lib/domain/in-page-config.ts';
import type { RecordSummary } from '../../../lib/domain/panel-record.ts';
import type { Answers } from '../../support/played-worker.ts';
import { banner, layOut } from '../host/page.ts';
import { hashOf, runFeatures } from './in-page.tsx';

const ID = 26251;
const SUMMARY = 'No backup for ETV-Primary';
const BANNER = `Service Ticket #${ID} - ${SUMMARY}`;
const answering = (summary: RecordSummary | null = { findings: 1, state: 'error' }): Answers => ({
  'ticket.recognize': () => summary,
  'panel.open': () => ({ token: 'token-1' }),
  'panel.show': () => null,
});

let undo: () => void;
let page: ReturnType<typeof runFeatures>;
const header = (id: number, summary = SUMMARY) => banner(`Service Ticket #${id} - ${summary}`, ['Service Board List']);
function open(played: Answers, html = header(ID), pinned = false) {
  document.body.innerHTML = html;
  page = runFeatures(played, hashOf(ID), { ...EMPTY_IN_PAGE_CONFIG, panel: { open: {}, pinned } });
}
const card = () => page.root()?.querySelector('.panel') ?? null;
const tab = () => page.root()?.querySelector<HTMLElement>('.tab') ?? null;
const badge = () => page.root()?.querySelector('.badge')?.textContent;
const shown = () => vi.waitFor(() => expect(card()).toBeTruthy());
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

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
  it('shows a tab with the number of findings and the state, with one message', async () => {
    open(answering());
    await vi.waitFor(() => expect(badge()).toBe('1'));
    expect(tab()?.textContent).toContain(': Error');
    for (let i = 0; i < 5; i += 1) page.look();
    await settled();
    expect(page.root()?.querySelector('.panel-closed')).toBeTruthy();
    expect(page.asked).toEqual([
      { name: 'ticket.recognize', input: { site: location.host, ticketId: ID, banner: BANNER } },
    ]);
  });

  it('opens the card of the ticket by the tab', async () => {
    open(answering());
    await shown();
    expect(page.root()?.querySelector('iframe')).toBeNull();
    tab()?.click();
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open iframe')).toBeTruthy());
    expect(page.shown()).toEqual({
      record: { kind: 'ticket', ticketId: ID, banner: BANNER },
      onScreen: { entries: false, agreementIds: [] },
    });
    expect(page.remembered).toEqual([]);
  });

  it('opens the card by itself where the panel is pinned', async () => {
    open(answering(), header(ID), true);
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open')).toBeTruthy());
  });

  it.each([
    ['a ticket of something else, or about nothing of ours', answering(null)],
    ['a worker that is not connected', {}],
  ])('shows nothing on %s', async (_, played) => {
    open(played);
    await vi.waitFor(() => expect(page.names()).toContain('ticket.recognize'));
    await settled();
    page.look();
    expect(page.text()).toBe('');
    expect(card()).toBeNull();
    expect(page.names()).toEqual(['ticket.recognize']);
    expect(page.error).not.toHaveBeenCalled();
  });

  it('never shows a tab for another ticket than the one in the header', async () => {
    vi.useFakeTimers();
    open({
      ...answering(),
      'ticket.recognize': (({ ticketId }: { ticketId: number }) =>
        ticketId === ID ? { findings: 1, state: 'error' } : null) as Answers[string],
    });
    await vi.advanceTimersByTimeAsync(10);
    expect(badge()).toBe('1');
    document.body.innerHTML = header(777, 'Printer');
    page.go(hashOf(777));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(card()).toBeNull();
    expect(page.text()).toBe('');
    expect(page.shown()).toBeNull();
  });

  it('ignores an answer that arrives after the user left', async () => {
    const { promise, resolve: answer } = Promise.withResolvers<unknown>();
    open({ ...answering(), 'ticket.recognize': () => promise });
    expect(page.names()).toEqual(['ticket.recognize']);
    document.body.innerHTML = '';
    page.go(hashOf());
    answer({ findings: 1, state: 'error' });
    await settled();
    expect(card()).toBeNull();
    expect(page.names()).toEqual(['ticket.recognize']);
  });

  it('sends the message again when the header is filled late', async () => {
    const played: Answers = {
      ...answering(),
      'ticket.recognize': (({ banner: text }: { banner: string }) =>
        text.includes(SUMMARY) ? { findings: 0, state: 'ok' } : null) as Answers[string],
    };
    open(played, banner(`Service Ticket #${ID}`, ['Service Board List']));
    await vi.waitFor(() => expect(page.names()).toEqual(['ticket.recognize']));
    await settled();
    page.look();
    expect(card()).toBeNull();
    document.body.innerHTML = header(ID);
    page.look();
    await shown();
    expect(page.names()).toEqual(['ticket.recognize', 'ticket.recognize']);
  });

  it('appears by itself once the connection exists', async () => {
    vi.useFakeTimers();
    const played: Answers = {};
    open(played);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(card()).toBeNull();
    Object.assign(played, answering());
    await vi.advanceTimersByTimeAsync(20_000);
    expect(card()).toBeTruthy();
  });

  it('counts again after a run, and keeps the number when that fails', async () => {
    const played = answering();
    open(played);
    await vi.waitFor(() => expect(badge()).toBe('1'));
    played['ticket.recognize'] = () => ({ findings: 3, state: 'warning' });
    await page.tell('changed');
    await vi.waitFor(() => expect(badge()).toBe('3'));
    expect(tab()?.textContent).toContain(': Warning');
    delete played['ticket.recognize'];
    await page.tell('changed');
    await settled();
    expect(badge()).toBe('3');
    expect(page.names().filter((name) => name === 'ticket.recognize')).toHaveLength(3);
  });
});
