import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, agreementUrl, companyUrl, ticketListUrl, ticketUrl } from '../simulator/pages/address.ts';
import { changePrefix, type WebClientOptions } from '../simulator/pages/options.ts';
import { FormPage } from '../support/pages/form-page.ts';
import { errorsOf, layerText, messages, settled } from '../support/pages/in-page.ts';
import { Panel } from '../support/pages/panel.ts';
import type { SharedBrowser } from '../support/shared/shared-browser.ts';
import { address, expect, test } from './support/fixture.ts';
import { makeMistakes, SCREENS, theTicketOfMistakes } from './support/mistakes.ts';

const { eddiesTvRepair: eddie, joeTvRepair: joe } = SEED.companies;
const { agreements } = SEED;
const EDDIE = /Eddie's TV Repair/;
const OF_EDDIE = /Eddie's TV Repair|EFS-342|efs 342|ETV-/;
const OF_JOE = /Joe TV Repair|EFS-355|efs 355|JTV-/;

/** `speaks`: nothing is hidden by it, so that what was found before is still found. */
const HABITS: Record<string, { options: WebClientOptions; speaks: boolean }> = {
  iframe: { options: { iframe: true }, speaks: true },
  'rows and fields two seconds late': { options: { lateMs: 2000 }, speaks: true },
  'read only, as inputs': { options: { readOnly: true }, speaks: true },
  'read only, as labels': { options: { readOnly: true, readOnlyAs: 'labels' }, speaks: false },
  'columns moved': { options: { columns: 'moved' }, speaks: true },
  'columns removed': { options: { columns: 'narrow' }, speaks: false },
  'half of the classes gone': { options: { classesGone: 'half', seed: 'one' }, speaks: false },
  'all classes gone': { options: { classesGone: 'all' }, speaks: false },
  'a second record below': { options: { twoRecords: true }, speaks: false },
};

/** Written, and not yet seen green. */
const NOT_YET_PROVEN = new Set(['integration details', 'managed-id entry', 'management solution', 'board status']);

for (const [name, path] of Object.entries(SCREENS)) {
  const run = NOT_YET_PROVEN.has(name) ? test.fixme : test;
  run(`habits: ${name}`, async ({ shared }) => {
    test.setTimeout(180_000);
    await makeMistakes(shared);
    const { page, errors, go } = await openPage(shared, path(shared.simulator));
    // The worker's first reading is slow; of what it keeps, all is said soon.
    if (name !== 'service ticket') await untilSaid(page);
    await go({});
    await settled(page, 1200);
    const whole = await messages(page);
    if (name !== 'service ticket') expect(whole, 'found on the page as it is usually').not.toEqual([]);
    const wrong: string[] = [];
    const spoke: string[] = [];
    for (const [habit, { options, speaks }] of Object.entries(HABITS)) {
      await go(options);
      if (options.lateMs) await page.waitForTimeout(options.lateMs);
      if (speaks && whole.length > 0) await untilSaid(page);
      const said = await messages(page);
      const foreign = said.filter((message) => !whole.some((known) => known.includes(message)));
      if (foreign.length > 0) wrong.push(`${habit} says: ${foreign.join(' | ')}`);
      if (OF_JOE.test(await layerText(page))) wrong.push(`${habit} speaks of the other record`);
      if (said.length > 0) spoke.push(habit);
      else if (speaks && whole.length > 0) wrong.push(`${habit} is silent`);
      for (const failed of await failures(shared)) wrong.push(`${habit}: ${failed}`);
    }
    console.log(`${name}: ${whole.length} findings, said too with: ${spoke.join(', ') || 'none of the habits'}`);
    expect(wrong).toEqual([]);
    expect(errors).toEqual([]);
  });
}

// Not yet seen green.
test.fixme('another record in the same widgets: what is said is always of the record in the banner', async ({
  shared,
}) => {
  await makeMistakes(shared);
  const { simulator } = shared;
  const line = (id: number) => simulator.connectWise.tables.additions.where('agreementId', id)[0]?.id ?? 0;
  const pairs: Record<string, [string, string]> = {
    company: [companyUrl(eddie), companyUrl(joe)],
    'Management tab': [companyUrl(eddie, 'management'), companyUrl(joe, 'management')],
    'additions list': [
      agreementUrl(agreements.eddiesTvRepair, 'additions'),
      agreementUrl(agreements.joeTvRepair, 'additions'),
    ],
    'addition form': [
      additionUrl(agreements.eddiesTvRepair, line(agreements.eddiesTvRepair)),
      additionUrl(agreements.joeTvRepair, line(agreements.joeTvRepair)),
    ],
  };
  const { page, errors } = await openPage(shared, companyUrl(eddie));
  for (const [name, [ofEddie, ofJoe]] of Object.entries(pairs)) {
    await watchForOthers(page);
    for (const wait of [400, 60, 10, 200, 0, 120, 30, 700]) {
      await to(page, ofJoe);
      await page.waitForTimeout(wait);
      await to(page, ofEddie);
      await page.waitForTimeout(wait);
    }
    await settled(page);
    expect(await layerText(page), `${name} of Eddie's`).toMatch(OF_EDDIE);
    expect(await layerText(page), `${name} of Eddie's`).not.toMatch(OF_JOE);
    await to(page, ofJoe);
    await settled(page);
    expect(await layerText(page), `${name} of Joe's`).toMatch(OF_JOE);
    expect(await layerText(page), `${name} of Joe's`).not.toMatch(OF_EDDIE);
    expect(await longestWrong(page), `${name}: milliseconds with another record's words`).toBeLessThan(400);
  }
  expect(errors).toEqual([]);
  expect(await failures(shared)).toEqual([]);
});

