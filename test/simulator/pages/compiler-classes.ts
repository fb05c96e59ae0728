import { createHash } from 'node:crypto';

import { classInBuild } from './client/stable-classes.js';
import type { WebClientOptions } from './options.ts';

/**
 * The compiler's class names: a prefix per build and letters per style, such as `GMDB3DUBHXC`
 * (docs/reference/connectwise-pages.md#stable-and-unstable-classes). In the style sheet they are written `.gss-<name>`;
 * both the sheet and the client get the names of this start.
 */
export function compilerClasses(stylesheet: string, seed: string): Record<string, string> {
  const names = new Set(stylesheet.match(/(?<=\.)gss-[\w-]+/g) ?? []);
  const prefix = `G${letters(seed, 'prefix', 6)}B`;
  const taken = new Set<string>();
  return Object.fromEntries(
    [...names].map((name) => {
      let attempt = 0;
      let suffix = letters(seed, name, 3);
      while (taken.has(suffix)) suffix = letters(seed, `${name}${++attempt}`, 3);
      taken.add(suffix);
      return [name.slice('gss-'.length), prefix + suffix];
    }),
  );
}

export function compileStylesheet(
  stylesheet: string,
  classes: Record<string, string>,
  { classesGone, seed }: { classesGone?: WebClientOptions['classesGone']; seed: string },
): string {
  const rules = stylesheet.replace(/\/\*[\s\S]*?\*\//g, '');
  const compiled = rules.replace(/\.gss-([\w-]+)/g, (_, name: string) => `.${classes[name]}`);
  return compiled.replace(/\.([A-Za-z][\w-]*)(?=[^;}]*\{)/g, (_, name: string) => {
    return `.${classInBuild(name, classesGone, seed)}`;
  });
}

function letters(seed: string, name: string, length: number): string {
  const digest = createHash('sha256').update(`${seed}/${name}`).digest();
  return Array.from(digest.subarray(0, length), (byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[byte % 26]).join('');
}
