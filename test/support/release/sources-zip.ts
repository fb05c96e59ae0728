import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AsyncZippable, zip } from 'fflate';

/** The same in every time zone: zip files hold local time, from 1980 on. */
const NO_TIME = new Date(1980, 0, 1);
/** Unix, in the byte that says how to read the attributes. */
const UNIX = 3;

/** A file that git tracks. */
export interface TrackedFile {
  path: string;
  isExecutable: boolean;
}

/**
 * Lists the files that git tracks below a folder, in the order of their bytes; undefined where the folder is no checkout, such as
 * sources that were unpacked.
 */
export function trackedFiles(root: string): TrackedFile[] | undefined {
  const git = (...args: string[]) =>
    spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  // Unpacked somewhere below another checkout, it would be that one's files.
  if (git('rev-parse', '--show-prefix').stdout.trim() !== '') return undefined;
  const { status, stdout } = git('ls-files', '-s', '-z');
  if (status !== 0) return undefined;
  const files = stdout.split('\0').flatMap((line) => {
    const [, mode, path] = /^(\d+) \w+ \d\t(.*)$/s.exec(line) ?? [];
    return path === undefined ? [] : [{ path, isExecutable: mode === '100755' }];
  });
  return files.length > 0 ? files.sort((a, b) => (a.path < b.path ? -1 : 1)) : undefined;
}

/**
 * Packs files as a zip whose bytes depend on paths and contents alone: no time, no owner, a fixed order, and a packer that is not
 * the Node's.
 * @param root folder of the paths
 */
export function zipFiles(root: string, files: readonly TrackedFile[]): Promise<Uint8Array> {
  const entries: AsyncZippable = {};
  for (const { path, isExecutable } of files) {
    const attrs = ((isExecutable ? 0o100755 : 0o100644) << 16) >>> 0;
    entries[path] = [new Uint8Array(readFileSync(join(root, path))), { mtime: NO_TIME, os: UNIX, attrs, level: 9 }];
  }
  return new Promise((resolve, reject) => {
    zip(entries, {}, (error, data) => (error ? reject(error) : resolve(data)));
  });
}
