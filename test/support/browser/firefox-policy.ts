import { copyFileSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Bidi } from './bidi.ts';
import { runInFirefox } from './firefox-window.ts';

/** Policies by the id of the extension. */
type Policies = Record<string, object>;

/**
 * A Firefox of its own for one profile, under policies: Firefox reads them beside its program, so this is a folder of links to the
 * installed one with another `distribution`. Nothing is written where other browsers look.
 * @param folder which goes with the profile
 * @returns the path of its program
 */
export function firefoxUnderPolicy(installed: string, folder: string, policies: Policies): string {
  const program = realpathSync(installed);
  const from = dirname(program);
  const to = join(folder, 'program');
  const own = join(to, 'distribution');
  mkdirSync(own, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name === 'distribution') continue;
    // A program finds the rest beside its own file, not beside a link to it.
    if (name === basename(program)) copyFileSync(join(from, name), join(to, name));
    else symlinkSync(join(from, name), join(to, name));
  }
  writeFileSync(join(own, 'policies.json'), JSON.stringify({ policies: { '3rdparty': { Extensions: policies } } }));
  return join(to, basename(program));
}

/**
 * Puts other policies in force, and starts their extensions again: Firefox reads them once for each start of an extension, which
 * closes its pages (docs/reference/policy.md#changes).
 */
export async function restartUnderPolicies(bidi: Bidi, policies: Policies): Promise<void> {
  await runInFirefox(bidi, RESTART, policies);
}

const RESTART = `async (policies) => {
  Services.policies.wrappedJSObject.setExtensionPolicies(policies);
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  for (const id of Object.keys(policies)) {
    const addon = await AddonManager.getAddonByID(id);
    await addon.disable();
    await addon.enable();
  }
}`;
