import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, agreementUrl, companyUrl, ticketUrl } from '../simulator/pages/address.ts';
import type { Simulator } from '../simulator/server.ts';
import { oneOfEvery } from '../support/depth.ts';
import { errorsOf, layerHtml, settled, toRecord } from '../support/page-objects/in-page.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { address, expect, test } from './support/fixture.ts';
import { failuresOf, makeMistakes, ticketsOfMistakes, WORDS } from './support/mistakes.ts';

const { agreements } = SEED;
/** Two views of a kind are kept: with a third record, the same inputs and rows hold another one each time. */
const COMPANIES = [SEED.companies.eddiesTvRepair, SEED.companies.joeTvRepair, SEED.companies.lakesideDental];
const AGREEMENTS = [agreements.eddiesTvRepair, agreements.joeTvRepair, agreements.lakesideDental];

/** Milliseconds between two changes of the address: slower than an answer, faster than one, and two in one turn. */
const WAITS = oneOfEvery(3, [400, 60, 10, 200, 0, 120, 30, 250]);
/** Frames in a row in which the other record's words may still be shown once the banner names this one: 0.4 s on an idle machine. */
const MOST_FRAMES = 24;

/** A record: its address, what the banner names it by, and what is shown for it alone. */
interface Opened {
  path: string;
  banner: string;
  words: RegExp;
}

/** Screens on which the panel alone speaks. */
const IN_PANEL: ReadonlySet<string> = new Set(['service ticket', 'company panel']);

const SCREENS: Record<string, (simulator: Simulator) => Opened[]> = {
  'service ticket': (simulator) => opened(ticketsOfMistakes(simulator), (id) => [ticketUrl(id), `#${id} `]),
  'company panel': ({ connectWise }) =>
    opened(COMPANIES, (id) => [companyUrl(id), String(connectWise.tables.companies.get(id)?.name)]),
  'Management tab': ({ connectWise }) =>
    opened(COMPANIES, (id) => [companyUrl(id, 'management'), String(connectWise.tables.companies.get(id)?.name)]),
  'additions list': ({ connectWise }) =>
    opened(AGREEMENTS, (id) => [agreementUrl(id, 'additions'), String(connectWise.tables.agreements.get(id)?.name)]),
  'addition form': ({ connectWise: { tables } }) =>
    opened(AGREEMENTS, (id) => [
      additionUrl(id, tables.additions.where('agreementId', id)[0]?.id ?? 0),
      String(tables.agreements.get(id)?.name),
    ]),
};

for (const [name, records] of oneOfEvery(3, Object.entries(SCREENS))) {
  test(`${name}: another record in the same widgets, and everything shown is about the record in the banner`, async ({
    shared,
  }) => {
    await makeMistakes(shared);
    const all = records(shared.simulator);
    const page = await shared.browser.context.newPage();
    const panels = await watchPanels(page, all);
    await page.goto(address(all[0]?.path ?? ''));
    // A ticket's panel is a tab until the user opens it; pinned, it is there at every ticket.
    if (IN_PANEL.has(name)) await new Panel(page).pin();
    const errors = errorsOf(page);
    const go = async (one: Opened, timeout = 25_000) => {
      await toRecord(page, one.path);
      const foreign = all.filter((other) => other !== one);
      await expect
        .poll(
          async () => {
            const said = await layerHtml(page);
            return [one.words.test(said), foreign.some(({ words }) => words.test(said))];
          },
          { message: `${name}: something is said of ${one.words}, and of nothing else`, timeout },
        )
        .toEqual([true, false]);
    };
    // The first readings wait for their turn at the portal. From here on an answer is soon there, and can come for a record that was left.
    for (const one of all) await go(one, 40_000);
    await watchForOthers(page, all);
    for (const wait of WAITS) {
      for (const { path } of all) {
        await toRecord(page, path);
        await page.waitForTimeout(wait);
      }
    }
    for (const one of all.toReversed()) await go(one);
    await settled(page);
    const seen = await whatWasSeen(page);
    console.log(`${name}: ${JSON.stringify(seen)}`);
    if (!IN_PANEL.has(name))
      expect(seen.frames, 'frames in which something was said of one of them').toBeGreaterThan(20);
    const shown = await panels();
    if (IN_PANEL.has(name)) expect(shown.frames, 'panels that were visible').toBeGreaterThan(2);
    expect(shown.wrong, 'panels of one record beside the banner of another').toEqual([]);
    expect(seen.longest, 'frames in which another record was named').toBeLessThan(MOST_FRAMES);
    expect(errors).toEqual([]);
    expect(await failuresOf(shared)).toEqual([]);
  });
}

