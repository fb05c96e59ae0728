import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventFile } from '../../../components/options/event-file.ts';
import { EventLogSection } from '../../../components/options/event-log-section.tsx';
import type { EventView, LogAnswer } from '../../../lib/domain/event-view.ts';
import type { UnreadableEvent } from '../../../lib/domain/unreadable-event.ts';
import { send } from '../../../lib/messages/send.ts';
import { containsPattern } from '../../../lib/shared/wildcards.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const EVENT: EventView = {
  id: 'e1',
  source: 'efs portal.example',
  at: '2026-11-21T10:00:00.000Z',
  seenAt: '2026-11-21T10:00:10.000Z',
  customerId: '342',
  customerName: 'Eddie’s TV Repair',
  accountId: '15212001',
  severity: 'error',
  type: 'backup-failed',
  message: 'Backup of ETV-Primary failed.',
  state: 'done',
  outcomes: ['Updated ConnectWise management report.', 'Updated ConnectWise ticket #548.'],
  processedAt: '2026-11-21T10:01:00.000Z',
  actions: 2,
};
const OTHER: EventView = {
  ...EVENT,
  id: 'e2',
  customerName: 'Oak Dental',
  severity: 'ok',
  type: 'backup-finished',
  message: 'Backup of OAK-1 finished.',
};

const HEIGHT = 10 * 36;
let width = 1200;

const found = (...rows: EventView[]): LogAnswer<EventView> => ({ rows, total: rows.length, isComplete: true });
const row = (message: string) => screen.getByText(message, { selector: '.bb-log-title' }).closest('li') as HTMLElement;
const titles = () => screen.queryAllByText(/^Backup of/, { selector: '.bb-log-title' }).map((e) => e.textContent);
const open = (message: string) => {
  fireEvent.click(row(message).querySelector('summary') as HTMLElement);
  return row(message);
};
const search = () => screen.getByLabelText<HTMLInputElement>('Search');
const type = (text: string) => fireEvent.input(search(), { target: { value: text } });
const queries = () => (sent('events.search') as { query: string }[]).map(({ query }) => query);

beforeEach(() => {
  worker.mockReset();
  width = 1200;
  history.replaceState(null, '', '#event-log');
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(() => HEIGHT);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => HEIGHT);
  vi.spyOn(HTMLElement.prototype, 'scrollTo').mockImplementation(() => undefined);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(() => width);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a wildcard', () => {
  it.each([
    ['etv', true],
    ['backup*failed', true],
    ['failed*backup', false],
    ['ETV-?rimary', true],
    ['ETV-?Primary', false],
    ['?*', true],
    ['*', true],
    ['.', true],
    ['P.imary', false],
    ['', true],
    // A wildcard stays within its line.
    ['primary*second', false],
    ['second line', true],
  ])('%j: %s', (pattern, found) => {
    expect(containsPattern('Backup of ETV-Primary failed.\nSecond line', pattern)).toBe(found);
  });

  it('finds nothing in an empty text except for an empty search', () => {
    expect(['', '*', '?'].map((pattern) => containsPattern('', pattern))).toEqual([true, true, false]);
  });

  it('ends on an input that would overload a regular expression', () => {
    // A regular expression would not end within this test's time limit.
    expect(containsPattern('a'.repeat(5_000), `${'a*'.repeat(300)}b`)).toBe(false);
    expect(containsPattern(`${'a'.repeat(5_000)}b`, `${'a*'.repeat(300)}b`)).toBe(true);
  });
});

