import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GUARD_WORDS } from '../../components/options/texts/approvals.ts';
import { FINDING_CODES, FINDING_DESCRIPTION, FINDING_SEVERITY } from '../../lib/domain/finding-codes.ts';
import { NEEDED_RIGHTS } from '../../lib/domain/needed-rights.ts';
import { CHECKS } from '../../lib/setup/checks.ts';
import { anchorsOf, ROOT, readProduct } from './source-tree.ts';

const {
  scripts,
  dependencies,
}: Record<'scripts' | 'dependencies', Record<string, string>> = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

/** Every document, from the root. */
const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** Those for users, which name what is on their screens. */
const FOR_USERS = ['administrators', 'technicians', 'finance', 'troubleshooting', 'limits', 'pages'].map((name) =>
  join('docs', `${name}.md`),
);

/** In italics there, and not ours: words of browsers and of ConnectWise, and what only a running page puts together. */
const OTHERS_WORDS: ReadonlySet<string> = new Set([
  'Developer mode',
  'Load unpacked',
  'This Firefox',
  'Load Temporary Add-on',
  'Where 246.31 GB come from',
]);

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

describe('the rules', () => {
  it('have a line for every finding code, with the text of the catalog', () => {
    const rules = read('docs/reference/rules.md');
    const table = FINDING_CODES.map((code) => `| ${code} | ${FINDING_SEVERITY[code]} | ${FINDING_DESCRIPTION[code]} |`);
    const start = rules.indexOf('<!-- finding-codes:start -->');
    const end = rules.indexOf('<!-- finding-codes:end -->');
    const lines = rules
      .slice(start, end)
      .split('\n')
      .filter((line) => /^\| [A-Z]{3}-/.test(line));
    expect(lines).toEqual(table);
  });
});

