// What every command needs before it can do its work, on a machine with nothing but Node 20 and npm. Plain JavaScript without
// dependencies: this runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const BIN = join(ROOT, 'node_modules', '.bin');

/** The project's own tools first, so that `node` means the Node that the project brings. */
export const ENV = { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`, TZ: 'UTC' };

/**
 * Runs a command in the project and returns its exit code. Output goes where ours goes, or nowhere if `quiet`.
 * @param label stands before each line of output, for commands that run side by side.
 * @param nice leaves most of the processor to others; not all of it, for processes of several tests wait for each other.
 */
export function run(command, args, { env = {}, quiet = false, label, nice = false } = {}) {
  return new Promise((resolve) => {
    const shell = process.platform === 'win32';
    const output = label ? 'pipe' : 'inherit';
    const [program, ...rest] = nice && !shell ? ['nice', '-n', '5', command, ...args] : [command, ...args];
    const child = spawn(program, rest, {
      cwd: ROOT,
      env: { ...ENV, ...env },
      stdio: ['ignore', quiet ? 'ignore' : output, output],
      shell,
    });
    for (const [stream, write] of [
      [child.stdout, console.log],
      [child.stderr, console.error],
    ])
      if (stream) createInterface({ input: stream }).on('line', (line) => write(`${label} │ ${line}`));
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    // Once its output has ended too.
    child.on('close', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

/** Installs the dependencies when they are missing or older than the lock file. */
export async function ensureDependencies() {
  const lock = join(ROOT, 'package-lock.json');
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs - 1000) return;
  if (existsSync(installed) && sameVersions(lock, installed)) return;
  console.log('Installing dependencies (npm ci) …');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  // What another version of WXT wrote is not this one's.
  rmSync(join(ROOT, '.wxt'), { recursive: true, force: true });
  if (code !== 0) stop('npm ci failed. Check the connection to the npm registry, then run the same command again.');
}

// A fresh clone sets the lock file's time to now: compare what is in it before installing all again.
function sameVersions(lock, installed) {
  const versions = (file) => {
    const packages = JSON.parse(readFileSync(file, 'utf8')).packages;
    return Object.fromEntries(Object.entries(packages).map(([name, { version }]) => [name, version]));
  };
  const have = versions(installed);
  const want = versions(lock);
  return Object.entries(have).every(([name, version]) => want[name] === version) && 'node_modules/wxt' in have;
}

/** The tools run TypeScript as it is and need Node 22.18; on Linux and Windows it comes with the dependencies. */
export function ensureNode() {
  const found = spawnSync('node', ['--version'], { env: ENV, encoding: 'utf8', shell: process.platform === 'win32' });
  const [major = 0, minor = 0] = (found.stdout ?? '').trim().replace(/^v/, '').split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  stop(
    `The tools need Node 22.18 or newer; here it is ${found.stdout?.trim() || 'missing'}. Install Node 24 from nodejs.org and run the same command again.`,
  );
}

/** WXT's types and tsconfig, which every tool reads. No install script writes them: `.npmrc` lets none run. */
async function ensurePrepared() {
  if (existsSync(join(ROOT, '.wxt', 'tsconfig.json'))) return;
  console.log('Preparing (wxt prepare) …');
  const code = await run('wxt', ['prepare'], { quiet: true });
  if (code !== 0) stop('wxt prepare failed. Run npx wxt prepare to see why.');
}

/** Dependencies, Node and what WXT writes, in order. */
export async function ensureProject() {
  await ensureDependencies();
  ensureNode();
  await ensurePrepared();
}

/** Ends with a sentence that says what to do. */
export function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}
