import { describe, expect, it } from 'vitest';
import { readTests } from './source-tree.ts';

describe('what npm test leaves out', () => {
  it('is never a whole spec of the browsers', () => {
    const specs = readTests().filter(({ path }) => path.startsWith('test/e2e/') && path.endsWith('.spec.ts'));
    expect(specs.length).toBeGreaterThan(40);
    const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
    const leftOut = specs.filter(
      ({ text }) => count(text, /\b(?:test|base)\(\s*['`]/g) <= count(text, /\bEXHAUSTIVE,\s*async/g),
    );
    expect(leftOut.map(({ path }) => path)).toEqual([]);
  });
});
