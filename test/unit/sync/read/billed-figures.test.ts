import { describe, expect, it } from 'vitest';
import type { BilledClient } from '../../../../lib/domain/billed-usage.ts';
import { fail, ok } from '../../../../lib/shared/result.ts';
import { DAY, HOUR } from '../../../../lib/shared/time.ts';
import { factsForView, readFacts } from '../../../../lib/sync/read/facts.ts';
import { account, facts } from '../../../support/builders/sync-records.ts';
import { simulated } from '../support/simulated.ts';
import { type Stage, stage, value } from '../support/stage.ts';

const client = (id: string, name: string, amounts: [string, string, number][]): BilledClient => ({
  id,
  name,
  amounts: amounts.map(([product, member, amount]) => ({ product, member, amount })),
});
const DENIED = { code: 'missing-right', message: 'The key lacks Billing.', nextStep: 'Make another key.' } as const;

interface Billed {
  on: Stage;
  /** What is billed; a function answers by month. */
  billed: { clients: BilledClient[]; failure?: typeof DENIED };
  asked: string[];
  figures(): Promise<string[]>;
  skipped(): Promise<string[]>;
}

/** Acme (customer 342), billed as client 7, confirmed unless `joins` says otherwise. */
async function billed(
  clients: BilledClient[],
  joins: readonly string[] = clients.map(({ id }) => id),
): Promise<Billed> {
  const on = await stage();
  on.portal.facts.set('342', facts([account({ id: '1001' })], { customer: { id: '342', name: 'Acme', active: true } }));
  const self: Billed = {
    on,
    billed: { clients },
    asked: [],
    figures: async () => {
      const [side] = value(await readFacts(on.deps, ['342']));
      expect(side?.facts?.accounts).toHaveLength(1);
      return (side?.facts?.figures ?? []).map(({ measure, amount }) => `${measure} ${amount}`);
    },
    skipped: async () => {
      const [side] = value(await readFacts(on.deps, ['342']));
      return (side?.facts?.skipped ?? []).map(({ path, why, usage }) => `${path}: ${why}${usage ? ' (usage)' : ''}`);
    },
  };
  on.portal.billedUsage = async (month) => {
    self.asked.push(month);
    if (self.billed.failure) return fail(self.billed.failure);
    const days = month === 'last' ? '2026-10' : '2026-11';
    return ok({ clients: self.billed.clients, from: `${days}-01`, to: `${days}-30`, skipped: [] });
  };
  for (const id of joins) value(await on.engine.confirmBillingJoin(id, '342'));
  return self;
}

const ACME = client('7', 'Acme', [['x360Recover', 'd2cServer', 1.5]]);

