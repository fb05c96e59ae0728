import { describe, expect, it } from 'vitest';
import { readTests } from './source-tree.ts';

/** Specs that are left out whole, and the spec that goes the same way in the sample. */
const SAME_WAY: Record<string, string> = {
  'firefox-hostile-page': 'hostile-page',
  'firefox-policy': 'policy',
  'first-run-keyboard': 'first-run',
  'welcome-accessibility': 'first-run',
  'x360-story': 'main-job',
};

describe('what npm test leaves out', () => {
  const specs = readTests().filter(({ path }) => path.startsWith('test/e2e/') && path.endsWith('.spec.ts'));
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const leftOut = specs
    .filter(({ text }) => count(text, /\b(?:test|base)\(\s*['`]/g) <= count(text, /\bEXHAUSTIVE,\s*async/g))
    .map(({ path }) => path.replace(/^.*\/|\.spec\.ts$/g, ''));

  it('is a whole spec of the browsers only where another one goes the same way', () => {
    expect(specs.length).toBeGreaterThan(40);
    expect(leftOut.toSorted()).toEqual(Object.keys(SAME_WAY));
  });

  it('is not that other one too', () => {
    expect(leftOut.filter((name) => Object.values(SAME_WAY).includes(name))).toEqual([]);
  });
});
