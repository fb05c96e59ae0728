import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, companyUrl, ticketListUrl, ticketUrl } from '../simulator/pages/address.ts';
import { changePrefix, type WebClientOptions } from '../simulator/pages/options.ts';
import { byDepth, oneOfEvery } from '../support/depth.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { errorsOf, layerHtml, layerText, messages, settled, toRecord } from '../support/page-objects/in-page.ts';
import { Panel } from '../support/page-objects/panel.ts';
import type { SharedBrowser } from '../support/shared/shared-browser.ts';
import { EXHAUSTIVE, expect, test } from './support/fixture.ts';
import {
  failuresOf,
  makeMistakes,
  openedPage,
  readBefore,
  SCREENS,
  ticketsOfMistakes,
  WORDS,
} from './support/mistakes.ts';

const { eddiesTvRepair: eddie, joeTvRepair: joe } = SEED.companies;
const { agreements } = SEED;
const [, ...OF_OTHERS] = WORDS;

interface Habit {
  options: WebClientOptions;
  /** Nothing is hidden by it, so that what was found before is still found. */
  speaks: boolean;
  /** Tried on these screens alone, because the others are built no differently. */
  on?: readonly string[];
}

const LISTS = ['Management tab', 'additions list', 'integration details'];
const HABITS: Record<string, Habit> = {
  iframe: { options: { iframe: true }, speaks: true },
  'rows and fields two seconds late': {
    options: { lateMs: 2000 },
    speaks: true,
    on: ['additions list', 'addition form'],
  },
  'read only, as inputs': { options: { readOnly: true }, speaks: true },
  'read only, as labels': { options: { readOnly: true, readOnlyAs: 'labels' }, speaks: false },
  'columns moved': { options: { columns: 'moved' }, speaks: true, on: LISTS },
  'columns removed': { options: { columns: 'narrow' }, speaks: false, on: LISTS },
  'half of the classes gone': { options: { classesGone: 'half', seed: 'one' }, speaks: false },
  'all classes gone': { options: { classesGone: 'all' }, speaks: false },
  'a second record below': { options: { twoRecords: true }, speaks: false },
};

/** In two halves, one for each worker; what was read for one screen answers the next. */
const HALVES = [
  ['company', 'addition form', 'integration details', 'management solution', 'service ticket'],
  ['Management tab', 'additions list', 'managed-id entry', 'board status'],
];

for (const names of oneOfEvery(2, HALVES)) {
  test(`habits of the web client: ${names.join(', ')}`, async ({ shared }) => {
    await makeMistakes(shared);
    await readBefore(shared);
    const wrong: string[] = [];
    for (const name of names) wrong.push(...(await playHabits(shared, name)));
    expect(wrong).toEqual([]);
  });
}

test('every screen is in one of the halves', () => {
  expect(HALVES.flat().toSorted()).toEqual(Object.keys(SCREENS).toSorted());
});

/** What went wrong on one screen: it is silent or says less where something is hidden, and never anything else. */
async function playHabits(shared: SharedBrowser, name: string): Promise<string[]> {
  const { webClient } = shared.simulator;
  const page = await openedPage(shared, SCREENS[name]?.(shared.simulator) ?? '');
  const errors = errorsOf(page);
  // A ticket's panel is a tab until the user opens it; pinned, it is there after every loading.
  if (name === 'service ticket') await new Panel(page).pin();
  await untilSaid(page, 40_000);
  // The first page may have been drawn before an answer came.
  await page.reload();
  await untilSaid(page, 40_000);
  await settled(page, 600);
  const whole = await messages(page);
  const wrong = whole.length === 0 ? [`${name}: nothing is found on the page as it is usually`] : [];
  const spoke: string[] = [];
  for (const [habit, { options, speaks }] of habitsOf(name)) {
    Object.assign(webClient, options);
    await page.reload();
    if (speaks) await untilSaid(page, 30_000);
    await settled(page, 350);
    const said = await messages(page);
    const foreign = said.filter((message) => !whole.some((known) => known.includes(message)));
    const text = await layerHtml(page);
    if (foreign.length > 0) wrong.push(`${name}, ${habit} says: ${foreign.join(' | ')}`);
    if (OF_OTHERS.some((words) => words.test(text))) wrong.push(`${name}, ${habit} speaks of another record`);
    if (said.length > 0) spoke.push(habit);
    else if (speaks) wrong.push(`${name}, ${habit} is silent`);
    for (const failed of await failuresOf(shared)) wrong.push(`${name}, ${habit}: ${failed}`);
    for (const option of Object.keys(options)) Reflect.deleteProperty(webClient, option);
  }
  console.log(`${name}: ${whole.length} findings, said too with: ${spoke.join(', ') || 'none of the habits'}`);
  await page.close();
  return [...wrong, ...errors.map((error) => `${name}: ${error}`)];
}