describe('the set-up checks', () => {
  it('have a line each, in their order, with the step that they name', () => {
    const lines = read('docs/reference/setup-checks.md').split('\n');
    const rows = lines.flatMap((line) => {
      const [, id] = /^\|.*\| `([a-z-]+)` \|/.exec(line) ?? [];
      return id
        ? [{ id, headings: [...line.matchAll(/setup-guides\.md#([a-z0-9-]+)\)/g)].map(([, name]) => name) }]
        : [];
    });
    expect(rows.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
    const headings = [...read('docs/reference/setup-guides.md').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    );
    for (const [index, { id, guide }] of CHECKS.entries()) {
      expect(headings, id).toContain(guide);
      expect(rows[index]?.headings, id).toContain(guide);
    }
  });
});

describe('the README', () => {
  it('lists the rights that the set-up check looks at', () => {
    const rows = [...new Set(NEEDED_RIGHTS.map(({ name }) => name))].map((name) => {
      const rights = NEEDED_RIGHTS.filter((right) => right.name === name);
      const levels = (isOptional: boolean) =>
        rights.filter(({ use }) => (use === 'optional') === isOptional).map(({ level }) => level);
      const why = [...new Set(rights.map((right) => right.why))].join('; ');
      return `| ${[name, levels(false).join(', '), levels(true).join(', '), why].join(' | ')} |`.replaceAll('  ', ' ');
    });
    const readme = read('README.md').split('\n');
    expect(readme.filter((line) => /^\| [A-Z][A-Za-z ]+ › /.test(line))).toEqual(rows);
  });

  it('names only commands that exist', () => {
    const named = [...read('README.md').matchAll(/npm (?:run )?(start|test|[a-z]+(?=`))/g)].map(
      ([, name]) => name ?? '',
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links to files', () => {
    expect(brokenLinks('README.md').links).toBeGreaterThan(0);
  });
});

describe('the documents', () => {
  it('link only to files and headings that exist', () => {
    expect(DOCUMENTS.length).toBeGreaterThan(10);
    expect(DOCUMENTS.flatMap((path) => brokenLinks(path).broken)).toEqual([]);
  });

  it('name only files of this repository that exist', () => {
    const missing = DOCUMENTS.filter((path) => path !== 'CHANGELOG.md').flatMap((path) =>
      [...read(path).matchAll(/`((?:lib|components|entrypoints|test|public)\/[\w./-]*\w\/?)`/g)]
        .map(([, name = '']) => name)
        .filter((name) => !existsSync(join(ROOT, name)))
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('name only finding codes that exist, and those for users name many', () => {
    const codesOf = (path: string) =>
      [...read(path).matchAll(/\b(?:MID|ADD|TIX|SET|GUARD)-[A-Z]+(?:-[A-Z]+)*\b/g)].map(([code]) => code);
    const known = new Set<string>([...FINDING_CODES, ...Object.keys(GUARD_WORDS)]);
    expect(DOCUMENTS.flatMap((path) => codesOf(path).filter((code) => !known.has(code)))).toEqual([]);
    expect(new Set(FOR_USERS.flatMap(codesOf)).size).toBeGreaterThan(30);
  });

  it('for users name buttons, sections and messages as the product does', () => {
    const words = readProduct()
      .filter(({ path }) => path.startsWith('lib/') || path.includes('/texts'))
      .map(({ text }) => text)
      .join('\n');
    const isOurs = (name: string) => partsOf(name).every((part) => words.includes(part));
    const named = FOR_USERS.flatMap((path) => inItalics(path).map((name) => ({ path, name })));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ name }) => !isOurs(name) && !OTHERS_WORDS.has(name))).toEqual([]);
    expect([...OTHERS_WORDS].filter((word) => !named.some(({ name }) => name === word))).toEqual([]);
  });

  it('show every picture that is stored', () => {
    const shown = new Set(
      DOCUMENTS.flatMap((path) => [...read(path).matchAll(/images\/([\w-]+\.png)/g)].map(([, name]) => name)),
    );
    const stored = readdirSync(join(ROOT, 'docs', 'images')).filter((name) => name.endsWith('.png'));
    expect(stored.filter((name) => !shown.has(name))).toEqual([]);
  });
});

/** Names in italics, those of a path one by one: `*Options › About*`. */
function inItalics(path: string): string[] {
  const text = read(path)
    .replace(/`[^`\n]*`/g, '')
    .replace(/\*\*[^*]+\*\*/g, '');
  return [...text.matchAll(/(?<![*\w])\*([^*]+)\*(?![*\w])/g)].flatMap(([, name = '']) =>
    name.replace(/\s+/g, ' ').split(' › '),
  );
}

/** What of a name is text in the product's sources: numbers in it are values, and so is what an ellipsis stands for. */
function partsOf(name: string): string[] {
  return name
    .split(/…|EFS-\d+|[\d.,]+/)
    .map((part) => part.trim().replace(/s$/, ''))
    .filter((part) => part.length > 2);
}

function brokenLinks(path: string): { links: number; broken: string[] } {
  const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
  const broken = links.filter(([, file = '', anchor]) => {
    const target = file === '' ? path : join(dirname(path), file);
    if (!existsSync(join(ROOT, target))) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(read(target)).has(anchor);
  });
  return { links: links.length, broken: broken.map(([link]) => `${path}: ${link}`) };
}

describe('the third-party notices', () => {
  it('name every package of which parts are in the extension', () => {
    const notices = readFileSync(join(ROOT, 'public', 'third-party-licenses.txt'), 'utf8');
    const named = [...notices.matchAll(/^={80}\n(\S+) \(/gm)].map(([, name]) => name);
    // The runner is not in the extension, and neither is what it alone imports.
    const importers = (name: string) =>
      readProduct().filter(({ imports }) =>
        imports.some(({ target }) => target === name || target.startsWith(`${name}/`)),
      );
    const isInExtension = (name: string) => {
      const files = importers(name);
      return files.length === 0 || files.some(({ path }) => !path.startsWith('lib/runner/'));
    };
    // WXT is a tool, but a few of its helpers are bundled.
    expect(named.sort()).toEqual([...Object.keys(dependencies).filter(isInExtension), 'wxt'].sort());
  });
});
