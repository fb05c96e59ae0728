import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { builtFolder, type Target } from '../support/built-extension.ts';
import { DEPTH } from '../support/depth.ts';
import { trackedFiles, zipFiles } from '../support/release/sources-zip.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folders: string[] = [];

test.afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** No browser needed. What Mozilla's reviewers do with the sources: unpack, build, compare. */
test('the sources package builds the very packages, in any folder and at any time', async () => {
  test.skip(DEPTH !== 'all', 'Builds four times; npm test -- --all does.');
  const files = trackedFiles(ROOT);
  test.skip(files === undefined, 'What belongs to the sources is what git tracks; this folder is no checkout.');
  const sources = await zipFiles(ROOT, files ?? []);
  const first = zipsOf(unpack(sources, 'a'));
  const second = zipsOf(unpack(sources, join('another', 'place', 'b')));
  expect([...first.keys()]).toEqual([
    expect.stringContaining('-chrome-not-for-release.zip'),
    expect.stringContaining('-firefox-not-for-release.zip'),
  ]);
  for (const [name, bytes] of first) expect(Buffer.compare(bytes, second.get(name) ?? Buffer.of()), name).toBe(0);

  // And they are what the tests of this run have tried.
  for (const [target, name] of [
    ['chrome-mv3', 'chrome'],
    ['firefox-mv3', 'firefox'],
  ] satisfies [Target, string][]) {
    const [, bytes = Buffer.of()] = [...first].find(([file]) => file.includes(`-${name}-`)) ?? [];
    const packed = unzipSync(bytes);
    const built = filesBelow(builtFolder(target));
    expect(Object.keys(packed).toSorted()).toEqual(built);
    const differing = built.filter(
      (file) => Buffer.compare(readFileSync(join(builtFolder(target), file)), packed[file] ?? Buffer.of()) !== 0,
    );
    expect(differing, target).toEqual([]);
  }
});

/** Lays the sources out in a new folder, with this checkout's packages. */
function unpack(sources: Uint8Array, place: string): string {
  const base = mkdtempSync(join(tmpdir(), 'sources-'));
  folders.push(base);
  const folder = join(base, place);
  for (const [path, bytes] of Object.entries(unzipSync(sources))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  chmodSync(join(folder, '.ci', 'run'), 0o755);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** Packages that `npm run zip -- --any-node` makes there, by name. */
function zipsOf(folder: string): Map<string, Buffer> {
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'zip', '--', '--any-node'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(status, `${stdout}\n${stderr}`).toBe(0);
  const output = join(folder, '.output');
  const names = readdirSync(output).filter((name) => name.endsWith('.zip'));
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(output, name))]));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
}
