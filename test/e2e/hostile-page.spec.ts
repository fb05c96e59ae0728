import type { CDPSession, Frame, Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, companyUrl } from '../simulator/pages/address.ts';
import type { Browser } from '../support/browser/browser.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { connectByMessages } from '../support/story/connect-by-messages.ts';
import { launchBeside } from '../support/story/connected-browser.ts';
import { writesSince } from './support/facts.ts';
import { address, test as base, EXHAUSTIVE, expect } from './support/fixture.ts';

/** A browser in which the test, too, sees no more of the page than the page's own scripts do. */
const test = base.extend<{ unseen: Browser }>({
  unseen: async ({ simulator }, use) => {
    const browser = await launchBeside(simulator, { seesLayer: false });
    browser.context.setDefaultTimeout(75_000);
    await connectByMessages(browser);
    await use(browser);
    await browser.close();
  },
});

const { companies } = SEED;
const LAYER = 'div[data-backup-bridge]';
/** Names and ids that only our parts say on a company's screen. */
const OURS = /EFS-342|ETV-Primary|ADD-DRIFT|MID-ORDER/;

/** Opens the company and waits until our panel shows it. */
async function openPanel(page: Page): Promise<Frame> {
  await page.goto(address(companyUrl(companies.eddiesTvRepair, 'company')));
  const frame = await panelFrame(page);
  await frame.locator('.panel-scroll[aria-busy="false"] .findings').first().waitFor();
  return frame;
}

async function panelFrame(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes('/panel.html') && !frame.isDetached());
  await expect.poll(() => find() !== undefined, { timeout: 75_000 }).toBe(true);
  const found = find();
  if (!found) throw new Error('There is no panel frame.');
  return found;
}

test('a hostile page reads nothing of ours, however early its scripts are', EXHAUSTIVE, async ({ unseen }) => {
  const page = await unseen.context.newPage();
  // Before our script: everything that a page can put in its way.
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      seen.push('attachShadow');
      return attach.call(this, { ...init, mode: 'open' });
    };
    for (const name of ['append', 'appendChild', 'insertBefore', 'setAttribute'] as const) {
      const before = Element.prototype[name as 'append'];
      Element.prototype[name as 'append'] = function (...input) {
        if (this.hasAttribute?.('data-backup-bridge')) seen.push(name);
        return before.apply(this, input);
      };
    }
    // A custom element of the page is given the root that others attach to it: of every name that ours may have had.
    for (const name of ['backup-bridge-layer', 'backup-bridge', 'bb-layer']) {
      customElements.define(
        name,
        class extends HTMLElement {
          constructor() {
            super();
            const internals = this.attachInternals();
            setTimeout(() => internals.shadowRoot && seen.push(`root of ${name}`), 1_000);
          }
        },
      );
    }
    addEventListener('message', (event) => seen.push(`message ${JSON.stringify(event.data)}`));
    document.createElement = new Proxy(document.createElement, {
      apply: (target, self, input: [string]) => {
        if (input[0]?.includes('bridge')) seen.push('createElement');
        return Reflect.apply(target, self, input);
      },
    });
  });
  const frame = await openPanel(page);
  // Positive control: there is something to read.
  expect(await frame.locator('body').innerText()).toMatch(OURS);

  const read = await page.evaluate((tag) => {
    const host = document.querySelector(tag);
    const all = [...document.querySelectorAll('*')];
    const ways: Record<string, unknown> = {
      root: host?.shadowRoot,
      innerText: (host as HTMLElement)?.innerText,
      textContent: host?.textContent,
      innerHTML: host?.innerHTML,
      html: (document.documentElement as HTMLElement & { getHTML?(options: object): string }).getHTML?.({
        serializableShadowRoots: true,
      }),
      roots: all.map((element) => element.shadowRoot).filter(Boolean).length,
      frames: window.length,
      named: Object.keys(window).filter((name) => /backup|bridge/i.test(name)),
      internals: (() => {
        try {
          return (host as HTMLElement).attachInternals().shadowRoot;
        } catch (error) {
          return (error as Error).name;
        }
      })(),
      parts: getComputedStyle(host ?? document.body, '::part(panel)').content,
      point: [...Array(40).keys()].map((n) => document.elementFromPoint(innerWidth - 40, n * 20)?.localName),
      path: '',
    };
    const selection = getSelection();
    if (host) selection?.selectAllChildren(document.documentElement);
    ways.selected = selection?.toString();
    selection?.removeAllRanges();
    const storage = [...Object.entries(localStorage), ...Object.entries(sessionStorage)];
    return {
      text: JSON.stringify({ ...ways, storage }),
      seen: (window as unknown as { seen: string[] }).seen,
      isThere: !!host,
    };
  }, LAYER);
  expect(read.isThere).toBe(true);
  expect(read.text.replaceAll("Eddie's TV Repair", '')).not.toMatch(OURS);
  expect(JSON.parse(read.text)).toMatchObject({
    root: null,
    internals: 'NotSupportedError',
    roots: 0,
    frames: 0,
    named: [],
  });
  expect(read.seen).toEqual([]);
});

