import { MINUTE } from '../../../lib/shared/time.ts';
import { upgrade } from '../../simulator/connectwise/state.ts';
import { seededRandom } from '../../simulator/random.ts';
import type { Browser, Spoil } from './browser.ts';
import { brokenInvariants, type Violation } from './invariants/index.ts';
import { duplicateTickets } from './invariants/tickets.ts';
import { leftInConnectWise } from './outcome.ts';
import type { Act, Job, Schedule } from './schedule.ts';
import { Interleaver } from './trackers.ts';
import { CHAOS_SETTINGS, type ChaosOptions, ChaosWorld } from './world.ts';

/** More would only repeat what fifty show. */
const MOST_BROWSERS = 50;

export interface Performed {
  violations: Violation[];
  browsers: number;
  /** Reported by the portal after the first contact. */
  events: number;
  tickets: number;
  duplicates: number;
  /** Work that still needed a user most of an hour after the faults were over. */
  neededUser: string[];
  /** What is in ConnectWise at the end, see `leftInConnectWise`. */
  left: string[];
}

/** Where the browsers keep their data, and how many are runners. */
export interface Places extends Pick<ChaosOptions, 'stores' | 'runners'> {
  /** Browsers, runners among them, that there are at least. */
  least?: number;
}

/** Lets a schedule happen, ends all faults, waits until the world is quiet, and checks it. */
export async function perform(schedule: Schedule, spoil?: Spoil, places: Places = {}): Promise<Performed> {
  let random = seededRandom(1);
  const tracker = new Interleaver((choices) => Math.floor(random() * choices));
  const tickets = { ...CHAOS_SETTINGS.tickets, whenClosedByUser: schedule.whenClosedByUser };
  const world = new ChaosWorld({ tracker, settings: { tickets }, ...(spoil && { spoil }), ...places });
  await world.connectedBrowser();
  const browsers = Math.max(schedule.browsers, places.least ?? 1);
  for (let more = 1; more < browsers; more += 1) await world.connectedBrowser();
  for (const act of schedule.acts) {
    if (act.do === 'work') random = seededRandom(act.order);
    await happen(world, tracker, act);
    await world.simulation.settle();
  }
  await world.untilQuiet();
  const found = {
    violations: await brokenInvariants(world),
    browsers: world.browsers.length,
    events: world.simulation.portal.events.length - world.historyUpTo,
    tickets: world.simulation.connectWise.tables.tickets.all().filter(({ externalXRef }) => externalXRef).length,
    duplicates: duplicateTickets(world),
    neededUser: world.neededUser,
    left: leftInConnectWise(world),
  };
  for (const browser of world.browsers) browser.kill();
  return found;
}

/** Lets one act happen. */
export async function happen(world: ChaosWorld, tracker: Interleaver, act: Act): Promise<void> {
  const { backups, portal, faults, connectWise } = world.simulation;
  switch (act.do) {
    case 'work':
      return tracker.interleave(
        oneEach(world, act.jobs).map(
          ({ browser, job }) =>
            () =>
              work(browser, job),
        ),
      );
    case 'join':
      if (world.browsers.length < MOST_BROWSERS) world.newBrowser();
      return;
    case 'kill':
      return tracker.killAfter(at(world, act.browser).name, act.points);
    case 'backup':
      return void backups.runBackup(act.account, { result: act.result });
    case 'missing':
      return backups.setMissing(act.account, act.missing);
    case 'grow':
      return void backups.grow(act.account, { onlineBytes: act.gigabytes * 1_000_000_000 });
    case 'verify':
      return void backups.verify(act.account, act.healthy);
    case 'deliver-twice':
      portal.deliverTwice = act.on;
      return;
    case 'ticket':
      return world.users.handleTicket(act.nth, act.what);
    case 'own-ticket':
      return world.users.createTicket(act.company);
    case 'addition':
      return world.users.editAddition(act.nth, { [act.member]: edited(act.member, act.value) });
    case 'managed-id':
      return world.users.editManagedId(act.nth, { totalWorkstations: act.value });
    case 'fault':
      return world.network.failNext(act.fault, act.after);
    case 'revoke-key':
      return world.users.revokeKey();
    case 'outage':
      return void faults.add({ site: act.site, minutes: act.minutes, effect: { kind: 'html-404' } });
    case 'late-commit': {
      const { method, seconds } = act;
      return void faults.add({ site: 'connectwise', method, effect: { kind: 'late-commit', seconds } });
    }
    case 'page-cap':
      connectWise.options.pageCap = act.rows || null;
      return;
    case 'unreadable':
      return void faults.add(world.users.makeUnreadable(act.what, act.company), UNREADABLE);
    case 'fix':
      return faults.clear(UNREADABLE);
    case 'duplicate-company':
      return world.users.duplicateCompany(act.company);
    case 'delete-company':
      return world.users.deleteDuplicate(act.nth);
    case 'release':
      return upgrade(connectWise, act.release);
    case 'pass':
      return world.pass(act.minutes * MINUTE);
    case 'skew':
      at(world, act.browser).skew = act.minutes * MINUTE;
      return;
  }
}

/** Name of the faults that keep records from being read. */
const UNREADABLE = 'unreadable';

/** A browser's cycle runs once at a time, because the extension holds a lock; a user may click meanwhile. */
function oneEach(world: ChaosWorld, jobs: readonly Job[]): { browser: Browser; job: Job }[] {
  const chosen = new Map<string, { browser: Browser; job: Job }>();
  for (const job of jobs) {
    const browser = at(world, job.browser);
    const key = `${browser.name} ${job.what === 'sync'}`;
    if (!chosen.has(key)) chosen.set(key, { browser, job });
  }
  return [...chosen.values()];
}

/** A worker that is not there is started by the alarm, then does its work. It may die at any point of either. */
async function work(browser: Browser, { what, company }: Job): Promise<void> {
  if (what === 'sync' && !browser.isRunning) return;
  if (!browser.isRunning || what === 'restart') await browser.restart();
  if (!browser.isRunning) return;
  await browser.diesDuring(async (engine) => {
    if (what === 'sync') {
      const started = await engine.syncNow(company);
      if (started.ok) await started.value.finished;
    } else if (what === 'bulk-sync') {
      await engine.startBulkSync();
      await engine.continueBulkSync(Number.POSITIVE_INFINITY);
    } else await engine.poll();
  });
}

function at(world: ChaosWorld, nth: number): Browser {
  const browser = world.browsers[nth % world.browsers.length];
  if (!browser) throw new Error('There is no browser.');
  return browser;
}

/** A user mistypes a serial number, or corrects it again. */
function edited(member: 'quantity' | 'unitPrice' | 'serialNumber', value: number): number | string {
  if (member !== 'serialNumber') return value;
  return value % 2 ? 'EFS 342' : 'EFS-342';
}
