// npm run e2e: builds, then runs the browser tests; arguments go to Playwright (npm run e2e -- company).
import { ensureProject, run } from './bootstrap.mjs';
import { ensureChromium, findFirefox } from './browsers.mjs';

await ensureProject();
const chromium = await ensureChromium();
const firefox = await findFirefox();
for (const browser of [['chrome'], ['firefox', '--mv3']]) {
  const code = await run('wxt', ['build', '-b', ...browser]);
  if (code !== 0) process.exit(code);
}
process.exit(
  await run('playwright', ['test', '-c', 'test/e2e/playwright.config.ts', ...process.argv.slice(2)], {
    env: { CHROMIUM_PATH: chromium, ...(firefox ? { FIREFOX_PATH: firefox } : {}) },
  }),
);
