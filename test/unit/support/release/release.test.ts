import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { dateUnreleased, partOf } from '../../../support/release/changelog.ts';
import { notesOf } from '../../../support/release/notes.ts';
import { release } from '../../../support/release/release.ts';

const TODAY = '2026-11-30';
const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A panel.\n\n## [0.1.0] - 2026-01-01\n\nFirst.\n';
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function git(root: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout.trim();
}

/** A checkout with one commit, at version 0.1.0. */
function checkout(changelog = CHANGELOG): string {
  const root = mkdtempSync(join(tmpdir(), 'release-'));
  folders.push(root);
  const own = { name: 'sample', version: '0.1.0' };
  writeFileSync(join(root, 'package.json'), JSON.stringify({ ...own, private: true }, null, 2));
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ ...own, lockfileVersion: 3, requires: true, packages: { '': own } }, null, 2),
  );
  writeFileSync(join(root, 'CHANGELOG.md'), changelog);
  git(root, 'init', '--quiet');
  for (const [name, value] of [
    ['user.name', 'Sample'],
    ['user.email', 'sample@sample.example'],
    ['commit.gpgsign', 'false'],
    ['tag.gpgsign', 'false'],
  ] as const)
    git(root, 'config', name, value);
  git(root, 'add', '.');
  git(root, 'commit', '--quiet', '-m', 'sample: begin');
  return root;
}

/** Everything that a release changes. */
function stateOf(root: string) {
  return {
    commits: git(root, 'log', '--format=%s').split('\n'),
    tags: git(root, 'tag').split('\n').filter(Boolean),
    changes: git(root, 'status', '--porcelain'),
    changelog: readFileSync(join(root, 'CHANGELOG.md'), 'utf8'),
    version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    locked: JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages[''].version,
  };
}

describe('a release', () => {
  it('is the number in both files, a dated part of the changelog, one commit and one tag', () => {
    const root = checkout();
    expect(release(root, '0.2.0', TODAY)).toEqual({ tag: 'v0.2.0' });
    const state = stateOf(root);
    expect(state).toMatchObject({
      commits: ['release: version 0.2.0', 'sample: begin'],
      tags: ['v0.2.0'],
      changes: '',
      version: '0.2.0',
      locked: '0.2.0',
    });
    expect(git(root, 'rev-parse', 'v0.2.0^{commit}')).toBe(git(root, 'rev-parse', 'HEAD'));
    expect(notesOf('v0.2.0', { versions: { 'package.json': state.version }, changelog: state.changelog })).toEqual({
      text: '### Added\n\n- A panel.',
    });
  });

  it('may be the first one, of the number that package.json has', () => {
    const root = checkout('# Changelog\n\n## [Unreleased]\n\n- All of it.\n');
    expect(release(root, '0.1.0', TODAY)).toEqual({ tag: 'v0.1.0' });
    expect(partOf(stateOf(root).changelog, '0.1.0')).toBe('- All of it.');
  });

  it.each<[why: string, version: string, prepare: (root: string) => unknown, sentence: string]>([
    ['a tree with changes', '0.2.0', (root) => writeFileSync(join(root, 'new.txt'), ''), 'new.txt'],
    ['a tag that exists', '0.2.0', (root) => git(root, 'tag', 'v0.2.0'), 'exists'],
    ['an older version', '0.0.9', () => {}, 'go back'],
    ['a version with v', 'v0.2.0', () => {}, 'no version'],
    ['a test version', '0.2.0-beta.1', () => {}, 'no version'],
    ['half a version', '0.2', () => {}, 'no version'],
    ['a number that is too large', '0.65536.0', () => {}, '65535'],
  ])('is refused for %s, and nothing is changed', (_, version, prepare, sentence) => {
    const root = checkout();
    prepare(root);
    const before = stateOf(root);
    expect(release(root, version, TODAY)).toEqual({ refused: expect.stringContaining(sentence) });
    expect(stateOf(root)).toEqual(before);
  });

  it.each([
    ['no part', '# Changelog\n\n## [0.1.0] - 2026-01-01\n\nFirst.\n'],
    ['an empty part', CHANGELOG.replace('### Added\n\n- A panel.\n\n', '')],
    ['a part of headings alone', CHANGELOG.replace('- A panel.\n\n', '')],
  ])('is refused where the changelog has %s', (_, changelog) => {
    const root = checkout(changelog);
    const before = stateOf(root);
    expect(release(root, '0.2.0', TODAY)).toEqual({ refused: expect.stringContaining('nothing under Unreleased') });
    expect(stateOf(root)).toEqual(before);
  });

  it('that fails halfway leaves nothing behind', () => {
    const root = checkout();
    writeFileSync(join(root, '.git', 'hooks', 'pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const before = stateOf(root);
    expect(release(root, '0.2.0', TODAY)).toEqual({ refused: expect.stringContaining('git commit failed') });
    expect(stateOf(root)).toEqual(before);
  });
});

describe('the changelog', () => {
  const dated = dateUnreleased(CHANGELOG, '0.2.0', TODAY) ?? '';

  it('keeps what it had, under the version, and begins a new part', () => {
    expect(dated).toBe(CHANGELOG.replace('[Unreleased]\n', `[Unreleased]\n\n## [0.2.0] - ${TODAY}\n`));
    expect(dateUnreleased(dated, '0.3.0', TODAY)).toBeUndefined();
  });

  it('has a part of each version, and of no other', () => {
    expect(partOf(dated, '0.2.0')).toBe('### Added\n\n- A panel.');
    expect(partOf(dated, '0.1.0')).toBe('First.');
    expect(partOf(dated, '0.10')).toBeUndefined();
    expect(partOf('## [1.0.0]\n\nNot dated.\n', '1.0.0')).toBeUndefined();
  });
});

describe('a tag', () => {
  const changelog = `## [1.2.3] - ${TODAY}\n\n- Text.\n`;

  it.each([
    ['v1.2.3', { 'package.json': '1.2.3', 'package-lock.json': '1.2.3' }, { text: '- Text.' }],
    ['1.2.3', {}, { fault: expect.stringContaining('no tag') }],
    ['v1.2.3', { 'package.json': '1.2.3', 'package-lock.json': '1.2.2' }, { fault: expect.stringContaining('lock') }],
    ['v1.2.4', { 'package.json': '1.2.4' }, { fault: expect.stringContaining('no dated part') }],
  ])('%s agrees with %j or names what does not', (tag, versions, answer) => {
    expect(notesOf(tag, { versions: { ...versions }, changelog })).toEqual(answer);
  });
});