describe('the event log', () => {
  it('shows an event in one line: when, who, what, and what came of it', async () => {
    answers({ 'events.search': found(EVENT) });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    const line = row(EVENT.message);
    expect(within(line).getByText('Eddie’s TV Repair')).toBeTruthy();
    expect(within(line).getByText('15212001 · Backup failed')).toBeTruthy();
    expect(line.textContent).toContain('Updated ConnectWise ticket #548.');
    expect(within(line).getByText('Processed')).toBeTruthy();
    expect(within(line).getByRole('img', { name: 'Error' })).toBeTruthy();
    expect(screen.getByText('1 event')).toBeTruthy();
  });

  it('draws rows of 40 pixels, and of 500,000 only the visible ones', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => ({ ...EVENT, id: `e${at}`, message: `Backup of ${at}` }));
    answers({ 'events.search': { rows, total: 500_000, isComplete: true } });
    render(<EventLogSection visible={true} />);
    await screen.findByText('Backup of 0');
    const lines = [...document.querySelectorAll<HTMLElement>('.bb-log-row')];
    expect(lines.length).toBeLessThan(40);
    expect(lines.slice(0, 3).map(({ style }) => style.transform)).toEqual(
      [0, 40, 80].map((at) => `translateY(${at}px)`),
    );
    expect(lines[0]?.getAttribute('aria-setsize')).toBe('500000');
    expect(screen.getByText('500,000 events')).toBeTruthy();
  });

  it('opens an event: all that is known of it, in the words of the guides, and where it leads', async () => {
    answers({
      'events.search': found({ ...EVENT, details: 'Code 17', portalUrl: 'https://portal.example/1' }),
      'event.company': { companyId: 250 },
      'connection.view': { states: { connectWise: { state: 'ok', site: 'na.example' }, portal: { state: 'ok' } } },
    });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    const opened = within(open(EVENT.message));
    expect(row(EVENT.message).textContent).toMatch(/Notifications processed \[2 actions\] on Nov 21, 2026, 10:01.AM:/);
    expect(opened.getByText('Updated ConnectWise ticket #548.', { selector: 'li' })).toBeTruthy();
    expect(opened.getByText('Code 17')).toBeTruthy();
    expect((await opened.findByText('Open company')).getAttribute('href')).toBe('#companies/250');
    expect(opened.getByText('Open ticket #548').getAttribute('href')).toContain('https://na.example/');
    expect(opened.getByText('Open in the portal').getAttribute('href')).toBe('https://portal.example/1');
    const runs = decodeURIComponent(opened.getByText('Show runs of this day').getAttribute('href') ?? '');
    expect(runs).toBe('#journal/Company = 250 AND Date = 2026-11-21');
    fireEvent.click(row(EVENT.message).querySelector('summary') as HTMLElement);
    expect(screen.queryByText('Code 17')).toBeNull();
  });

  it('says why an event waits', async () => {
    const waiting: EventView = { ...OTHER, state: 'waiting', outcomes: [], actions: 1 };
    delete waiting.processedAt;
    answers({ 'events.search': found({ ...EVENT, actions: 1 }, waiting) });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    expect(open(EVENT.message).textContent).toContain('[1 action]');
    expect(open(OTHER.message).textContent).toContain('Waiting for its turn.');
    expect(row(OTHER.message).textContent).not.toContain('Notifications processed');
    expect(row(EVENT.message).textContent).not.toContain('[1 action]');
  });

  it('asks for what is typed once the typing pauses, and keeps it in the address', async () => {
    answers({
      'events.search': ({ query }: { query: string }) => (query === 'oak' ? found(OTHER) : found(EVENT, OTHER)),
    });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    type('o');
    type('oak');
    await waitFor(() => expect(titles()).toEqual([OTHER.message]));
    expect(queries()).toEqual(['', 'oak']);
    expect(location.hash).toBe('#event-log/oak');
  });

  it('opens the search of its address', async () => {
    answers({ 'events.search': found(OTHER) });
    render(<EventLogSection visible={true} part="Customer LIKE *oak*" />);
    await screen.findByText(OTHER.message);
    expect(search().value).toBe('Customer LIKE *oak*');
    expect(queries()).toEqual(['Customer LIKE *oak*']);
  });

  it('keeps what is typed and the rows when the search cannot be read, and says where and what to do', async () => {
    answers({ 'events.search': found(EVENT) });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    type('Severity = fatal');
    expect(
      screen.getByText('Position 12, “fatal”: Severity is never “fatal”. Use one of: OK, Warning, Error.'),
    ).toBeTruthy();
    expect([search().value, titles()]).toEqual(['Severity = fatal', [EVENT.message]]);
    expect(queries()).toEqual(['']);
  });

  it('has controls that write into the search, and show what is typed', async () => {
    answers({ 'events.search': found(EVENT) });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    type('etv and severity = error');
    expect(screen.getByLabelText<HTMLSelectElement>('Severity').value).toBe('Error');
    fireEvent.change(screen.getByLabelText('Severity'), { target: { value: '' } });
    expect(search().value).toBe('etv');
    fireEvent.click(screen.getByLabelText('Not processed'));
    expect(search().value).toBe('etv AND Error list LIKE ?*');
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-01' } });
    expect(search().value).toBe('etv AND Error list LIKE ?* AND Date >= 2026-11-01');
    await waitFor(() => expect(queries().at(-1)).toBe('etv AND Error list LIKE ?* AND Date >= 2026-11-01'));
  });

  it('shows at least how many were found before all of the log was searched, and then exactly', async () => {
    const counted = Promise.withResolvers<unknown>();
    worker.mockImplementation((async (name: string, { all }: { all?: boolean }) => {
      if (name !== 'events.search') return { ok: false, failure: DOWN };
      return { ok: true, value: all ? await counted.promise : { rows: [EVENT], total: 1_000, isComplete: false } };
    }) as typeof send);
    render(<EventLogSection visible={true} />);
    expect(await screen.findByText('At least 1,000 events …')).toBeTruthy();
    counted.resolve({ rows: [EVENT], total: 123_456, isComplete: true });
    expect(await screen.findByText('123,456 events')).toBeTruthy();
  });

  it('says what cannot be searched yet after an update', async () => {
    answers({ 'events.search': { ...found(EVENT), missingBefore: '2026-11-20T00:00:00.000Z' } });
    render(<EventLogSection visible={true} />);
    expect(await screen.findByText(/^Entries older than Nov 20, 2026/)).toBeTruthy();
  });

  it('is empty before the first event, without a match, and where all were processed', async () => {
    answers({ 'events.search': found() });
    render(<EventLogSection visible={true} />);
    expect(screen.getByText('Loading …')).toBeTruthy();
    expect(await screen.findByText(/^No events yet/)).toBeTruthy();
    type('nowhere');
    expect(await screen.findByText('No event matches “nowhere”.')).toBeTruthy();
    type('');
    fireEvent.click(screen.getByLabelText('Not processed'));
    expect(await screen.findByText(/^No event waits, and none needs review\./)).toBeTruthy();
  });

  it('shows that the rows are not of a search that cannot be read, and saves none of them', async () => {
    answers({ 'events.search': found(EVENT) });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    const list = document.querySelector('.bb-log-scroll');
    const save = screen.getByRole<HTMLButtonElement>('button', { name: 'Export CSV' });
    expect([list?.hasAttribute('inert'), list?.getAttribute('aria-busy'), save.getAttribute('aria-disabled')]).toEqual([
      false,
      null,
      null,
    ]);
    type('Date >= 2026-13-45');
    expect(screen.getByText('The search cannot be read: the list shows all entries.')).toBeTruthy();
    expect([list?.hasAttribute('inert'), list?.getAttribute('aria-busy'), save.getAttribute('aria-disabled')]).toEqual([
      true,
      'true',
      'true',
    ]);
    expect(screen.getByLabelText<HTMLInputElement>('From').getAttribute('value') ?? '').toBe('');
  });

  it('moves by keys from row to row', async () => {
    answers({ 'events.search': found(EVENT, OTHER) });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    const summaries = [...document.querySelectorAll<HTMLElement>('.bb-log-row summary')];
    summaries[0]?.focus();
    fireEvent.keyDown(summaries[0] as HTMLElement, { key: 'ArrowDown' });
    await waitFor(() => expect(document.activeElement).toBe(summaries[1]));
    expect(summaries.map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
  });

  it('is saved as a file: every event of the search', async () => {
    answers({
      'events.search': ({ offset }: { offset: number }) => ({
        rows: offset === 0 ? [EVENT] : [OTHER],
        total: 2,
        isComplete: true,
      }),
    });
    const file = await eventFile(
      (window) => send('events.search', { ...window, asker: 'a', query: '' }),
      () => {},
    );
    if (!file.ok) throw new Error('It failed.');
    expect(file.value.rows).toBe(2);
    expect(file.value.parts[2]).toBe(
      '2026-11-21T10:00:00.000Z,Eddie’s TV Repair,342,15212001,Backup failed,Error,Backup of ETV-Primary failed.,,Processed,2026-11-21T10:01:00.000Z,Updated ConnectWise management report. Updated ConnectWise ticket #548.,,,2026-11-21T10:00:10.000Z,efs portal.example,e1\r\n',
    );
  });

  it('sends no request while another section is shown', async () => {
    answers({ 'events.search': found(EVENT) });
    const { rerender } = render(<EventLogSection visible={false} />);
    expect(worker).not.toHaveBeenCalled();
    rerender(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    expect(queries()).toHaveLength(1);
  });

  it('shows a failure and its next step', async () => {
    answers({});
    render(<EventLogSection visible={true} />);
    expect(await screen.findByText('Check the network.')).toBeTruthy();
  });
});

