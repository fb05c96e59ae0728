import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, stop } from './bootstrap.mjs';
import { whyNotForRelease } from './release-node.ts';

/**
 * npm run zip: the packages for the stores, with an official Node only. With `--any-node` the packages are made with the Node that
 * is there, and named as not for release.
 */
const asked = process.argv.slice(2);
const unknown = asked.filter((word) => word !== '--any-node');
if (unknown.length > 0) stop(`Unknown option: ${unknown.join(' ')}. There is --any-node.`);
const isForRelease = asked.length === 0;

if (isForRelease) {
  const wanted = readFileSync(join(ROOT, '.nvmrc'), 'utf8');
  // This is the Node that runs WXT: bootstrap puts the project's own first.
  const { version, config } = process;
  const fault = whyNotForRelease({ version, variables: { ...config.variables } }, wanted);
  if (fault) stop(fault);
}
for (const browser of [['chrome'], ['firefox', '--mv3']]) {
  const code = await run('wxt', ['zip', '-b', ...browser], { env: { ZIP_FOR_RELEASE: isForRelease ? 'yes' : 'no' } });
  if (code !== 0) process.exit(code);
}
