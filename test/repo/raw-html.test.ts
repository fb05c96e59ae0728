import { describe, expect, it } from 'vitest';
import { readProduct } from './source-tree.ts';

/** Ways from a text to markup or code. Mozilla's linter cannot know that Preact's own one is never used (docs/release.md). */
const RAW =
  /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\s*\+?=[^=]|insertAdjacentHTML|document\.write|createContextualFragment/;

describe('the product', () => {
  it('makes no markup from texts', () => {
    const files = readProduct();
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter(({ text }) => RAW.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it.each(['node.innerHTML = text', '<p dangerouslySetInnerHTML={x} />', "body.insertAdjacentHTML('x', y)"])(
    'would be found with %s',
    (code) => expect(code).toMatch(RAW),
  );
});
