import { describe, expect, it } from 'vitest';
import { NO_NOTICES } from '../../../lib/domain/notice-settings.ts';
import { noticeEvents, sendsNotices } from '../../../lib/domain/own-notices.ts';
import type { Account } from '../../../lib/domain/portal-facts.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { foldEvent } from '../../../lib/domain/tickets/fold-incidents.ts';
import type { Incident } from '../../../lib/domain/tickets/incident.ts';
import { DAY, HOUR, isoTime } from '../../../lib/shared/time.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  notices: {
    noBackup: { ...NO_NOTICES.noBackup, server: { afterDays: 3, everyDays: 2 } },
    diskUsage: { ...NO_NOTICES.diskUsage, server: { over: 500, everyDays: 7 } },
  },
};

const account = (part: Partial<Account> = {}): Account => ({
  id: '356',
  customerId: '342',
  userName: 'ETV-Primary',
  plan: 'Select',
  kind: 'server',
  copies: [],
  lastBackupAt: isoTime(NOW - DAY),
  ...part,
});
const since = (days: number) => account({ lastBackupAt: isoTime(NOW - days * DAY) });

/** Follows notices as the engine does: each is folded into the account's incidents. */
function follow(steps: readonly { at: number; accounts: Account[] }[], settings = SETTINGS) {
  const incidents = new Map<string, Incident>();
  return steps.map(({ at, accounts }) => {
    const events = noticeEvents(accounts, [...incidents.values()], settings, at);
    for (const event of events)
      for (const { after } of foldEvent(event, 's', [...incidents.values()], at)) incidents.set(after.key, after);
    return events.map(({ type, severity, message }) => `${type} ${severity} ${message}`);
  });
}

describe('a notice of no backup', () => {
  it('is due after n days and again every m days, once each, and ends with the next backup', () => {
    const stale = account({ lastBackupAt: isoTime(NOW) });
    const at = (days: number, accounts = [stale]) => ({ at: NOW + days * DAY, accounts });
    const back = account({ lastBackupAt: isoTime(NOW + 5.6 * DAY) });
    expect(follow([at(2.9), at(3), at(4), at(5), at(5.5), at(5.7, [back]), at(5.8, [back])])).toEqual([
      [],
      ['no-backup warning ETV-Primary: no backup for 3 days.'],
      [],
      ['no-backup warning ETV-Primary: no backup for 5 days.'],
      [],
      ['no-backup ok ETV-Primary: backups are made again.'],
      [],
    ]);
  });

  it('is the same event in every browser and after a restart, whenever it is looked at within the period', () => {
    const look = (at: number) => noticeEvents([since(4)], [], SETTINGS, at);
    expect(look(NOW + HOUR)).toEqual(look(NOW));
    expect(look(NOW)[0]).toMatchObject({ at: isoTime(NOW - DAY), customerId: '342', accountId: '356' });
  });

  it('ends after the notice even where the backup is older than the notice', () => {
    const [first] = noticeEvents([since(4)], [], SETTINGS, NOW);
    if (!first) throw new Error('no notice');
    const [incident] = foldEvent(first, 's', [], NOW).map(({ after }) => after);
    const late = account({ lastBackupAt: isoTime(NOW - 2 * DAY) });
    const [end] = noticeEvents([late], incident ? [incident] : [], SETTINGS, NOW);
    expect(end?.severity).toBe('ok');
    expect(Date.parse(end?.at ?? '')).toBeGreaterThan(Date.parse(first.at));
  });

  it.each([
    [
      'an account that never had a backup, or of which the portal gives no time',
      account({ lastBackupAt: undefined } as never),
    ],
    ['a parked account', { ...since(10), lastStatus: 'PARKED' }],
    ['a device that has been silent for so long that it counts as parked', since(31)],
    ['a kind without a threshold', { ...since(10), kind: 'desktop' as const }],
    ['a time in the future', since(-10)],
  ])('is never made of %s', (_, one) => {
    expect(noticeEvents([one], [], SETTINGS, NOW)).toEqual([]);
  });

  it('is off by default, and never made for a portal that sends such events', () => {
    expect(noticeEvents([since(10)], [], DEFAULT_SETTINGS, NOW)).toEqual([]);
    expect([sendsNotices('efs-portal'), sendsNotices('x360recover'), sendsNotices('file')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('leaves what the portal reported to the portal', () => {
    const newest = { id: 'x360:1', at: isoTime(NOW - DAY), message: '', type: 'no-backup', severity: 'error' } as const;
    const reported: Incident = {
      key: '342:356:no-backup',
      customerId: '342',
      accountId: '356',
      kind: 'no-backup',
      source: 's',
      lasts: true,
      severity: 'error',
      since: newest.at,
      newest,
    };
    expect(noticeEvents([account()], [reported], SETTINGS, NOW)).toEqual([]);
  });
});

describe('a notice of disk usage', () => {
  it('is due above the limit, again in each period, and over below it', () => {
    const using = (gigabytes: number) => [account({ onlineBytes: gigabytes * 1e9, localBytes: 1e9 })];
    const start = Math.ceil(NOW / (7 * DAY)) * 7 * DAY;
    const at = (days: number, gigabytes: number) => {
      const [one] = using(gigabytes);
      return { at: start + days * DAY, accounts: [{ ...account(one), lastBackupAt: isoTime(start + days * DAY) }] };
    };
    expect(follow([at(0, 499), at(1, 500), at(2, 600), at(7, 600), at(8, 100), at(9, 100)])).toEqual([
      [],
      ['disk-usage warning ETV-Primary: more than 500 GB are used.'],
      [],
      ['disk-usage warning ETV-Primary: more than 500 GB are used.'],
      ['disk-usage ok ETV-Primary: the space used is within its limit again.'],
      [],
    ]);
  });

  it('is never made where the portal gives no usage', () => {
    expect(noticeEvents([account()], [], SETTINGS, NOW)).toEqual([]);
  });
});
