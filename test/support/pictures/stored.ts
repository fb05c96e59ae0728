import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Picture } from './take.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Where the documents have their pictures: `NAME.png`, and what is read on each in `words/NAME.txt`. */
export const DOCS = join(ROOT, 'docs', 'images');

/** Where the store listings have theirs, in the same way. */
export const STORES = join(ROOT, 'docs', 'store', 'pictures');

/** Stores a picture with its words. The words begin with the picture's digest: they are renewed together or not at all. */
export function storePicture({ name, png, words }: Picture, folder: string): void {
  mkdirSync(join(folder, 'words'), { recursive: true });
  writeFileSync(join(folder, `${name}.png`), png);
  writeFileSync(join(folder, 'words', `${name}.txt`), `${digestOf(png)}\n${words}\n`);
}

/** @returns the stored picture, and whether its words are those of this very file */
export function readPicture(name: string, folder: string): Picture & { belongTogether: boolean } {
  const png = readFileSync(join(folder, `${name}.png`));
  const [digest, ...words] = readFileSync(join(folder, 'words', `${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n');
  return { name, png, words: words.join('\n'), belongTogether: digest === digestOf(png) };
}

/** Names of the stored pictures, and of stored words, in order. */
export function storedNames(folder: string): { pictures: string[]; words: string[] } {
  const named = (from: string, ending: string) =>
    readdirSync(from)
      .filter((file) => file.endsWith(ending))
      .map((file) => file.slice(0, -ending.length))
      .sort();
  return { pictures: named(folder, '.png'), words: named(join(folder, 'words'), '.txt') };
}

function digestOf(png: Buffer): string {
  return `picture ${createHash('sha256').update(png).digest('hex')}`;
}
