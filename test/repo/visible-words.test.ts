import { describe, expect, it } from 'vitest';
import { readProduct } from './source-tree.ts';

/** Words that the product no longer shows: a sync, a bulk sync, undo, needs approval, skipped, a conflict. */
const OLD_WORDS =
  /\b(push(?:es|ed|ing)?|sweeps?|tak(?:e|es|en|ing) (?:it |this |that |them )?back|held for|left alone|leaves? (?:it |them )?alone|stale)\b/i;

/**
 * Words of the old dialect: incident, failure or finding instead of problem; is, exists or appears instead of stands; a user, no
 * user or the passive instead of somebody and nobody; since or after instead of meanwhile; report instead of tell.
 */
const OLD_DIALECT =
  /\b(problems?|stands?(?! by\b)|(?:some|no|any)body|(?:a|the) persons?|meanwhile|tells?|telling|told|all the same)\b/i;

/** What may show such a word, and why. */
const EXCEPTIONS: readonly { path: RegExp; words: RegExp; why: string }[] = [
  {
    path: /^lib\/domain\/tickets\/(ticket-text|kind-words)\.ts$/,
    words: /^problem$/,
    why: 'The text of a note in ConnectWise is what it is found again by, also by other versions.',
  },
];

function oldWordIn(text: string, path: string): string | undefined {
  const allowed = EXCEPTIONS.filter((exception) => exception.path.test(path));
  return [OLD_WORDS, OLD_DIALECT]
    .map((pattern) => pattern.exec(text)?.[0])
    .find((found) => found !== undefined && !allowed.some(({ words }) => words.test(found)));
}

/** What users may read in a file: strings of several words, and text between tags. */
function visibleTexts(source: string, hasTags: boolean): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  const strings = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)];
  const betweenTags = hasTags ? [...code.matchAll(/[>}]([^<>{}=;]+)[<{]/g)] : [];
  return [
    ...strings.map(([, one, two, three]) => one ?? two ?? three ?? ''),
    ...betweenTags.map(([, text = '']) => text),
  ]
    .map((text) => text.replace(/\$\{[^}]*\}/g, '…').trim())
    .filter((text) => /[a-z…] [a-z]/i.test(text) && !/^[\s),:[\]]*$/.test(text));
}

describe('what users read', () => {
  it('has none of the words that the glossary replaced', () => {
    const found = readProduct().flatMap(({ path, text }) =>
      visibleTexts(text, path.endsWith('.tsx'))
        .filter((visible) => oldWordIn(visible, path) !== undefined)
        .map((visible) => `${path}: ${visible.replace(/\s+/g, ' ').slice(0, 160)}`),
    );
    expect(found).toEqual([]);
  });

  it('is found in strings, templates and between tags, and not in code or comments', () => {
    const of = (source: string) => visibleTexts(source, true).filter((text) => oldWordIn(text, 'lib/sample.ts'));
    expect(of("const a = 'It is pushed now.';")).toHaveLength(1);
    expect(of(`const a = \`\${stale} changed since\`;`)).toEqual([]);
    expect(of(`const a = \`\${count} left alone.\`;`)).toHaveLength(1);
    expect(of("const a = 'Nobody asked for it.';")).toHaveLength(1);
    expect(of("const a = 'The others stand by.';")).toEqual([]);
    expect(of('<p class="x">\n  Open a run to\n  take it back, {more}.\n</p>')).toHaveLength(1);
    expect(of("// it is pushed now\nrows.push(one);\nsend('sweep.start', {});")).toEqual([]);
  });
});
