import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../lib/domain/portal-facts.ts';
import type { FakeAnswer } from '../../support/builders/fake-fetch.ts';
import { freshStore, NOON_ISO, SYNC } from '../db/fresh-store.ts';
import { portalWith } from './portal-fakes.ts';

const HOSTILE = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

function device(status: string, reason: string, id: unknown = 'd1') {
  const current_health_status = { status, reason, timestamp: '2026-11-21T00:00:00Z' };
  return { id_: id, name: 'SRV', client_id: 342, type: 'SERVER', current_health_status };
}

describe('x360Recover’s words', () => {
  it.each([...HOSTILE.map((word) => [word, '']), ...HOSTILE.map((word) => ['TROUBLED', word])])(
    'as status %s with reason %s give an event like any unknown word, which can be stored',
    async (status, reason) => {
      let now = device('NORMAL', '');
      const { portal } = portalWith('x360recover', ({ url }): FakeAnswer => {
        if (url.endsWith('/client')) return { body: [{ id_: 342, name: 'X' }] };
        return { body: [now] };
      });
      const first = await portal.events(undefined);
      if (!first.ok) throw new Error(first.failure.message);
      now = device(status, reason);
      const second = await portal.events(first.value.cursor);
      if (!second.ok) throw new Error(second.failure.message);
      expect(second.value.events).toMatchObject([
        { severity: status === 'TROUBLED' ? 'error' : 'warning', type: 'service-status' },
      ]);
      const store = await freshStore();
      const { events, cursor } = second.value;
      expect(await store.takeEvents('x360', events, cursor, NOON_ISO, SYNC)).toEqual({ added: 1 });
      // Nothing changed since: the same words make no second event.
      const third = await portal.events(cursor);
      expect(third.ok && third.value.events).toEqual([]);
    },
  );

  it.each(HOSTILE)('as the id of a device (%s) are stored or refused, never lost', async (word) => {
    const { portal } = portalWith('x360recover', ({ url }): FakeAnswer => {
      if (url.endsWith('/client')) return { body: [{ id_: 342, name: 'X' }] };
      return { body: [device('TROUBLED', '', word)] };
    });
    const first = await portal.events(undefined);
    if (!first.ok) throw new Error(first.failure.message);
    const second = await portal.events(first.value.cursor);
    expect(second.ok && second.value.events).toEqual([]);
  });
});

describe('an event of the EFS portal', () => {
  const event = {
    id: 'e1',
    at: '2026-11-21T10:00:00Z',
    customerId: '342',
    severity: 'error',
    type: 'backup-failed',
    message: 'Backup failed.',
  };
  const hostile: [string, unknown, string][] = [
    ...HOSTILE.map((word): [string, unknown, string] => [`type ${word}`, { ...event, type: word }, 'events[1].type']),
    ...HOSTILE.map((word): [string, unknown, string] => [
      `severity ${word}`,
      { ...event, severity: word },
      'events[1].severity',
    ]),
    ['a nested message', { ...event, message: { text: { text: 'x' } } }, 'events[1].message'],
    ['an id that is a list', { ...event, id: ['e1'] }, 'events[1].id'],
    ['no time', { ...event, at: '' }, 'events[1].at'],
    ['nothing at all', null, 'events[1]'],
    ['a text', 'event', 'events[1]'],
  ];

  it.each(hostile)('with %s is quarantined; the others of its page are read', async (_name, odd, path) => {
    const items = [event, odd, { ...event, id: 'e3' }];
    const { portal } = portalWith('efs-portal', () => ({ body: { items, next: 'c2' } }));
    const page = await portal.events('c1');
    if (!page.ok) throw new Error(page.failure.message);
    expect(page.value.events.map(({ id }) => id)).toEqual(['e1', 'e3']);
    expect(page.value.cursor).toBe('c2');
    expect(page.value.skipped).toContainEqual(expect.objectContaining({ path, record: 'events[1]' }));
    expect(EVENT_TYPES).toContain(page.value.events[0]?.type);
  });

  it('with an optional member that cannot be read is read without it, and is not quarantined', async () => {
    const items = [{ ...event, brand: 7 }];
    const { portal } = portalWith('efs-portal', () => ({ body: { items, next: 'c2' } }));
    const page = await portal.events('c1');
    expect(page).toMatchObject({ value: { events: [{ id: 'e1' }], skipped: [{ path: 'events[0].brand' }] } });
    expect(page.ok && page.value.skipped[0]).not.toHaveProperty('record');
  });

  it('nested deeper than can be copied does not affect the others', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const { portal } = portalWith('efs-portal', () => ({
      body: `{"items":[${JSON.stringify(event)},{"id":"deep","message":${deep}}],"next":"c2"}`,
    }));
    const page = await portal.events('c1');
    if (page.ok) expect(page.value.events.map(({ id }) => id)).toEqual(['e1']);
    // Refused as a whole by the bounds of every answer, which is fine too: nothing threw.
    else expect(page.failure.code).not.toBe('internal');
  });
});
