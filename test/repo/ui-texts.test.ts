import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { readProduct } from './source-tree.ts';

/** The folders of `components`, each with its texts in one place. */
const SURFACES: readonly string[] = [
  'connection',
  'dock',
  'lock',
  'options',
  'panel',
  'plan',
  'popup',
  'setup',
  'teach',
  'ui',
  'welcome',
];

/** `texts.ts` of a small surface, or a file in the folder `texts` of a large one. */
const TEXTS_FILE = /^components\/[^/]+\/texts(?:\/[a-z-]+)?\.tsx?$/;

/** Strings that look like labels and are none. */
const NO_TEXTS: ReadonlyMap<string, string> = new Map([
  ...['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].map(
    (key) => [key, 'A key, as `KeyboardEvent.key` names it.'] as const,
  ),
  ['GiB', 'A value of the settings.'],
]);

/** Files whose strings are no texts of the UI. */
const NO_TEXT_FILES: ReadonlyMap<string, string> = new Map([
  ['components/options/event-file.ts', 'The columns of a file, which programs read too.'],
  ['components/options/fleet-file.ts', 'The columns of a file, which programs read too.'],
  ['components/options/journal-file.ts', 'The columns of a file, which programs read too.'],
]);

/** Attributes and properties that users see or hear: any word in them is a text. */
const READ = /^(?:alt|aria-label|aria-valuetext|hint|label|placeholder|subtitle|title|unit)$/;
/** Attributes that nobody reads, however many words they hold. */
const UNREAD = /^(?:class|key)$/;

/** Stands for a value in a template. */
const VALUE = '\uFFFC';
const WORD = /\p{L}/u;
/** Several words, or a word beside a value. */
const WORDS = /\p{L}\s+[\p{L}\uFFFC]|\uFFFC\s+\p{L}/u;
/** A label: one word that begins with a capital. */
const CAPITALIZED = /^\s*\p{Lu}\p{Ll}/u;
const ADDRESS = /^(?:https:\/\/)?[a-z\d-]+(?:\.[a-z\d-]+)+$/;

type Node = Record<string, unknown> & { type: string };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function childrenOf(node: Node): [name: string, child: Node][] {
  return Object.entries(node).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter(isNode).map((child): [string, Node] => [name, child]),
  );
}

/** What a string or a template says, values marked; undefined for any other node. */
function stringOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  return node.quasis.map((quasi) => (isNode(quasi) ? cookedOf(quasi) : '')).join(VALUE);
}

function cookedOf({ value }: Node): string {
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (typeof node.name === 'string') return node.name;
  return typeof node.value === 'string' ? node.value : '';
}

/**
 * Where a string stands: `read` where whatever is in it is seen or heard, `elsewhere` where it is a text if it looks like one,
 * `unread` where it is none.
 */
type Place = 'read' | 'elsewhere' | 'unread';

function placeOf(parent: Node, name: string, child: Node, place: Place): Place {
  switch (parent.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return name === 'children' ? 'read' : 'elsewhere';
    case 'JSXAttribute':
      return name === 'name' || UNREAD.test(nameOf(parent.name)) ? 'unread' : readIf(READ.test(nameOf(parent.name)));
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
      return place;
    // What is chosen is read, what decides is not.
    case 'ConditionalExpression':
      return name === 'test' ? 'elsewhere' : place;
    case 'LogicalExpression':
      return name === 'right' || parent.operator !== '&&' ? place : 'elsewhere';
    case 'Property':
      return name === 'key' && parent.computed !== true ? 'unread' : readIf(READ.test(nameOf(parent.key)));
    // The noun of `count`.
    case 'CallExpression':
      return readIf(name === 'arguments' && nameOf(parent.callee) === 'count');
    case 'BinaryExpression':
      return stringOf(child) === undefined || parent.operator === '+' ? 'elsewhere' : 'unread';
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return name === 'source' ? 'unread' : 'elsewhere';
    case 'TSLiteralType':
      return 'unread';
    default:
      return place === 'unread' ? 'unread' : 'elsewhere';
  }
}

function readIf(isRead: boolean): Place {
  return isRead ? 'read' : 'elsewhere';
}

/** The texts in a source file that belong into a file of texts. */
function textsIn(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source);
  expect(errors, path).toEqual([]);
  const found: string[] = [];
  const walk = (node: Node, place: Place): void => {
    const said = node.type === 'JSXText' ? String(node.value) : stringOf(node);
    if (said !== undefined && place !== 'unread' && !NO_TEXTS.has(said)) {
      const isText = place === 'read' ? WORD.test(said) : WORDS.test(said) || CAPITALIZED.test(said);
      if (isText && !ADDRESS.test(said)) found.push(said.replaceAll(VALUE, '…').replace(/\s+/g, ' ').trim());
    }
    for (const [name, child] of childrenOf(node)) walk(child, placeOf(node, name, child, place));
  };
  const root: unknown = program;
  if (isNode(root)) walk(root, 'elsewhere');
  return found;
}

