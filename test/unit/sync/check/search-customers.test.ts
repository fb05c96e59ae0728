import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../lib/shared/time.ts';
import {
  AGREEMENT,
  account,
  addition,
  COMPANY,
  company,
  entry,
  facts,
} from '../../../support/builders/sync-records.ts';
import { PORTAL_DOWN } from '../support/fake-portal.ts';
import { type Stage, stage, value } from '../support/stage.ts';

const OTHERS = 500;

/** The customer is created in the portal. */
function created(on: Stage, id: string, name: string): void {
  const customer = { id, name, active: true };
  on.portal.facts.set(id, facts([account({ id: `${id}01`, customerId: id })], { customer }));
}

/** A portal with the company's customer and 500 others. */
async function crowded(tables: Parameters<typeof stage>[0] = {}): Promise<Stage> {
  const on = await stage(tables);
  for (let nth = 1; nth <= OTHERS; nth += 1) created(on, String(9_000 + nth), `Stranger ${nth} Bakery`);
  return on;
}
const find = async (on: Stage, text: string) => value(await on.engine.searchCustomers(text));
const lists = (on: Stage) => on.portal.calls.filter((call) => call === 'customers').length;

describe('what a form knows of the portal’s customers', () => {
  const pair = (id: number, efsId: string) => [
    entry({ id, groupIdentifier: efsId }),
    entry({ id: id + 1, groupIdentifier: efsId, deviceType: 'BackupStats' }),
  ];

  it('is no other customer’s name or id', async () => {
    const on = await crowded();
    const contexts = [
      value(await on.engine.managedIdContext(COMPANY)),
      value(await on.engine.managedIdContext(null)),
      value(await on.engine.additionContext(AGREEMENT)),
    ];
    expect(contexts.map(({ customers }) => customers)).toEqual([
      [{ id: '342', name: "Eddie's TV Repair" }],
      [],
      [{ id: '342', name: "Eddie's TV Repair" }],
    ]);
    for (const context of contexts) {
      expect(context.canSearch).toBe(true);
      expect(JSON.stringify(context)).not.toMatch(/Stranger|\b9\d{3}\b/);
    }
    // There they are, for a search.
    expect((await find(on, 'stranger')).total).toBe(OTHERS);
  });

  it('are those that its entries and additions name, and no more', async () => {
    const on = await crowded({
      tables: {
        entries: [...pair(1, 'EFS-342'), ...pair(3, 'EFS-9007')],
        additions: [addition({ id: 500 }), addition({ id: 501, serialNumber: 'EFS-9008' })],
      },
    });
    const ids = (context: { customers: { id: string }[] }) => context.customers.map(({ id }) => id).sort();
    expect(ids(value(await on.engine.managedIdContext(COMPANY)))).toEqual(['342', '9007']);
    expect(ids(value(await on.engine.additionContext(AGREEMENT)))).toEqual(['342', '9007', '9008']);
  });

  it('are those of the company’s own name, where its entries name none', async () => {
    const on = await crowded({ tables: { companies: [company({ name: 'Stranger 12' })], entries: [], additions: [] } });
    value(await on.engine.companyView(COMPANY, { refresh: false }));
    const own = [{ id: '9012', name: 'Stranger 12 Bakery' }];
    expect(value(await on.engine.managedIdContext(COMPANY)).customers).toEqual(own);
    expect(value(await on.engine.additionContext(AGREEMENT)).customers).toEqual(own);
  });

  it('names ids that were looked up and do not exist', async () => {
    const on = await crowded({ tables: { entries: [...pair(1, 'EFS-342'), ...pair(3, 'EFS-77')] } });
    const context = value(await on.engine.managedIdContext(COMPANY));
    expect(context).toMatchObject({ customers: [{ id: '342' }], absentCustomers: ['77'] });
    expect(context.unsureCustomers).toBeUndefined();
  });

  it('is nothing, and nobody is absent, while the portal was never reached', async () => {
    const on = await crowded();
    on.portal.down = PORTAL_DOWN;
    const context = value(await on.engine.managedIdContext(COMPANY));
    expect(context).toMatchObject({ entries: [{ id: 1 }, { id: 2 }], customers: [], canSearch: false });
    expect(context.absentCustomers).toBeUndefined();
    on.portal.down = undefined;
    expect(value(await on.engine.managedIdContext(COMPANY))).toMatchObject({ canSearch: true });
  });
});

