import { describe, expect, it } from 'vitest';
import { REPORTED_BEFORE_CONTACT } from '../../../lib/domain/outcomes.ts';
import type { DecideEvent } from '../../../lib/sync/store.ts';
import { BOTH, failed, failureOf, freshStore, KEY, NOON_ISO } from './fresh-store.ts';

describe('what an event does to the incidents', () => {
  it('is decided by the earlier events of the same page, of that account alone', async () => {
    const store = await freshStore();
    const seen: string[][] = [];
    const decide: DecideEvent = (of, source, known) => {
      seen.push([source, ...known.map(({ key, newest }) => `${key} ${newest.id}`)]);
      return BOTH(of, source, known);
    };
    const page = [
      failed('a'),
      failed('b'),
      failed('c', { accountId: '1002' }),
      failed('d', { accountId: undefined }),
      failed('e', { type: 'no-backup' }),
      failed('f', { customerId: '34' }),
    ];
    await store.takeEvents('efs', page, 'c1', NOON_ISO, decide);
    await store.takeEvents('efs', [failed('g')], 'c2', NOON_ISO, decide);
    expect(seen).toEqual([
      ['efs'],
      ['efs', `${KEY} a`],
      ['efs'],
      ['efs'],
      ['efs', `${KEY} b`],
      ['efs'],
      ['efs', `${KEY} b`, '342:1001:no-backup e'],
    ]);
  });

  it('happens once: a repeated event decides nothing', async () => {
    const store = await freshStore();
    let decided = 0;
    const decide: DecideEvent = (...given) => {
      decided++;
      return BOTH(...given);
    };
    await store.takeEvents('efs', [failed('a'), failed('a')], 'c1', NOON_ISO, decide);
    await store.takeEvents('efs', [failed('a')], 'c2', NOON_ISO, decide);
    expect(decided).toBe(1);
  });

  it('is kept for the history too, which causes no work', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [failed('a')], 'c', NOON_ISO, BOTH, { more: false });
    expect(await store.event('efs', 'a')).toMatchObject({
      state: 'skipped',
      outcomes: [REPORTED_BEFORE_CONTACT],
      reported: [{ key: 'rules', state: 'skipped', outcomes: [REPORTED_BEFORE_CONTACT] }],
      waitsFor: [],
      processedAt: NOON_ISO,
    });
    expect(await store.incident(KEY)).toMatchObject({ lasts: true });
    expect(await store.outbox()).toEqual([]);
  });

  it('keeps an event that cannot be evaluated for the user, without work, and stores the others', async () => {
    const store = await freshStore();
    await store.takeEvents('efs', [], 'c0', NOON_ISO, BOTH);
    const decide: DecideEvent = (of, source, known) => {
      if (of.id === 'c') throw new Error('cannot decide');
      return BOTH(of, source, known);
    };
    const taken = await store.takeEvents('efs', [failed('a'), failed('b'), failed('c')], 'c1', NOON_ISO, decide);
    expect(taken).toEqual({ added: 3 });
    expect(await store.event('efs', 'c')).toMatchObject({
      state: 'needs-user',
      waitsFor: [],
      outcomes: [expect.stringContaining('could not be evaluated')],
    });
    expect(await store.event('efs', 'a')).toMatchObject({ state: 'waiting' });
    expect(await store.incident(KEY)).toMatchObject({ newest: { id: 'b' } });
    expect(await store.cursor('efs')).toBe('c1');
  });
});

describe('incidents that ended', () => {
  it('are dropped when they are old and their ticket has been updated', async () => {
    const store = await freshStore();
    const old = { lasts: false, endedAt: '2025-01-01T00:00:00.000Z' };
    const decide: DecideEvent = (of) => {
      const incident = failureOf(of, of.id === 'lasts' ? {} : of.id === 'new' ? { ...old, endedAt: NOON_ISO } : old);
      return { sync: false, tickets: of.id === 'owed' ? [incident.key] : [], incidents: [incident], outcomes: [] };
    };
    const page = ['old', 'owed', 'new', 'lasts'].map((id) => failed(id, { accountId: id }));
    await store.takeEvents('efs', page, 'c', NOON_ISO, decide);
    await store.pruneJournal('2026-01-01T00:00:00.000Z');
    const left = (await store.incidentsOfCustomer('342')).map(({ accountId }) => accountId);
    expect(left.sort()).toEqual(['lasts', 'new', 'owed']);
  });
});
