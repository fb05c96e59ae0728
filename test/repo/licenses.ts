import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import satisfies from 'spdx-satisfies';
import { ROOT } from './source-tree.ts';

/** May be part of what users get: docs/dependencies.md says why these. */
export const SHIPPED = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'CC0-1.0', 'MPL-2.0'];
/** May be used by tools only, which nobody gets from us. */
export const TOOLS = [...SHIPPED, 'Python-2.0', 'CC-BY-3.0', 'CC-BY-4.0', 'BlueOak-1.0.0', 'Unlicense'];

/** A package of package-lock.json, for any system. */
export interface LockedPackage {
  /** Its folder from the root, e.g. `node_modules/zod`. */
  path: string;
  name: string;
  version: string;
  /** SPDX expression; undefined where the package names none. */
  license: string | undefined;
  /** What its own package.json says, where it is installed here. */
  installed: string | undefined;
}

interface LockEntry {
  version?: string;
  license?: string;
}

/** All packages of the lock file: also those that this system does not install. */
export function lockedPackages(): LockedPackage[] {
  const { packages }: { packages: Record<string, LockEntry> } = readJson('package-lock.json');
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license }]) => {
      const name = path.split('node_modules/').at(-1) ?? path;
      const installed = licenseOf(join(path, 'package.json'));
      return { path, name, version, license: license ?? installed, installed };
    });
}

/** Names of packages that the given ones need, and their own, by the lock file. */
export function closureOf(names: readonly string[]): Set<string> {
  const { packages }: { packages: Record<string, { dependencies?: Record<string, string> }> } =
    readJson('package-lock.json');
  const found = new Set<string>();
  const add = (name: string, from: string) => {
    const path = resolve(name, from, packages);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    for (const next of Object.keys(packages[path]?.dependencies ?? {})) add(next, path);
  };
  for (const name of names) add(name, '');
  return found;
}

/** Whether an SPDX expression is allowed by the list; one that cannot be read is not. */
export function isAllowed(license: string | undefined, allowed: readonly string[]): boolean {
  if (license === undefined) return false;
  try {
    return satisfies(license, [...allowed]);
  } catch {
    return false;
  }
}

/** As Node looks for a package: in the folder itself, then in those above. */
function resolve(name: string, from: string, packages: Record<string, unknown>): string | undefined {
  const folders = from.split('/node_modules/').map((_, at, parts) => parts.slice(0, at + 1).join('/node_modules/'));
  return [...folders.reverse(), '']
    .map((folder) => [folder, 'node_modules', name].filter((part) => part !== '').join('/'))
    .find((path) => path in packages);
}

function licenseOf(path: string): string | undefined {
  if (!existsSync(join(ROOT, path))) return undefined;
  const { license } = readJson<{ license?: unknown }>(path);
  return typeof license === 'string' ? license : undefined;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
}
