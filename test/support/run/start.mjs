// npm start: builds the extension, starts the simulator and opens a browser with the extension connected to it, at the
// company screen. npm start -- --headless plays the whole story without a display (see test/support/story).
import { ensureProject, run } from './bootstrap.mjs';
import { ensureChromium } from './browsers.mjs';

await ensureProject();
const chromium = await ensureChromium();
console.log('Building the extension …');
const built = await run('wxt', ['build', '-b', 'chrome'], { quiet: true });
if (built !== 0) process.exit(built);

const asked = process.argv.slice(2);
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
if (!hasDisplay && !asked.includes('--headless')) {
  console.log('No display here: playing the story headless.');
  asked.push('--headless');
}
process.exit(await run('node', ['test/support/story/main.ts', ...asked], { env: { CHROMIUM_PATH: chromium } }));
