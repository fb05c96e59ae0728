import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gt, parse } from 'semver';
import { dateUnreleased } from './changelog.ts';

const FILES = ['package.json', 'package-lock.json', 'CHANGELOG.md'];
/** The most that Chrome takes for each number of an extension's version. */
const MOST = 65_535;

/** What became of a release: the tag, or why nothing was changed. */
export type Released = { tag: string } | { refused: string };

/**
 * Makes a version: the number into package.json and package-lock.json, version and date into CHANGELOG.md, one commit, one tag. Where
 * it refuses, nothing is changed. Nothing is sent anywhere.
 * @param root of a git checkout
 * @param today as in `2026-11-30`
 */
export function release(root: string, version: string, today: string): Released {
  const refused = whyNot(root, version);
  if (refused !== undefined) return { refused };
  const path = join(root, 'CHANGELOG.md');
  const dated = dateUnreleased(readFileSync(path, 'utf8'), version, today);
  if (dated === undefined)
    return { refused: 'CHANGELOG.md has nothing under Unreleased. Write what users will notice.' };

  const tag = `v${version}`;
  writeFileSync(path, dated);
  const bump = ['version', version, '--no-git-tag-version', '--allow-same-version', '--ignore-scripts'];
  const steps: [program: string, args: string[]][] = [
    ['npm', bump],
    ['git', ['commit', '--quiet', '-m', `release: version ${version}`, '--', ...FILES]],
    ['git', ['tag', '-a', tag, '-m', `Version ${version}`]],
  ];
  const before = git(root, 'rev-parse', 'HEAD').stdout.trim();
  for (const [program, args] of steps) {
    const { status, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: needsShell(program) });
    if (status === 0) continue;
    // The tree was clean: this takes back what the steps before have done, and nothing else.
    git(root, 'reset', '--quiet', '--hard', before);
    return { refused: `${program} ${args[0]} failed: ${stderr.trim()}` };
  }
  return { tag };
}

/** Says why the version cannot be made; undefined where it can. */
function whyNot(root: string, version: string): string | undefined {
  const wanted = parse(version);
  if (!wanted || wanted.version !== version || wanted.prerelease.length > 0 || wanted.build.length > 0)
    return `“${version}” is no version such as 1.2.3. The stores take three numbers and nothing else.`;
  if ([wanted.major, wanted.minor, wanted.patch].some((part) => part > MOST))
    return `“${version}” has a number above ${MOST}, which the stores refuse.`;
  const { version: current } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // The first version has its number from the beginning.
  if (gt(current, version)) return `package.json has ${current} already: ${version} would go back.`;
  if (git(root, 'rev-parse', '--quiet', '--verify', `refs/tags/v${version}`).status === 0)
    return `The tag v${version} exists. Choose the next version.`;
  const { status, stdout } = git(root, 'status', '--porcelain');
  if (status !== 0) return 'This is no git checkout.';
  if (stdout.trim() !== '') return `The tree has changes that are not committed:\n${stdout.trimEnd()}`;
  return undefined;
}

function git(root: string, ...args: string[]) {
  return spawnSync('git', args, { cwd: root, encoding: 'utf8' });
}

/** npm is a script on Windows. */
function needsShell(program: string): boolean {
  return program === 'npm' && process.platform === 'win32';
}
