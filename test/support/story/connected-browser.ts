import type { Page } from 'playwright-core';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { EFS_TOKEN, X360_KEY } from '../../simulator/portal/seed.ts';
import type { Simulator } from '../../simulator/server.ts';
import { ask } from '../browser/ask-worker.ts';
import type { Browser, BrowserName } from '../browser/browser.ts';
import { type LaunchOptions, launchChromium } from '../browser/chromium.ts';
import { launchDrivenFirefox } from '../browser/driven-firefox.ts';
import { type ConnectWiseKeys, OptionsPage, type PortalKeys } from '../page-objects/options-page.ts';

/** What a user would type to connect to the simulated ConnectWise. */
export const CONNECTWISE_KEYS: ConnectWiseKeys = {
  siteUrl: `https://${HOSTS.web}`,
  companyId: SEED.companyId,
  publicKey: SEED.publicKey,
  privateKey: SEED.privateKey,
  clientId: SEED.clientId,
};

export const EFS_PORTAL_KEYS: PortalKeys = {
  kind: 'EFS portal (or a bridge in front of one)',
  address: `https://${HOSTS.efsPortal}`,
  key: EFS_TOKEN,
};

export const X360_KEYS: PortalKeys = { kind: 'Axcient x360Recover', address: '', key: X360_KEY };

/** The hosts that a user has to allow. */
export const GRANTED = [HOSTS.efsPortal, HOSTS.axcient, HOSTS.onPremise].map((host) => `https://${host}/*`);

/** A browser with the built extension and the simulator behind all its hosts; nothing is typed yet. */
export function launchBeside(
  simulator: Simulator,
  { browserName = 'chromium', ...options }: Partial<LaunchOptions> & { browserName?: BrowserName } = {},
): Promise<Browser> {
  if (browserName === 'firefox')
    return launchDrivenFirefox({
      port: simulator.port,
      hosts: Object.values(HOSTS),
      headless: options.headless,
    });
  return launchChromium({
    hostResolverRules: simulator.hostResolverRules,
    ...options,
    granted: [...GRANTED, ...(options.granted ?? [])],
  });
}

/**
 * Connects both ends through the options page, as a user does, and chooses the services of the story. Afterwards the browser is
 * in automatic mode, as one whose user consented long ago.
 */
export async function connect(
  browser: Browser,
  portal: PortalKeys = EFS_PORTAL_KEYS,
  connectWise: ConnectWiseKeys = CONNECTWISE_KEYS,
): Promise<{ options: OptionsPage; said: string[] }> {
  const connected = await connectForReview(browser, portal, connectWise);
  await turnOn(connected.options.page);
  return connected;
}

/** Turns automatic sync on, as a user who had seen the preview. @param own a page of the extension */
export async function turnOn(own: Page): Promise<void> {
  await ask(own, 'consent.save', { parts: ALL_PARTS, syncNow: false });
}

/** Connects both ends, and nothing more: the mode is Review, as it is for every user at first. */
export async function connectForReview(
  browser: Browser,
  portal: PortalKeys = EFS_PORTAL_KEYS,
  connectWise: ConnectWiseKeys = CONNECTWISE_KEYS,
): Promise<{ options: OptionsPage; said: string[] }> {
  const options = new OptionsPage(await browser.openOwn('options.html'));
  await options.typeConnectWise(connectWise);
  const said = [await options.click(options.connectWise, 'Save')];
  await options.typePortal(portal);
  said.push(await options.click(options.portal, 'Save'));
  await options.chooseServices({ managementSolution: 'eFolder', on: ['Email Filtering'] });
  return { options, said };
}
