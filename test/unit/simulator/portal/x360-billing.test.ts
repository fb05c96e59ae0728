import { describe, expect, it } from 'vitest';
import { calendarMonth, daysOfMonth } from '../../../../lib/domain/billed-usage.ts';
import { RECOVER_MEMBERS } from '../../../simulator/portal/x360-billing.ts';
import { startPortals } from './support.ts';

type Row = Record<string, unknown>;
const rows = (value: unknown) => value as Row[];
const usageOf = (client: Row | undefined) => client?.usage as Record<string, Record<string, number>>;

async function billing() {
  const { x360, simulator } = await startPortals();
  const ask = async (query = '') => {
    const { status, body } = await x360(`/../billing/usage/billable${query}`);
    return { status, body: body as Row, children: rows((body as Row).children) };
  };
  const now = simulator.clock.now();
  const months = { current: calendarMonth('this', now) ?? '', last: calendarMonth('last', now) ?? '' };
  return { ask, simulator, x360, months };
}

const query = (month: string) => {
  const { from, to } = daysOfMonth(month);
  return `?start_date=${from}&end_date=${to}`;
};

describe('billing usage (portals.md#billing-usage)', () => {
  it('has the published members, and a client once per product under different ids', async () => {
    const { ask } = await billing();
    const { status, body, children } = await ask();
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['company', 'start_date', 'end_date', 'children', 'usage']);
    expect(children.map(({ id, name, usage }) => [id, name, Object.keys(usage as Row).join()])).toEqual([
      [700_342, "Eddie's TV Repair", 'x360Recover'],
      [800_342, "Eddie's TV Repair, LLC", 'x360Cloud'],
      [700_355, 'Joe TV Repair', 'x360Recover'],
      [719_652, 'Lakeside Dental', 'x360Recover'],
      [819_652, 'Lakeside Dental, LLC', 'x360Cloud'],
      [919_652, 'Lakeside Dental Group', 'x360Sync'],
    ]);
    for (const member of RECOVER_MEMBERS) expect(usageOf(children[0]).x360Recover).toHaveProperty(member);
  });

  it('fits the devices of the same customers, prorated in the month of the installation', async () => {
    const { ask, months } = await billing();
    const [current] = (await ask()).children;
    expect(usageOf(current).x360Recover).toMatchObject({
      applianceServer: 0,
      d2cServer: 1,
      d2cWorkstation: 4,
      cloudStorage: 0.2,
      storage500GB03Yr: 1,
    });
    const [last] = (await ask(query(months.last))).children;
    expect(usageOf(last).x360Recover).toMatchObject({ d2cServer: 1, d2cWorkstation: 3.5 });
    const lakeside = (await ask()).children.find(({ id }) => id === 719_652);
    expect(usageOf(lakeside).x360Recover).toMatchObject({
      applianceServer: 1,
      applianceWorkstation: 1,
      d2cWorkstation: 1,
    });
  });

  it('is refreshed on the first of a month: a device of today is billed in the next one', async () => {
    const { ask, simulator } = await billing();
    const device = simulator.portal.accounts.get(383);
    if (!device) throw new Error('No account 383.');
    device.installedAt = simulator.clock.now();
    const joe = async () => usageOf((await ask()).children.find(({ id }) => id === 700_355)).x360Recover?.d2cServer;
    expect(await joe()).toBe(0);
    simulator.clock.advance(31 * 24 * 60 * 60_000);
    expect(await joe()).toBe(1);
  });

  it('answers the days that it is asked for, and refuses what are none', async () => {
    const { ask, months } = await billing();
    const { from, to } = daysOfMonth(months.current);
    expect((await ask()).body).toMatchObject({ start_date: from, end_date: to });
    expect((await ask('?start_date=2026-02-01&end_date=2026-02-28')).body).toMatchObject({ end_date: '2026-02-28' });
    for (const wrong of [
      '?start_date=2026-02-30',
      '?start_date=yesterday',
      '?start_date=2026-03-02&end_date=2026-03-01',
    ])
      expect((await ask(wrong)).status).toBe(400);
  });

  it('departs from the shape where it is switched on', async () => {
    const { ask, simulator } = await billing();
    simulator.x360.billing = 'new-members';
    expect(usageOf((await ask()).children[0])).toMatchObject({
      x360Recover: { immutableStorage: 2.5 },
      x360Defend: { endpoints: 3 },
    });
    simulator.x360.billing = 'repeated-clients';
    expect((await ask()).children).toHaveLength(8);
    simulator.x360.billing = 'without-dates';
    expect((await ask()).body).not.toHaveProperty('start_date');
  });

  it('needs its own permission, which the admin can take away', async () => {
    const { ask, simulator, x360 } = await billing();
    for (const key of simulator.portal.keys) key.permissions = ['x360Recover'];
    expect(await ask()).toMatchObject({ status: 403, body: { type: 'ForbiddenException', status: 403 } });
    expect((await x360('/client')).status).toBe(200);
  });
});
