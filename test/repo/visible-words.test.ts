import { describe, expect, it } from 'vitest';
import { readProduct } from './source-tree.ts';

/** Words that the product no longer shows: a sync, a bulk sync, undo, needs approval, skipped, a conflict. */
const OLD_WORDS =
  /\b(push(?:es|ed|ing)?|sweeps?|tak(?:e|es|en|ing) (?:it |this |that |them )?back|held for|left alone|leaves? (?:it |them )?alone|stale)\b/i;

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
        .filter((visible) => OLD_WORDS.test(visible))
        .map((visible) => `${path}: ${visible.replace(/\s+/g, ' ').slice(0, 160)}`),
    );
    expect(found).toEqual([]);
  });

  it('is found in strings, templates and between tags, and not in code or comments', () => {
    const of = (source: string) => visibleTexts(source, true).filter((text) => OLD_WORDS.test(text));
    expect(of("const a = 'It is pushed now.';")).toHaveLength(1);
    expect(of(`const a = \`\${stale} changed meanwhile\`;`)).toEqual([]);
    expect(of(`const a = \`\${count} left alone.\`;`)).toHaveLength(1);
    expect(of('<p class="x">\n  Open a run to\n  take it back, {more}.\n</p>')).toHaveLength(1);
    expect(of("// it is pushed now\nrows.push(one);\nsend('sweep.start', {});")).toEqual([]);
  });
});