function opened(ids: readonly number[], of: (id: number) => [path: string, banner: string]): Opened[] {
  return ids.map((id, index) => {
    const [path, banner] = of(id);
    return { path, banner, words: WORDS[index] ?? /^/ };
  });
}

/**
 * Every panel frame is of one record from its first word to its last. Keeps which banners each was visible beside, by the token in its
 * address, and what it said of which record.
 */
async function watchPanels(
  page: Page,
  all: readonly Opened[],
): Promise<() => Promise<{ frames: number; wrong: string[] }>> {
  const said = new Map<string, Set<string>>();
  page.on('console', (message) => {
    const [, token, banner] = /^panel (\S+) says (.*)$/.exec(message.text()) ?? [];
    if (token && banner !== undefined) said.set(token, (said.get(token) ?? new Set()).add(banner));
  });
  const records = all.map(({ banner, words }) => ({ banner, words: words.source }));
  await page.addInitScript((known) => {
    if (location.protocol === 'chrome-extension:') {
      const token = location.hash.slice(1);
      const named = new Set<string>();
      new MutationObserver(() => {
        // Text by text: a hidden frame has no lines, and what stands in two elements is not one word.
        const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
        let text = '';
        while (walker.nextNode()) text += ` ${walker.currentNode.textContent}`;
        for (const { banner, words } of known) {
          if (named.has(banner) || !new RegExp(words).test(text)) continue;
          named.add(banner);
          console.debug(`panel ${token} says ${banner}`);
        }
      }).observe(document, { childList: true, subtree: true, characterData: true });
      return;
    }
    const beside: Record<string, string[]> = {};
    Object.assign(globalThis, { beside });
    const look = () => {
      const layer = document.querySelector('div[data-backup-bridge]')?.shadowRoot;
      const frame = layer?.querySelector<HTMLIFrameElement>('iframe.panel-page');
      const text = document.querySelector('.cw-main-banner')?.textContent ?? '';
      const banner = known.find((one) => text.includes(one.banner))?.banner;
      if (frame?.checkVisibility({ visibilityProperty: true }) && banner) {
        const token = frame.src.split('#')[1] ?? '';
        const seen = beside[token] ?? [];
        beside[token] = seen;
        // One frame may be drawn before our script has looked at a new banner.
        seen.push(banner);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, records);
  return async () => {
    const beside = await page.evaluate(() => (globalThis as unknown as { beside: Record<string, string[]> }).beside);
    const wrong = Object.entries(beside).flatMap(([token, banners]) => {
      const names = [...(said.get(token) ?? [])];
      const foreign = banners.filter((banner) => names.length > 0 && !names.includes(banner)).length;
      return names.length > 1 || foreign > MOST_FRAMES ? [`${names.join(', ')}: ${foreign} frames beside another`] : [];
    });
    return { frames: Object.keys(beside).length, wrong };
  };
}

/** Runs in the page: at every frame, for how many frames our layer has named a record that the banner does not. */
function watchForOthers(page: Page, all: readonly Opened[]): Promise<void> {
  return page.evaluate(
    (records) => {
      const watched = { longest: 0, inARow: 0, frames: 0, said: '' };
      Object.assign(globalThis, { watched });
      const look = () => {
        const banner = document.querySelector('.cw-main-banner')?.textContent ?? '';
        const said = document.querySelector('div[data-backup-bridge]')?.shadowRoot?.innerHTML ?? '';
        // A form that is filled later than its banner still holds the last record's values: a mark quotes the value of its field.
        const typed = [...document.querySelectorAll('input')].filter((input) => input.checkVisibility());
        const named = records.flatMap(({ banner: name, words }) => {
          const found = new RegExp(words).exec(said)?.[0];
          return found === undefined ? [] : [{ name, found }];
        });
        const wrong = named.find(
          ({ name, found }) => !banner.includes(name) && !typed.some(({ value }) => value.includes(found)),
        );
        if (named.length > 0) watched.frames += 1;
        watched.inARow = wrong ? watched.inARow + 1 : 0;
        if (wrong && watched.inARow > watched.longest) watched.said = `${wrong.found} at ${banner}`;
        watched.longest = Math.max(watched.longest, watched.inARow);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    all.map(({ banner, words }) => ({ banner, words: words.source })),
  );
}

function whatWasSeen(page: Page): Promise<{ longest: number; frames: number; said: string }> {
  return page.evaluate(() => {
    const { watched } = globalThis as unknown as { watched: { longest: number; frames: number; said: string } };
    return { longest: watched.longest, frames: watched.frames, said: watched.said };
  });
}
