import { describe, expect, it } from 'vitest';
import type { Account, CustomerFacts, SkippedValue } from '../../lib/domain/portal-facts.ts';
import { readTime } from '../../lib/shared/time.ts';
import { mutations } from '../support/json-mutations.ts';
import { RUNS, tryAll } from './support/try-all.ts';
import {
  type Answers,
  changedAnswers,
  isAmount,
  isRecord,
  portalAnswering,
  unreadableUsage,
  validAnswers,
  wordOf,
} from './support/x360-answers.ts';

describe('whatever x360Recover answers', () => {
  it(`leaves the adapter as values that the answer holds, or as what was skipped, with its path (${RUNS} answers)`, async () => {
    const before = await portalAnswering(validAnswers()).events(undefined);
    if (!before.ok) throw new Error(before.failure.message);
    let read = 0;
    let skipped = 0;
    await tryAll('x360recover', mutations, async (changes) => {
      const answers = changedAnswers(changes);
      const portal = portalAnswering(answers);
      // No call throws: every answer is a value or a failure with a next step.
      for (const result of [await portal.test(), await portal.customers()])
        if (!result.ok) expect(result.failure.nextStep).toMatch(/\w/);
      checkJobs(await portal.jobResults?.('342', ['11'], '2026-11-01T00:00:00.000Z'), answers);
      await checkEvents(portal, before.value.cursor);
      const found = await portal.customer('342');
      if (!found.ok || !found.value) return;
      read += 1;
      skipped += Number(found.value.skipped.length > 0);
      checkFacts(found.value, answers);
    });
    // Neither refuses most of what comes, nor finds nothing wrong with it.
    expect(read).toBeGreaterThan(RUNS / 2);
    expect(skipped).toBeGreaterThan(RUNS / 10);
  });
});

function checkFacts({ accounts, figures = [], skipped }: CustomerFacts, answers: Answers): void {
  for (const one of skipped) {
    expect(one.path).toMatch(/\w/);
    expect(one.value.length).toBeLessThanOrEqual(100);
  }
  // What may be billed and could not be read is named with its path, and holds what is billed of it.
  for (const path of unreadableUsage(answers)) {
    const named = skipped.find((one) => one.path === path || covers(one, path));
    expect(named, `${path} in ${JSON.stringify(skipped)}`).toMatchObject({ usage: true });
  }
  expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length);
  for (const id of listedDifferently(answers))
    expect(
      skipped.some((one) => one.usage),
      id,
    ).toBe(true);
  for (const account of accounts) checkAccount(account, answers, skipped);
  for (const { amount, path } of figures) {
    expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
    expect(countsAt(answers.client, path)).toContain(amount);
  }
}

/** Ids of devices that are listed twice, with another amount of local bytes. */
function listedDifferently({ clientDevices }: Answers): string[] {
  const rows = (clientDevices as unknown[]).filter(isRecord);
  const byId = Map.groupBy(rows, ({ id }) => wordOf(id));
  return [...byId].flatMap(([id, same]) => (new Set(same.map((row) => row.local_usage)).size > 1 ? [id] : []));
}

/** Reported by something around it: a part of it, its whole record, or, of a vault that names no type, its device's name. */
function covers(one: SkippedValue, path: string): boolean {
  if (one.path.startsWith(`${path}.`) || (one.record !== undefined && path.startsWith(`${one.record}.`))) return true;
  return /\.vaults\.\d+\.type$/.test(path) && one.path.endsWith('.vaults') && one.value === 'no type';
}

/** Of each device all that is billed is in its own record; where something of it was skipped, what is left is an amount. */
function checkAccount(account: Account, { clientDevices }: Answers, skipped: readonly SkippedValue[]): void {
  const rows = (clientDevices as unknown[]).flatMap((row, nth) => (isRecord(row) ? [{ row, nth }] : []));
  const own = rows.filter(({ row }) => wordOf(row.id ?? row.id_) === account.id);
  expect(own.length).toBeGreaterThan(0);
  for (const amount of [account.onlineBytes, account.localBytes, account.vaultBytes])
    expect(amount === undefined || isAmount(amount)).toBe(true);
  for (const time of [account.lastBackupAt, account.autoVerify?.at])
    expect(time === undefined || readTime(time) !== undefined).toBe(true);
  const isDoubtful = skipped.some(({ path }) =>
    own.some(
      ({ row, nth }) => path.startsWith(`client 342: devices[${nth}]`) || path.startsWith(`${wordOf(row.name)}.vaults`),
    ),
  );
  if (isDoubtful) return;
  const expected = own.map(({ row }) => ({
    name: row.name,
    local: row.local_usage ?? undefined,
    online: bytesOn('Cloud', row, row.cloud_usage),
    vault: bytesOn('Private', row, row.vault_usage),
    kind: row.type === 'SERVER' ? 'server' : row.type === 'WORKSTATION' ? 'desktop' : 'unknown',
  }));
  expect(expected).toContainEqual({
    name: account.userName,
    local: account.localBytes,
    online: account.onlineBytes,
    vault: account.vaultBytes,
    kind: account.kind,
  });
}

/** The vaults of a type, each once, else the device's total. */
function bytesOn(type: string, { vaults }: Record<string, unknown>, total: unknown): unknown {
  const list = (Array.isArray(vaults) ? vaults : []).filter(isRecord).filter((vault) => vault.type === type);
  if (list.length === 0) return total ?? undefined;
  const byId = new Map(list.map((vault, nth) => [vault.id == null ? `#${nth}` : wordOf(vault.id), vault.device_usage]));
  return [...byId.values()].reduce<number>((sum, bytes) => sum + Number(bytes), 0);
}

/** Counts of a group and type, named as the figure does it: `devices_counters.d2c (SERVER)`. */
function countsAt(client: unknown, path: string): unknown[] {
  const [, group = '', type = ''] = /^devices_counters\.(.*) \((.*)\)$/s.exec(path) ?? [];
  const counters = isRecord(client) && isRecord(client.devices_counters) ? client.devices_counters : {};
  const rows = Object.hasOwn(counters, group) ? counters[group] : [];
  return (Array.isArray(rows) ? rows : []).flatMap((row) => (isRecord(row) && row.type === type ? [row.count] : []));
}

function checkJobs(
  results: Awaited<ReturnType<NonNullable<ReturnType<typeof portalAnswering>['jobResults']>>> | undefined,
  { history }: Answers,
): void {
  if (!results?.ok) throw new Error('Job results are never a failure of the call.');
  const { accounts, failure } = results.value;
  if (failure) expect(failure.nextStep).toMatch(/\w/);
  for (const counts of Object.values(accounts)) {
    const total = counts.successes + counts.failed + counts.incomplete;
    expect(Number.isInteger(total) && total >= 0).toBe(true);
    // Part of a count is no count: where a device has one, every row was read, once for each job that there is.
    expect(total).toBeLessThanOrEqual(Array.isArray(history) ? history.length * 8 : 0);
  }
}

async function checkEvents(portal: ReturnType<typeof portalAnswering>, cursor: string): Promise<void> {
  const page = await portal.events(cursor);
  if (!page.ok) {
    expect(page.failure.nextStep).toMatch(/\w/);
    return;
  }
  for (const event of page.value.events) {
    expect(event.customerId).toMatch(/^[1-9]\d*$/);
    expect(readTime(event.at)).toBeDefined();
  }
  // What it remembers can be read again: the same answers are no news, once both lists of devices were asked.
  const again = await portal.events(page.value.cursor);
  const third = again.ok ? await portal.events(again.value.cursor) : again;
  if (third.ok) expect(third.value.events).toEqual([]);
}
