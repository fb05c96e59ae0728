import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, type NotificationRule } from '../../../../lib/domain/notification-rule.ts';
import type { EventType, PortalEvent } from '../../../../lib/domain/portal-facts.ts';
import { simulateRules } from '../../../../lib/domain/tickets/simulate-rules.ts';
import { DAY, HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { throttleOpens } from '../../../../lib/sync/views/rule-simulation.ts';
import { COMPANY, NOW, portalEvent, TICKET_SETTINGS } from '../../../support/builders/sync-records.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { failure, report, success } from '../support/ticket-stage.ts';

const [TICKETS, SYNC] = DEFAULT_RULES as [NotificationRule, NotificationRule];

async function connected(rules: NotificationRule[] = DEFAULT_RULES): Promise<Stage> {
  const on = await stage({ settings: { ...TICKET_SETTINGS, rules } });
  await on.store.putLinks(COMPANY, ['342']);
  return on;
}

/** What the engine wrote, by its journal, and the syncs that it ran for events. */
async function written(on: Stage) {
  const entries = (await on.store.journal({ limit: 10_000 })).filter(({ state }) => state === 'applied');
  const ofTickets = entries.filter(({ change }) => change.resource === 'ticket');
  const closing = (to: string) =>
    on.connectWise.tables.statuses.find(({ id, name }) => to === JSON.stringify({ id, name }))?.closedStatus;
  const statuses = ofTickets
    .filter(({ change }) => change.op === 'update')
    .map(({ change }) => closing(JSON.stringify(change.fields[0]?.to)));
  const runs = await on.store.runs({ limit: 10_000 });
  return {
    opened: ofTickets.filter(({ change }) => change.op === 'create').length,
    closed: statuses.filter(Boolean).length,
    reopened: statuses.filter((one) => !one).length,
    syncs: runs.filter(({ cause }) => cause.kind === 'event').length,
  };
}

/** The rules in force, over the events that were stored. */
async function simulated(on: Stage) {
  const stored = (await on.store.eventsBetween(isoTime(NOW - DAY), isoTime(on.time.now + DAY))).sort(
    (a, b) => a.sequence - b.sequence,
  );
  const events = stored.map(({ source, seenAt, ...event }) => ({ event, source, at: Date.parse(seenAt) }));
  const { opened, closed, reopened, syncs } = simulateRules(
    events,
    on.deps.settings,
    { since: NOW - DAY, until: on.time.now },
    throttleOpens,
  );
  return { opened, closed, reopened, syncs };
}

describe('simulating the rules in force', () => {
  const types: EventType[] = ['backup-failed', 'no-backup', 'disk-usage', 'backup-finished'];
  const step = fc.record({
    hours: fc.integer({ min: 1, max: 30 }),
    events: fc.array(
      fc.record({
        type: fc.constantFrom(...types),
        severity: fc.constantFrom('ok' as const, 'warning' as const, 'error' as const),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });

  it('opens, closes and re-opens as many tickets and runs as many syncs as the engine did, whatever the events', async () => {
    const rules = fc.constantFrom(
      DEFAULT_RULES,
      [TICKETS],
      [{ ...TICKETS, severities: { ok: false, warning: false, error: true } }, SYNC],
      [{ ...TICKETS, types: ['no-backup', 'disk-usage'] as EventType[] }],
    );
    await fc.assert(
      fc.asyncProperty(rules, fc.array(step, { minLength: 1, maxLength: 8 }), async (inForce, steps) => {
        const on = await connected(inForce);
        let made = 0;
        for (const { hours, events } of steps) {
          for (let hour = 0; hour < hours; hour++) {
            on.time.now += HOUR;
            if (hour < hours - 1) value(await on.engine.poll());
          }
          const reported = events.map(({ type, severity }, at) =>
            portalEvent(`e${++made}`, {
              at: isoTime(on.time.now - HOUR / 2 + at),
              type,
              severity,
              message: `${type}.`,
            }),
          );
          await report(on, ...reported);
        }
        expect(await simulated(on)).toEqual(await written(on));
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe('what a rule would have done', () => {
  it('counts its tickets by customer and type, those that closed themselves, and lists them', async () => {
    const on = await connected([]);
    const hours = (count: number) => on.time.now + count * HOUR;
    const events: PortalEvent[] = [failure('a', hours(1)), success('b', hours(2)), failure('c', hours(60))];
    for (const event of events) {
      on.time.now = Date.parse(event.at);
      await report(on, event);
    }
    const { rule, inForce, stored, knownSince, hasBoard } = value(await on.engine.ruleSimulation(TICKETS));
    expect(inForce).toBeNull();
    expect({ stored, hasBoard }).toEqual({ stored: 3, hasBoard: true });
    expect(knownSince).toBeUndefined();
    expect(rule).toMatchObject({
      events: 2,
      opened: 2,
      closed: 1,
      stillOpen: 1,
      syncs: 0,
      byCustomer: [{ customerId: '342', opened: 2 }],
      byType: [{ type: 'backup-failed', opened: 2 }],
    });
    expect(rule.first.map(({ openedAt, closedAt, accountId }) => [openedAt, closedAt, accountId])).toEqual([
      [events[0]?.at, events[1]?.at, '1001'],
      [events[2]?.at, undefined, '1001'],
    ]);
  });

  it('is compared with the rule as it is saved, also one that is off', async () => {
    const on = await connected([{ ...SYNC, enabled: false }]);
    for (let day = 0; day < 3; day++) {
      for (const hour of [20, 4]) {
        on.time.now += hour * HOUR;
        await report(on, success(`${day}/${hour}/a`, on.time.now), success(`${day}/${hour}/b`, on.time.now));
      }
    }
    const { rule, inForce } = value(await on.engine.ruleSimulation({ ...SYNC, enabled: false }));
    expect(rule).toMatchObject({ events: 12, syncs: 5, throttled: 6, opened: 0 });
    expect(inForce).toMatchObject({ syncs: 0, events: 0 });
  });

  it('follows an incident that began before the 30 days, and counts no ticket for it', async () => {
    const on = await connected([]);
    on.time.now = NOW;
    await report(on, failure('old', NOW));
    on.time.now = NOW + 40 * DAY;
    await report(on, failure('again', on.time.now));
    expect(value(await on.engine.ruleSimulation(TICKETS)).rule).toMatchObject({ events: 1, opened: 0 });
  });
});
