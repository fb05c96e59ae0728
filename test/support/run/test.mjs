// npm test: everything, fast parts first, slow suites last. Ends with one line "N passed, N failed".
//   npm test -- unit dom    runs only these parts
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ENV, ensureProject, ROOT, run } from './bootstrap.mjs';
import { ensureChromium, findFirefox } from './browsers.mjs';

const RESULTS = join(ROOT, 'test-results');
const TRAFFIC = join(RESULTS, 'traffic');
const total = { passed: 0, failed: 0, skipped: 0 };

/** A step without tests of its own (types, lint, build): counts as one test. */
async function step(name, command, args) {
  console.log(`\n── ${name}`);
  const code = await run(command, args);
  count({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
  return code === 0;
}

function count({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

async function vitest(projects, env = {}) {
  const report = join(RESULTS, 'vitest.json');
  rmSync(report, { force: true });
  const code = await run(
    'vitest',
    [
      'run',
      ...projects.flatMap((name) => ['--project', name]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      // One less by default, which leaves half of a machine with two cores idle.
      '--maxWorkers=100%',
    ],
    { env: { TRAFFIC_DIR: TRAFFIC, ...env } },
  );
  if (!existsSync(report)) return count({ passed: 0, failed: 1, skipped: 0 });
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that fails before its first test has none that failed.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  count({ passed: numPassedTests, failed: numFailedTests + brokenFiles, skipped: numPendingTests });
  if (code !== 0 && numFailedTests + brokenFiles === 0) count({ passed: 0, failed: 1, skipped: 0 });
}

async function playwright(chromium, firefox) {
  const report = join(RESULTS, 'playwright.json');
  rmSync(report, { force: true });
  const code = await run('playwright', ['test', '-c', 'test/e2e/playwright.config.ts'], {
    env: {
      TRAFFIC_DIR: TRAFFIC,
      CHROMIUM_PATH: chromium,
      ...(firefox ? { FIREFOX_PATH: firefox } : {}),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  });
  if (!existsSync(report)) return count({ passed: 0, failed: 1, skipped: 0 });
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, 'utf8')).stats;
  if (flaky > 0) console.log(`${flaky} passed only at the second try: look at them.`);
  count({ passed: expected + flaky, failed: unexpected, skipped });
  if (code !== 0 && unexpected === 0) count({ passed: 0, failed: 1, skipped: 0 });
}

/** Holds all recorded traffic against the published descriptions; says so when they are not at hand. */
function traffic() {
  console.log('\n── traffic against the published API descriptions');
  const checker = join(process.env.CONTRACTS ?? join(ROOT, '..', 'shared', 'contracts'), 'check-traffic.mjs');
  if (!existsSync(checker)) {
    console.log('skipped: no contracts here (set CONTRACTS to their folder)');
    return count({ passed: 0, failed: 0, skipped: 1 });
  }
  const files = existsSync(TRAFFIC) ? readdirSync(TRAFFIC).map((name) => join(TRAFFIC, name)) : [];
  const { status } = spawnSync('node', [checker, ...files], {
    env: ENV,
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  count({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });
}

const PARTS = ['check', 'unit', 'dom', 'repo', 'build', 'e2e', 'chaos', 'traffic'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !PARTS.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(', ')}. Parts are ${PARTS.join(', ')}.`);
  process.exit(2);
}
const wants = (part) => asked.length === 0 || asked.includes(part);

await ensureProject();
rmSync(TRAFFIC, { recursive: true, force: true });
mkdirSync(TRAFFIC, { recursive: true });

if (wants('check')) {
  await step('types', 'tsc', ['--noEmit']);
  await step('lint and format', 'biome', ['check', '.']);
  await step('dead code', 'knip', []);
}
const projects = ['unit', 'dom', 'repo'].filter(wants);
if (projects.length > 0) await vitest(projects);
if (wants('build') || wants('e2e')) {
  await step('build for Chrome', 'wxt', ['build', '-b', 'chrome']);
  await step('build for Firefox', 'wxt', ['build', '-b', 'firefox', '--mv3']);
}
if (wants('e2e')) await playwright(await ensureChromium(), await findFirefox());
// Slow: the engine killed, cut off and raced thousands of times. Half of the schedules that `npm run bench -- chaos` tries.
if (wants('chaos')) await vitest(['chaos'], { CHAOS_SCHEDULES: process.env.CHAOS_SCHEDULES ?? '1000' });
if (wants('traffic')) traffic();

console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