describe('Reprocess', () => {
  const reprocess = () => within(row(EVENT.message)).getByRole('button', { name: /^Reprocess the event/ });

  it('follows the event until it is processed again, and shows the outcome', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const held = { event: EVENT };
    answers({
      'events.search': () => found(held.event),
      'event.reprocess': () => {
        held.event = { ...EVENT, state: 'waiting', outcomes: [] };
        return null;
      },
    });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    open(EVENT.message);
    fireEvent.click(reprocess());
    expect(await screen.findByText('Processing it again …')).toBeTruthy();
    expect(sent('event.reprocess')).toEqual([{ source: EVENT.source, id: 'e1' }]);
    await waitFor(() => expect(reprocess().getAttribute('aria-busy')).toBe('true'));
    fireEvent.click(reprocess());
    expect(sent('event.reprocess')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(35_000);
    expect(screen.getByText('Still waiting. It is tried again by itself.')).toBeTruthy();
    held.event = { ...EVENT, outcomes: ['Updated ConnectWise ticket #549.'] };
    await vi.advanceTimersByTimeAsync(1_500);
    expect(screen.getByText('Processed again. Updated ConnectWise ticket #549.')).toBeTruthy();
    expect(reprocess().getAttribute('aria-busy')).toBe('false');
  });

  it('shows at the event why it was refused', async () => {
    answers({ 'events.search': found(EVENT, OTHER) });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    open(EVENT.message);
    fireEvent.click(reprocess());
    await waitFor(() => expect(row(EVENT.message).textContent).toContain('Check the network.'));
    expect(row(OTHER.message).textContent).not.toContain('Check the network.');
  });
});

