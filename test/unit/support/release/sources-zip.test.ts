import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { trackedFiles, zipFiles } from '../../../support/release/sources-zip.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const FILES = { 'b.txt': 'b'.repeat(1000), 'a/ü.txt': 'ü', '.nvmrc': '24\n', run: '#!/bin/sh\n' };

/** A checkout with these files, written in this order at this time (in seconds). */
function checkout(names: readonly string[], time: number): string {
  const root = mkdtempSync(join(tmpdir(), 'sources-'));
  folders.push(root);
  mkdirSync(join(root, 'a'));
  for (const name of names) {
    const path = join(root, name);
    writeFileSync(path, FILES[name as keyof typeof FILES], { mode: name === 'run' ? 0o755 : 0o644 });
    utimesSync(path, time, time);
  }
  const git = (...args: string[]) => expect(spawnSync('git', args, { cwd: root }).status).toBe(0);
  git('init', '--quiet');
  git('add', '.');
  git('update-index', '--chmod=+x', 'run');
  writeFileSync(join(root, 'untracked.txt'), 'of this machine');
  return root;
}

const pack = (root: string) => zipFiles(root, trackedFiles(root) ?? []);

describe('the sources', () => {
  const names = Object.keys(FILES);

  it('are what git tracks, files with a dot too', async () => {
    const packed = unzipSync(await pack(checkout(names, 1)));
    expect(Object.keys(packed)).toEqual(['.nvmrc', 'a/ü.txt', 'b.txt', 'run']);
    expect(new TextDecoder().decode(packed['b.txt'])).toBe(FILES['b.txt']);
  });

  it('have the same bytes in any folder, written in any order at any time', async () => {
    const first = await pack(checkout(names, 1_700_000_000));
    const second = await pack(checkout(names.toReversed(), 1_800_000_001));
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('keep which files can be run', () => {
    const files = trackedFiles(checkout(names, 1)) ?? [];
    expect(files.filter(({ isExecutable }) => isExecutable).map(({ path }) => path)).toEqual(['run']);
  });

  it('are not packed where git tracks nothing, or another folder', () => {
    const root = checkout(names, 1);
    expect(trackedFiles(join(root, 'a'))).toBeUndefined();
    const outside = mkdtempSync(join(tmpdir(), 'sources-'));
    folders.push(outside);
    expect(trackedFiles(outside)).toBeUndefined();
  });
});
