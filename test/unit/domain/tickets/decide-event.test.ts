import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NotificationRule } from '../../../../lib/domain/notification-rule.ts';
import { DEFAULT_RULES } from '../../../../lib/domain/notification-rule.ts';
import { EVENT_TYPES, type PortalEvent, type Severity } from '../../../../lib/domain/portal-facts.ts';
import type { Settings } from '../../../../lib/domain/settings.ts';
import { decideEvent } from '../../../../lib/domain/tickets/decide-event.ts';
import { endedBy, incidentReported } from '../../../../lib/domain/tickets/event-meaning.ts';
import { ruleMatches } from '../../../../lib/domain/tickets/rule-matches.ts';
import { at, finished, folded, incident, SOURCE, settings } from '../../../support/builders/ticket-facts.ts';

const KEY = '342:356:backup-failed';
const decide = (event: PortalEvent, known = [incident()].slice(0, 0), using: Settings = settings()) =>
  decideEvent(event, SOURCE, known, using);
const [TICKETS, SYNC] = DEFAULT_RULES as [NotificationRule, NotificationRule];

describe('what an event reports and ends', () => {
  it.each([
    ['a failed backup', at(1), 'backup-failed', []],
    ['a backup with errors', finished(1, 'error'), 'backup-failed', []],
    ['a backup with warnings', finished(1, 'warning'), 'backup-failed', ['no-backup']],
    [
      'a good backup',
      finished(1),
      undefined,
      ['backup-failed', 'no-backup', 'no-error-free-backup', 'archiving-failed', 'filtering-failed'],
    ],
    ['a vault that is back', at(1, { type: 'vault-offline', severity: 'ok' }), undefined, ['vault-offline']],
    ['a warning', at(1, { type: 'disk-usage', severity: 'warning' }), 'disk-usage', []],
    ['a good backup that reports no end', finished(1, 'ok', { ends: [] }), undefined, []],
    [
      'a backup that reports what it ends',
      finished(1, 'warning', { ends: ['disk-usage'] }),
      'backup-failed',
      ['disk-usage'],
    ],
    [
      'an event that ends what it reports',
      at(1, { ends: ['backup-failed', 'no-backup'] }),
      'backup-failed',
      ['no-backup'],
    ],
  ])('%s', (_, event, reported, ends) => {
    expect(incidentReported(event)).toBe(reported);
    expect(endedBy(event)).toEqual(ends);
  });
});

