import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { closureOf, isAllowed, lockedPackages, SHIPPED, TOOLS } from './licenses.ts';
import { ROOT } from './source-tree.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest: Record<string, Record<string, string>> = JSON.parse(read('package.json'));
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];

const packages = lockedPackages();
const shipped = closureOf(Object.keys(manifest.dependencies ?? {}));

describe('versions', () => {
  it('are exact, also of what is overridden', () => {
    const all = KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter(([, version]) => !EXACT.test(version))).toEqual([]);
    expect(read('.npmrc')).toMatch(/^save-exact=true$/m);
  });

  it('are those of the lock file, with a checksum each', () => {
    const lock = JSON.parse(read('package-lock.json')).packages;
    const direct = KINDS.slice(0, 3).flatMap((kind) => Object.entries(manifest[kind] ?? {}));
    expect(direct.filter(([name, version]) => lock[`node_modules/${name}`]?.version !== version)).toEqual([]);
    expect(packages.filter(({ path }) => !/^sha512-/.test(lock[path].integrity ?? ''))).toEqual([]);
  });

  it('come from the registry alone: no git, no file, no address', () => {
    expect(read('package-lock.json')).not.toMatch(/"(?:resolved|version)": "(?:git|https?|file)[:+]/);
  });
});

describe('licenses', () => {
  it('of all that users get are in the list for it', () => {
    const inProduct = packages.filter(({ path }) => shipped.has(path));
    expect(inProduct.length).toBeGreaterThan(20);
    expect(inProduct.filter(({ license }) => !isAllowed(license, SHIPPED)).map(lineOf)).toEqual([]);
  });

  it('of every tool are in the list for tools', () => {
    expect(packages.length).toBeGreaterThan(500);
    expect(packages.filter(({ license }) => !isAllowed(license, TOOLS)).map(lineOf)).toEqual([]);
  });

  it('in the lock file are those of the installed packages', () => {
    const both = packages.filter(({ installed }) => installed !== undefined);
    expect(both.length).toBeGreaterThan(300);
    expect(both.filter(({ license, installed }) => license !== installed).map(lineOf)).toEqual([]);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR CC0-1.0)', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only OR MIT', true],
    ['AGPL-3.0-or-later', false],
    ['MPL-2.0', true],
    ['CC-BY-4.0', false],
    ['SEE LICENSE IN LICENSE.md', false],
    [undefined, false],
  ])('such as %s may be shipped: %s', (license, allowed) => {
    expect(isAllowed(license, SHIPPED)).toBe(allowed);
  });

  it('are listed in the document', () => {
    const text = read('docs/dependencies.md');
    expect(TOOLS.filter((license) => !text.includes(`\`${license}\``))).toEqual([]);
  });
});

describe('updates', () => {
  it('of packages and of actions are proposed every week', () => {
    const { version, updates } = parse(read('.github/dependabot.yml'));
    expect(version).toBe(2);
    const systems = updates.map((one: Record<string, unknown>) => one['package-ecosystem']);
    expect(systems.toSorted()).toEqual(['github-actions', 'npm']);
  });
});

function lineOf({ path, version, license, installed }: (typeof packages)[number]): string {
  return `${path} ${version}: ${license}${installed === license ? '' : ` (installed: ${installed})`}`;
}