describe('events that could not be read', () => {
  const UNREADABLE: UnreadableEvent = {
    source: 'efs portal.example',
    path: 'events[3].type',
    id: 'ev-9',
    value: '"new-kind"',
    why: 'The record was left out: this value could not be understood.',
    at: '2026-11-21T10:00:00.000Z',
  };
  const note = () => screen.findByText(/could not be read$/);

  it('are reported as one folded notice above the log, each with place, value and reason', async () => {
    answers({ 'events.search': found(EVENT), 'events.unreadable': [UNREADABLE, { ...UNREADABLE, id: 'ev-10' }] });
    render(<EventLogSection visible={true} />);
    expect((await note()).textContent).toBe('2 events of the portal could not be read');
    const details = (await note()).closest('details') as HTMLDetailsElement;
    expect(details.open).toBe(false);
    expect(details.querySelectorAll('li')).toHaveLength(2);
    expect(details.textContent).toContain('events[3].type (id ev-9) holds "new-kind".');
  });

  it('are called records where events would only be derived from them', async () => {
    answers({ 'events.search': found(), 'events.unreadable': [{ ...UNREADABLE, path: 'devices[2].name' }] });
    render(<EventLogSection visible={true} />);
    expect((await note()).textContent).toBe('1 record of the portal could not be read');
  });

  it('are not mentioned where there are none, or where the worker does not know', async () => {
    answers({ 'events.search': found(EVENT), 'events.unreadable': [] });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    expect(sent('events.unreadable')).toHaveLength(1);
    expect(screen.queryByText(/could not be read/)).toBeNull();
    cleanup();
    answers({ 'events.search': found(EVENT) });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    expect(screen.queryByText(/could not be read/)).toBeNull();
  });
});
