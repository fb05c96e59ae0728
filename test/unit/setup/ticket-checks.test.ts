import { describe, expect, it } from 'vitest';
import type { Settings, TicketSettings } from '../../../lib/domain/settings.ts';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { checked, SET_UP, type World } from './support.ts';

const ADMIN = { identifier: 'Admin1' };
const tickets = (members: Partial<TicketSettings>) => () => ({
  settings: { ...SET_UP, tickets: { ...SET_UP.tickets, ...members } },
});
const status = (id: number, members: Record<string, unknown>) => (made: World) =>
  void made.simulator.connectWise.tables.boardStatuses.update(id, members, ADMIN);

describe('the checks of tickets', () => {
  it('are ok on a board that is set up', async () => {
    for (const id of ['board', 'board-status', 'closing-status', 'ticket-rule']) {
      expect(await checked(id), id).toMatchObject({ state: 'ok' });
    }
  });

  it('wait for a board, which may be left out', async () => {
    expect(await checked('board', tickets({ board: null }))).toMatchObject({
      state: 'warning',
      fix: { kind: 'place', place: 'tickets' },
    });
    for (const id of ['board-status', 'external-xref', 'closing-status', 'ticket-rule']) {
      expect(await checked(id, tickets({ board: null })), id).toMatchObject({ state: 'unknown' });
    }
  });

  it('board fails where it is gone or inactive', async () => {
    const inactive = ({ simulator }: World) =>
      void simulator.connectWise.tables.boards.update(SEED.boards.professionalServices, { inactiveFlag: true }, ADMIN);
    expect(await checked('board', inactive)).toMatchObject({ state: 'failed' });
    expect(await checked('board', tickets({ board: { id: 999, name: 'Gone' } }))).toMatchObject({ state: 'failed' });
  });

  it('board-status fails where no status is Not Responded, with a plan', async () => {
    expect(await checked('board-status', status(SEED.statuses.new, { escalationStatus: 'Responded' }))).toMatchObject({
      state: 'failed',
      evidence: ['New tickets get “New (not responded)”, whose escalation is not Not Responded.'],
      fix: { kind: 'plan' },
    });
  });

  it('board-status warns where another one is chosen than the one that is Not Responded', async () => {
    expect(
      await checked('board-status', tickets({ newStatus: { id: SEED.statuses.inProgress, name: 'In Progress' } })),
    ).toMatchObject({ state: 'warning', fix: { kind: 'plan' } });
  });

  it('board-status warns where the chosen one is gone', async () => {
    expect(await checked('board-status', tickets({ newStatus: { id: 999, name: 'Gone' } }))).toMatchObject({
      state: 'warning',
      evidence: ['“Gone” is chosen, and is closed, inactive or gone.', expect.any(String)],
      fix: { kind: 'place', place: 'tickets' },
    });
  });

  it('external-xref is done by a user, who is led to it', async () => {
    expect(await checked('external-xref')).toMatchObject({
      state: 'manual',
      path: ['System', 'Setup Tables', 'Service Board', 'Professional Services', 'Statuses', 'New (not responded)'],
      values: [{ label: 'External Integration XRef', value: 'Not Responded (Set)' }],
    });
  });

  it('closing-status fails where no status closes, and warns where the chosen one does not', async () => {
    expect(await checked('closing-status', status(SEED.statuses.closed, { closedStatus: false }))).toMatchObject({
      state: 'failed',
    });
    expect(
      await checked(
        'closing-status',
        tickets({ closedStatus: { id: SEED.statuses.waiting, name: 'Waiting on Client' } }),
      ),
    ).toMatchObject({ state: 'warning' });
  });
});

describe('the checks of notification rules', () => {
  const rules = (change: (rule: Settings['rules'][number]) => Settings['rules'][number]) => () => ({
    settings: { ...SET_UP, rules: SET_UP.rules.map(change) },
  });

  it('are ok as the guides have them', async () => {
    for (const id of ['ticket-rule', 'sync-rule']) expect(await checked(id), id).toMatchObject({ state: 'ok' });
  });

  it('fail without an enabled rule', async () => {
    const off = rules((rule) => ({ ...rule, enabled: false }));
    for (const id of ['ticket-rule', 'sync-rule']) {
      expect(await checked(id, off), id).toMatchObject({ state: 'failed', fix: { kind: 'place', place: 'rules' } });
    }
  });

  it('warn of rules that leave something out', async () => {
    const part = rules((rule) => ({ ...rule, types: ['backup-failed'] }));
    for (const id of ['ticket-rule', 'sync-rule'])
      expect(await checked(id, part), id).toMatchObject({ state: 'warning' });
  });
});
