import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../lib/shared/time.ts';
import type { Browser } from '../chaos/support/browser.ts';
import { untouchedOutsideThePlan } from '../chaos/support/invariants/fields.ts';
import { noSecrets } from '../chaos/support/invariants/secrets.ts';
import { ChaosWorld } from '../chaos/support/world.ts';
import { SEED } from '../simulator/connectwise/seed.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { unreadableAccounts } from './support/efs-accounts.ts';
import { type AnswerFault, answerFaults, FuzzedAnswers } from './support/fuzzed-answers.ts';
import { RUNS, tryAll } from './support/try-all.ts';
import { type WriteRequest, writeRequest, wrongIn } from './support/written.ts';

const ETV_PRIMARY = 356;
const JOE = 383;
/** A story has about a hundred answers, of which up to four go wrong and may stay so: as much as this many inputs elsewhere. */
const INPUTS_A_STORY = 4;
const STORIES = Math.ceil(RUNS / INPUTS_A_STORY);
/** Requests of one story; without faults it takes about 100. */
const MOST_REQUESTS = 1_500;

/** A world in which answers to reads may go wrong, and everything that is written is looked at. */
class FuzzedWorld {
  readonly world = new ChaosWorld();
  readonly written: WriteRequest[] = [];
  readonly wrong: string[] = [];
  /** What could not be read in the newest list of each customer's accounts. */
  readonly #unread = new Map<string, string[]>();
  #answers = new FuzzedAnswers([]);

  constructor() {
    const { simulation } = this.world;
    const exchange = simulation.exchange.bind(simulation);
    simulation.exchange = async (request) => {
      if (request.method !== 'GET') await this.#look(request);
      const answer = await this.#answers.through(request.method, request.url, await exchange(request));
      await this.#noteAccounts(new URL(request.url), answer);
      return answer;
    };
  }

  fault(faults: readonly AnswerFault[]): FuzzedAnswers {
    this.#answers = new FuzzedAnswers(faults);
    return this.#answers;
  }

  async #look(request: Request): Promise<void> {
    const { connectWise } = this.world.simulation;
    const write = await writeRequest(request, connectWise);
    this.written.push(write);
    this.wrong.push(...wrongIn(write, connectWise));
    if (this.#isAboutNothing(write)) this.wrong.push(`${write.method} ${write.path}: there is no such record.`);
    if (!write.path.includes('/additions/') || !JSON.stringify(write.body).includes('"quantity"')) return;
    const customer = String(write.record?.serialNumber).replace(/^EFS-/, '');
    const unread = this.#unread.get(customer);
    if (unread === undefined)
      this.wrong.push(`${write.path}: a quantity of ${customer}, whose accounts were not read.`);
    else if (unread.length > 0)
      this.wrong.push(`${write.path}: a quantity of ${customer}, of which ${unread.join(', ')} could not be read.`);
  }

  /**
   * Whether a record is written that neither exists nor was said to exist. A list that gives a record a number that no record has
   * is believed; ConnectWise then refuses the write, and nothing has changed.
   */
  #isAboutNothing({ method, path, record }: WriteRequest): boolean {
    const [, list, id] = /^(.*)\/(\d+)(?:\/\w+)?$/.exec(path) ?? [];
    return method !== 'POST' && !record && !(list && this.#answers.saidToExist(list, Number(id)));
  }

  async #noteAccounts(url: URL, answer: Response): Promise<void> {
    const customer = /^\/v1\/customers\/(\d+)\/accounts$/.exec(url.pathname)?.[1];
    if (url.hostname !== HOSTS.efsPortal || customer === undefined || answer.status !== 200) return;
    const body: unknown = await answer
      .clone()
      .json()
      .catch(() => undefined);
    this.#unread.set(customer, unreadableAccounts(body));
  }
}

/** What a browser does by itself and what users do: a poll with a failure and grown usage, a sync of one and of all companies. */
async function play({ world }: FuzzedWorld, browser: Browser): Promise<void> {
  const { backups } = world.simulation;
  backups.runBackup(ETV_PRIMARY, { result: 'failed' });
  backups.grow(ETV_PRIMARY, { onlineBytes: 3_000_000_000 });
  await browser.engine.poll();
  world.pass(MINUTE);
  await browser.engine.poll();
  backups.grow(JOE, { onlineBytes: 2_000_000_000 });
  const started = await browser.engine.syncNow(SEED.companies.eddiesTvRepair);
  if (started.ok) await started.value.finished;
  await browser.engine.compareFleet();
  await browser.engine.continueBulkSync(world.now + HOUR);
  await browser.engine.startBulkSync();
  await browser.engine.continueBulkSync(world.now + HOUR);
  backups.runBackup(ETV_PRIMARY, { result: 'ok' });
  world.pass(13 * HOUR);
  await browser.engine.poll();
}

async function story(faults: readonly AnswerFault[]) {
  const fuzzed = new FuzzedWorld();
  const browser = await fuzzed.world.connectedBrowser();
  fuzzed.world.freezeFacts();
  const answers = fuzzed.fault(faults);
  const before = fuzzed.world.network.count;
  await play(fuzzed, browser);
  const requests = fuzzed.world.network.count - before;
  const { world, written, wrong } = fuzzed;
  return { world, written, wrong, browser, answers, requests };
}

describe('whatever both sides answer', () => {
  it('writes quantities, statistics, a ticket and its note where all is as described', async () => {
    const { written, wrong, requests } = await story([]);
    expect(wrong).toEqual([]);
    const paths = written.map(({ method, path }) => `${method} ${path.replace(/\d+/g, 'n')}`);
    for (const path of [
      'PATCH /finance/agreements/n/additions/n',
      'PATCH /company/companies/n/managementSummaryReports/n',
      'POST /service/tickets',
      'PATCH /service/tickets/n',
    ])
      expect(paths).toContain(path);
    expect(requests).toBeLessThan(MOST_REQUESTS / 5);
  });

  it(`writes to its own records alone, to the members that it may, and no quantity of what was not read (${STORIES} stories)`, async () => {
    const seen = { written: 0, faulted: 0 };
    await tryAll(
      'writes',
      answerFaults(100, 4),
      async (faults) => {
        const { world, written, wrong, answers, requests, browser } = await story(faults);
        expect(wrong).toEqual([]);
        expect(requests).toBeLessThan(MOST_REQUESTS);
        expect(await untouchedOutsideThePlan(world)).toEqual([]);
        expect(await noSecrets(world)).toEqual([]);
        expect(browser.logLines.filter((line) => /unexpected|threw|TypeError|RangeError/.test(line))).toEqual([]);
        seen.written += written.length;
        seen.faulted += answers.faulted.length;
        browser.kill();
      },
      INPUTS_A_STORY,
    );
    expect(seen.faulted).toBeGreaterThan(STORIES);
    expect(seen.written).toBeGreaterThan(STORIES * 3);
  });
});
