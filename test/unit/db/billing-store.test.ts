import { describe, expect, it } from 'vitest';
import type { BilledClient } from '../../../lib/domain/billed-usage.ts';
import { freshStore, NOON_ISO } from './fresh-store.ts';

const PAIR = { tenant: 'na.myconnectwise.net/acme', portal: 'x360recover axapi.axcient.com' };
const client = (id: string, amount = 1): BilledClient => ({
  id,
  name: `Client ${id}`,
  amounts: [{ product: 'x360Recover', member: 'd2cServer', amount }],
});
const join = (clientId: string, customerId: string) => ({
  clientId,
  customerId,
  evidence: 'exact-name' as const,
  confirmedBy: 'Test browser',
  confirmedAt: NOON_ISO,
  clientName: 'A',
  customerName: 'A',
});

describe('joins of billed clients', () => {
  it('are one per client, several per customer, and replaced by the newest', async () => {
    const store = (await freshStore()).forConnection(PAIR);
    await store.putBillingJoins([join('7', '1'), join('8', '1'), join('9', '2')]);
    expect((await store.billingJoinsOfCustomer('1')).map(({ clientId }) => clientId)).toEqual(['7', '8']);
    await store.putBillingJoins([join('8', '2')]);
    expect((await store.billingJoinsOfCustomer('2')).map(({ clientId }) => clientId)).toEqual(['8', '9']);
    expect([await store.deleteBillingJoin('8'), await store.deleteBillingJoin('8')]).toEqual([true, false]);
    expect((await store.billingJoins()).map(({ clientId }) => clientId)).toEqual(['7', '9']);
  });
});

describe('what is billed', () => {
  it('is replaced by month, and other months are dropped unless they are kept', async () => {
    const store = (await freshStore()).forConnection(PAIR);
    await store.putBilledClients('2026-09', [client('7')], []);
    await store.putBilledClients('2026-10', [client('7'), client('8')], ['2026-09', '2026-10']);
    await store.putBilledClients('2026-10', [client('7', 2.5)], ['2026-10', '2026-11']);
    expect(await store.billedClients('2026-10')).toEqual([client('7', 2.5)]);
    expect(await store.billedClients('2026-09')).toEqual([]);
    expect([await store.billedClient('2026-10', '7'), await store.billedClient('2026-10', '8')]).toEqual([
      client('7', 2.5),
      undefined,
    ]);
  });
});

it('another ConnectWise or another portal sees none of it', async () => {
  const base = await freshStore();
  await base.forConnection(PAIR).putBillingJoins([join('7', '1')]);
  await base.forConnection(PAIR).putBilledClients('2026-10', [client('7')], []);
  for (const other of [
    { ...PAIR, tenant: 'sandbox-na.myconnectwise.net/acme' },
    { ...PAIR, portal: 'x360recover elsewhere.example' },
  ]) {
    const store = base.forConnection(other);
    expect(await store.billingJoins()).toEqual([]);
    expect(await store.billingJoinsOfCustomer('1')).toEqual([]);
    expect(await store.deleteBillingJoin('7')).toBe(false);
    await store.putBilledClients('2026-10', [], []);
    expect(await store.billedClients('2026-10')).toEqual([]);
  }
  expect(await base.forConnection(PAIR).billedClients('2026-10')).toHaveLength(1);
});
