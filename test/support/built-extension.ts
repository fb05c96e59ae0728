import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const OUTPUT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.output');

export interface Manifest {
  manifest_version: number;
  permissions?: string[];
  host_permissions?: string[];
  optional_host_permissions?: string[];
  content_scripts?: { matches: string[]; js?: string[]; css?: string[]; all_frames?: boolean }[];
  web_accessible_resources?: unknown[];
  [key: string]: unknown;
}

export type Target = 'chrome-mv3' | 'firefox-mv3';

export function readManifest(target: Target): Manifest {
  return JSON.parse(readBuilt(target, 'manifest.json'));
}

/** Text of a built file; says what to run when there is none. */
export function readBuilt(target: Target, file: string): string {
  const path = join(OUTPUT, target, file);
  if (!existsSync(path)) throw new Error(`${target}/${file} is not built. Run npm run build first.`);
  return readFileSync(path, 'utf8');
}

/** Files that load on every ConnectWise page, with their size in bytes after gzip at its strongest. */
export function contentScriptSizes(target: Target): { file: string; gzip: number }[] {
  return (readManifest(target).content_scripts ?? [])
    .flatMap(({ js = [], css = [] }) => [...js, ...css])
    .map((file) => ({ file, gzip: gzipSize(target, file) }));
}

/** In-page features, which the worker adds on the screens that they know. */
export const FEATURES_FILE = 'connectwise-features.js';

/** Bytes of a built file after gzip at its strongest. */
export function gzipSize(target: Target, file: string): number {
  return gzipSync(readBuilt(target, file), { level: 9 }).length;
}

/** Folder of a built extension. */
export function builtFolder(target: Target): string {
  readBuilt(target, 'manifest.json');
  return join(OUTPUT, target);
}
