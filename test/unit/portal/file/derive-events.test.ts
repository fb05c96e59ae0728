import { describe, expect, it } from 'vitest';
import type { ImportedCustomer } from '../../../../lib/domain/file-import.ts';
import type { Account } from '../../../../lib/domain/portal-facts.ts';
import { deriveFileEvents } from '../../../../lib/portal/file/derive-events.ts';
import { AT, customer } from './imports.ts';

const EARLIER = '2026-11-18T01:00:00.000Z';
const LATER = '2026-11-19T01:00:00.000Z';

function withAccount(part: Partial<Account>): ImportedCustomer {
  const one = customer('342');
  return { ...one, accounts: one.accounts.map((account) => ({ ...account, lastErrorFreeBackupAt: EARLIER, ...part })) };
}
const between = (before: Partial<Account>, now: Partial<Account>) =>
  deriveFileEvents(withAccount(before), withAccount(now), AT).map(({ type, severity, at }) => [type, severity, at]);
const CHANGED = ['service-status', 'ok', AT];

describe('two imports', () => {
  it.each<[string, Partial<Account>, Partial<Account>, unknown[]]>([
    ['are the same', {}, {}, []],
    ['have another amount', { onlineBytes: 1 }, { onlineBytes: 2 }, [CHANGED]],
    ['have a newer backup', {}, { lastErrorFreeBackupAt: LATER }, [['backup-finished', 'ok', LATER], CHANGED]],
    ['have an older backup', { lastErrorFreeBackupAt: LATER }, {}, [CHANGED]],
    ['begin to fail', { lastStatus: 'OK' }, { lastStatus: 'Failed' }, [['backup-failed', 'error', AT], CHANGED]],
    ['go on failing', { lastStatus: 'failed' }, { lastStatus: 'FAILED' }, [CHANGED]],
    [
      'begin to warn',
      { lastStatus: 'OK' },
      { lastStatus: 'Incomplete' },
      [['backup-finished', 'warning', AT], CHANGED],
    ],
    ['are fine again', { lastStatus: 'Error' }, { lastStatus: 'Success' }, [['backup-finished', 'ok', AT], CHANGED]],
    ['have a word that nobody knows', { lastStatus: 'OK' }, { lastStatus: 'Queued' }, [CHANGED]],
  ])('that %s', (_, before, now, events) => {
    expect(between(before, now)).toEqual(events);
  });

  it('with a customer that is new or gone', () => {
    const one = customer('342');
    expect(deriveFileEvents(undefined, one, AT)).toMatchObject([
      { customerId: '342', ends: [], type: 'service-status' },
    ]);
    expect(deriveFileEvents(one, undefined, AT)).toMatchObject([
      { customerId: '342', message: expect.stringContaining('no longer') },
    ]);
    expect(deriveFileEvents(one, { ...one, skipped: [] }, AT)).toEqual([]);
  });
});
