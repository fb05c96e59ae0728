import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface SourceFile {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
  imports: SourceImport[];
}

export interface SourceImport {
  /** From the root for our own files; the package's name otherwise. */
  target: string;
  own: boolean;
  typeOnly: boolean;
}

const PRODUCT = ['entrypoints', 'components', 'lib'];
const IMPORT = /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC_IMPORT = /import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every TypeScript file of the product, with what it imports. */
export function readProduct(): SourceFile[] {
  return PRODUCT.flatMap((folder) => filesBelow(join(ROOT, folder)))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      const own = relative(ROOT, path).split(sep).join('/');
      return { path: own, text, imports: readImports(own, text) };
    });
}

/** Every file of the product and its tests that holds words, and the documents. */
export function readTexts(): Pick<SourceFile, 'path' | 'text'>[] {
  const documents = readdirSync(ROOT)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(ROOT, name));
  return [...documents, ...[...PRODUCT, 'test'].flatMap((folder) => filesBelow(join(ROOT, folder)))]
    .filter((path) => /\.(?:tsx?|mjs|js|css|html|md)$/.test(path))
    .map((path) => ({ path: relative(ROOT, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** Every script of the tests. */
export function readTests(): Pick<SourceFile, 'path' | 'text'>[] {
  return filesBelow(join(ROOT, 'test'))
    .filter((path) => /\.(?:tsx?|mjs|js)$/.test(path))
    .map((path) => ({ path: relative(ROOT, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** Anchors of a document's headings, as repository hosts make them. */
export function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Import lines of one file; `path` from the root. */
export function readImports(path: string, text: string): SourceImport[] {
  const found: SourceImport[] = [];
  for (const [, type, from] of text.matchAll(IMPORT)) if (from) found.push(toImport(path, from, type !== undefined));
  for (const [, from] of text.matchAll(DYNAMIC_IMPORT)) if (from) found.push(toImport(path, from, false));
  return found;
}

function toImport(path: string, from: string, typeOnly: boolean): SourceImport {
  const own = from.startsWith('.');
  const target = own ? posix.normalize(posix.join(posix.dirname(path), from.replace(/\?.*$/, ''))) : from;
  return { target, own, typeOnly };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}
