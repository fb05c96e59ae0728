import { beforeAll, describe, expect, it } from 'vitest';
import { createPortal } from '../../lib/portal/portal.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { simulatorFetch } from '../simulator/in-process.ts';
import { X360_KEY } from '../simulator/portal/seed.ts';
import { type Simulator, startSimulator } from '../simulator/server.ts';
import { expectResult } from './support/expect-failure.ts';
import { answerFaults, FuzzedAnswers } from './support/fuzzed-answers.ts';
import { RUNS, tryAll } from './support/try-all.ts';
import { isRecord } from './support/x360-answers.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ listen: false, variant: 'clean', traffic: { file: null, keep: 0 } });
});

describe('whatever Axcient answers about what it bills', () => {
  it(`becomes amounts that the answer holds, each client once, or what was skipped (${RUNS} answers)`, async () => {
    let read = 0;
    await tryAll('x360billing', answerFaults(1, 1), async (faults) => {
      const answers = new FuzzedAnswers(faults);
      const inner = simulatorFetch(simulator);
      const fetch = async (url: string, init?: RequestInit) => answers.through('GET', url, await inner(url, init));
      const config = { kind: 'x360recover', baseUrl: `https://${HOSTS.axcient}/x360recover`, key: X360_KEY } as const;
      const portal = createPortal(config, { fetch, clock: () => simulator.clock.now() });
      const usage = await portal.billedUsage?.('last');
      if (!usage) throw new Error('x360Recover has no list of what is billed.');
      expectResult(usage);
      expect(answers.count).toBe(1);
      if (!usage.ok) return;
      read += 1;
      const { clients, skipped } = usage.value;
      expect(new Set(clients.map(({ id }) => id)).size).toBe(clients.length);
      const raw = answers.faulted[0]?.body;
      for (const { id, amounts } of clients)
        for (const { product, member, amount } of amounts) {
          expect(Number.isFinite(amount) && amount >= 0, `${product}.${member} of ${id}: ${amount}`).toBe(true);
          expect(amountsAt(raw, id, product, member)).toContain(amount);
        }
      for (const { path, value, why } of skipped) {
        expect(path).toMatch(/\w/);
        expect(why).toMatch(/\w/);
        expect(value.length).toBeLessThanOrEqual(200);
      }
    });
    expect(read).toBeGreaterThan(RUNS / 2);
  });
});

/** What the answer says of a member of a client, in each of its rows. */
function amountsAt(body: unknown, id: string, product: string, member: string): unknown[] {
  const rows = isRecord(body) && Array.isArray(body.children) ? body.children : [];
  return rows
    .filter(isRecord)
    .filter((row) => [row.id ?? row.id_].some((one) => one === id || one === Number(id)))
    .map((row) => own(own(row.usage, product), member));
}

function own(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
