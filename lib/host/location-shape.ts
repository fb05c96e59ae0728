import { readHash } from './state-hash.ts';
import { structureName, structureText } from './structure-text.ts';

/** Members of the hash's state whose values name parts of the program; of all others only the name is listed. */
const SHOWN_MEMBERS = ['p', 'st', 'idxk', 'i'];
const MOST_NODES = 200;
const MOST_DEPTH = 12;

/** Form of an address without host, ids or texts of users: path form, query keys, hash form and keys. */
export function describeLocation(href: string): string[] {
  const split = href.indexOf('#');
  const [address = '', query = ''] = (split < 0 ? href : href.slice(0, split)).slice(0, 4_000).split('?');
  const { form, suffix, state } = readHash(split < 0 ? '' : href.slice(split));
  const reported: string[] = [];
  const counts = { rd: 0, blank: 0, nodes: 0 };
  walk(state, 0, reported, counts);
  return [
    'Address',
    `  host: ${/\.myconnectwise\.net$/i.test(hostOf(address)) ? 'cloud' : 'other'}; path: ${pathForm(address)}`,
    `  query keys: ${queryKeys(query)}`,
    `  hash: ${form}, ${split < 0 ? 0 : href.length - split} characters; suffix: ${structureName(suffix) ?? 'none'}`,
    `  record ids: ${counts.rd}; records without id: ${counts.blank}; nodes: ${counts.nodes}`,
    ...reported.map((line) => `  ${line}`),
  ];
}

function hostOf(address: string): string {
  return /^[a-z]+:\/\/([^/:]+)/i.exec(address)?.[1] ?? '';
}

const CODEBASE = /^v\d+_\d+(?:_\w{1,20})?$/i;
const KNOWN_PATH =
  /^(?:connectwise\.(?:aspx|html)|timeexpensemodule\.html|services|system_io|router|openrecord\.rails)$/i;

function pathForm(address: string): string {
  const path = address.replace(/^[a-z]+:\/\/[^/]*/i, '');
  return path
    .split('/')
    .slice(0, 10)
    .map((part) => (part === '' || CODEBASE.test(part) || KNOWN_PATH.test(part) ? part : '…'))
    .join('/');
}

function queryKeys(query: string): string {
  const keys = [...new URLSearchParams(query).keys()].slice(0, 30).map((key) => structureName(key) ?? '…');
  return keys.join(', ') || 'none';
}

function walk(
  node: unknown,
  depth: number,
  reported: string[],
  counts: { rd: number; blank: number; nodes: number },
): void {
  if (typeof node !== 'object' || node === null || depth > MOST_DEPTH || counts.nodes >= MOST_NODES) return;
  counts.nodes += 1;
  const members = Object.entries(node);
  for (const [name, value] of members) {
    if (name === 'rd') counts[typeof value === 'number' && value > 0 ? 'rd' : 'blank'] += 1;
  }
  const keys = members.slice(0, 30).map(([name, value]) => memberForm(name, value));
  reported.push(`${'.'.repeat(depth)}{${keys.join(' ')}}`);
  for (const [, value] of members) walk(value, depth + 1, reported, counts);
}

function memberForm(name: string, value: unknown): string {
  const key = structureName(name) ?? '…';
  if (!SHOWN_MEMBERS.includes(name)) return key;
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 100 ? `${key}=${value}` : key;
  const text = typeof value === 'string' ? structureText(value) : null;
  return text ? `${key}=${text}` : key;
}