test('a hostile page starts nothing: forged events, moved nodes, forged messages, a framed panel', async ({
  unseen,
  simulator,
}) => {
  const page = await unseen.context.newPage();
  await openPanel(page);
  const before = simulator.traffic.exchanges.length;
  const tried = await page.evaluate(async (tag) => {
    let count = 0;
    const host = document.querySelector<HTMLElement>(tag);
    if (!host) return 0;
    const fire = (target: EventTarget, type: string, x: number, y: number) => {
      count += 1;
      const init = { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y, view: window };
      target.dispatchEvent(
        type.startsWith('key') ? new KeyboardEvent(type, { ...init, key: 'Enter' }) : new PointerEvent(type, init),
      );
    };
    for (let x = innerWidth - 340; x < innerWidth; x += 20) {
      for (let y = 100; y < innerHeight; y += 20) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) fire(host, type, x, y);
      }
    }
    for (const type of ['keydown', 'keypress', 'keyup']) fire(host, type, 0, 0);
    host.focus();
    host.click();
    // Out of the document and back, into another place, and into another document.
    const home = host.parentNode;
    for (const place of [
      document.body,
      document.createElement('div'),
      document.implementation.createHTMLDocument('x').body,
    ]) {
      place.append(host);
      fire(host, 'click', innerWidth - 40, innerHeight - 60);
      count += 1;
    }
    home?.append(host);
    // Messages, as our scripts and pages send them.
    const forged = [
      { to: 'worker', name: 'company.sync', input: { companyId: 250 } },
      { to: 'panel', name: 'shown', input: { is: 'shown', session: '', shown: null } },
      { to: 'tab', name: 'tab.panel', input: { does: 'toggle' } },
    ];
    for (const message of forged) {
      window.postMessage(message, '*');
      document.dispatchEvent(new CustomEvent('backup-bridge', { detail: message }));
      count += 2;
    }
    const runtime = (window as unknown as { chrome?: { runtime?: { sendMessage?: (m: unknown) => void } } }).chrome
      ?.runtime;
    count += runtime?.sendMessage ? 1_000_000 : 1;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return count;
  }, LAYER);
  expect(tried).toBeGreaterThan(1_000);
  expect(tried).toBeLessThan(1_000_000);
  // A page that learned the extension's id frames our pages: the panel stays empty, the others are refused.
  const framed = await page.evaluate(async (id) => {
    const texts: string[] = [];
    for (const path of ['panel.html', 'panel.html#guess', 'options.html', 'popup.html']) {
      const element = document.createElement('iframe');
      element.src = `chrome-extension://${id}/${path}`;
      document.body.append(element);
      await new Promise((resolve) => setTimeout(resolve, 500));
      texts.push(element.contentDocument === null ? 'closed' : 'empty');
    }
    return texts;
  }, unseen.extensionId);
  expect(framed).toHaveLength(4);
  let ofThePage = 0;
  for (const one of page.frames()) {
    if (!one.url().startsWith('chrome-')) continue;
    // Ours stands in the layer's root; those of the page stand in its document.
    const element = await one.frameElement().catch(() => null);
    if (!(await element?.evaluate((node) => node.getRootNode() === document))) continue;
    ofThePage += 1;
    const text = await one
      .locator('body')
      .innerText()
      .catch(() => '');
    expect(text).not.toMatch(OURS);
  }
  expect(ofThePage).toBe(4);
  expect(writesSince(simulator, before)).toEqual([]);
  // Positive control: a user's own click in the panel does write.
  // A frame that was moved loads again, and begins again.
  const again = await panelFrame(page);
  await again.locator('.findings').first().waitFor();
  // What the forged clicks opened in the page lies over the panel now.
  const fresh = await openPanel(await unseen.context.newPage());
  await fresh.waitForTimeout(1_000);
  await fresh.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => writesSince(simulator, before).length, { timeout: 75_000 }).toBeGreaterThan(0);
  console.log(`hostile page: ${tried} forged events and messages, 4 framed pages, 0 writes`);
});