/** Habits that are tried on a screen: at sample depth a ninth of those that concern it, and on the next screen the next ninth. */
function habitsOf(name: string): [string, Habit][] {
  const nth = HALVES.flat().indexOf(name);
  const share = byDepth(9, 1);
  return Object.entries(HABITS)
    .filter(([, { on }]) => !on || on.includes(name))
    .filter((_, index) => (index + nth) % share === 0);
}

/** Waits until something is said, and at most so long. */
async function untilSaid(page: Page, milliseconds: number): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end && (await messages(page)).length === 0; )
    await page.waitForTimeout(60);
}

test('a new build while the page is open: the same findings at the next record', async ({ shared }) => {
  await makeMistakes(shared);
  const page = await openedPage(shared, companyUrl(joe, 'management'));
  const errors = errorsOf(page);
  changePrefix(shared.simulator.webClient);
  await toRecord(page, companyUrl(eddie, 'management'));
  const said = async () => (await messages(page)).toSorted();
  await expect.poll(async () => (await said()).join(), { timeout: 150_000 }).toContain('efs 342');
  await settled(page);
  const after = await said();
  await page.reload();
  await expect.poll(said).toEqual(after);
  expect(errors).toEqual([]);
});

test('a ticket opened from the board: the card is shown with the ticket only', EXHAUSTIVE, async ({ shared }) => {
  await makeMistakes(shared);
  const ticket = ticketsOfMistakes(shared.simulator)[0] ?? 0;
  const page = await openedPage(shared, ticketListUrl());
  const errors = errorsOf(page);
  await settled(page);
  expect(await layerText(page)).toBe('');
  for (let round = 0; round < 3; round++) {
    await toRecord(page, ticketUrl(ticket, { fromBoard: true }));
    await page.locator('div[data-backup-bridge] .panel').waitFor({ timeout: 150_000 });
    await toRecord(page, ticketListUrl());
    await expect.poll(() => layerText(page)).toBe('');
  }
  expect(errors).toEqual([]);
  expect(await failuresOf(shared)).toEqual([]);
});

test('what a user types while a run ends is kept, and its mark too', async ({ shared }) => {
  await makeMistakes(shared);
  const [line] = shared.simulator.connectWise.tables.additions.where('agreementId', agreements.eddiesTvRepair);
  const page = await openedPage(shared, additionUrl(agreements.eddiesTvRepair, line?.id ?? 0));
  const errors = errorsOf(page);
  const panel = new Panel(page);
  await panel.open();
  await panel.look();
  await panel.root.getByRole('button', { name: 'Sync now' }).click();
  const field = new FormPage(page).field('SerialNumber');
  await field.fill('efs-34');
  await field.press('2');
  await panel.result();
  await settled(page);
  expect(await field.inputValue()).toBe('efs-342');
  expect((await messages(page)).join()).toContain('“efs-342” should be EFS-342');
  expect(errors).toEqual([]);
  expect(await failuresOf(shared)).toEqual([]);
});
