import { describe, expect, it } from 'vitest';
import { readTests } from './source-tree.ts';

/**
 * No test compares wall clocks: what takes a millisecond on one machine takes seconds on a busy one. A test waits for what comes
 * (`vi.waitFor`, `expect.poll`), moves a clock of its own, or counts steps. Times are measured by `test/bench`, which never fails.
 */
const MEASURES = /performance\.now\(|process\.hrtime|process\.cpuUsage|performance\.timeOrigin/;
/** A time of the machine in an assertion, or subtracted from another. */
const COMPARES = /expect\([^)]*Date\.now\(\)|Date\.now\(\)\s*-[^-]|-\s*Date\.now\(\)|-\s*new Date\(\)/;

/** Loops in a page that wait until nothing moves any more: what they measure bounds the wait, and nothing is asserted of it. */
const WAITS_FOR_QUIET = [
  'test/support/page-objects/in-page.ts',
  'test/support/mutations/mutated-page.ts',
  'test/e2e/placement.spec.ts',
];

/** All of the file runs on the fake time of `vi.useFakeTimers()`. */
const ON_FAKE_TIME = ['test/dom/panel/clearly-visible.test.ts'];

/** Benchmarks measure. */
const MEASURED = 'test/bench/';
const SELF = 'test/repo/wall-clocks.test.ts';

function offending(pattern: RegExp, allowed: readonly string[]): string[] {
  return readTests()
    .filter(({ path }) => !path.startsWith(MEASURED) && path !== SELF && !allowed.includes(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
}

describe('no test compares wall clocks', () => {
  it('measures no duration', () => {
    expect(offending(MEASURES, [...WAITS_FOR_QUIET, ...ON_FAKE_TIME])).toEqual([]);
  });

  it('compares no time of the machine with another', () => {
    expect(offending(COMPARES, [])).toEqual([]);
  });

  it('recognizes the forbidden patterns', () => {
    expect(MEASURES.test('const t = performance.now();')).toBe(true);
    expect(COMPARES.test('expect(Date.now() - before).toBeLessThan(9);')).toBe(true);
    expect(COMPARES.test('const passed = Date.now() - before;')).toBe(true);
    expect(COMPARES.test('clock: () => Date.now() + ahead,')).toBe(false);
  });

  it('keeps a list of exceptions that exist', () => {
    const paths = new Set(readTests().map(({ path }) => path));
    expect([...WAITS_FOR_QUIET, ...ON_FAKE_TIME].filter((path) => !paths.has(path))).toEqual([]);
    const texts = readTests().filter(({ path }) => ON_FAKE_TIME.includes(path));
    expect(texts.filter(({ text }) => !text.includes('vi.useFakeTimers();'))).toEqual([]);
  });
});