test('even a page that holds our root presses nothing in it', EXHAUSTIVE, async ({ chromium, options, simulator }) => {
  await options.page.close();
  const page = await chromium.context.newPage();
  const [line] = simulator.connectWise.tables.additions.where('agreementId', SEED.agreements.eddiesTvRepair);
  await page.goto(address(additionUrl(SEED.agreements.eddiesTvRepair, line?.id ?? 0)));
  const form = new FormPage(page);
  await expect(form.field('SerialNumber')).toHaveValue(/\S/);
  await form.type('SerialNumber', 'efs-342');
  const use = form.mark('SerialNumber').getByRole('button', { name: 'Use EFS-342' });
  await use.waitFor();
  // Inside the root, and taken out of it: the click is no user's, and the node is not where ours are.
  await use.evaluate((button: HTMLElement) => {
    button.click();
    const home = button.parentNode;
    document.body.append(button);
    button.click();
    home?.append(button);
  });
  await page.waitForTimeout(500);
  await expect(form.field('SerialNumber')).toHaveValue('efs-342');
  // Positive control: the same button, pressed by a user.
  await use.click();
  await expect(form.field('SerialNumber')).toHaveValue('EFS-342');
});

/** What a page can do to make a user press something that they do not see. */
const COVERS: [string, string][] = [
  ['opacity', `document.querySelector('${LAYER}').style.setProperty('opacity', '0.01', 'important')`],
  [
    'a style sheet',
    `document.head.insertAdjacentHTML('beforeend', '<style>${LAYER} { filter: blur(20px) !important }</style>')`,
  ],
  ['a transform', `document.querySelector('${LAYER}').style.setProperty('transform', 'scale(0.2)', 'important')`],
  [
    'an overlay that lets clicks through',
    `document.documentElement.insertAdjacentHTML('beforeend', '<div id=cover style="position:fixed;inset:0;z-index:2147483647;background:white;pointer-events:none">Win a prize</div>')`,
  ],
  [
    'a popover in the top layer that lets clicks through',
    `document.documentElement.insertAdjacentHTML('beforeend', '<div id=cover popover=manual style="position:fixed;inset:0;width:100vw;height:100vh;margin:0;background:white;pointer-events:none">Win a prize</div>'); document.querySelector('#cover').showPopover()`,
  ],
  [
    'a small cover over the button alone',
    `document.documentElement.insertAdjacentHTML('beforeend', '<div id=cover style="position:fixed;right:0;bottom:0;width:340px;height:110px;z-index:2147483647;background:white;pointer-events:none">Play</div>')`,
  ],
];

test(
  'clicks on a panel that a page hides write nothing, also when the cover goes with the click',
  EXHAUSTIVE,
  async ({ unseen, simulator }) => {
    const before = simulator.traffic.exchanges.length;
    const outcomes: string[] = [];
    for (const [what, script] of COVERS) {
      const page = await unseen.context.newPage();
      const frame = await openPanel(page);
      const button = frame.getByRole('button', { name: 'Sync now' });
      const box = await button.boundingBox();
      if (!box) throw new Error('The button has no place.');
      await page.waitForTimeout(1_000);
      await page.evaluate(script);
      // Long enough to be seen, and to tempt.
      await page.waitForTimeout(700);
      // As Playwright's own clicks are refused by what lies above, the mouse is pressed where the button was.
      const at = (await button.boundingBox()) ?? box;
      const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
      await page.evaluate(uncoverOnBlur);
      const opened = unseen.context.waitForEvent('page', { timeout: 5_000 }).catch(() => null);
      await page.mouse.click(x, y);
      const own = await opened;
      // The user goes on in our own window, which no page covers.
      await own?.waitForURL(/\/panel\.html\?/, { timeout: 30_000 });
      outcomes.push(`${what}: ${own ? 'a window opened' : 'nothing'}`);
      expect(writesSince(simulator, before), what).toEqual([]);
      await own?.close();
      await page.close();
    }
    expect(outcomes.filter((line) => line.endsWith('a window opened')).length).toBeGreaterThan(3);
    // Positive control: nothing over it, and the same click writes.
    const page = await unseen.context.newPage();
    const frame = await openPanel(page);
    await page.waitForTimeout(1_000);
    const box = await frame.getByRole('button', { name: 'Sync now' }).boundingBox();
    if (!box) throw new Error('The button has no place.');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(() => writesSince(simulator, before).length, { timeout: 75_000 }).toBeGreaterThan(0);
  },
);