/** What a file of texts holds besides constants, functions and types. */
function foreignIn(path: string, source: string): string[] {
  if (!path.endsWith('.ts')) return [`${path}: texts are no views`];
  const { program, errors } = parseSync(path, source);
  expect(errors, path).toEqual([]);
  const root: unknown = program;
  return (isNode(root) ? childrenOf(root) : [])
    .map(([, statement]) => statement)
    .filter((statement) => !isAllowed(statement))
    .map((statement) => `${path}: ${statement.type}`);
}

const DECLARATIONS = /^(?:FunctionDeclaration|TSInterfaceDeclaration|TSTypeAliasDeclaration)$/;

function isAllowed(statement: Node): boolean {
  if (statement.type === 'ImportDeclaration') return !nameOf(statement.source).startsWith('preact');
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (!isNode(declared)) return false;
  return declared.type === 'VariableDeclaration' ? declared.kind === 'const' : DECLARATIONS.test(declared.type);
}

const files = readProduct().filter(({ path }) => path.startsWith('components/'));

describe('the texts of the UI', () => {
  it('are in one place per surface', () => {
    expect([...new Set(files.map(({ path }) => path.split('/')[1]))].toSorted()).toEqual(SURFACES);
    const without = SURFACES.filter(
      (surface) => !files.some(({ path }) => TEXTS_FILE.test(path) && path.startsWith(`components/${surface}/`)),
    );
    expect(without).toEqual([]);
  });

  it('are in no other file', () => {
    const views = files.filter(({ path }) => !TEXTS_FILE.test(path) && !NO_TEXT_FILES.has(path));
    expect(views.length).toBeGreaterThan(100);
    expect(views.flatMap(({ path, text }) => textsIn(path, text).map((said) => `${path}: ${said}`))).toEqual([]);
  });

  it('are constants and functions', () => {
    const texts = files.filter(({ path }) => TEXTS_FILE.test(path));
    expect(texts.length).toBeGreaterThan(30);
    expect(texts.flatMap(({ path, text }) => foreignIn(path, text))).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    const isNeeded = (one: string) => files.some(({ text }) => text.includes(`'${one}'`));
    expect([...NO_TEXTS.keys()].filter((one) => !isNeeded(one))).toEqual([]);
    const without = [...NO_TEXT_FILES.keys()].filter(
      (one) => !files.some(({ path, text }) => path === one && textsIn(path, text).length > 0),
    );
    expect(without).toEqual([]);
  });
});

describe('the search for texts', () => {
  const view = (jsx: string) => textsIn('components/sample.tsx', `const view = ${jsx};`);

  it.each([
    ['between tags', '<p>\n  Nothing to\n  change, {count}.\n</p>', ['Nothing to change,']],
    ['in an attribute', '<Button title="Refresh" />', ['Refresh']],
    ['in an attribute, in lower case', '<Names from={x} label="policy" />', ['policy']],
    ['in a template', `<p>{\`\${done} of \${total}\`}</p>`, ['… of …']],
    ['in a template of an attribute', `<section aria-label={\`Backup of \${name}\`} />`, ['Backup of …']],
    ['in a choice', "<p>{isOn ? 'on' : TEXTS.off}</p>", ['on']],
    ['in a condition', "<p>{more > 0 && 'and more'}</p>", ['and more']],
    ['in a list', "['Record', ...heads]", ['Record']],
    ['in a property', "{ value: 'a', label: 'none' }", ['none']],
    ['as the noun of a number', "count(n, 'change')", ['change']],
  ])('finds one %s', (_, jsx, texts) => {
    expect(view(jsx)).toEqual(texts);
  });

  it.each([
    ['a symbol', '<span> · </span>'],
    ['a class', `<p class={\`bb-hint \${isLong ? "long text" : ""}\`} />`],
    ['a key', `<li key={\`report \${id}\`} />`],
    ['a link', '<a href="/options.html#journal" rel="noreferrer">{TEXTS.link}</a>'],
    ['an address', '<TextField placeholder="https://portal.example.com" />'],
    ['a message', "send('run.cancel', { runId })"],
    ['what is compared', "<p>{status === 'Closed' && event.key !== 'Escape' && TEXTS.closed}</p>"],
    ['a length', `<i style={{ transform: \`translate(\${x}px, \${y}px)\` }} />`],
    ['a type', "null as 'Some type' | null"],
  ])('takes %s for none', (_, jsx) => {
    expect(view(jsx)).toEqual([]);
  });

  it('finds a view and a variable among the texts', () => {
    expect(foreignIn('components/sample/texts.ts', "export let label = 'Label';")).toHaveLength(1);
    expect(foreignIn('components/sample/texts.ts', "import { h } from 'preact';")).toHaveLength(1);
    expect(foreignIn('components/sample/texts.tsx', '')).toHaveLength(1);
    expect(foreignIn('components/sample/texts.ts', "export const label = 'Label';\nexport function of() {}")).toEqual(
      [],
    );
  });
});
