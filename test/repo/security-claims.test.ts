import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Claim {
  claim: string;
  tests: { file: string; title: string }[];
}

/** The rows of the table under "What is proven": a claim, and the tests that fail when it does not hold. */
function readClaims(text: string): Claim[] {
  const [, section = ''] = text.split(/^## What is proven$/m);
  const [table = ''] = section.split(/^## /m);
  return table
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s-]+\|/.test(line))
    .slice(1)
    .map((line) => {
      const [claim = '', tests = ''] = line.split('|').slice(1, -1);
      const found = [...tests.matchAll(/`([^`]+)`\s+“([^”]+)”/g)];
      return { claim: claim.trim(), tests: found.map(([, file = '', title = '']) => ({ file, title })) };
    });
}

const CLAIMS = readClaims(readFileSync('SECURITY.md', 'utf8'));

describe('the claims of SECURITY.md', () => {
  it('are found', () => {
    expect(CLAIMS.length).toBeGreaterThan(20);
    expect(readClaims('## What is proven\n| claim | test |\n|---|---|\n| a | none |\n')).toEqual([
      { claim: 'a', tests: [] },
    ]);
  });

  it('each name a test', () => {
    expect(CLAIMS.filter(({ tests }) => tests.length === 0).map(({ claim }) => claim)).toEqual([]);
  });

  it('name tests that exist', () => {
    const missing = CLAIMS.flatMap(({ claim, tests }) =>
      tests
        .filter(({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title))
        .map(({ file, title }) => `${claim}: ${file} “${title}”`),
    );
    expect(missing).toEqual([]);
  });
});