describe('a search among the portal’s customers', () => {
  it.each([
    ['a part of the name', 'tv rep'],
    ['the beginnings of words in any order', 'rep edd'],
    ['the name in other letters', 'EDDIE'],
    ['the EFS id', 'EFS-342'],
    ['the EFS id with white space around', ' EFS-342 '],
  ])('finds one by %s', async (_, text) => {
    const on = await crowded();
    expect(await find(on, text)).toEqual({
      customers: [{ id: '342', name: "Eddie's TV Repair" }],
      total: 1,
      isSure: true,
    });
  });

  it('finds one by its number, before those whose names hold it', async () => {
    const on = await crowded();
    const { customers, isSure } = await find(on, '342');
    expect(customers).toEqual([
      { id: '342', name: "Eddie's TV Repair" },
      { id: '9342', name: 'Stranger 342 Bakery' },
    ]);
    expect(isSure).toBe(true);
  });

  it('answers the best twenty of many, and how many there are', async () => {
    const on = await crowded();
    created(on, '8000', 'Bakery');
    const { customers, total, isSure } = await find(on, 'bakery');
    expect(customers).toHaveLength(20);
    expect(customers[0]).toEqual({ id: '8000', name: 'Bakery' });
    expect({ total, isSure }).toEqual({ total: OTHERS + 1, isSure: true });
  });

  it('finds nothing by a text that fits none, and asks the portal once', async () => {
    const on = await crowded();
    for (const text of ['zebra', 'zebr', 'zeb']) {
      expect(await find(on, text)).toEqual({ customers: [], total: 0, isSure: true });
      on.time.now += 2 * MINUTE;
    }
    expect(lists(on)).toBe(1);
  });

  it.each(['', '  ', ' s ', 'EFS-', 'efs- '])('finds nobody by “%s”, which would fit all', async (text) => {
    const on = await crowded();
    expect(await find(on, text)).toEqual({ customers: [], total: 0, isSure: true });
    expect(lists(on)).toBe(0);
    expect((await find(on, 'st')).total).toBe(OTHERS);
  });

  it('looks an id that the list lacks up again after a minute', async () => {
    const on = await crowded();
    expect(await find(on, 'EFS-400')).toEqual({ customers: [], total: 0, isSure: true });
    created(on, '400', 'New');
    expect((await find(on, 'EFS-400')).customers).toEqual([]);
    expect(lists(on)).toBe(1);
    on.time.now += MINUTE;
    expect(await find(on, 'EFS-400')).toEqual({ customers: [{ id: '400', name: 'New' }], total: 1, isSure: true });
    expect(lists(on)).toBe(2);
  });

  it('is not sure of an id that the list lacks while the portal is down, but of one that it holds', async () => {
    const on = await crowded();
    await find(on, '342');
    on.time.now += 2 * MINUTE;
    on.portal.down = PORTAL_DOWN;
    expect(await find(on, 'EFS-400')).toEqual({ customers: [], total: 0, isSure: false });
    expect(await find(on, '400')).toMatchObject({ isSure: false });
    expect(await find(on, 'EFS-342')).toMatchObject({ customers: [{ id: '342' }], isSure: true });
    expect(await find(on, 'eddie')).toMatchObject({ customers: [{ id: '342' }], isSure: true });
  });

  it('fails where the portal was never reached', async () => {
    const on = await crowded();
    on.portal.down = PORTAL_DOWN;
    expect(await on.engine.searchCustomers('eddie')).toEqual({ ok: false, failure: PORTAL_DOWN });
    on.portal.down = undefined;
    on.time.now += MINUTE;
    expect((await find(on, 'eddie')).total).toBe(1);
  });
});
