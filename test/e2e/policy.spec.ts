import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, addressOf } from '../simulator/pages/address.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { launchBeside } from '../support/story/connected-browser.ts';
import { address, expect, test } from './support/fixture.ts';
import { silentFor } from './support/own-pages.ts';

const BUILT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.output', 'chrome-mv3');
/** Where Chromium of Debian looks for what administrators lay down; other builds look elsewhere. */
const POLICIES = '/etc/chromium/policies/managed';
const RENAMED = 'Geräte-ID';
const POLICY = { featuresOff: ['addition-check'], selectors: { managedId: { labels: [RENAMED] } } };

test('an administrator’s policy is locked in the options and in force in the page', async ({ simulator, headless }) => {
  // A copy has an id of its own: no other browser that runs meanwhile is under this policy.
  const extension = mkdtempSync(join(tmpdir(), 'backup-bridge-policy-'));
  cpSync(BUILT, extension, { recursive: true });
  const extensionId = idOfPath(extension);
  const lifted = layDown(extensionId);
  test.skip(typeof lifted === 'string', String(lifted));
  if (typeof lifted === 'string') return;
  const launch = () => launchBeside(simulator, { headless, extension });
  simulator.webClient.labels = { 'Managed ID': RENAMED };
  try {
    const browser = await launch();
    try {
      expect(browser.extensionId).toBe(extensionId);
      const options = await browser.openOwn('options.html#in-page');
      const features = options.getByRole('list', { name: 'Features' });
      await expect(features.getByRole('listitem').filter({ hasText: 'Off by policy' })).toHaveText(
        /^Agreement addition while typing/,
      );
      await expect(features.getByRole('switch', { name: 'Agreement addition while typing' })).toHaveCount(0);
      await expect(features.getByRole('switch', { name: 'Managed ID while typing' })).toBeChecked();
      await options.goto(`${options.url().split('#')[0]}#diagnostics`);
      const names = options.getByRole('list', { name: 'Fields with names of their own' });
      await expect(names).toContainText(`“${RENAMED}” policy`);
      await expect(names.getByRole('button')).toHaveCount(0);

      const page = await browser.context.newPage();
      const mark = await typeNearMiss(page, 'Managed ID', RENAMED);
      await expect(mark).toContainText('efs 342');
      await typeNearMiss(page, 'SerialNumber');
      await silentFor(page);
    } finally {
      await browser.close();
    }
    lifted();
    // Without the policy it is the other way round, so each of the two was its doing.
    const free = await launch();
    try {
      const page = await free.context.newPage();
      const mark = await typeNearMiss(page, 'SerialNumber');
      await expect(mark).toContainText('efs 342');
      await typeNearMiss(page, 'Managed ID', RENAMED);
      await silentFor(page);
    } finally {
      await free.close();
    }
  } finally {
    lifted();
    rmSync(extension, { recursive: true, force: true });
  }
});

/** Opens the form with this field in a blank tab and types; answers our mark at it, which may not be there. */
async function typeNearMiss(page: Page, name: 'Managed ID' | 'SerialNumber', label: string = name): Promise<Locator> {
  const entry = {
    screen: 'company',
    company: SEED.companies.eddiesTvRepair,
    tab: 'management',
    companyTab: 'management',
    entry: 1,
  } as const;
  await page.goto('about:blank');
  await page.goto(address(name === 'SerialNumber' ? additionUrl(SEED.agreements.eddiesTvRepair, 1) : addressOf(entry)));
  const form = new FormPage(page);
  await expect(form.field(label)).toHaveValue(/\S/);
  await form.type(label, 'efs 342');
  return form.mark(name);
}

/** Writes the policy. Answers how it is lifted, or why this machine does not allow it. */
function layDown(extensionId: string): (() => void) | string {
  const made = existsSync(POLICIES) ? undefined : firstMissing(POLICIES);
  const file = join(POLICIES, `${extensionId}.json`);
  const lift = () => rmSync(made ?? file, { recursive: true, force: true });
  try {
    mkdirSync(POLICIES, { recursive: true });
    writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [extensionId]: POLICY } } }));
  } catch (error) {
    return `No policy can be laid down at ${POLICIES}: ${error instanceof Error ? error.message : error}`;
  }
  // A run that is broken off must not leave a browser under policy.
  process.once('exit', lift);
  return lift;
}

/** The topmost folder of a path that is not there yet: what goes again with the policy. */
function firstMissing(path: string): string {
  const parent = dirname(path);
  return existsSync(parent) ? path : firstMissing(parent);
}

/** Chromium derives the id of an unpacked extension from its path. */
function idOfPath(path: string): string {
  const digits = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return [...digits].map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16))).join('');
}
