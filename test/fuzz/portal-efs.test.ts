import { beforeAll, describe, expect, it } from 'vitest';
import type { Account, CustomerFacts } from '../../lib/domain/portal-facts.ts';
import { createPortal } from '../../lib/portal/portal.ts';
import { readTime } from '../../lib/shared/time.ts';
import type { PortalPort } from '../../lib/sync/ports.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { simulatorFetch } from '../simulator/in-process.ts';
import { EFS_TOKEN } from '../simulator/portal/seed.ts';
import { type Simulator, startSimulator } from '../simulator/server.ts';
import { unreadableAccounts } from './support/efs-accounts.ts';
import { expectResult } from './support/expect-failure.ts';
import { answerFaults, FuzzedAnswers } from './support/fuzzed-answers.ts';
import { RUNS, tryAll } from './support/try-all.ts';

const CUSTOMER = '342';
const ACCOUNTS = `/v1/customers/${CUSTOMER}/accounts`;
/** Requests of all calls together: lists of few rows, and a few more pages. */
const MOST_REQUESTS = 60;

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ listen: false, variant: 'clean', traffic: { file: null, keep: 0 } });
});

function portalWith(answers: FuzzedAnswers): PortalPort {
  const inner = simulatorFetch(simulator);
  const fetch = async (url: string, init?: RequestInit) =>
    answers.through(init?.method ?? 'GET', url, await inner(url, init));
  const config = { kind: 'efs-portal', baseUrl: `https://${HOSTS.efsPortal}`, key: EFS_TOKEN } as const;
  return createPortal(config, { fetch, clock: () => simulator.clock.now() });
}

describe('whatever the EFS portal answers', () => {
  it(`leaves the adapter as accounts that the answer holds, or as what was skipped (${RUNS} answers)`, async () => {
    const seen = { read: 0, skipped: 0 };
    await tryAll('portal-efs', answerFaults(2, 2), async (faults) => {
      const answers = new FuzzedAnswers(faults);
      const found = await portalWith(answers).customer(CUSTOMER);
      expectResult(found);
      expect(answers.count).toBeLessThanOrEqual(MOST_REQUESTS);
      if (!found.ok || !found.value) return;
      seen.read += 1;
      seen.skipped += Number(found.value.skipped.length > 0);
      checkFacts(found.value, answers);
    });
    expect(seen.read).toBeGreaterThan(RUNS / 4);
    expect(seen.skipped).toBeGreaterThan(RUNS / 20);
  });

  it(`leaves the adapter as events with a customer, a time and a word that are known (${RUNS} answers)`, async () => {
    await tryAll('portal-efs', answerFaults(3, 2), async (faults) => {
      const answers = new FuzzedAnswers(faults);
      const portal = portalWith(answers);
      for (const result of [await portal.test(), await portal.customers()]) expectResult(result);
      const page = await portal.events(undefined);
      expectResult(page);
      expect(answers.count).toBeLessThanOrEqual(MOST_REQUESTS);
      if (!page.ok) return;
      for (const { customerId, at, id } of page.value.events) {
        expect(customerId).toMatch(/^[1-9]\d*$/);
        expect(readTime(at)).toBeDefined();
        expect(id).not.toBe('__proto__');
      }
      // A page that says that there is more moves on.
      if (page.value.more) expect(page.value.cursor).not.toBe('');
    });
  });

  it('is read by customer where it is as described: one with accounts, and none', async () => {
    const portal = portalWith(new FuzzedAnswers([]));
    const found = await portal.customer(CUSTOMER);
    expect(found.ok && found.value?.accounts.length).toBeGreaterThan(3);
    expect(await portal.customer('999999')).toEqual({ ok: true, value: null });
  });
});

function checkFacts({ accounts, skipped }: CustomerFacts, answers: FuzzedAnswers): void {
  expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length);
  for (const { path, value } of skipped) {
    expect(path).toMatch(/\w/);
    expect(value.length).toBeLessThanOrEqual(100);
  }
  for (const account of accounts) checkAmounts(account);
  const [body] = answers.faulted.filter(({ url }) => url.pathname === ACCOUNTS).map((one) => one.body);
  if (body === undefined) return;
  // What may be billed and could not be read is named, and holds what is billed of it.
  const unread = unreadableAccounts(body);
  if (unread.length > 0)
    expect(
      skipped.some(({ usage }) => usage),
      unread.join(', '),
    ).toBe(true);
}

function checkAmounts({ onlineBytes, localBytes, mailboxes, licences }: Account): void {
  for (const amount of [onlineBytes, localBytes, mailboxes, licences])
    expect(amount === undefined || (Number.isFinite(amount) && amount >= 0), String(amount)).toBe(true);
}
