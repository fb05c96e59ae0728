// npm test: every suite at sample depth. Ends with one line "N passed, N failed".
//   npm test -- --all       every suite exhaustively, as .ci/run does (see test/support/depth.ts)
//   npm test -- unit dom    only these parts
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ENV, ensureProject, ROOT, run } from './bootstrap.mjs';
import { ensureChromium, findFirefox } from './browsers.mjs';

const RESULTS = join(ROOT, 'test-results');
const TRAFFIC = join(RESULTS, 'traffic');
const total = { passed: 0, failed: 0, skipped: 0 };

/** Parts under Node, and parts in browsers: the two run side by side, because a browser test waits half of its time. */
const IN_VITEST = ['unit', 'dom', 'repo', 'chaos', 'fuzz'];
const PARTS = ['check', ...IN_VITEST, 'build', 'e2e', 'traffic'];

const { asked, depth } = readArguments(process.argv.slice(2));
const wants = (part) => asked.length === 0 || asked.includes(part);
const env = { TRAFFIC_DIR: TRAFFIC, DEPTH: depth };

function readArguments(words) {
  const parts = words.filter((word) => word !== '--all');
  const unknown = parts.filter((name) => !PARTS.includes(name));
  if (unknown.length > 0) {
    console.error(`Unknown part: ${unknown.join(', ')}. Parts are ${PARTS.join(', ')}; --all tries everything.`);
    process.exit(2);
  }
  return { asked: parts, depth: words.includes('--all') ? 'all' : (process.env.DEPTH ?? 'sample') };
}

/** How long each file of tests took, in seconds of a worker, for the end of the output. */
const durations = new Map();

function noteDuration(file, milliseconds) {
  durations.set(file, (durations.get(file) ?? 0) + milliseconds / 1000);
}

/** What failed and why, for the end of the output: of a long one nobody may see more than that. */
const failures = [];

/** The beginning of a failure's message on one line, without colors. */
function reason(message = '') {
  const colors = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
  const words = message.replace(colors, '').replace(/\s+/g, ' ').trim();
  return words === '' ? '' : `: ${words.slice(0, 300)}`;
}

/** A step without tests of its own (types, lint, build): counts as one test. */
async function step(name, command, args) {
  const code = await run(command, args, { label: name });
  console.log(`${name} │ ${code === 0 ? 'passed' : 'FAILED'}`);
  if (code !== 0) failures.push(name);
  count({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
}

function count({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

async function vitest(projects) {
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
    // The browsers first: a test there waits for a deadline, none here does.
    { env, label: 'node', nice: true },
  );
  if (!existsSync(report)) return count({ passed: 0, failed: 1, skipped: 0 });
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  for (const { name, startTime, endTime } of testResults) noteDuration(relative(ROOT, name), endTime - startTime);
  for (const { name, assertionResults } of testResults)
    for (const test of assertionResults.filter(({ status }) => status === 'failed'))
      failures.push(`${relative(ROOT, name)} › ${test.fullName}${reason(test.failureMessages[0])}`);
  // A file that fails before its first test has none that failed.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  failures.push(...broken.map(({ name, message }) => `${relative(ROOT, name)}${reason(message)}`));
  const brokenFiles = broken.length;
  count({ passed: numPassedTests, failed: numFailedTests + brokenFiles, skipped: numPendingTests });
  if (code !== 0 && numFailedTests + brokenFiles === 0) count({ passed: 0, failed: 1, skipped: 0 });
}

async function playwright({ chromium, firefox }) {
  const report = join(RESULTS, 'playwright.json');
  rmSync(report, { force: true });
  const code = await run('playwright', ['test', '-c', 'test/e2e/playwright.config.ts'], {
    env: {
      ...env,
      CHROMIUM_PATH: chromium,
      ...(firefox ? { FIREFOX_PATH: firefox } : {}),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
    label: 'browsers',
  });
  if (!existsSync(report)) return count({ passed: 0, failed: 1, skipped: 0 });
  console.log(`browsers │ ended after ${Math.ceil(process.uptime() / 60)} min`);
  const { suites, stats } = JSON.parse(readFileSync(report, 'utf8'));
  const { expected, unexpected, flaky, skipped } = stats;
  failures.push(...suites.flatMap(unexpectedTests));
  suites.forEach(noteDurations);
  if (flaky > 0) console.log(`${flaky} passed only at the second try: look at them.`);
  count({ passed: expected + flaky, failed: unexpected, skipped });
  if (code !== 0 && unexpected === 0) count({ passed: 0, failed: 1, skipped: 0 });
}

/** Adds up every try of the tests of a suite of Playwright's report, for each browser by itself. */
function noteDurations({ file, specs = [], suites = [] }) {
  for (const { tests } of specs)
    for (const { projectName, results } of tests)
      for (const { duration } of results) noteDuration(`test/e2e/${file} in ${projectName}`, duration);
  suites.forEach(noteDurations);
}

/** Prints which files took longest: what is to be shortened first when a limit of time is near. */
function longestFiles() {
  const longest = [...durations].sort(([, one], [, other]) => other - one).slice(0, 20);
  if (longest.length > 0) console.log('\n── files that took longest, in seconds of a worker');
  for (const [file, seconds] of longest) console.log(`${String(Math.round(seconds)).padStart(6)} ${file}`);
  const all = [...durations.values()].reduce((sum, seconds) => sum + seconds, 0);
  if (longest.length > 0) console.log(`${String(Math.round(all)).padStart(6)} all ${durations.size} files`);
}

/** Tests of a suite of Playwright's report, and of those in it, that failed at every try. */
function unexpectedTests({ file, specs = [], suites = [] }) {
  const failed = specs
    .filter(({ ok }) => !ok)
    .map(({ title, tests }) => `${file} › ${title}${reason(tests.at(-1)?.results.at(-1)?.error?.message)}`);
  return [...failed, ...suites.flatMap(unexpectedTests)];
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
  if (status !== 0) failures.push('traffic against the published API descriptions');
  count({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });
}

async function inNode() {
  if (wants('check')) {
    await step('types', 'tsc', ['--noEmit']);
    await step('lint', 'biome', ['check', '.']);
    await step('dead code', 'knip', []);
  }
  const projects = IN_VITEST.filter(wants);
  if (projects.length > 0) await vitest(projects);
}

await ensureProject();
const browsers = wants('e2e') && { chromium: await ensureChromium(), firefox: await findFirefox() };
if (wants('chaos') || wants('unit')) await run('node', ['test/support/run/find-postgres.mjs']);
rmSync(TRAFFIC, { recursive: true, force: true });
mkdirSync(TRAFFIC, { recursive: true });

// Before everything else: a build writes the types that the other parts read.
if (wants('build') || wants('e2e')) {
  await step('build for Chrome', 'wxt', ['build', '-b', 'chrome']);
  await step('build for Firefox', 'wxt', ['build', '-b', 'firefox', '--mv3']);
}
await Promise.all([inNode(), browsers && playwright(browsers)]);
if (wants('traffic')) traffic();
longestFiles();

const minutes = Math.ceil(process.uptime() / 60);
console.log(`\nDepth: ${depth}. Took ${minutes} min.${total.skipped > 0 ? ` ${total.skipped} skipped.` : ''}`);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
// Every exit waits for what was printed: the last line is the answer.
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
