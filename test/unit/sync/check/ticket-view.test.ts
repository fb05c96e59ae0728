import { describe, expect, it } from 'vitest';
import type { TicketView } from '../../../../lib/domain/ticket-view.ts';
import { HOUR, isoTime, MINUTE } from '../../../../lib/shared/time.ts';
import {
  account,
  CLOSED_STATUS,
  COMPANY,
  facts,
  NOW,
  OTHER_BOARD,
  ticket,
} from '../../../support/builders/sync-records.ts';
import { PORTAL_DOWN } from '../support/fake-portal.ts';
import { type Stage, value } from '../support/stage.ts';
import { byUser, failure, report, success, ticketStage } from '../support/ticket-stage.ts';

const OURS = 548;

async function view(
  on: Stage,
  id = OURS,
  refresh = false,
  banner = `Service Ticket #${id}`,
): Promise<TicketView | null> {
  return value(await on.engine.ticketView(id, banner, { refresh }));
}

/** Ticket #548 of a backup that failed. */
async function failed(): Promise<Stage> {
  const on = await ticketStage();
  await report(on, failure('e1'));
  on.connectWise.calls.length = 0;
  return on;
}

const mail = (members = {}) =>
  ticket({
    id: 900,
    summary: 'Backup failed on your server',
    sourceName: 'Email Connector',
    externalXRef: '',
    dateEntered: isoTime(NOW),
    ...members,
  });

describe('the view of one of our tickets', () => {
  it('shows its subject, the state of that, and since when', async () => {
    const on = await failed();
    expect(await view(on)).toEqual({
      ticket: expect.objectContaining({ id: OURS, board: 'Board 21', status: 'New', closed: false }),
      about: {
        efsId: 'EFS-342',
        customerId: '342',
        customerName: "Eddie's TV Repair",
        companyId: COMPANY,
        companyName: "Eddie's TV Repair",
        kind: 'backup-failed',
        origin: 'own',
        account: { account: expect.objectContaining({ id: '1001' }), health: expect.objectContaining({ state: 'ok' }) },
        health: expect.objectContaining({ state: 'ok' }),
        lasts: true,
        since: isoTime(NOW),
        lastEvent: { at: isoTime(NOW), severity: 'error', message: 'Backup failed: disk is full.' },
        readAt: isoTime(NOW),
        source: 'efs-portal',
      },
      others: [],
      followedIn: null,
      findings: [],
      readAt: isoTime(NOW),
    });
  });

  it('is null for a banner that names another ticket, and sends no request when the number is another', async () => {
    const on = await failed();
    expect(await view(on, OURS, false, 'Service Ticket #549')).toBeNull();
    expect(on.connectWise.calls).toEqual([]);
    expect(await view(on, OURS, false, `Service Ticket #${OURS} - Printer`)).toBeNull();
    expect(
      await view(on, OURS, false, `Service Ticket #${OURS} - ${on.connectWise.tables.tickets[0]?.summary}`),
    ).not.toBeNull();
  });

  it('shows after the recovery that the incident is over', async () => {
    const on = await failed();
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    expect(await view(on)).toMatchObject({
      ticket: { closed: true },
      about: { lasts: false, lastEvent: { severity: 'ok' } },
      followedIn: null,
    });
  });

  it('shows no state where another browser has its events', async () => {
    const on = await ticketStage({ tables: { tickets: [ticket({ id: 700 })] } });
    const seen = await view(on, 700);
    expect(seen?.about).toMatchObject({ lasts: null, account: { account: { id: '1001' } } });
    expect(seen?.about).not.toHaveProperty('since');
  });

  it('finds the account of a shortened reference', async () => {
    const id = 'a'.repeat(120);
    const on = await ticketStage();
    on.portal.facts.set('342', facts([account({ id })]));
    await report(on, failure('e1', NOW, { accountId: id }));
    expect((await view(on))?.about).toMatchObject({ lasts: true, account: { account: { id } } });
  });

  it('shows what is known of the portal while it does not answer', async () => {
    const on = await failed();
    await view(on);
    on.portal.down = PORTAL_DOWN;
    expect(await view(on, OURS, true)).toMatchObject({
      portalFailure: { code: 'unreachable' },
      about: { account: { account: { id: '1001' } } },
    });
  });
});

