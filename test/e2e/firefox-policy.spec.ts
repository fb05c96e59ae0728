import { ALL_PARTS } from '../../lib/domain/consent.ts';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { companyUrl } from '../simulator/pages/address.ts';
import { type FirefoxPage, launchFirefox } from '../support/browser/firefox.ts';
import { writesSince } from './support/facts.ts';
import { click } from './support/firefox-page.ts';
import { address, EXHAUSTIVE, expect, test } from './support/fixture.ts';
import { CONNECTED, KEYS } from './support/policy.ts';

const companyId = SEED.companies.eddiesTvRepair;
const CONNECTWISE = 'form[aria-label="ConnectWise"]';
const PORTAL = 'form[aria-label="Backup portal"]';
const VIEWER = { ...CONNECTED, role: 'viewer', automatic: ALL_PARTS, storageUnit: 'GiB' };

test(
  'Firefox: connections of a policy work without typing; a viewer writes nothing; a new start takes over a change',
  EXHAUSTIVE,
  async ({ simulator }) => {
    const firefox = await launchFirefox({ port: simulator.port, hosts: Object.values(HOSTS), policy: VIEWER });
    try {
      const options = await firefox.openOwn('options.html');
      await options.until(SAYS, [CONNECTWISE, `Connected to ${HOSTS.web}`]);
      // Access to a host outside the cloud is given by a click alone; what is saved by it, the policy holds.
      await click(options, { button: 'Save', within: PORTAL });
      await options.until(SAYS, [PORTAL, 'Saved.']);
      expect(await options.run(LOCKED)).toEqual(
        expect.arrayContaining(['Site', 'Private key', 'Client ID', 'Portal', 'Access token', 'Role']),
      );

      const page = await firefox.open(address(companyUrl(companyId)));
      const panel = await page.frame('/panel.html');
      await panel.until(SAYS, ['.findings', 'ADD-SERIAL-FORMAT']);
      await panel.until(SAYS, ['.panel-content', 'This browser only views']);
      expect(await panel.run(SYNC_BUTTONS)).toEqual([]);
      const said = await options.run<string>(ASK, ['company.sync', { companyId }]);
      expect(said).toContain('This browser only reads');
      expect(writesSince(simulator)).toEqual([]);
      await expectNoKey([options, panel, page]);

      // Firefox reads a policy when the extension starts, and never again: with another one it begins with new pages.
      await firefox.restartUnder({ ...CONNECTED, role: 'syncer', automatic: ALL_PARTS });
      const after = await firefox.openOwn('options.html');
      await after.until(SAYS, [CONNECTWISE, `Connected to ${HOSTS.web}`]);
      await after.until(SAYS, [PORTAL, 'Connected to']);
      await after.until(SAYS, ['#app', 'Several browsers and runners may sync']);
      const again = await firefox.open(address(companyUrl(companyId)));
      const syncer = await again.frame('/panel.html');
      await syncer.until(SAYS, ['.findings', 'ADD-SERIAL-FORMAT']);
      await syncer.until(`() => (${SYNC_BUTTONS})().length > 0`);
      await expectNoKey([after, syncer, again]);
    } finally {
      await firefox.close();
    }
  },
);

async function expectNoKey(pages: readonly FirefoxPage[]): Promise<void> {
  for (const page of pages) expect(await page.run(KEYS_IN, [KEYS])).toEqual([]);
}

const SAYS = `(within, text) => document.querySelector(within)?.innerText.includes(text) ?? false`;

const ASK = `async (name, input) => JSON.stringify(await browser.runtime.sendMessage({ to: 'worker', name, input }))`;

/** Labels of the controls that a policy locks. */
const LOCKED = `() => {
  const labels = [...document.querySelectorAll('label')].filter((label) => label.checkVisibility());
  return labels
    .filter(({ innerText, control }) => innerText.includes('Set by your administrator') && (control.readOnly || control.disabled))
    .map(({ innerText }) => innerText.replace(/\\s*Set by your administrator/, '').trim());
}`;

const SYNC_BUTTONS = `() => {
  const names = [...document.querySelectorAll('button')].map(({ innerText }) => innerText);
  return names.filter((name) => /^(Sync now|Preview|Fix)/.test(name));
}`;

const KEYS_IN = `(keys) => {
  const values = [...document.querySelectorAll('input, select, textarea')].map(({ value }) => value);
  const text = [document.documentElement.outerHTML, ...values].join('\\n');
  return keys.filter((key) => text.includes(key));
}`;
