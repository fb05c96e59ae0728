import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import { HOUR, MINUTE } from '../../../../lib/shared/time.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { HOSTS } from '../../../simulator/hosts.ts';
import { simulatedEngine } from '../../../support/simulated-engine.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const CUSTOMER = '342';

const html = () =>
  new Response('<!DOCTYPE html><title>404 - File or directory not found.</title>', {
    status: 404,
    headers: { 'content-type': 'text/html' },
  });
const notFound = () => Response.json({ code: 'NotFound', message: 'Not found', errors: null }, { status: 404 });

/** Answers in place of a host; undefined: the host answers. */
type Outage = (url: URL) => Response | undefined;

const everything: Outage = ({ host }) => (host === HOSTS.web || host === HOSTS.rest ? html() : undefined);
/** Paths of lists, and what lies under a record, in ConnectWise's own words. */
const lists: Outage = ({ host, pathname }) =>
  host === HOSTS.rest && !/\/\d+$|\/system\/info$/.test(pathname) ? notFound() : undefined;

/** The real engine, its company linked, its first contact with the portal behind it, and no event open. */
async function warmEngine() {
  let outage: Outage | undefined;
  const through = (inner: typeof fetch): typeof fetch => {
    return async (url, init) => outage?.(new URL(String(url))) ?? inner(url, init);
  };
  const world = await simulatedEngine({ variant: 'clean' }, 'efs-portal', { through });
  onTestFinished(() => world.store.close());
  const board = { id: SEED.boards.professionalServices, name: 'Professional Services' };
  world.deps.settings.tickets = { ...DEFAULT_SETTINGS.tickets, board, summaryPrefix: 'Backup:' };
  await world.engine.companyView(EDDIE, { refresh: true });
  for (let at = 0; at < 2; at += 1) {
    await world.engine.poll();
    world.simulator.clock.advance(13 * HOUR);
  }
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      await world.engine.poll();
      await world.engine.drain();
      world.simulator.clock.advance(MINUTE);
    }
  };
  return {
    ...world,
    links: () => world.store.companiesOfCustomer(CUSTOMER),
    /** Entries that something keeps from being done: a look that is due later is none. */
    stuck: async () => (await world.store.outbox()).filter(({ state, failure }) => failure || state !== 'waiting'),
    ourTickets: () => world.simulator.connectWise.tables.tickets.all().filter((row) => row.externalXRef),
    syncs: async () => (await world.store.runs({ companyId: EDDIE, limit: 20 })).map(({ state }) => state),
    /** A backup fails, ConnectWise answers like this for eight minutes, and then well for forty. */
    async outlast(during: Outage) {
      outage = during;
      world.simulator.backups.runBackup(356, { result: 'failed' });
      await minutes(8);
      const waiting = (await world.store.outbox()).map(({ state }) => state);
      outage = undefined;
      await minutes(40);
      return waiting;
    },
  };
}

describe('404 is not absence: an upgrade of eight minutes', () => {
  it.each([
    ['a web page on every path', everything],
    ['ConnectWise’s own not-found on every list', lists],
  ])('%s keeps links and queued work complete, and all is written afterwards', async (_, outage) => {
    const world = await warmEngine();
    const [links, tickets, syncs] = [await world.links(), world.ourTickets().length, (await world.syncs()).length];
    expect(links).toEqual([EDDIE]);
    const waiting = await world.outlast(outage);
    expect(waiting.length).toBeGreaterThan(0);
    expect(new Set(waiting)).toEqual(new Set(['waiting']));
    expect(await world.links()).toEqual(links);
    expect(await world.stuck()).toEqual([]);
    expect(world.ourTickets()).toHaveLength(tickets + 1);
    expect((await world.syncs()).length).toBeGreaterThan(syncs);
    expect((await world.syncs())[0]).toBe('done');
  });

  it('and a deleted company is still known as absent', async () => {
    const world = await warmEngine();
    world.simulator.traffic.expectErrors(true);
    world.simulator.connectWise.tables.companies.remove(EDDIE);
    expect(await world.engine.companyView(EDDIE, { refresh: true })).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    });
    expect(await world.links()).toEqual([]);
  });
});