describe('tickets of the same incident', () => {
  it('are reported in both, and followed in the primary one', async () => {
    const on = await failed();
    on.connectWise.tables.tickets.push(ticket({ id: 800, dateEntered: isoTime(NOW + MINUTE) }));
    const ours = await view(on);
    expect(ours).toMatchObject({ others: [{ id: 800 }], followedIn: null, findings: [{ code: 'TIX-DUPLICATE' }] });
    expect(await view(on, 800)).toMatchObject({ others: [{ id: OURS }], followedIn: { id: OURS } });
  });

  it('carry findings of the same ids as the company, whose fix is planned by them', async () => {
    const on = await failed();
    on.connectWise.tables.tickets.push(ticket({ id: 800 }));
    const company = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const seen = await view(on, 800);
    expect(seen?.findings).toEqual(company.findings.filter(({ code }) => code.startsWith('TIX-')));
    const plan = value(await on.engine.planFix(COMPANY, seen?.findings[0]?.id ?? ''));
    const { run } = await on.apply(plan.id);
    expect(run.state).toBe('done');
    expect(await view(on, 800)).toMatchObject({ ticket: { mergedInto: OURS }, followedIn: { id: OURS }, findings: [] });
  });

  it('are fixed also where the company has more incidents than its own view reads', async () => {
    const on = await ticketStage();
    await report(
      on,
      ...Array.from({ length: 14 }, (_, nth) => failure(`e${nth}`, NOW, { accountId: `${2000 + nth}` })),
    );
    const duplicates = on.connectWise.tables.tickets.map(({ id, externalXRef }) =>
      ticket({ id: id + 1000, externalXRef }),
    );
    on.connectWise.tables.tickets.push(...duplicates);
    const company = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const known = new Set(company.findings.map(({ id }) => id));
    const seen = await Promise.all(duplicates.map(({ id }) => view(on, id)));
    const beyond = seen.flatMap((one) => one?.findings ?? []).filter(({ id }) => !known.has(id));
    expect(beyond.length).toBeGreaterThan(0);
    for (const { id } of beyond.slice(0, 2)) {
      expect(value(await on.engine.planFix(COMPANY, id)).changes).toMatchObject([{ op: 'merge' }]);
    }
    expect(await on.engine.planFix(COMPANY, `TIX-STALE/ticket/${COMPANY}//548/status/`)).toMatchObject({
      failure: { code: 'conflict' },
    });
  });

  it('are followed into the ticket that a user merged ours into', async () => {
    const on = await failed();
    on.connectWise.tables.tickets.push(mail({ id: 901, summary: 'Server is down', sourceName: 'Phone' }));
    byUser(on, OURS, { mergedParentTicket: { id: 901 }, status: CLOSED_STATUS, closedFlag: true });
    expect(await view(on)).toMatchObject({
      ticket: { mergedInto: 901 },
      others: [],
      followedIn: { id: 901 },
      findings: [{ code: 'TIX-MERGED' }],
    });
    // The other ticket is about something else.
    expect(await view(on, 901)).toBeNull();
  });

  it('report a board and a parent', async () => {
    const on = await failed();
    byUser(on, OURS, { board: OTHER_BOARD, status: { id: 220, name: 'Open' }, parentTicketId: 77 });
    const seen = await view(on);
    expect(seen?.ticket).toMatchObject({ board: OTHER_BOARD.name, parentTicketId: 77 });
    expect(seen?.findings.map(({ code }) => code).sort()).toEqual(['TIX-BOARD', 'TIX-CHILD']);
  });

  it('are followed nowhere when all of them are closed and the incident is over', async () => {
    const on = await failed();
    on.time.now += HOUR;
    await report(on, success('e2', on.time.now));
    on.connectWise.tables.tickets.push(
      ticket({ id: 400, closedFlag: true, status: CLOSED_STATUS, closedDate: '2026-10-01T00:00:00.000Z' }),
    );
    expect(await view(on, 400)).toMatchObject({ others: [{ id: OURS }], followedIn: null });
  });
});

