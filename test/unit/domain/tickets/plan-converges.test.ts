import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../../lib/domain/connectwise-records.ts';
import { planTicket } from '../../../../lib/domain/tickets/plan-ticket.ts';
import { reportedAt } from '../../../../lib/domain/tickets/ticket-text.ts';
import { HOUR, isoTime } from '../../../../lib/shared/time.ts';
import {
  BOARD,
  DESK,
  incident,
  MEMBER,
  NOW,
  note,
  SINCE,
  settings,
  ticket,
  XREF,
} from '../../../support/builders/ticket-facts.ts';
import { TicketModel } from './ticket-model.ts';

const hour = (hours: number) => isoTime(Date.parse(SINCE) + hours * HOUR);

/** Hours around the beginning of the incident: before it, in it, and before now. */
const times = fc.integer({ min: -30, max: 20 }).map(hour);

const ourTickets = fc
  .array(
    fc.record({
      state: fc.constantFrom('open', 'closed', 'merged'),
      at: times,
      by: fc.constantFrom(MEMBER, 'jdoe', undefined),
      board: fc.constantFrom(BOARD, DESK),
      parentTicketId: fc.constantFrom(undefined, 400),
      /** Into one of ours, a user's, another incident's, or one that was deleted. */
      into: fc.constantFrom(500, 501, 502, 503, 900, 901, 999),
    }),
    { maxLength: 4 },
  )
  .map((all) =>
    all.map(({ state, at, by, board, parentTicketId, into }, index): Ticket => {
      const id = 500 + index;
      const open = ticket(id, {
        board,
        status: { id: board === BOARD ? 11 : 21, name: 'New' },
        dateEntered: at,
        parentTicketId,
      });
      if (state === 'open') return open;
      const status = { id: board === BOARD ? 19 : 29, name: 'Closed' };
      const closed: Ticket = { ...open, status, closedFlag: true, closedDate: at, closedBy: by };
      return state === 'merged' && into !== id ? { ...closed, mergedParentTicket: { id: into } } : closed;
    }),
  );

/** What tickets of ours may have been merged into. */
const others = fc
  .tuple(fc.boolean(), times, fc.constantFrom(MEMBER, 'jdoe'))
  .map(([closedFlag, closedDate, closedBy]) =>
    ['', 'EFS-342:357:backup-failed'].map((externalXRef, index) =>
      ticket(900 + index, { externalXRef, closedFlag, ...(closedFlag && { closedDate, closedBy }) }),
    ),
  );

const notes = fc
  .array(fc.tuple(fc.constantFrom(500, 501, 502, 900), times, times), { maxLength: 5 })
  .map((all) => all.map(([id, reported, written]) => note(id, reported, written)));

const incidents = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 20 }))
  .map(([lasts, newest]) =>
    lasts
      ? incident({}, { at: hour(newest) })
      : incident(
          { lasts: false, endedAt: hour(newest) },
          { at: hour(newest), type: 'backup-finished', severity: 'ok' },
        ),
  );

const choices = fc.record({
  whenClosedByUser: fc.constantFrom('reopen' as const, 'leave' as const),
  quietHours: fc.constantFrom(0, 12, 24),
  emailContact: fc.boolean(),
  newStatus: fc.constantFrom(null, { id: 10, name: 'Triage' }),
  closedStatus: fc.constantFrom(null, { id: 18, name: 'Cancelled' }),
});

describe('a ticket plan', () => {
  it('has nothing left to do once it is written, and one ticket that reports the newest state', () => {
    let written = 0;
    fc.assert(
      fc.property(incidents, ourTickets, others, notes, choices, (reported, ours, foreign, texts, choice) => {
        const model = new TicketModel([...ours, ...foreign], texts);
        const untouched = JSON.stringify(foreign);
        const using = settings(choice);
        const first = planTicket(reported, model.snapshot(), using, NOW);
        expect(planTicket(reported, model.snapshot(), using, NOW), 'the same twice').toEqual(first);
        expect(first.failure).toBeUndefined();
        expect(first.outcome).toMatch(/^[A-Z].*\.$/);
        expect(new Set(first.changes.map(({ id }) => id)).size).toBe(first.changes.length);
        written += first.changes.length;

        model.apply(first.changes, NOW);
        const second = planTicket(reported, model.snapshot(), using, NOW);
        expect(second.changes, `after ${first.changes.map(({ id }) => id).join(', ')}`).toEqual([]);

        expect(model.open().length, 'open tickets of the incident').toBeLessThanOrEqual(1);
        expect(JSON.stringify([900, 901].map((id) => model.tickets.get(id))), 'tickets of others').toBe(untouched);
        const snapshot = model.snapshot();
        const newerReported = snapshot.notes.some(({ text }) => (reportedAt(text, XREF) ?? '') > reported.newest.at);
        if (newerReported || second.again !== undefined) return;
        if (!reported.lasts) expect(model.open()).toEqual([]);
        else if (choice.whenClosedByUser === 'reopen') {
          expect(
            model.open().length === 1 || snapshot.survivor?.closedFlag === false,
            'reported by an open ticket',
          ).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(written, 'the samples are worth something').toBeGreaterThan(1_000);
  });

  it('continues where it was cut off after any of its changes', () => {
    fc.assert(
      fc.property(incidents, ourTickets, notes, choices, fc.nat(3), (reported, ours, texts, choice, cut) => {
        const using = settings(choice);
        const whole = new TicketModel(ours, texts);
        const { changes } = planTicket(reported, whole.snapshot(), using, NOW);
        whole.apply(changes, NOW);
        const cutOff = new TicketModel(ours, texts);
        cutOff.apply(changes.slice(0, cut), NOW);
        cutOff.apply(planTicket(reported, cutOff.snapshot(), using, NOW).changes, NOW);
        const texted = (model: TicketModel) => model.notes.map(({ ticketId, text }) => [ticketId, text]);
        expect([...cutOff.tickets.values()]).toEqual([...whole.tickets.values()]);
        expect(texted(cutOff)).toEqual(texted(whole));
      }),
      { numRuns: 1_000 },
    );
  });
});
