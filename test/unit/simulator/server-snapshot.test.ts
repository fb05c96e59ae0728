import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSimulator } from '../../simulator/server.ts';
import { readSnapshot, takeSnapshot } from '../../simulator/snapshot.ts';

const HOUR = 60 * 60_000;

// Real time is stopped: only the test moves the clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

async function saved(): Promise<{ text: string; now: number }> {
  const { clock, backups, connectWise, portal } = await startSimulator({ listen: false, customers: 5 });
  clock.advance(2 * HOUR);
  backups.runBackup(356, { result: 'failed' });
  connectWise.tables.companies.update(101, { city: 'Tampa' }, { identifier: 'Admin1' });
  const snapshot = takeSnapshot(connectWise, portal, clock);
  return { text: JSON.stringify(snapshot), now: snapshot.now };
}

describe('a state file', () => {
  it('continues where the simulator stopped: data, log, keys and time', async () => {
    const { text, now } = await saved();
    const next = await startSimulator({ listen: false, snapshot: readSnapshot(text) });
    expect(next.clock.now()).toBe(now);
    expect(next.portal.customers.size).toBe(5);
    expect(next.portal.accounts.get(356)?.status).toBe('error');
    expect(next.portal.events.at(-1)).toMatchObject({ type: 'backup-failed', accountId: 356 });
    expect(next.connectWise.tables.companies.get(101)).toMatchObject({ city: 'Tampa', _info: { updatedBy: 'Admin1' } });
    expect(next.backups.runBackup(356, { result: 'ok' }).sequence).toBe(next.portal.events.length);

    const again = takeSnapshot(next.connectWise, next.portal, next.clock);
    expect(again.connectWise).toEqual(readSnapshot(text).connectWise);
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['another version', '{"version":2}'],
    ['rows without an id', '{"version":1,"now":0,"connectWise":{},"portal":{"customers":[{}]}}'],
  ])('is refused when it holds %s', (_name, text) => {
    expect(() => readSnapshot(text)).toThrow();
  });
});
