import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Picture } from './take.ts';

/** Where the documents have their pictures: `NAME.png`, and what is read on each in `words/NAME.txt`. */
export const DOCS = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'docs', 'images');

/** Stores a picture with its words. The words begin with the picture's digest: they are renewed together or not at all. */
export function storePicture({ name, png, words }: Picture, folder: string): void {
  mkdirSync(join(folder, 'words'), { recursive: true });
  writeFileSync(join(folder, `${name}.png`), png);
  writeFileSync(join(folder, 'words', `${name}.txt`), `${digestOf(png)}\n${words}\n`);
}

/** @returns the stored picture, and whether its words are those of this very file */
export function readPicture(name: string): Picture & { belongTogether: boolean } {
  const png = readFileSync(join(DOCS, `${name}.png`));
  const [digest, ...words] = readFileSync(join(DOCS, 'words', `${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n');
  return { name, png, words: words.join('\n'), belongTogether: digest === digestOf(png) };
}

/** Names of the stored pictures, and of stored words, in order. */
export function storedNames(): { pictures: string[]; words: string[] } {
  const named = (folder: string, ending: string) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .map((file) => file.slice(0, -ending.length))
      .sort();
  return { pictures: named(DOCS, '.png'), words: named(join(DOCS, 'words'), '.txt') };
}

function digestOf(png: Buffer): string {
  return `picture ${createHash('sha256').update(png).digest('hex')}`;
}