/** Runs in the page: what hides the panel is taken away in the moment in which the click goes into the frame. */
function uncoverOnBlur(): void {
  addEventListener('blur', () => {
    document.querySelector('#cover')?.remove();
    document.querySelector('style:last-of-type')?.remove();
    document.querySelector<HTMLElement>('div[data-backup-bridge]')?.style.removeProperty('opacity');
    document.querySelector<HTMLElement>('div[data-backup-bridge]')?.style.removeProperty('transform');
  });
}

test(
  'a page that took over the content script gets the open record alone, and not often',
  EXHAUSTIVE,
  async ({ unseen, simulator }) => {
    const page = await unseen.context.newPage();
    await openPanel(page);
    const session = await page.context().newCDPSession(page);
    const world = await contentWorld(session);
    const before = simulator.traffic.exchanges.length;
    const send = async (name: string, input: object) => {
      const { result } = await session.send('Runtime.evaluate', {
        contextId: world,
        awaitPromise: true,
        returnByValue: true,
        expression: `chrome.runtime.sendMessage(${JSON.stringify({ to: 'worker', name, input })}).catch((e) => ({ ok: false, failure: { code: String(e) } }))`,
      });
      return result.value as { ok: boolean; value?: unknown; failure?: { code: string; message: string } };
    };
    const own = companies.eddiesTvRepair;
    const other = companies.joeTvRepair;
    // Positive control: what the open page may ask.
    expect((await send('company.findings', { companyId: own })).ok).toBe(true);
    const refused = [
      await send('company.findings', { companyId: other }),
      await send('company.view', { companyId: own, refresh: false }),
      await send('managed-id.context', { companyId: other }),
      await send('addition.context', { agreementId: SEED.agreements.joeTvRepair }),
      await send('company.plan', { companyId: own }),
      await send('company.sync', { companyId: own }),
      await send('plan.apply', { planId: 'x', confirmed: ['y'] }),
      await send('finding.plan', { companyId: own, findingId: 'x' }),
      await send('run.plan-undo', { runId: 'x' }),
      await send('panel.start', { token: 'x' }),
      await send('panel.show', {
        shown: {
          record: { kind: 'company', companyId: other, name: 'x' },
          onScreen: { entries: false, agreementIds: [] },
        },
      }),
      await send('page.teach', { field: 'managedId', screen: null, labels: ['Notes'], classes: [] }),
      await send('settings.view', {}),
      await send('journal.list', { limit: 10 }),
      await send('status.view', {}),
      await send('customers.search', { text: 'a' }),
    ];
    expect(refused.filter(({ ok }) => ok)).toEqual([]);
    const found = await send('customers.search', { text: 'tv' });
    expect((found.value as { customers: unknown[] }).customers.length).toBeLessThanOrEqual(20);
    const { result } = await session.send('Runtime.evaluate', {
      contextId: world,
      awaitPromise: true,
      returnByValue: true,
      expression: `Promise.all(Array.from({ length: 1000 }, () => chrome.runtime.sendMessage({ to: 'worker', name: 'company.findings', input: { companyId: ${own} } }))).then((all) => [all.filter(({ ok }) => ok).length, all.filter(({ failure }) => failure?.code === 'too-many-requests').length])`,
    });
    const [answered = 0, tooMany = 0] = result.value as number[];
    expect(answered).toBeLessThan(250);
    expect(answered + tooMany).toBe(1_000);
    expect(writesSince(simulator, before)).toEqual([]);
    console.log(`content tier: ${refused.length} messages refused, ${answered} of 1000 requests answered, 0 writes`);
  },
);

test('a forged banner shows no other company’s data', EXHAUSTIVE, async ({ unseen, simulator }) => {
  const page = await unseen.context.newPage();
  const frame = await openPanel(page);
  const before = simulator.traffic.exchanges.length;
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('*')) {
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && node.textContent?.includes("Eddie's TV Repair"))
          node.textContent = node.textContent.replaceAll("Eddie's TV Repair", 'Joe TV Repair');
      }
    }
  });
  await page.waitForTimeout(2_000);
  const text = await frame
    .locator('body')
    .innerText()
    .catch(() => '');
  expect(text).not.toMatch(/EFS-355|JTV-/);
  expect(writesSince(simulator, before)).toEqual([]);
});

/** The world of our content script in the page's top frame. */
async function contentWorld(session: CDPSession): Promise<number> {
  const found: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { type } = (context.auxData ?? {}) as { type?: string };
    if (type === 'isolated' && context.origin.startsWith('chrome-extension://')) found.push(context.id);
  });
  await session.send('Runtime.enable');
  await expect.poll(() => found.length).toBeGreaterThan(0);
  const [world] = found;
  if (world === undefined) throw new Error('There is no content script.');
  return world;
}
