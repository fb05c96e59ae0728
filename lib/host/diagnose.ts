import { hostDocuments } from './documents.ts';
import { describeInventory } from './inventory.ts';
import { createLocationReader } from './location.ts';
import { describeLocation } from './location-shape.ts';
import { readScreen } from './screens.ts';
import type { FieldTable } from './selectors.ts';
import { selfCheck } from './self-check.ts';

const MOST_BYTES = 60_000;

/**
 * Structure of the open screen without any value of it, as plain text for a bug report
 * (docs/reference/connectwise-pages.md#how-we-read): form of the address, classes with counts, labels, lists, frames,
 * and what we made of it. At most 60 kB. Walks the whole page: for a click only.
 */
export function describeScreen(top: Document, href: string, fields: FieldTable): string {
  const screen = readScreen(top, createLocationReader()(href), fields);
  const check = selfCheck(top, screen, fields);
  const documents = hostDocuments(top);
  const { banner, location } = screen;
  const parts = Object.entries(screen)
    .filter(([name, part]) => !['id', 'location', 'banner'].includes(name) && part !== null && part !== false)
    .map(([name]) => name);
  const lines = [
    'Screen',
    `  ours: ${screen.id ?? 'none'}; expected: ${check.screen ?? 'none'}; sure: ${check.sure}`,
    `  by address: ${location.screen ?? 'none'} (${location.sureness})`,
    `  found: ${parts.join(', ') || 'nothing'}`,
    `  banner: ${banner.text === '' ? 'blank' : 'not blank'}; breadcrumb parts: ${banner.trail.length}`,
    ...check.fields.map(({ field, found }) => `  field ${field}: ${found}`),
    ...check.failures.map((failure) => `  failure: ${failure}`),
    ...describeLocation(href),
    ...documents.flatMap((root, index) => describeInventory(root, index === 0 ? 'Page' : `Frame ${index}`, fields)),
  ];
  return cutToBytes(lines, MOST_BYTES);
}

function cutToBytes(lines: readonly string[], most: number): string {
  const encoder = new TextEncoder();
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += encoder.encode(line).length + 1;
    if (bytes > most - 40) {
      kept.push('(cut: the page has more)');
      break;
    }
    kept.push(line);
  }
  return `${kept.join('\n')}\n`;
}
