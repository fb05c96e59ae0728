import { describe, expect, it, vi } from 'vitest';
import {
  type ConnectionHealth,
  createConnectionHealth,
  createHealthHook,
} from '../../../lib/background/connection-health.ts';
import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { MINUTE } from '../../../lib/shared/time.ts';
import { memoryStorage } from '../../support/memory-storage.ts';

const CONNECTION = {
  site: 'cw',
  apiHost: 'api-cw',
  isCloud: true,
  companyId: 'c',
  publicKey: 'p',
  privateKey: 'k',
  clientId: 'i',
  codebase: 'v2025_1/',
};

/** Both ports of one connection, over a ConnectWise that answers the first request and is not reached after that. */
function ports() {
  const note = vi.fn<ConnectionHealth['note']>(async () => {});
  const answers = [new Response(JSON.stringify({ version: 'v2025.1', isCloud: true }))];
  const session = openSession(CONNECTION, {
    fetch: async () => answers.shift() ?? Promise.reject(new TypeError('Failed to fetch')),
    clock: () => 0,
    wait: async () => {},
    onResult: createHealthHook('connectWise', { note, read: async () => ({}) }),
  });
  const port = (priority: 'user' | 'background') => createConnectWise(session, priority);
  return { note, user: port('user'), background: port('background') };
}

describe('a port with the health hook', () => {
  it('notes what is answered in the background as well', async () => {
    const { note, user, background } = ports();
    const up = await user.info();
    expect(up).toMatchObject(ok({ version: 'v2025.1' }));
    const down = await background.info();
    expect(down).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
    expect(note.mock.calls).toEqual([
      ['connectWise', up],
      ['connectWise', down],
    ]);
  });

  it('passes values through', () => {
    const { user, background } = ports();
    expect([user.site, background.site]).toEqual(['cw', 'cw']);
    expect(background).not.toBe(user);
  });
});

describe('the health of a connection', () => {
  it('is bad while the other side is upgrading, and good again when it answers', async () => {
    const health = createConnectionHealth(memoryStorage(), () => 0);
    for (const code of ['unavailable', 'unsupported-version'] as const) {
      const failure = { code, message: 'It answers 404.', nextStep: 'Wait.' };
      await health.note('connectWise', fail(failure));
      expect(await health.read()).toMatchObject({ connectWise: { failure } });
      await health.note('connectWise', fail({ code: 'not-found', message: 'No such record.', nextStep: 'Look.' }));
      expect((await health.read()).connectWise).not.toHaveProperty('failure');
    }
  });
});

describe('since when a connection fails', () => {
  it('is the first failure after a success, whatever it looks like later', async () => {
    const held = { now: Date.parse('2026-11-21T14:42:00Z') };
    const health = createConnectionHealth(memoryStorage(), () => held.now);
    const failing = (code: 'unreachable' | 'timeout') =>
      health.note('portal', fail({ code, message: code, nextStep: 'x' }));
    await failing('unreachable');
    held.now += 5 * MINUTE;
    await failing('timeout');
    expect((await health.read()).portal).toMatchObject({
      since: '2026-11-21T14:42:00.000Z',
      checkedAt: '2026-11-21T14:47:00.000Z',
      failure: { code: 'timeout' },
    });
    await health.note('portal', ok(null));
    expect((await health.read()).portal).toEqual({ checkedAt: '2026-11-21T14:47:00.000Z' });
    held.now += MINUTE;
    await failing('timeout');
    expect((await health.read()).portal?.since).toBe('2026-11-21T14:48:00.000Z');
  });
});

describe('stored connection health', () => {
  const failure = (code: 'unauthorized' | 'missing-right') => fail({ code, message: 'm', nextStep: 'n' });

  it('notes a failed connection, and that it works again; a missing right is no failed connection', async () => {
    const health = createConnectionHealth(memoryStorage(), () => 0);
    expect(await health.read()).toEqual({});
    await health.note('portal', failure('unauthorized'));
    expect((await health.read()).portal?.failure?.code).toBe('unauthorized');
    await health.note('portal', failure('missing-right'));
    expect((await health.read()).portal).toEqual({ checkedAt: '1970-01-01T00:00:00.000Z' });
  });

  it('writes only news: not at every call', async () => {
    const storage = memoryStorage();
    const set = vi.spyOn(storage, 'set');
    const time = { now: 0 };
    const health = createConnectionHealth(storage, () => time.now);
    await health.note('connectWise', ok(1));
    await health.note('connectWise', ok(2));
    expect(set).toHaveBeenCalledOnce();
    time.now = MINUTE;
    await health.note('connectWise', ok(3));
    expect(set).toHaveBeenCalledTimes(2);
    // The clock was set back: what is stored would look fresh for as long.
    time.now = 0;
    await health.note('connectWise', ok(4));
    expect(set).toHaveBeenCalledTimes(3);
  });

  it('loses no news when both sides report at once', async () => {
    const health = createConnectionHealth(memoryStorage(), () => 0);
    await Promise.all([health.note('connectWise', ok(1)), health.note('portal', failure('unauthorized'))]);
    expect(Object.keys(await health.read()).sort()).toEqual(['connectWise', 'portal']);
  });
});
