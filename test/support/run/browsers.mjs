// Finds a browser that can load an unpacked extension, installs one where the system allows, or says exactly what to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, stop } from './bootstrap.mjs';

// Branded Chrome no longer loads unpacked extensions from the command line (since 137): only Chromium builds are listed.
const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const FIREFOX = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

async function playwrightChromium() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function canUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

export async function aptInstall(name) {
  if (!canUseApt()) return false;
  console.log(`Installing ${name} (apt-get) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, quiet: true });
  return (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env, quiet: true })) === 0;
}

/** Path of a Chromium; ends the process with what to do when there is none and none can be installed. */
export async function ensureChromium() {
  const find = async () =>
    [process.env.CHROMIUM_PATH, ...CHROMIUM].find((path) => path && existsSync(path)) ?? (await playwrightChromium());
  const found = await find();
  if (found) return found;
  if (await aptInstall('chromium')) {
    const installed = await find();
    if (installed) return installed;
  }
  console.log('Downloading Chromium (playwright install chromium) …');
  await run('playwright', ['install', 'chromium']);
  return (
    (await find()) ??
    stop(
      'No Chromium found. Install it (Debian, Ubuntu: sudo apt-get install chromium; elsewhere: npx playwright install chromium), or set CHROMIUM_PATH to its program, and run the same command again.',
    )
  );
}

/** Path of a Firefox, or undefined with the reason printed: its tests are then counted as failed, not left out in silence. */
export async function findFirefox() {
  const find = () => [process.env.FIREFOX_PATH, ...FIREFOX].find((path) => path && existsSync(path));
  if (!find()) await aptInstall('firefox-esr');
  const found = find();
  if (!found)
    console.error(
      'No Firefox found. Install it (Debian: sudo apt-get install firefox-esr) or set FIREFOX_PATH to its program.',
    );
  return found;
}