describe("the mail connector's ticket", () => {
  it('has the subject of ours', async () => {
    const on = await failed();
    on.connectWise.tables.tickets.push(mail());
    const seen = await view(on, 900);
    expect(seen).toMatchObject({
      about: { origin: 'mail', kind: 'backup-failed', account: { account: { id: '1001' } }, lasts: true },
      others: [{ id: OURS }],
      followedIn: { id: OURS },
      findings: [{ code: 'TIX-EMAIL' }],
    });
    const plan = value(await on.engine.planFix(COMPANY, seen?.findings[0]?.id ?? ''));
    await on.apply(plan.id);
    // Merged meanwhile: still about the same, by what it was merged into.
    expect(await view(on, 900)).toMatchObject({
      ticket: { mergedInto: OURS },
      about: { origin: 'mail' },
      followedIn: { id: OURS },
    });
  });

  it('is known by the account that it names, once its company was read', async () => {
    const on = await failed();
    on.connectWise.tables.tickets.push(mail({ summary: 'ETV-Primary: red light', sourceName: 'Phone' }));
    expect(await view(on, 900)).toBeNull();
    await on.engine.companyView(COMPANY, { refresh: true });
    expect(await view(on, 900, true)).toMatchObject({ about: { origin: 'mail' } });
  });

  it('is found beside what the company’s view has just read, and again on request', async () => {
    const on = await failed();
    await on.engine.companyView(COMPANY, { refresh: true });
    on.connectWise.tables.tickets.push(mail());
    on.connectWise.calls.length = 0;
    expect(await view(on, 900)).toBeNull();
    expect(on.connectWise.calls).toEqual(['ticket']);
    expect(await view(on, 900, true)).toMatchObject({ about: { origin: 'mail' } });
  });

  it('is unrelated a week apart, or where no tickets are created', async () => {
    const on = await failed();
    on.connectWise.tables.tickets.push(mail({ dateEntered: isoTime(NOW - 72 * HOUR) }));
    expect(await view(on, 900)).toBeNull();
    const without = await ticketStage({
      tables: { tickets: [mail()] },
      settings: { tickets: { ...on.deps.settings.tickets, board: null } },
    });
    expect(await view(without, 900)).toBeNull();
    expect(without.connectWise.calls).toEqual(['ticket']);
  });
});

describe('the requests of the view', () => {
  it('are repeated after a minute for a mail about a backup without a ticket of ours yet', async () => {
    const on = await ticketStage({ tables: { tickets: [mail()] } });
    expect(await view(on, 900)).toBeNull();
    await report(on, failure('e1'));
    on.time.now += MINUTE;
    expect(await view(on, 900)).toMatchObject({ about: { origin: 'mail' } });
  });

  it('are one in ten minutes for an unrelated ticket, and none for one that does not exist', async () => {
    const on = await failed();
    on.connectWise.tables.tickets.push(mail({ summary: 'Printer does not print' }));
    for (let at = 0; at < 9; at++) {
      expect(await view(on, 900)).toBeNull();
      expect(await view(on, 901)).toBeNull();
      on.time.now += MINUTE;
    }
    expect(on.connectWise.calls).toEqual(['ticket', 'ticket']);
    on.time.now += MINUTE;
    await view(on, 900);
    await view(on, 900, true);
    expect(on.connectWise.calls).toHaveLength(4);
  });

  it('are at most six for one of ours, none again within a minute, and again on request', async () => {
    const on = await failed();
    await view(on);
    const first = on.connectWise.calls.length;
    expect(on.connectWise.calls).toContain('ticket');
    expect(first).toBeLessThanOrEqual(6);
    on.time.now += MINUTE - 1;
    await view(on);
    expect(on.connectWise.calls).toHaveLength(first);
    await view(on, OURS, true);
    expect(on.connectWise.calls.length).toBeGreaterThan(first);
    const again = on.connectWise.calls.length;
    on.time.now += MINUTE;
    await view(on);
    expect(on.connectWise.calls.length).toBeGreaterThan(again);
  });

  it('return the failure of ConnectWise, which is not cached', async () => {
    const on = await failed();
    const failure = { code: 'missing-right', message: 'Service Tickets: Inquire.', nextStep: 'Ask.' } as const;
    on.connectWise.disturb = (call) => (call === 'ticket' ? { failure } : undefined);
    expect(await on.engine.ticketView(OURS, `#${OURS}`, { refresh: false })).toEqual({ ok: false, failure });
    on.connectWise.disturb = () => undefined;
    expect(await view(on)).not.toBeNull();
  });
});
