import { describe, expect, it } from 'vitest';
import { type DeviceState, readMemory, writeMemory } from '../../../lib/portal/x360recover/snapshot.ts';
import { value } from './against-simulator.ts';
import { fakeFleet, ids } from './fake-fleet.ts';

const state = (name: string): DeviceState => ({
  clientId: '1',
  name,
  status: 'NORMAL',
  reason: '',
  remoteAt: '2026-11-21T02:00:00.000Z',
  localAt: '',
  autoVerify: '',
  bytes: 1,
});

describe('the cursor of an x360Recover fleet without news', () => {
  it('is the same text in whatever order the portal lists it', () => {
    const devices = ['b-2', 'a-1', 'c-3'].map((id) => [id, state(id)] as const);
    const counts = [['acme', 2] as const, ['zeta', 1] as const];
    const lost = [['y', 5] as const, ['x', 4] as const];
    const memory = { devices: new Map(devices), counts: new Map(counts), lost: new Map(lost) };
    const reversed = {
      devices: new Map(devices.toReversed()),
      counts: new Map(counts.toReversed()),
      lost: new Map(lost.toReversed()),
    };
    const text = writeMemory(memory);
    expect(writeMemory(reversed)).toBe(text);
    const read = readMemory(text);
    expect(read && writeMemory(read)).toBe(text);
  });

  it('stays the same from poll to poll, also with a device that no client lists', async () => {
    const all = ids(1, 5000);
    // The last one is listed, and no client has it.
    const fleet = { clients: { 1: all.slice(0, 4999) }, listed: all };
    const first = value(await fakeFleet(fleet).portal.events(undefined));
    const second = value(await fakeFleet(fleet).portal.events(first.cursor));
    const shuffled = { ...fleet, listed: all.toReversed() };
    const third = value(await fakeFleet(shuffled).portal.events(second.cursor));
    expect([second.events, third.events]).toEqual([[], []]);
    expect(second.cursor).toBe(first.cursor);
    expect(third.cursor).toBe(first.cursor);
  });
});
