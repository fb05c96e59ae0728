import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import {
  additionUrl,
  agreementUrl,
  boardStatusUrl,
  companyUrl,
  hashOf,
  integrationUrl,
  solutionUrl,
  ticketUrl,
} from '../simulator/pages/address.ts';
import type { Simulator } from '../simulator/server.ts';
import { byDepth, oneOfEvery } from '../support/depth.ts';
import {
  drawOperations,
  mutate,
  OPERATIONS,
  type Outcome,
  prepareMutations,
  takeMarkup,
} from '../support/mutations/mutated-page.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { saveSettings } from '../support/save-settings.ts';
import { openShared, type SharedBrowser } from '../support/shared/shared-browser.ts';
import { address, expect, test } from './support/fixture.ts';
import { withTickets } from './support/rules/setup-tables.ts';
import { openTicket } from './support/rules/tickets.ts';

/** MUTATION_SEED=… plays others; the first ones try every operation by itself. */
const FIRST_SEED = Number(process.env.MUTATION_SEED ?? 0);
const COUNT = 50;
/** Each screen plays one seed of so many, and the next screen the next: every seed is played somewhere. `MUTATION_EVERY=1`: all. */
const EVERY = Number(process.env.MUTATION_EVERY ?? byDepth(10, 3));
const BY = { identifier: 'Admin1' };
const { eddiesTvRepair: eddie, joeTvRepair: joe } = SEED.companies;
const AGREEMENT = SEED.agreements.eddiesTvRepair;

/** What the other record would show in place of this one's. */
const OTHERS: [string, string][] = [
  ["Eddie's TV Repair", 'Joe TV Repair'],
  ['EddiesTV', 'JoeTV'],
  ['EFS-342', 'EFS-355'],
  ['Professional Services', 'Help Desk'],
];
/** Nothing of ours may say any of this on a page of the first record. */
const OF_THE_OTHER = /Joe TV Repair|EFS-355|JTV-|LabTech agreement/;

const SCREENS: Record<string, (simulator: Simulator) => string> = {
  company: () => companyUrl(eddie),
  'Management tab': () => companyUrl(eddie, 'management'),
  'additions list': () => agreementUrl(AGREEMENT, 'additions'),
  'addition form': ({ connectWise }) =>
    additionUrl(AGREEMENT, connectWise.tables.additions.where('agreementId', AGREEMENT)[0]?.id ?? 0),
  'integration details and cross-references': () => integrationUrl({ record: SEED.managedDevicesIntegration }),
  'integration, companies': () => integrationUrl({ record: SEED.managedDevicesIntegration, tab: 'companies' }),
  'managed-id entry form': ({ connectWise }) => {
    const [entry] = connectWise.tables.managementSummaryReports.where('company/id', eddie);
    return integrationUrl({ record: SEED.managedDevicesIntegration, company: eddie, entry: entry?.id ?? 0 });
  },
  'management solution': () => solutionUrl(SEED.managementSolution),
  'board status': () => boardStatusUrl(SEED.boards.professionalServices, SEED.statuses.new),
};

for (const [index, [name, path]] of oneOfEvery(4, [...Object.entries(SCREENS).entries()])) {
  test(`mutated: ${name}`, async ({ shared }) => {
    mistakes(shared.simulator);
    await saveSettings(shared.ask, withTickets(await shared.ask('settings.read', {})));
    await shared.forget();
    await playMutations(shared, name, path(shared.simulator), seedsOf(index));
  });
}

test('mutated: service ticket', async ({ headless }) => {
  const shared = await openShared({ headless });
  try {
    await openTicket(shared);
    const [ticket] = shared.simulator.connectWise.tables.tickets.all();
    shared.simulator.users.moveTicket(ticket?.id ?? 0, SEED.boards.helpDesk);
    await playMutations(shared, 'service ticket', ticketUrl(ticket?.id ?? 0), seedsOf(Object.keys(SCREENS).length));
  } finally {
    await shared.close();
  }
});

/** Seeds of the mutations that the nth screen plays. */
function seedsOf(nth: number): number[] {
  const all = Array.from({ length: COUNT }, (_, index) => FIRST_SEED + index);
  return all.filter((_, index) => index % EVERY === nth % EVERY);
}

/** Something to find on every screen, and something else at another record, which must never be said here. */
function mistakes({ connectWise: { tables } }: Simulator): void {
  const [first, second] = tables.managementSummaryReports.where('company/id', eddie);
  tables.managementSummaryReports.update(first?.id ?? 0, { deviceType: 'BackupStats' }, BY);
  tables.managementSummaryReports.update(
    second?.id ?? 0,
    { deviceType: 'WorkstationsAndServers', groupIdentifier: 'efs 342' },
    BY,
  );
  const [ofJoe] = tables.managementSummaryReports.where('company/id', joe);
  tables.managementSummaryReports.update(ofJoe?.id ?? 0, { agreement: { id: 202, name: 'LabTech agreement' } }, BY);
  const [line] = tables.additions.where('agreementId', AGREEMENT);
  tables.additions.update(line?.id ?? 0, { serialNumber: 'efs 342', lessIncluded: 1000 }, BY);
  tables.managedDevicesIntegrations.update(SEED.managedDevicesIntegration, { matchOnSerialNumberFlag: false }, BY);
  tables.crossReferences.update(1, { vendorLevel: 'select' }, BY);
  tables.managementItSolutions.update(SEED.managementSolution, { managementSolutionName: 'efolder' }, BY);
  tables.boardStatuses.update(SEED.statuses.new, { closedStatus: true }, BY);
}

