import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sbomOf } from '../release/sbom.ts';
import { trackedFiles, zipFiles } from '../release/sources-zip.ts';
import { ROOT, run, stop } from './bootstrap.mjs';
import { whyNotForRelease } from './release-node.ts';

/**
 * npm run zip: the packages for the stores, the sources that go with the Firefox one and the list of what they are made of, with an
 * official Node only; prints the checksum of each. With `--any-node` the packages are made with the Node that is there, and named as not for release.
 */
const OUTPUT = join(ROOT, '.output');
const asked = process.argv.slice(2);
const unknown = asked.filter((word) => word !== '--any-node');
if (unknown.length > 0) stop(`Unknown option: ${unknown.join(' ')}. There is --any-node.`);
const isForRelease = asked.length === 0;
const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

if (isForRelease) {
  const wanted = readFileSync(join(ROOT, '.nvmrc'), 'utf8');
  // This is the Node that runs WXT: bootstrap puts the project's own first.
  const { version: node, config } = process;
  const fault = whyNotForRelease({ version: node, variables: { ...config.variables } }, wanted);
  if (fault) stop(fault);
}
mkdirSync(OUTPUT, { recursive: true });
for (const old of packages()) rmSync(join(OUTPUT, old));
for (const browser of [['chrome'], ['firefox', '--mv3']]) {
  const code = await run('wxt', ['zip', '-b', ...browser], { env: { ZIP_FOR_RELEASE: isForRelease ? 'yes' : 'no' } });
  if (code !== 0) process.exit(code);
}
const files = trackedFiles(ROOT);
if (files) await describeSources(files);
else console.log('No git checkout here: no package of the sources.');
writeSums();

/** The sources as git tracks them, so that nothing of this machine gets in, and what they are built with. */
async function describeSources(tracked) {
  const suffix = isForRelease ? '' : '-not-for-release';
  writeFileSync(join(OUTPUT, `${name}-${version}-sources${suffix}.zip`), await zipFiles(ROOT, tracked));
  writeFileSync(join(OUTPUT, `${name}-${version}-sbom${suffix}.cdx.json`), sbomOf(ROOT, name));
}

/** In the form that `sha256sum --check` reads. */
function writeSums() {
  const lines = packages().map((file) => {
    const sum = createHash('sha256').update(readFileSync(join(OUTPUT, file)));
    return `${sum.digest('hex')}  ${file}`;
  });
  writeFileSync(join(OUTPUT, 'SHA256SUMS'), `${lines.join('\n')}\n`);
  console.log(`\n${lines.join('\n')}`);
}

function packages() {
  return readdirSync(OUTPUT)
    .filter((file) => /\.(?:zip|cdx\.json)$/.test(file))
    .sort();
}
