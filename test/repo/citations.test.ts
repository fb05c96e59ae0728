import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, ROOT, readProduct, readTests } from './source-tree.ts';

const FOLDER = join(ROOT, 'docs', 'reference');
const OWN = 'test/repo/citations.test.ts';

/** `docs/reference/<document>.md#<heading>`, further headings of the same document after it; no folder in data and titles. */
const CITATION = /(?:docs\/reference\/)?\b([a-z-]+\.md)((?:(?:,| and| to)? ?#[a-z0-9-]+)*)/g;

/** Names of documents that are no part of this repository. */
const PRIVATE =
  /\bS15\b|\bS22\b|\b(?:cw-api|cw-dom|portal-api|reports-api|style-anchors|user-walk)\b|\bspec [a-z]+\.md|§/;

/** Codes are looked for in sentences that users read; there the private names are part of the pattern. */
const LOOKS_FOR_THEM = ['test/unit/domain/rules/finding-sentences.test.ts', OWN];

const DOCUMENTS = new Map(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name, anchorsOf(readFileSync(join(FOLDER, name), 'utf8'))]),
);

/** What a source cites that is not there, e.g. `sync.md#life`. */
function brokenCitations(source: string): string[] {
  // A citation may be broken over two lines of a comment.
  const text = source.replace(/\n\s*(?:\*|\/\/) /g, ' ');
  return [...text.matchAll(CITATION)].flatMap(([, name = '', tail = '']) => {
    const anchors = DOCUMENTS.get(name);
    if (!anchors) return [ROOT, join(ROOT, 'docs')].some((folder) => existsSync(join(folder, name))) ? [] : [name];
    return [...tail.matchAll(/#([a-z0-9-]+)/g)]
      .map(([, anchor = '']) => anchor)
      .filter((anchor) => !anchors.has(anchor))
      .map((anchor) => `${name}#${anchor}`);
  });
}

const sources = [...readProduct(), ...readTests()].filter(({ path }) => !LOOKS_FOR_THEM.includes(path));

describe('comments', () => {
  it('cite documents and headings of this repository that exist', () => {
    const broken = sources.flatMap(({ path, text }) => brokenCitations(text).map((cited) => `${path}: ${cited}`));
    expect(broken).toEqual([]);
  });

  it('cite no document outside this repository', () => {
    const found = sources.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, at) => (PRIVATE.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('are many, and a wrong one is found', () => {
    const cited = sources.filter(({ text }) => text.includes('docs/reference/'));
    expect(cited.length).toBeGreaterThan(100);
    expect(brokenCitations('/** docs/reference/sync.md#retry and #rate */')).toEqual([]);
    expect(brokenCitations('/** docs/reference/sync.md#retry and #nowhere */')).toEqual(['sync.md#nowhere']);
    expect(brokenCitations("'setup-guides.md#figure-99'")).toEqual(['setup-guides.md#figure-99']);
    expect(brokenCitations('/** docs/reference/elsewhere.md */')).toEqual(['elsewhere.md']);
    expect(PRIVATE.test('// S15 p.18')).toBe(true);
  });
});