describe('the incidents of an account', () => {
  it('begin, continue, end and begin again', () => {
    const first = folded([at(1)]).get('backup-failed');
    expect(first).toEqual({
      key: KEY,
      customerId: '342',
      accountId: '356',
      kind: 'backup-failed',
      source: SOURCE,
      lasts: true,
      severity: 'error',
      since: at(1).at,
      newest: { id: 'e1', at: at(1).at, message: 'At 1.', type: 'backup-failed', severity: 'error' },
    });
    const more = folded([at(1), finished(2, 'warning')]).get('backup-failed');
    expect(more).toMatchObject({ lasts: true, severity: 'warning', since: at(1).at, newest: { id: 'e2' } });
    const over = folded([at(1), finished(2, 'warning'), finished(3), finished(4)]).get('backup-failed');
    expect(over).toMatchObject({ lasts: false, since: at(1).at, endedAt: at(3).at, newest: { id: 'e4' } });
    const again = folded([at(1), finished(3), at(5)]).get('backup-failed');
    expect(again).toMatchObject({ lasts: true, since: at(5).at, newest: { id: 'e5' } });
    expect(again).not.toHaveProperty('endedAt');
  });

  it('are of the customer where the event names no account', () => {
    const decision = decide(at(1, { accountId: undefined }));
    expect(decision.incidents).toMatchObject([{ key: '342:-:backup-failed', accountId: '' }]);
  });

  it('are not changed back by an older event, nor by the same one again', () => {
    const lasting = decide(at(5)).incidents;
    expect(decide(finished(4), lasting)).toMatchObject({ incidents: [{ kind: 'backup-finished' }], tickets: [] });
    expect(decide(at(5), lasting).incidents).toEqual(lasting);
    const over = [...folded([at(5), finished(6)]).values()];
    expect(decide(at(4), over)).toMatchObject({
      incidents: [],
      tickets: [],
      outcomes: ['No ticket: a newer event says that this is over.'],
    });
  });

  it('do not begin with an event from before a good backup that came first', () => {
    expect(folded([finished(4), at(3)]).get('backup-failed')).toBeUndefined();
    expect(folded([finished(4), at(5)]).get('backup-failed')).toMatchObject({ lasts: true, since: at(5).at });
    expect(folded([finished(4), at(3, { type: 'disk-usage' })]).get('disk-usage')).toMatchObject({ lasts: true });
    const online = at(4, { type: 'vault-offline', severity: 'ok' });
    expect(folded([online, at(3, { type: 'vault-offline' })]).get('vault-offline')?.lasts).toBe(false);
  });

  it('keep one record for all incidents that a good backup ends', () => {
    expect([...folded([finished(1), finished(2)]).keys()]).toEqual(['backup-finished']);
  });

  it('follow the newest event, in any order of the events', () => {
    const one = fc.record({
      type: fc.constantFrom(...EVENT_TYPES),
      severity: fc.constantFrom<Severity>('ok', 'warning', 'error'),
      ends: fc.option(fc.uniqueArray(fc.constantFrom(...EVENT_TYPES), { maxLength: 3 }), { nil: undefined }),
    });
    const schedule = fc
      .array(one, { minLength: 1, maxLength: 8 })
      .map((all) => all.map((event, hour) => at(hour, event)))
      .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));
    fc.assert(
      fc.property(schedule, ([inOrder, asCame]) => {
        const lasting = (events: PortalEvent[]) =>
          [...folded(events).values()]
            .filter(({ lasts }) => lasts)
            .map(({ kind, newest }) => [kind, newest.id])
            .sort();
        expect(lasting(asCame)).toEqual(lasting(inOrder));
        // And what is said is not the code's own word: the last event about a kind decides.
        for (const kind of EVENT_TYPES) {
          const last = inOrder.findLast((event) => incidentReported(event) === kind || endedBy(event).includes(kind));
          if (kind === 'backup-finished') continue;
          expect(folded(asCame).get(kind)?.lasts ?? false).toBe(last !== undefined && incidentReported(last) === kind);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('the work of an event', () => {
  it('is a ticket and a sync for a failure, by the guides’ rules', () => {
    expect(decide(at(1))).toMatchObject({ sync: true, tickets: [KEY], outcomes: [] });
  });

  it('is a sync alone for a good backup, and the ticket too when an incident was open', () => {
    expect(decide(finished(2))).toMatchObject({ sync: true, tickets: [], outcomes: [] });
    expect(decide(finished(2), decide(at(1)).incidents)).toMatchObject({ tickets: [KEY] });
    expect(decide(finished(3), [...folded([at(1), finished(2)]).values()])).toMatchObject({ tickets: [] });
  });

  it('is none for what another portal reported, though its customers and accounts have the same numbers', () => {
    const here = [...folded([at(1)]).values()];
    const elsewhere = here.map((record) => ({ ...record, source: 'efs-portal other.example' }));
    expect(decide(finished(2), elsewhere)).toMatchObject({ sync: true, tickets: [] });
    expect(decide(finished(2), here).tickets).toEqual([KEY]);
  });

  it('is the ticket again when the very event of the recovery is processed again', () => {
    const known = [...folded([at(1), finished(2)]).values()];
    expect(decide(finished(2), known).tickets).toEqual([KEY]);
    expect(decide(finished(2), [...folded([finished(2)]).values()]).tickets).toEqual([]);
  });

  it('reports a recovery on the ticket although no rule requires tickets any more', () => {
    const none = settings({}, { rules: [] });
    expect(decide(finished(2), decide(at(1)).incidents, none)).toMatchObject({
      sync: false,
      tickets: [KEY],
      outcomes: [],
    });
  });

  it('is reported, and the incident ended, where there is nothing to do', () => {
    const off = (rule: NotificationRule): NotificationRule => ({ ...rule, enabled: false });
    for (const [using, outcomes, sync] of [
      [settings({}, { rules: [off(TICKETS), off(SYNC)] }), ['No notification rule applies to this event.'], false],
      [settings({ board: null }), ['No ticket: ticket integration is not set up (Options › Tickets).'], true],
      [settings({}, { role: 'viewer' }), ['This browser only reads: another one syncs.'], false],
    ] as const) {
      expect(decide(at(1), [], using)).toMatchObject({ sync, tickets: [], outcomes, incidents: [{ key: KEY }] });
    }
    const noBoard = decide(finished(2), decide(at(1)).incidents, settings({ board: null }));
    expect(noBoard).toMatchObject({ sync: true, tickets: [], outcomes: [] });
  });

  it('follows the severity and type of the event, not of the incident', () => {
    const failuresOnly: NotificationRule = { ...TICKETS, types: ['backup-failed'] };
    const using = settings({}, { rules: [failuresOnly] });
    expect(decide(at(1), [], using).tickets).toEqual([KEY]);
    expect(decide(finished(1, 'warning'), [], using).tickets).toEqual([]);
    expect(decide(at(1), [], settings({}, { rules: [{ ...TICKETS, severities: SYNC.severities }] })).sync).toBe(false);
  });
});

describe('a notification rule', () => {
  it.each([
    ['', false, 'eFolder', true],
    ['', false, undefined, true],
    ['eFolder', true, 'eFolder', true],
    ['eFolder', true, 'eFolder/West', true],
    [' efolder ', true, 'eFolder/West/Coast', true],
    ['eFolder', false, 'eFolder/West', false],
    ['eFolder', true, 'eFolderWest', false],
    ['eFolder', true, undefined, false],
    ['eFolder/West', true, 'eFolder', false],
  ])('of brand %j, sub-brands %s, meets %j: %s', (brand, includeSubBrands, of, matches) => {
    expect(ruleMatches({ ...SYNC, brand, includeSubBrands }, at(1, { brand: of }))).toBe(matches);
  });

  it('matches the severities and types that it subscribes to', () => {
    expect(ruleMatches(TICKETS, finished(1))).toBe(false);
    expect(ruleMatches(TICKETS, finished(1, 'warning'))).toBe(true);
    expect(ruleMatches({ ...TICKETS, types: [] }, at(1))).toBe(false);
  });
});
