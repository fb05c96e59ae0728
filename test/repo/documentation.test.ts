import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINDING_CODES, FINDING_DESCRIPTION, FINDING_SEVERITY } from '../../lib/domain/finding-codes.ts';
import { ROOT } from './source-tree.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const {
  scripts,
  dependencies,
}: Record<'scripts' | 'dependencies', Record<string, string>> = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

describe('the README', () => {
  it('has a line for every finding code, as the catalogue says it', () => {
    const table = FINDING_CODES.map((code) => `| ${code} | ${FINDING_SEVERITY[code]} | ${FINDING_DESCRIPTION[code]} |`);
    const start = readme.indexOf('<!-- finding-codes:start -->');
    const end = readme.indexOf('<!-- finding-codes:end -->');
    const lines = readme
      .slice(start, end)
      .split('\n')
      .filter((line) => /^\| [A-Z]{3}-/.test(line));
    expect(lines).toEqual(table);
  });

  it('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?(start|test|[a-z]+(?=`))/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('the third-party notices', () => {
  it('name every package of which parts are in the extension', () => {
    const notices = readFileSync(join(ROOT, 'public', 'third-party-licenses.txt'), 'utf8');
    const named = [...notices.matchAll(/^={80}\n(\S+) \(/gm)].map(([, name]) => name);
    // WXT is a tool, but a few of its helpers are bundled.
    expect(named.sort()).toEqual([...Object.keys(dependencies), 'wxt'].sort());
  });
});
