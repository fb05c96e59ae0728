import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isSought } from '../../../components/options/event-filter.ts';
import { EventLogSection } from '../../../components/options/event-log-section.tsx';
import type { EventView } from '../../../lib/domain/event-view.ts';
import type { UnreadableEvent } from '../../../lib/domain/unreadable-event.ts';
import { containsPattern } from '../../../lib/shared/wildcards.ts';
import { answers, sent, worker } from './worker.ts';

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

const row = (message: string) => screen.getByText(message, { selector: '.bb-log-title' }).closest('li') as HTMLElement;
const titles = () => screen.queryAllByText(/^Backup of/, { selector: '.bb-log-title' }).map((e) => e.textContent);

beforeEach(() => worker.mockReset());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
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
  it('reads like the guides’: when, who, what, and each action in a sentence', async () => {
    answers({ 'events.list': [EVENT] });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    const said = row(EVENT.message);
    expect(said.textContent).toMatch(/Notifications processed \[2 actions\] on Nov 21, 2026, 10:01.AM:/);
    expect(within(said).getByText('Updated ConnectWise ticket #548.')).toBeTruthy();
    expect(within(said).getByText('Eddie’s TV Repair')).toBeTruthy();
    expect(within(said).getByText('15212001 · Backup failed')).toBeTruthy();
    expect(within(said).getByText('Processed')).toBeTruthy();
    expect(within(said).getByRole('img', { name: 'error' })).toBeTruthy();
  });

  it('reports a single action, or none yet, as such', async () => {
    const waiting: EventView = { ...OTHER, state: 'waiting', outcomes: [], actions: 1 };
    delete waiting.processedAt;
    answers({ 'events.list': [{ ...EVENT, actions: 1 }, waiting] });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    expect(row(EVENT.message).textContent).toContain('[1 action]');
    expect(row(OTHER.message).textContent).not.toContain('Notifications processed');
    expect(within(row(OTHER.message)).getByText('Waiting')).toBeTruthy();
  });

  it('is searched by customer, account, text and outcome, and shows how many were found', async () => {
    answers({ 'events.list': [EVENT, OTHER] });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    expect(screen.getByText('2 events')).toBeTruthy();
    const search = screen.getByLabelText('Search');
    for (const [text, found] of [
      ['oak dental', [OTHER.message]],
      ['ETV-*failed', [EVENT.message]],
      ['#54?', [EVENT.message, OTHER.message]],
    ] as const) {
      fireEvent.input(search, { target: { value: text } });
      expect(titles()).toEqual(found);
    }
    fireEvent.input(search, { target: { value: 'nowhere' } });
    expect(screen.getByText('No event among the newest 200 contains “nowhere”.')).toBeTruthy();
    expect(screen.getByText('0 events of 2')).toBeTruthy();
  });

  it('filters by Failures only, and reports when there are none', async () => {
    const held: EventView = { ...OTHER, id: 'e3', state: 'needs-user', message: 'Backup of OAK-2 finished.' };
    answers({ 'events.list': [EVENT, OTHER, held] });
    const { unmount } = render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    fireEvent.click(screen.getByLabelText('Failures only'));
    expect(titles()).toEqual([EVENT.message, held.message]);
    unmount();
    answers({ 'events.list': [OTHER] });
    render(<EventLogSection visible={true} />);
    await screen.findByText(OTHER.message);
    fireEvent.click(screen.getByLabelText('Failures only'));
    expect(screen.getByText('No failures in the newest events.')).toBeTruthy();
  });

  it('Failures only shows what waits because of a failure, and not what waits for its turn', () => {
    const waiting: EventView = { ...OTHER, severity: 'ok', state: 'waiting' };
    const blocked = { code: 'unreachable', message: 'ConnectWise does not answer.', nextStep: 'Wait.' } as const;
    const all = { text: '', failuresOnly: true };
    expect(isSought({ ...waiting, waitsBecause: blocked }, all)).toBe(true);
    expect(isSought({ ...waiting, nextAttemptAt: '2026-11-21T12:00:00Z' }, all)).toBe(false);
    expect(isSought({ ...waiting, state: 'done' }, all)).toBe(false);
  });

  it('is empty before the first event, and shows Loading before the first answer', async () => {
    answers({ 'events.list': [] });
    render(<EventLogSection visible={true} />);
    expect(screen.getByText('Loading …')).toBeTruthy();
    expect(await screen.findByText(/^No events yet/)).toBeTruthy();
  });

  it('sends no request while another section is shown', async () => {
    answers({ 'events.list': [EVENT] });
    const { rerender } = render(<EventLogSection visible={false} />);
    expect(worker).not.toHaveBeenCalled();
    rerender(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    expect(sent('events.list')).toHaveLength(1);
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
      'events.list': () => [held.event],
      'event.reprocess': () => {
        held.event = { ...EVENT, state: 'waiting', outcomes: [] };
        return null;
      },
    });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    fireEvent.click(reprocess());
    expect(await screen.findByText('Processing it again …')).toBeTruthy();
    expect(sent('event.reprocess')).toEqual([{ source: EVENT.source, id: 'e1' }]);
    expect(reprocess().getAttribute('aria-busy')).toBe('true');
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
    answers({ 'events.list': [EVENT, OTHER] });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
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
    answers({ 'events.list': [EVENT], 'events.unreadable': [UNREADABLE, { ...UNREADABLE, id: 'ev-10' }] });
    render(<EventLogSection visible={true} />);
    expect((await note()).textContent).toBe('2 events of the portal could not be read');
    const details = (await note()).closest('details') as HTMLDetailsElement;
    expect(details.open).toBe(false);
    expect(details.querySelectorAll('li')).toHaveLength(2);
    expect(details.textContent).toContain('events[3].type (id ev-9) holds "new-kind".');
  });

  it('are called records where events would only be derived from them', async () => {
    answers({ 'events.list': [], 'events.unreadable': [{ ...UNREADABLE, path: 'devices[2].name' }] });
    render(<EventLogSection visible={true} />);
    expect((await note()).textContent).toBe('1 record of the portal could not be read');
  });

  it('are not mentioned where there are none, or where the worker does not know', async () => {
    answers({ 'events.list': [EVENT], 'events.unreadable': [] });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    expect(sent('events.unreadable')).toHaveLength(1);
    expect(screen.queryByText(/could not be read/)).toBeNull();
    cleanup();
    answers({ 'events.list': [EVENT] });
    render(<EventLogSection visible={true} />);
    await screen.findByText(EVENT.message);
    expect(screen.queryByText(/could not be read/)).toBeNull();
  });
});
