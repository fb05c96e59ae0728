import { describe, expect, it } from 'vitest';
import { NO_NOTICES } from '../../../../lib/domain/notice-settings.ts';
import type { Account } from '../../../../lib/domain/portal-facts.ts';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import { HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const BOARD = { id: SEED.boards.professionalServices, name: 'Professional Services' };
const SERVER = 356;

async function world(portal: 'x360recover' | 'efs-portal') {
  const made = await simulated({ variant: 'clean' }, portal);
  made.deps.settings.tickets = { ...DEFAULT_SETTINGS.tickets, board: BOARD };
  made.deps.settings.notices = {
    ...NO_NOTICES,
    noBackup: { ...NO_NOTICES.noBackup, server: { afterDays: 3, everyDays: 2 } },
  };
  const { events } = made.deps.portal;
  const stopped: { at?: string } = {};
  // The simulator's devices are backed up every day.
  made.deps.portal.events = async (cursor) => {
    const page = await events(cursor);
    const { accounts } = page.ok ? page.value : {};
    if (!page.ok || !accounts) return page;
    const withStop = (one: Account): Account =>
      one.id === String(SERVER) && stopped.at ? { ...one, lastBackupAt: stopped.at, copies: [] } : one;
    return { ok: true, value: { ...page.value, accounts: async () => (await accounts()).map(withStop) } };
  };
  if (portal === 'x360recover') await confirmLink(made.store, '342', EDDIE);
  value(await made.engine.companyView(EDDIE, { refresh: true }));
  value(await made.engine.poll());
  stopped.at = isoTime(made.simulator.clock.now());
  return { ...made, stopped };
}
type World = Awaited<ReturnType<typeof world>>;

const own = async ({ store }: World) =>
  (await store.events(500)).filter(({ id, accountId }) => id.startsWith('own:') && accountId === String(SERVER));
const tickets = ({ simulator }: World) =>
  simulator.connectWise.tables.tickets.where('externalXRef', `EFS-342:${SERVER}:no-backup`);

/** Polls every six hours. */
async function pass(on: World, days: number) {
  for (let step = 0; step < days * 4; step++) {
    on.simulator.clock.advance(6 * HOUR);
    value(await on.engine.poll());
  }
}

describe('a server of x360Recover without a backup', () => {
  it('is reported after n days and every m days, on one ticket that closes itself', async () => {
    const on = await world('x360recover');
    await pass(on, 2.75);
    expect(await own(on)).toEqual([]);
    await pass(on, 0.5);
    expect((await own(on)).map(({ message }) => message)).toEqual(['ETV-Primary: no backup for 3 days.']);
    expect(tickets(on)).toHaveLength(1);
    await on.engine.recover();
    await pass(on, 2);
    expect((await own(on)).map(({ severity }) => severity)).toEqual(['warning', 'warning']);

    delete on.stopped.at;
    await pass(on, 1);
    expect((await own(on)).map(({ severity }) => severity)).toEqual(['ok', 'warning', 'warning']);
    expect(tickets(on)).toMatchObject([{ status: { id: SEED.statuses.closed } }]);
  });
});

describe('a portal that sends such events', () => {
  it('gets none of ours', async () => {
    const on = await world('efs-portal');
    await pass(on, 4);
    expect(await own(on)).toEqual([]);
  });
});