describe('what is billed of a customer', () => {
  it('is a figure of each month, with the vendor’s name, its period and the time of reading', async () => {
    const { on } = await billed([ACME]);
    const [side] = value(await readFacts(on.deps, ['342']));
    expect(side?.facts?.figures).toEqual([
      {
        measure: 'billing.last-month.x360Recover.d2cServer',
        amount: 1.5,
        unit: 'count',
        source: 'x360billing',
        path: 'usage.x360Recover.d2cServer',
        period: { from: '2026-10-01', to: '2026-10-30' },
        readAt: '2026-11-21T12:00:00.000Z',
      },
      expect.objectContaining({ measure: 'billing.this-month.x360Recover.d2cServer' }),
    ]);
  });

  it('does not count without a confirmed join, whatever the name says, and asks nobody', async () => {
    const { figures, asked } = await billed([ACME], []);
    expect([await figures(), asked]).toEqual([[], []]);
  });

  it('counts at once when it is joined, and no more when it is unlinked, also from the cache', async () => {
    const { on, figures } = await billed([ACME], []);
    await figures();
    const cached = async () => (await factsForView(on.deps, ['342'], false)).sides[0]?.facts?.figures?.length ?? 0;
    expect(await cached()).toBe(0);
    value(await on.engine.confirmBillingJoin('7', '342'));
    expect(await cached()).toBe(2);
    value(await on.engine.removeBillingJoin('7'));
    expect(await cached()).toBe(0);
  });

  it('is the sum of its clients: several products, and two of one product', async () => {
    const { figures } = await billed([
      client('7', 'Acme', [['x360Recover', 'd2cServer', 0.1]]),
      client('8', 'Acme West', [['x360Recover', 'd2cServer', 0.2]]),
      client('9', 'Acme', [['x360Cloud', 'seats', 12]]),
    ]);
    expect(await figures()).toEqual([
      'billing.last-month.x360Recover.d2cServer 0.3',
      'billing.last-month.x360Cloud.seats 12',
      'billing.this-month.x360Recover.d2cServer 0.3',
      'billing.this-month.x360Cloud.seats 12',
    ]);
  });

  it('is in doubt as a whole product when one of its clients is renamed, until a user confirms it again', async () => {
    const {
      on,
      billed: answer,
      figures,
      skipped,
    } = await billed([ACME, client('9', 'Acme', [['x360Cloud', 'seats', 12]])]);
    expect(await figures()).toHaveLength(4);
    answer.clients = [{ ...ACME, name: 'Zenith' }, client('9', 'Acme', [['x360Cloud', 'seats', 12]])];
    on.time.now += 13 * HOUR;
    expect(await figures()).toEqual(['billing.last-month.x360Cloud.seats 12', 'billing.this-month.x360Cloud.seats 12']);
    expect((await skipped())[0]).toMatch(/Zenith: The names differ from those that were confirmed \(“Acme”, “Acme”\)/);
    value(await on.engine.confirmBillingJoin('7', '342'));
    expect(await figures()).toHaveLength(4);
  });

  it('is left out as a sum where a member of one client could not be read', async () => {
    const { figures, skipped } = await billed([
      client('7', 'Acme', [
        ['x360Recover', 'd2cServer', 1],
        ['x360Recover', 'cloudServer', 2],
      ]),
      {
        ...client('8', 'Acme', [['x360Recover', 'd2cServer', 3]]),
        unread: [{ product: 'x360Recover', member: 'cloudServer' }],
      },
    ]);
    expect(await figures()).toEqual([
      'billing.last-month.x360Recover.d2cServer 4',
      'billing.this-month.x360Recover.d2cServer 4',
    ]);
    expect((await skipped())[0]).toContain('This amount could not be understood.');
  });

  it('that is listed no more is named, and is not zero', async () => {
    const { on, billed: answer, figures, skipped } = await billed([ACME]);
    answer.clients = [];
    on.time.now += 13 * HOUR;
    expect(await figures()).toEqual([]);
    expect(await skipped()).toHaveLength(2);
  });
});

describe('reading it', () => {
  it('costs two requests in 12 hours, and again in a new month', async () => {
    const { on, figures, asked } = await billed([ACME]);
    for (let hour = 0; hour < 11; hour++) {
      await figures();
      on.time.now += HOUR;
    }
    expect(asked).toEqual(['last', 'this']);
    on.time.now += HOUR;
    await figures();
    expect(asked).toHaveLength(4);
    on.time.now += 10 * DAY - 13 * HOUR;
    await figures();
    expect(asked.length).toBeGreaterThan(4);
  });

  it('that fails leaves the devices as they are, says why without doubting usage, and is not tried per customer', async () => {
    const { on, billed: answer, figures, skipped, asked } = await billed([ACME]);
    answer.failure = DENIED;
    on.time.now += 13 * HOUR;
    asked.length = 0;
    for (let nth = 0; nth < 50; nth++) expect(await figures()).toEqual([]);
    expect(asked).toEqual(['last', 'this']);
    expect(await skipped()).toEqual([
      'billing usage of 2026-10: The key lacks Billing. Make another key.',
      'billing usage of 2026-11: The key lacks Billing. Make another key.',
    ]);
    value(await on.engine.billing({ search: '', offset: 0, limit: 10, refresh: false }));
    expect(asked).toHaveLength(2);
    delete answer.failure;
    value(await on.engine.billing({ search: '', offset: 0, limit: 10, refresh: true }));
    expect(await figures()).toHaveLength(2);
  });

  it('of 1,000 customers costs two requests', async () => {
    const { deps, engine, simulator } = await simulated({ customers: 1_000, traffic: { keep: 20_000 } }, 'x360recover');
    const requests = () => simulator.traffic.exchanges.filter(({ url }) => url.includes('/billing/')).length;
    expect(value(await engine.confirmExactBillingJoins()).confirmed).toBeGreaterThan(1_000);
    simulator.clock.advance(13 * HOUR);
    const before = requests();
    const ids = [...simulator.portal.customers.keys()].map(String);
    const counts: number[] = [];
    const queue = [...ids];
    const worker = async () => {
      for (let id = queue.shift(); id; id = queue.shift()) {
        const [side] = value(await readFacts(deps, [id]));
        counts.push(side?.facts?.figures?.length ?? 0);
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    expect(requests() - before).toBe(2);
    expect(counts).toHaveLength(1_000);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(38);
  });
});