/**
 * Serves the filled screen as a static page on its own address, and changes it again and again. What is shown is nothing, or
 * exactly what was said of the record while its page was whole.
 */
async function playMutations(
  shared: SharedBrowser,
  name: string,
  path: string,
  seeds: readonly number[],
): Promise<void> {
  const { context } = shared.browser;
  const page = await context.newPage();
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.location().url.startsWith('chrome-extension:'))
      broken.push(message.text());
  });
  await page.goto(address(path));
  await settled(page);
  const markup = await takeMarkup(page);
  await page.route(
    (url) => url.pathname.endsWith('/ConnectWise.aspx'),
    (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: markup }),
  );
  await page.goto('about:blank');
  await page.goto(address(path));
  await settled(page);
  await prepareMutations(page);
  await openEverything(page);
  const whole = await wholePage(page);
  const wrong: string[] = [];
  let spoke = 0;
  for (const seed of seeds) {
    const operations = drawOperations(seed);
    const { messages, text, untouched } = await mutate(page, operations, seed, OTHERS);
    const what = `seed ${seed} (${operations.join(' + ')})`;
    const mayDiffer = operations.some((operation) => OPERATIONS[operation]?.changesValues);
    const foreign = messages.filter((message) => !whole.messages.some((known) => alike(known, message)));
    if (messages.length > 0) spoke += 1;
    if (foreign.length > 0 && !mayDiffer) wrong.push(`${what} says: ${foreign.join(' | ')}`);
    if (OF_THE_OTHER.test(mayDiffer ? '' : text)) wrong.push(`${what} speaks of another record: ${text}`);
    if (operations.includes('banner of another record') && messages.length > 0 && foreign.length > 0)
      wrong.push(`${what} speaks although banner and address disagree: ${messages.join(' | ')}`);
    if (!untouched) wrong.push(`${what}: the page itself was changed`);
  }
  console.log(
    `Mutated ${name}: ${seeds.length} mutations from seed ${FIRST_SEED}; the whole page says ${whole.messages.length}, ${spoke} mutations say something`,
  );
  expect(whole.messages.length, `${name}: the whole page has something to find`).toBeGreaterThan(0);
  expect(wrong, name).toEqual([]);
  expect(broken, name).toEqual([]);
  expect(await page.evaluate(() => 'broken' in globalThis), 'text of the page was run').toBe(false);

  await page.evaluate(
    (hash) => {
      document.body.innerHTML = '<div></div>';
      location.hash = hash;
    },
    hashOf({ screen: 'search' }),
  );
  await expect
    .poll(() => page.evaluate(() => document.querySelector('div[data-backup-bridge]')?.shadowRoot?.textContent ?? ''))
    .toBe('');
  expect(await page.evaluate(() => document.body.innerHTML)).toBe('<div></div>');
  await page.close();
}

/** What is said of the page as it is, once all answers are there. */
async function wholePage(page: Page): Promise<Outcome> {
  let outcome = await mutate(page, [], 0, OTHERS);
  for (let round = 0; round < 5; round++) {
    await page.waitForTimeout(300);
    const { messages } = await mutate(page, [], 0, OTHERS);
    outcome = { ...outcome, messages: [...new Set([...outcome.messages, ...messages])] };
  }
  return outcome;
}

/** A message may name what is typed; all else is the same. */
function alike(known: string, message: string): boolean {
  return known === message || known.includes(message) || message.includes(known);
}

/** Nothing has been added to the page or to our layer for a while. */
async function settled(page: Page): Promise<void> {
  let last = '';
  let same = 0;
  for (let round = 0; round < 60 && same < 6; round++) {
    await page.waitForTimeout(120);
    const now = await page.evaluate(
      () =>
        `${document.body.innerText.length}/${document.querySelector('div[data-backup-bridge]')?.shadowRoot?.textContent}`,
    );
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

/** Panel and marks unfolded, so that everything they know can be read. */
async function openEverything(page: Page): Promise<void> {
  const panel = new Panel(page);
  // Also on screens where it does not open by itself, and after the record was left.
  if (await panel.dock.isVisible()) await panel.pin();
  for (const badge of await page.locator('div[data-backup-bridge] .mark-badge[aria-expanded="false"]').all())
    await badge.press('Enter', { timeout: 5_000 }).catch(() => {});
}
