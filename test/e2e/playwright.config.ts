import { defineConfig } from '@playwright/test';
import type { BrowserName } from '../support/browser/browser.ts';
import { DEPTH } from '../support/depth.ts';
import { FIREFOX_SPECS, FIREFOX_TESTS } from './support/runs-in-firefox.ts';

export default defineConfig<object, { driven: BrowserName }>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/e2e',
  // Many tests wait for an alarm half of their time, so that two cores carry three.
  workers: 3,
  fullyParallel: true,
  // Five times what a test needs on a machine with nothing else to do: a busy one must not fail it.
  timeout: 450_000,
  expect: { timeout: 50_000 },
  // What may be left out: test/repo/test-depth.test.ts.
  ...(DEPTH === 'sample' && { grepInvert: /@all/ }),
  forbidOnly: Boolean(process.env.CI),
  // On a busy machine a click can be lost. What passes only at the second try is named by the runner, see test/support/run/test.mjs.
  retries: 1,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  projects: [
    { name: 'chromium' },
    { name: 'firefox', testMatch: FIREFOX_SPECS, grep: FIREFOX_TESTS, use: { driven: 'firefox' } },
  ],
});
