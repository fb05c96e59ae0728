import type { Page } from 'playwright-core';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { companyUrl } from '../../simulator/pages/address.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { ask } from '../browser/ask-worker.ts';
import type { Browser } from '../browser/browser.ts';
import { settled } from '../page-objects/in-page.ts';
import type { OptionsPage } from '../page-objects/options-page.ts';
import { Panel } from '../page-objects/panel.ts';
import { clearCache } from '../shared/shared-browser.ts';
import { connectForReview, launchBeside, turnOn } from '../story/connected-browser.ts';
import { clockScript, extensionBeginningWith, TAKEN_AT, TIME_ZONE } from './fixed-day.ts';
import { PAGES } from './pages.ts';
import { SCREENS } from './screens.ts';
import { readWords } from './words.ts';
import { addNorthside, haveTicketMoved, spoilLine, spoilSetup } from './world.ts';

export interface Size {
  width: number;
  height: number;
}

/** In CSS pixels. */
export const WINDOW: Size = { width: 1280, height: 900 };
/** As wide as the browser shows it, and as high as what is in it. */
const POPUP: Size = { width: 360, height: 100 };

export interface Picture {
  name: string;
  png: Buffer;
  /** What can be read on it (`words.ts`). */
  words: string;
}

export interface Look {
  scheme?: 'light' | 'dark';
  width?: number;
}

/** Gets each picture, with the page that it is of. */
export type Keep = (picture: Picture, page: Page) => Promise<void> | void;

/** Runs work with the simulator and a browser with the built extension, both on the fixed day. */
export async function onFixedDay(
  viewport: Size,
  scheme: 'light' | 'dark',
  work: (browser: Browser, simulator: Simulator) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator({ startsAt: TAKEN_AT });
  const clock = clockScript(simulator.clock.ahead);
  const browser = await launchBeside(simulator, {
    headless: true,
    colorScheme: scheme,
    timeZone: TIME_ZONE,
    extension: extensionBeginningWith(clock),
    viewport,
  });
  try {
    await browser.context.addInitScript(clock);
    await work(browser, simulator);
  } finally {
    await browser.close();
    await simulator.stop();
  }
}

/** Takes every picture of the documents, one after the other. */
export async function takePictures(keep: Keep, { scheme = 'light', width = WINDOW.width }: Look = {}): Promise<void> {
  const window = { ...WINDOW, width };
  await onFixedDay(window, scheme, async (browser, simulator) => {
    const take: Take = async (page, name, size) => keep(await takeOne(page, name, { ...window, ...size }), page);
    const { page: options } = await firstRun(browser, take);
    spoilLine(simulator);
    await syncCompanies(browser, take);
    await haveTicketMoved(simulator, (name, input) => ask(options, name, input));
    await sections(options, take);
    await popup(browser, take, 'popup');
    addNorthside(simulator);
    spoilSetup(simulator);
    await options.evaluate(clearCache);
    await screens(browser, simulator, take);
  });
}

/** `size`: of the picture, where it is not as large as the window. */
type Take = (page: Page, name: string, size?: Partial<Size>) => Promise<void>;

/** What a new user sees, up to both ends being connected. */
async function firstRun(browser: Browser, take: Take): Promise<OptionsPage> {
  const welcome = await browser.openOwn('welcome.html');
  await take(welcome, 'welcome');
  await welcome.close();
  await popup(browser, take, 'popup-not-connected');
  const { options } = await connectForReview(browser);
  const connected = await browser.openOwn('welcome.html#step-sync');
  await take(connected, 'welcome-connected');
  await connected.close();
  await turnOn(options.page);
  return options;
}

async function popup(browser: Browser, take: Take, name: string): Promise<void> {
  const page = await browser.openOwn('popup.html');
  await take(page, name, POPUP);
  await page.close();
}

/** Two companies' screens in ConnectWise, synced: so that there are runs, usage, a link and something to approve. */
async function syncCompanies(browser: Browser, take: Take): Promise<void> {
  const { eddiesTvRepair, joeTvRepair } = SEED.companies;
  const page = await openInConnectWise(browser, companyUrl(eddiesTvRepair, 'management'));
  const panel = new Panel(page);
  await panel.open();
  await take(page, 'company-panel');
  await panel.syncNow();
  await take(page, 'cw-synced');
  await page.close();
  const other = await openInConnectWise(browser, companyUrl(joeTvRepair));
  await new Panel(other).open();
  await new Panel(other).syncNow();
  await take(other, 'cw-on-hold');
  await other.close();
}

/** Every section of the options page with something on it. */
async function sections(page: Page, take: Take): Promise<void> {
  // As if opened now: what it read before is old. The number beside Approvals comes last.
  await page.reload();
  await page.getByRole('link', { name: 'Approvals 1 waiting' }).waitFor();
  for (const { name, place, until, before } of PAGES) {
    await page.goto(`${page.url().split('#')[0]}#${place}`);
    await page.getByRole('heading', { level: 1, name: until }).waitFor();
    await before?.(page);
    await take(page, name);
  }
}

/** The screens of ConnectWise, each with something to find. */
async function screens(browser: Browser, simulator: Simulator, take: Take): Promise<void> {
  for (const { name, path, height, show } of SCREENS) {
    const page = await openInConnectWise(browser, path(simulator));
    await show(page);
    await take(page, name, { height });
    await page.close();
  }
}

export async function openInConnectWise(browser: Browser, path: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(new URL(path, `https://${HOSTS.web}`).href);
  return page;
}

/** Once nothing is read any more. A page of ours from top to bottom; a screen of ConnectWise as its window shows it. */
export async function takeOne(page: Page, name: string, size: Size = WINDOW): Promise<Picture> {
  if (isInConnectWise(page)) return takeWindow(page, name, size);
  await atRest(page);
  await page.setViewportSize(size);
  // As high as the page: what sticks to the edge of the window would lie in the middle of a longer picture.
  const high = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, high) });
  const png = await page.screenshot({ fullPage: true, animations: 'disabled' });
  const words = await readWords(page);
  await page.setViewportSize(size);
  return { name, words, png };
}

/** As `takeOne`, but of any page only what its window shows. */
export async function takeWindow(page: Page, name: string, size: Size): Promise<Picture> {
  await atRest(page);
  const png = await page.screenshot({ animations: 'disabled', clip: { x: 0, y: 0, ...size } });
  return { name, words: await readWords(page), png };
}

function isInConnectWise(page: Page): boolean {
  return page.url().startsWith('https:');
}

async function atRest(page: Page): Promise<void> {
  // Else a button that was pressed looks as it does under the pointer.
  await page.mouse.move(0, 0);
  // Sections that are not shown have read nothing yet.
  await page.waitForFunction(
    () => ![...document.querySelectorAll('.bb-skeleton')].some((skeleton) => skeleton.checkVisibility()),
  );
  await (isInConnectWise(page) ? settled(page) : unchanged(page));
}

/** Until nothing on the page has changed for a while: what it asks the worker is seen by no other sign. */
async function unchanged(page: Page): Promise<void> {
  let before = '';
  for (let same = 0; same < 3; await page.waitForTimeout(150)) {
    const words = await readWords(page);
    same = words === before ? same + 1 : 0;
    before = words;
  }
}
