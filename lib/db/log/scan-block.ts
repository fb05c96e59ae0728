import type { LogFilter, RowTest } from '../../domain/log-search/log-filter.ts';
import { choiceOf, type LogBlock, textOf } from './block.ts';

/** Returns which rows of a block a filter finds, oldest first: the same as `isFound` of each row. */
export function scanBlock(block: LogBlock, filter: LogFilter): Uint16Array {
  const count = block.at.length;
  let found: number[] | undefined;
  for (const test of inOrder(filter)) {
    const holds = rowTest(block, test);
    if (holds === true) continue;
    if (holds === false) return new Uint16Array();
    const left: number[] = [];
    if (found) {
      for (const row of found) if (holds(row)) left.push(row);
    } else {
      for (let row = 0; row < count; row += 1) if (holds(row)) left.push(row);
    }
    if (left.length === 0) return new Uint16Array();
    found = left;
  }
  return found ? Uint16Array.from(found) : Uint16Array.from({ length: count }, (_, row) => row);
}

/** What costs least comes first: a block outside of the time that is looked for is not read at all. */
function inOrder(filter: LogFilter): RowTest[] {
  const rank = { period: 0, choice: 1, amount: 2, text: 3 };
  return [...filter].sort((one, other) => rank[one.kind] - rank[other.kind]);
}

/** A test of rows; true or false: all of the block's rows hold it, or none does. */
function rowTest(block: LogBlock, test: RowTest): ((row: number) => boolean) | boolean {
  if (test.kind === 'choice') return (row) => (test.codes & (1 << choiceOf(block, row, test.choice))) !== 0;
  if (test.kind === 'amount') {
    const { amounts } = block;
    if (!amounts) return false;
    return (row) => {
      const amount = amounts[row] ?? Number.NaN;
      return !Number.isNaN(amount) && test.allows(amount);
    };
  }
  if (test.kind === 'text') return textTest(block, test);
  const first = block.at[0] ?? 0;
  const last = block.at.at(-1) ?? 0;
  const periods = test.periods.filter(({ from, to }) => first < to && last >= from);
  if (periods.length === 0) return false;
  if (periods.some(({ from, to }) => first >= from && last < to)) return true;
  return (row) => {
    const at = block.at[row] ?? 0;
    return periods.some(({ from, to }) => at >= from && at < to);
  };
}

function textTest(block: LogBlock, test: RowTest & { kind: 'text' }): ((row: number) => boolean) | boolean {
  const { slots, ids, choices, not } = test;
  const count = block.at.length;
  const { texts } = block;
  const matching = matchingTexts(block, test);
  const owners = ids.size > 0 ? ownersAmong(block, ids) : undefined;
  if (!matching && !owners && choices.length === 0) return not;
  // Column by column: a function called for each row and slot takes several times as long.
  const hits = new Uint8Array(count);
  const markRows = (marks: Uint8Array, slot: number) => {
    for (let row = 0; row < count; row += 1) if (marks[texts[slot * count + row] ?? 0] === 1) hits[row] = 1;
  };
  if (matching) for (const slot of slots) markRows(matching, slot);
  if (owners) markRows(owners, 0);
  const isChosen = (row: number) =>
    choices.some(({ choice, codes }) => (codes & (1 << choiceOf(block, row, choice))) !== 0);
  return (row) => (hits[row] === 1 || (choices.length > 0 && isChosen(row))) !== not;
}

/** A mark at the number of each text that matches; undefined: none does. */
function matchingTexts(block: LogBlock, { literals, matches }: RowTest & { kind: 'text' }): Uint8Array | undefined {
  const total = block.starts.length - 1;
  let marks: Uint8Array | undefined;
  const check = (number: number) => {
    if (!matches(textOf(block, number))) return;
    marks ??= new Uint8Array(total);
    marks[number] = 1;
  };
  if (literals.length === 0) for (let number = 0; number < total; number += 1) check(number);
  for (const literal of literals) {
    for (let at = block.text.indexOf(literal); at >= 0; ) {
      const number = numberAt(block.starts, at);
      check(number);
      // On with the next text: this one is decided.
      at = block.text.indexOf(literal, (block.starts[number + 1] ?? block.text.length) - 1);
    }
  }
  return marks;
}

/** The number of the text in which a place of the whole string is. */
function numberAt(starts: Uint32Array, at: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A mark at the number of each text of the first slot that is one of these ids. */
function ownersAmong(block: LogBlock, ids: ReadonlySet<string>): Uint8Array | undefined {
  const count = block.at.length;
  const total = block.starts.length - 1;
  let marks: Uint8Array | undefined;
  const seen = new Uint8Array(total);
  for (let row = 0; row < count; row += 1) {
    const number = block.texts[row] ?? 0;
    if (seen[number] === 1) continue;
    seen[number] = 1;
    if (!ids.has(textOf(block, number))) continue;
    marks ??= new Uint8Array(total);
    marks[number] = 1;
  }
  return marks;
}
