import { describe, expect, it, vi } from 'vitest';
import {
  type ConnectionHealth,
  createConnectionHealth,
  type Watching,
  watched,
} from '../../../lib/background/connection-health.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import { MINUTE } from '../../../lib/shared/time.ts';
import { memoryStorage } from '../../support/memory-storage.ts';

interface Port {
  readonly site: string;
  inBackground(): Port;
  info(): Promise<Result<string>>;
}

function ports() {
  const down = fail({ code: 'unreachable' as const, message: 'x', nextStep: 'x' });
  const background: Port = { site: 'cw', inBackground: () => background, info: async () => down };
  const user: Port = { site: 'cw', inBackground: () => background, info: async () => ok('v2025.1') };
  return { user, down };
}

const watching = (health: ConnectionHealth): Watching => ({
  side: 'connectWise',
  health,
  refused: async () => undefined,
});

describe('a watched port', () => {
  it('notes what is answered in the background as well', async () => {
    const note = vi.fn<ConnectionHealth['note']>(async () => {});
    const { user, down } = ports();
    const port = watched(user, watching({ note, read: async () => ({}) }));
    expect(await port.info()).toEqual(ok('v2025.1'));
    expect(await port.inBackground().info()).toEqual(down);
    expect(note.mock.calls).toEqual([
      ['connectWise', ok('v2025.1')],
      ['connectWise', down],
    ]);
  });

  it('passes values through, and has one port for the background', () => {
    const { user } = ports();
    const port = watched(user, watching({ note: async () => {}, read: async () => ({}) }));
    const background = port.inBackground();
    expect([port.site, background.site]).toEqual(['cw', 'cw']);
    expect(port.inBackground()).toBe(background);
    expect(background.inBackground()).toBe(background);
    expect(background).not.toBe(port);
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
