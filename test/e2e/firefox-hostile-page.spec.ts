import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { companyUrl } from '../simulator/pages/address.ts';
import { type Firefox, type FirefoxPage, launchFirefox } from '../support/browser/firefox.ts';
import { CONNECTWISE_KEYS, EFS_PORTAL_KEYS } from '../support/story/connected-browser.ts';
import { writesSince } from './support/facts.ts';
import { click, clickUntil, fill, type Where } from './support/firefox-page.ts';
import { address, test as base, EXHAUSTIVE, expect } from './support/fixture.ts';

const { companies } = SEED;

const test = base.extend<{ firefox: Firefox }>({
  firefox: async ({ simulator }, use, info) => {
    const firefox = await launchFirefox({ port: simulator.port, hosts: Object.values(HOSTS) });
    await use(firefox);
    if (info.status !== info.expectedStatus) {
      for (const [index, page] of firefox.pages.entries()) {
        const body = Buffer.from(await page.screenshot().catch(() => ''), 'base64');
        await info.attach(`page-${index}`, { body, contentType: 'image/png' });
      }
    }
    await firefox.close();
  },
});

test(
  'Firefox: a hostile page reads nothing, starts nothing, and hides nothing that a user presses',
  EXHAUSTIVE,
  async ({ simulator, firefox }) => {
    await connectAll(firefox);
    const page = await firefox.open(address(companyUrl(companies.eddiesTvRepair)), { seesLayer: false });
    const panel = await page.frame('/panel.html');
    // Positive control: there is something to read.
    expect(await panel.until<string>(PANEL_TEXT, ['EFS-342'])).toContain('ETV-Primary');
    const before = simulator.traffic.exchanges.length;
    const read = await page.run<{ text: string; fired: number; isThere: boolean }>(HOSTILE);
    expect(read.isThere).toBe(true);
    expect(read.fired).toBeGreaterThan(500);
    expect(read.text).not.toMatch(/EFS-342|ETV-Primary/);
    expect(JSON.parse(read.text)).toMatchObject({ root: null, frames: 0 });
    expect(writesSince(simulator, before)).toEqual([]);

    // What the forged clicks opened in that page lies over its panel: another page.
    const other = await firefox.open(address(companyUrl(companies.eddiesTvRepair)), { seesLayer: false });
    const covered = await other.frame('/panel.html');
    await covered.until<string>(PANEL_TEXT, ['EFS-342']);
    for (const cover of COVERS) {
      await other.run(cover);
      // Nothing is planned here; the panel says so, and the same opens in a window of our own.
      await clickUntil(covered, { button: 'Sync now…' }, PANEL_TEXT, ['may lie over the panel']);
      expect(writesSince(simulator, before)).toEqual([]);
      await other.run(UNCOVER);
      await click(covered, { selector: '[aria-label="Refresh"]' });
      await covered.until(`() => !document.body.innerText.includes('may lie over')`);
    }
    await clickUntil(covered, { button: 'Sync now…' }, PREVIEW, []);
  },
);

/** Both connections and the services, through the options page. */
async function connectAll(firefox: Firefox): Promise<void> {
  const options = await firefox.openOwn('options.html');
  const connectWise = 'form[aria-label="ConnectWise"]';
  const labels: [string, string][] = [
    ['Site', CONNECTWISE_KEYS.siteUrl],
    ['Company ID', CONNECTWISE_KEYS.companyId],
    ['Public key', CONNECTWISE_KEYS.publicKey],
    ['Private key', CONNECTWISE_KEYS.privateKey],
    ['Client ID', CONNECTWISE_KEYS.clientId],
  ];
  for (const [label, value] of labels) await fill(options, { label, within: connectWise }, value);
  await save(options, connectWise);

  const portal = 'form[aria-label="Backup portal"]';
  await fill(options, { label: 'Portal', within: portal }, 'efs-portal');
  await fill(options, { label: 'Address', within: portal }, EFS_PORTAL_KEYS.address);
  await fill(options, { label: 'Access token', within: portal }, EFS_PORTAL_KEYS.key);
  await save(options, portal);

  await click(options, { selector: 'nav a[href="#services"]' });
  const services = 'form[aria-label="Services and products"]';
  await fill(options, { label: 'Management solution', within: services }, 'eFolder');
  // What ConnectWise has for the services comes late, and moves them.
  await clickUntil(options, { label: 'Email Filtering', within: services }, CHECKED, [services, 'Email Filtering']);
  await click(options, { button: 'Save changes', within: services });
  await options.until(SAYS, [services, 'Saved.']);
}

async function save(options: FirefoxPage, within: string): Promise<void> {
  const button: Where = { button: 'Save', within };
  await click(options, button);
  await options.until(SAYS, [within, 'Saved.']);
}

const PREVIEW = `() => document.querySelector('.preview') !== null`;

/** Whether the checkbox with this label is checked. */
const CHECKED = `(within, label) => [...document.querySelectorAll(within + ' label')].some(
  (element) => element.innerText.replace(/\\s+/g, ' ').trim().startsWith(label) && element.control?.checked)`;

/** The panel's text as soon as it holds a word. */
const PANEL_TEXT = `(word) => {
  const panel = document.querySelector('.panel-content');
  return panel?.textContent.includes(word) ? panel.textContent : null;
}`;

const SAYS = `(within, text) => document.querySelector(within)?.innerText.includes(text) ?? false`;

/** What a page can read of our layer, and what it can fire at it. */
const HOSTILE = `async () => {
  const host = document.querySelector('div[data-backup-bridge]');
  const seen = [host?.shadowRoot ?? null, host?.innerText, host?.textContent, host?.innerHTML];
  let fired = 0;
  for (let x = innerWidth - 340; x < innerWidth; x += 20) {
    for (let y = 100; y < innerHeight; y += 20) {
      for (const type of ['mousedown', 'mouseup', 'click']) {
        fired += 1;
        host?.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y }));
      }
    }
  }
  for (const name of ['company.sync', 'plan.apply']) {
    window.postMessage({ to: 'worker', name, input: { companyId: 250 } }, '*');
    fired += 1;
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  const text = JSON.stringify({ root: seen[0], seen, frames: window.length });
  return { text, fired, isThere: host !== null };
}`;

/** Ways to hide the panel while a click still reaches it. */
const COVERS = [
  `() => document.querySelector('div[data-backup-bridge]').style.setProperty('opacity', '0.01', 'important')`,
  `() => document.documentElement.insertAdjacentHTML('beforeend', '<div id=cover style="position:fixed;inset:0;z-index:2147483647;background:white;pointer-events:none !important">Win a prize</div>')`,
  `() => {
    document.documentElement.insertAdjacentHTML('beforeend', '<div id=cover popover=manual style="position:fixed;inset:0;width:100vw;height:100vh;margin:0;background:white;pointer-events:none">Win a prize</div>');
    document.querySelector('#cover').showPopover();
  }`,
];

const UNCOVER = `() => {
  document.querySelector('#cover')?.remove();
  document.querySelector('div[data-backup-bridge]').style.removeProperty('opacity');
}`;
