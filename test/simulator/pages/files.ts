import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize, sep } from 'node:path';

const CLIENT = join(import.meta.dirname, 'client');
const LZMA = dirname(createRequire(import.meta.url).resolve('lzma1'));

/** Text of a file of the application or of its LZMA library, by its path below the application's address; else null. */
export function readClientFile(path: string): string | null {
  const isLibrary = path.startsWith('lzma1/');
  const folder = isLibrary ? LZMA : CLIENT;
  const file = normalize(join(folder, isLibrary ? path.slice('lzma1/'.length) : path));
  if (!file.startsWith(folder + sep)) return null;
  if (!/\.(js|css)$/.test(file)) return null;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
