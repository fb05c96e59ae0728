import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { startSimulator } from '../../simulator/server.ts';

const REST = 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0';
const headers = {
  authorization: `Basic ${btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`)}`,
  clientId: SEED.clientId,
};

// Real time is stopped: only the test moves the clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

async function start() {
  const simulator = await startSimulator({ listen: false, traffic: { file: null } });
  const fetch = simulatorFetch(simulator);
  const create = (summary: string) =>
    fetch(`${REST}/service/tickets`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ summary, company: { id: 101 } }),
    });
  const list = async () =>
    (await (await fetch(`${REST}/service/tickets`, { headers })).json()) as { summary: string }[];
  const fail = (...seconds: number[]) => {
    for (const one of seconds) simulator.faults.add({ method: 'POST', effect: { kind: 'late-commit', seconds: one } });
  };
  return { simulator, create, list, fail, fetch };
}

describe('a write that is executed after the client timed out', () => {
  it.each([20, 40, 180, 300])('exists %i seconds later, and not before', async (seconds) => {
    const { simulator, create, list, fail } = await start();
    fail(seconds);
    await expect(create('Late')).rejects.toThrow(/timed out/);
    simulator.clock.advance((seconds - 1) * 1000);
    expect(await list()).toEqual([]);
    simulator.clock.advance(1000);
    expect(await list()).toMatchObject([{ summary: 'Late' }]);
  });

  it('has the time at which it was due, however late it is read', async () => {
    const { simulator, create, fail } = await start();
    fail(60);
    const before = simulator.clock.iso();
    await expect(create('Late')).rejects.toThrow();
    simulator.clock.advance(10 * 60_000);
    await simulator.settle();
    const [ticket] = simulator.connectWise.tables.tickets.all();
    expect(Date.parse(ticket?._info?.dateEntered ?? '') - Date.parse(before)).toBe(60_000);
  });

  it('comes in the order of times, not of requests', async () => {
    const { simulator, create, list, fail } = await start();
    fail(300, 20, 120);
    for (const summary of ['third', 'first', 'second']) await expect(create(summary)).rejects.toThrow();
    simulator.clock.advance(6 * 60_000);
    expect((await list()).map(({ summary }) => summary)).toEqual(['first', 'second', 'third']);
  });

  it('is dropped by a reset, and a read leaves nothing behind', async () => {
    const { simulator, create, list, fail, fetch } = await start();
    fail(20);
    await expect(create('Late')).rejects.toThrow();
    simulator.reset();
    simulator.faults.add({ effect: { kind: 'late-commit', seconds: 20 } });
    await expect(fetch(`${REST}/service/tickets`, { headers })).rejects.toThrow(/timed out/);
    simulator.clock.advance(60_000);
    expect(await list()).toEqual([]);
  });

  it('is recorded as an exchange without an answer that failed on purpose', async () => {
    const { simulator, create, fail } = await start();
    fail(20);
    await expect(create('Late')).rejects.toThrow();
    expect(simulator.traffic.exchanges.at(-1)).toMatchObject({ method: 'POST', status: 0, expectError: true });
    simulator.clock.advance(60_000);
    await simulator.settle();
    expect(simulator.traffic.total).toBe(1);
  });
});
