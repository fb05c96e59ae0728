import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TicketsSection } from '../../../components/options/tickets-section.tsx';
import type { BoardStatus } from '../../../lib/domain/connectwise-records.ts';
import { DEFAULT_SETTINGS, type Settings, type TicketSettings } from '../../../lib/domain/settings.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const BACKUP = { id: 4, name: 'Backup' };

function status(id: number, name: string, part: Partial<BoardStatus> = {}): BoardStatus {
  return {
    id,
    name,
    boardId: 4,
    _info: {},
    closedStatus: false,
    defaultFlag: false,
    inactive: false,
    sortOrder: id,
    escalationStatus: null,
    ...part,
  };
}

const STATUSES = [
  status(1, 'New', { escalationStatus: 'NotResponded' }),
  status(2, 'In Progress'),
  status(3, 'Gone', { inactive: true }),
  status(5, '>Closed', { closedStatus: true, escalationStatus: 'Resolved' }),
  status(6, 'Cancelled', { closedStatus: true }),
];

function settings(tickets: Partial<TicketSettings> = {}): Settings {
  return { ...DEFAULT_SETTINGS, tickets: { ...DEFAULT_SETTINGS.tickets, ...tickets } };
}

const boards = { 'boards.list': [{ id: 1, name: 'Professional Services' }, BACKUP], 'boards.statuses': STATUSES };
const choice = (label: string) => screen.getByLabelText<HTMLSelectElement>(label);
const choices = (label: string) => [...choice(label).options].map(({ text }) => text);
const savedTickets = () => (sent('settings.save').at(-1) as { settings: Settings } | undefined)?.settings.tickets;

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('tickets', () => {
  it('are offered for ongoing incidents as soon as the board is saved, and not before', async () => {
    answers({
      'settings.read': settings(),
      'settings.save': ({ settings }: { settings: Partial<Settings> }) => ({ ...DEFAULT_SETTINGS, ...settings }),
      'tickets.ongoing': { board: BACKUP, isAutomatic: true, incidents: [] },
      ...boards,
    });
    render(<TicketsSection visible={true} />);
    await waitFor(() => expect(choices('Board of new tickets')).toContain('Backup'));
    fireEvent.change(choice('Board of new tickets'), { target: { value: '4' } });
    expect(sent('tickets.ongoing')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(await screen.findByText('Every ongoing incident has a ticket.')).toBeTruthy();
  });

  it('are off until a board is chosen; then its statuses are offered', async () => {
    answers({
      'settings.read': settings(),
      'settings.save': ({ settings }: { settings: Partial<Settings> }) => ({ ...DEFAULT_SETTINGS, ...settings }),
      ...boards,
    });
    render(<TicketsSection visible={true} />);
    expect(await screen.findByText('Tickets are off: no service board is chosen.')).toBeTruthy();
    await waitFor(() =>
      expect(choices('Board of new tickets')).toEqual(['No board: tickets are off', 'Professional Services', 'Backup']),
    );
    fireEvent.change(choice('Board of new tickets'), { target: { value: '4' } });
    expect(screen.queryByText(/Tickets are off: no/)).toBeNull();
    await waitFor(() =>
      expect(choices('Status of new tickets')).toEqual(['As the board has it (New)', 'New', 'In Progress']),
    );
    expect(sent('boards.statuses')).toEqual([{ boardId: 4 }]);
    expect(choices('Status of closed tickets')).toEqual(['As the board has it (>Closed)', '>Closed', 'Cancelled']);
    fireEvent.change(choice('Status of closed tickets'), { target: { value: '6' } });
    fireEvent.click(screen.getByText('Save changes'));
    expect(await screen.findByText('Saved.')).toBeTruthy();
    expect(savedTickets()).toEqual({
      ...DEFAULT_SETTINGS.tickets,
      board: BACKUP,
      closedStatus: { id: 6, name: 'Cancelled' },
    });
  });

  it('forget the statuses of a board that is no longer chosen', async () => {
    const chosen = {
      board: BACKUP,
      newStatus: { id: 2, name: 'In Progress' },
      closedStatus: { id: 6, name: 'Cancelled' },
    };
    answers({ 'settings.read': settings(chosen), 'settings.save': settings(), ...boards });
    render(<TicketsSection visible={true} />);
    await waitFor(() => expect(choices('Board of new tickets')).toContain('Professional Services'));
    fireEvent.change(choice('Board of new tickets'), { target: { value: '1' } });
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() =>
      expect(savedTickets()).toMatchObject({
        board: { id: 1, name: 'Professional Services' },
        newStatus: null,
        closedStatus: null,
      }),
    );
  });

  it('keep the choices while ConnectWise does not answer, and show why, once', async () => {
    answers({ 'settings.read': settings({ board: BACKUP, newStatus: { id: 2, name: 'In Progress' } }) });
    render(<TicketsSection visible={true} />);
    await waitFor(() => expect(screen.getAllByText('Check the network.')).toHaveLength(1));
    expect(choice('Board of new tickets').selectedOptions[0]?.text).toBe('Backup');
    expect(choice('Status of new tickets').selectedOptions[0]?.text).toBe('In Progress');
  });

  it('report that a chosen status no longer exists, and what a board lacks', async () => {
    answers({
      'settings.read': settings({ board: BACKUP, closedStatus: { id: 9, name: 'Done' } }),
      'boards.list': [BACKUP],
      'boards.statuses': [status(2, 'In Progress')],
    });
    render(<TicketsSection visible={true} />);
    expect(
      await screen.findByText(/has no status whose escalation is Not Responded, so new tickets get “In Progress”/),
    ).toBeTruthy();
    expect(screen.getByText(/has no closed status/)).toBeTruthy();
    expect(choice('Status of closed tickets').selectedOptions[0]?.text).toBe('Done (not there any more)');
  });

  it('show a sample summary within its 100 characters', async () => {
    answers({ 'settings.read': settings(), ...boards });
    render(<TicketsSection visible={true} />);
    const prefix = await screen.findByLabelText('Ticket subject prefix');
    expect(screen.getByText(/^86 of 100 characters$/)).toBeTruthy();
    fireEvent.input(prefix, { target: { value: '[Backup of our customers]' } });
    expect(screen.getByText(/^\[Backup of our customers\] Remote Backup no online backup .*…$/)).toBeTruthy();
    expect(screen.getByText(/characters; the rest is in the ticket’s text$/)).toBeTruthy();
  });

  it('refuse a quiet time that is no number, and accept a fraction', async () => {
    answers({ 'settings.read': settings(), 'settings.save': settings(), ...boards });
    render(<TicketsSection visible={true} />);
    const hours = await screen.findByLabelText('After how many hours');
    fireEvent.input(hours, { target: { value: 'two' } });
    expect(screen.getByText('A number of hours from 0 to 720.')).toBeTruthy();
    fireEvent.click(screen.getByText('Save changes'));
    expect(sent('settings.save')).toEqual([]);
    fireEvent.input(hours, { target: { value: '1.5' } });
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() => expect(savedTickets()?.quietHours).toBe(1.5));
  });

  it('can be set to stay closed and to be e-mailed', async () => {
    answers({ 'settings.read': settings(), 'settings.save': settings(), ...boards });
    render(<TicketsSection visible={true} />);
    fireEvent.input(await screen.findByLabelText('After how many hours'), { target: { value: 'x' } });
    fireEvent.change(choice('Then'), { target: { value: 'leave' } });
    expect(screen.queryByLabelText('After how many hours')).toBeNull();
    fireEvent.click(screen.getByRole('switch', { name: 'E-mail the customer’s contact' }));
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() =>
      expect(savedTickets()).toMatchObject({ whenClosedByUser: 'leave', quietHours: 24, emailContact: true }),
    );
  });

  it('keep the input when saving fails', async () => {
    answers({ 'settings.read': settings(), ...boards });
    render(<TicketsSection visible={true} />);
    fireEvent.input(await screen.findByLabelText('Ticket subject prefix'), { target: { value: 'Typed' } });
    fireEvent.click(screen.getByText('Save changes'));
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Ticket subject prefix').value).toBe('Typed');
  });
});