// Not yet seen green.
test.fixme('a new build while the page is open: the same findings at the next record', async ({ shared }) => {
  await makeMistakes(shared);
  const { page, errors } = await openPage(shared, companyUrl(joe, 'management'));
  changePrefix(shared.simulator.webClient);
  await to(page, companyUrl(eddie, 'management'));
  await settled(page);
  const after = await messages(page);
  expect(after.join()).toContain('efs 342');
  await page.reload();
  await settled(page);
  expect(new Set(await messages(page))).toEqual(new Set(after));
  expect(errors).toEqual([]);
});

// Not yet seen green.
test.fixme('a ticket by way of the board and back: the card is there with the ticket alone', async ({ shared }) => {
  await makeMistakes(shared);
  const ticket = theTicketOfMistakes(shared.simulator);
  const { page, errors } = await openPage(shared, ticketListUrl());
  expect(await layerText(page)).toBe('');
  for (let round = 0; round < 3; round++) {
    await to(page, ticketUrl(ticket, { fromBoard: true }));
    await page.locator('backup-bridge-layer .panel').waitFor({ timeout: 5000 });
    await to(page, ticketListUrl());
    await expect.poll(() => layerText(page)).toBe('');
  }
  expect(errors).toEqual([]);
  expect(await failures(shared)).toEqual([]);
});

// Not yet seen green.
test.fixme('what a person types while a run ends stays theirs, and its mark too', async ({ shared }) => {
  await makeMistakes(shared);
  const [line] = shared.simulator.connectWise.tables.additions.where('agreementId', agreements.eddiesTvRepair);
  const { page, errors } = await openPage(shared, additionUrl(agreements.eddiesTvRepair, line?.id ?? 0));
  const panel = new Panel(page);
  await panel.open();
  await panel.root.getByRole('button', { name: 'Sync now' }).click();
  const field = new FormPage(page).field('SerialNumber');
  await field.fill('efs-34');
  await field.press('2');
  await panel.result();
  await settled(page);
  expect(await field.inputValue()).toBe('efs-342');
  expect((await messages(page)).join()).toContain('“efs-342” should be EFS-342');
  expect(errors).toEqual([]);
  expect(await failures(shared)).toEqual([]);
});

/** Waits until something is said, for as long as a slow machine may take. */
async function untilSaid(page: Page): Promise<void> {
  for (let round = 0; round < 20 && (await messages(page)).length === 0; round++) await settled(page, 400);
}

async function openPage(shared: SharedBrowser, path: string) {
  const page = await shared.browser.context.newPage();
  const errors = errorsOf(page);
  const { webClient } = shared.simulator;
  const go = async (options: WebClientOptions) => {
    for (const name of Object.keys(HABIT_NAMES)) Reflect.deleteProperty(webClient, name);
    Object.assign(webClient, options);
    await page.goto('about:blank');
    await page.goto(address(path));
    await settled(page, 400);
  };
  await go({});
  return { page, errors, go };
}

const HABIT_NAMES: WebClientOptions = Object.assign({}, ...Object.values(HABITS).map(({ options }) => options));

function to(page: Page, path: string): Promise<void> {
  return page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    new URL(address(path)).hash,
  );
}

/** Runs in the page: at every frame, whether our layer names the company that the banner does not. */
function watchForOthers(page: Page): Promise<void> {
  return page.evaluate(
    ([eddies, ofEddie, ofJoe]) => {
      const state = { longest: 0, since: 0 };
      const isRunning = 'watched' in globalThis;
      Object.assign(globalThis, { watched: state });
      if (isRunning) return;
      const look = () => {
        const { watched } = globalThis as unknown as { watched: typeof state };
        const banner = document.querySelector('.cw-main-banner')?.textContent ?? '';
        const text = document.querySelector('backup-bridge-layer')?.shadowRoot?.textContent ?? '';
        const other = new RegExp(new RegExp(eddies).test(banner) ? ofJoe : ofEddie);
        if (!other.test(text)) watched.since = 0;
        else watched.since ||= performance.now();
        if (watched.since) watched.longest = Math.max(watched.longest, performance.now() - watched.since);
        requestAnimationFrame(look);
      };
      look();
    },
    [EDDIE.source, OF_EDDIE.source, OF_JOE.source] as const,
  );
}

function longestWrong(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { watched: { longest: number } }).watched.longest);
}

/** Features that failed in any open tab of ConnectWise. */
async function failures({ ask }: SharedBrowser): Promise<string[]> {
  const failed: string[] = [];
  for (const { tabId } of await ask<{ tabId: number }[]>('tabs.list', {})) {
    const report = await ask<{ features: { id: string; state: string; error?: string }[] } | null>('tab.check', {
      tabId,
    });
    for (const { id, state, error } of report?.features ?? []) if (state === 'failed') failed.push(`${id}: ${error}`);
  }
  return failed;
}
