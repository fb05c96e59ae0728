import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, agreementUrl, companyUrl, ticketUrl } from '../simulator/pages/address.ts';
import type { Simulator } from '../simulator/server.ts';
import { errorsOf, layerHtml, settled, toRecord } from '../support/page-objects/in-page.ts';
import { expect, test } from './support/fixture.ts';
import { failuresOf, makeMistakes, openedPage, ticketsOfMistakes, WORDS } from './support/mistakes.ts';

const { agreements } = SEED;
/** Two views of a kind are kept: with a third record, the same inputs and rows hold another one each time. */
const COMPANIES = [SEED.companies.eddiesTvRepair, SEED.companies.joeTvRepair, SEED.companies.lakesideDental];
const AGREEMENTS = [agreements.eddiesTvRepair, agreements.joeTvRepair, agreements.lakesideDental];

/** Milliseconds between two changes of the address: slower than an answer, faster than one, and two in one turn. */
const WAITS = [400, 60, 10, 200, 0, 120, 30, 250];
/** Frames in a row in which the other record's words may still be shown once the banner names this one: 0.4 s on an idle machine. */
const MOST_FRAMES = 24;

/** A record: its address, what the banner names it by, and what is shown for it alone. */
interface Opened {
  path: string;
  banner: string;
  words: RegExp;
}

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

for (const [name, records] of Object.entries(SCREENS)) {
  test(`${name}: another record in the same widgets, and everything shown is about the record in the banner`, async ({
    shared,
  }) => {
    await makeMistakes(shared);
    const all = records(shared.simulator);
    const page = await openedPage(shared, all[0]?.path ?? '');
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
    expect(seen.frames, 'frames in which something was said of one of them').toBeGreaterThan(20);
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

/** Runs in the page: at every frame, for how many frames our layer has named a record that the banner does not. */
function watchForOthers(page: Page, all: readonly Opened[]): Promise<void> {
  return page.evaluate(
    (records) => {
      const watched = { longest: 0, inARow: 0, frames: 0, said: '' };
      Object.assign(globalThis, { watched });
      const look = () => {
        const banner = document.querySelector('.cw-main-banner')?.textContent ?? '';
        const said = document.querySelector('backup-bridge-layer')?.shadowRoot?.innerHTML ?? '';
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