describe('priority and type of new tickets', () => {
  const available = {
    priorities: [
      { id: 1, name: 'High' },
      { id: 3, name: 'Normal' },
    ],
    types: [{ id: 31, name: 'Backup' }],
    subTypes: [
      { id: 51, name: 'Failed', typeIds: [31] },
      { id: 52, name: 'Other', typeIds: [32] },
    ],
  };
  const row = async (severity: string, kind: string) => {
    const details = (await screen.findByText(new RegExp(`^${severity}:`))).closest('details');
    if (details) details.open = true;
    return within(details as HTMLElement).getByRole('group', { name: kind });
  };
  const pick = (within_: HTMLElement, label: string, value: string) =>
    fireEvent.change(within(within_).getByLabelText(label), { target: { value } });

  it('are chosen per severity and device class; a subtype goes with its type', async () => {
    answers({
      'settings.read': settings({ board: BACKUP }),
      'settings.save': ({ settings }: { settings: Partial<Settings> }) => ({ ...DEFAULT_SETTINGS, ...settings }),
      ...boards,
      'boards.ticket-choices': available,
    });
    render(<TicketsSection visible={true} />);
    const servers = await row('Errors', 'Servers');
    await within(servers).findByRole('option', { name: 'High' });
    pick(servers, 'Priority', '1');
    expect(within(servers).queryByLabelText('Subtype')).toBeNull();
    pick(servers, 'Type', '31');
    const subTypes = within(servers).getByLabelText<HTMLSelectElement>('Subtype');
    expect([...subTypes.options].map(({ text }) => text)).toEqual(['ConnectWise’s default', 'Failed']);
    pick(servers, 'Subtype', '51');
    expect(screen.getByText('Errors: 1 of 5 set')).toBeTruthy();
    expect(screen.getByText('Warnings: ConnectWise’s defaults')).toBeTruthy();
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() =>
      expect(savedTickets()?.choices).toEqual({
        'error/server': {
          priority: { id: 1, name: 'High' },
          type: { id: 31, name: 'Backup' },
          subType: { id: 51, name: 'Failed' },
        },
      }),
    );
  });

  it('name what ConnectWise no longer has; another board keeps the priority and forgets the type', async () => {
    const gone = { priority: { id: 9, name: 'Old' }, type: { id: 31, name: 'Backup' }, subType: null };
    answers({
      'settings.read': settings({ board: BACKUP, choices: { 'error/server': gone } }),
      'settings.save': ({ settings }: { settings: Partial<Settings> }) => ({ ...DEFAULT_SETTINGS, ...settings }),
      ...boards,
      'boards.ticket-choices': available,
    });
    render(<TicketsSection visible={true} />);
    const servers = await row('Errors', 'Servers');
    expect(await within(servers).findByRole('option', { name: 'Old (not there any more)' })).toBeTruthy();
    await waitFor(() => expect(choices('Board of new tickets')).toContain('Professional Services'));
    fireEvent.change(choice('Board of new tickets'), { target: { value: '1' } });
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() =>
      expect(savedTickets()?.choices).toEqual({ 'error/server': { ...gone, type: null, subType: null } }),
    );
  });
});
