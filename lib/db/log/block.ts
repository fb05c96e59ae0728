import type { LogRow } from '../../domain/log-search/log-row.ts';

/**
 * Rows of the search index that follow each other in time, packed: what a search has to look at lies side by side, and each text
 * is there once. A search for a text goes through one string a block.
 */
export interface LogBlock {
  /** Milliseconds since the epoch, oldest first. */
  at: Float64Array;
  /** Four bits for each choice. */
  choices: Uint16Array;
  /** NaN: none. */
  amounts: Float64Array | null;
  /** Slot after slot: the number of each row's text. */
  texts: Uint16Array;
  /** Where each text begins in `text`; one more for its end. */
  starts: Uint32Array;
  /** All texts, each behind a NUL, in lower case. */
  text: string;
  /** Ids of the rows, with NUL between them. */
  ids: string;
}

/** So many rows are in one block at most. */
export const BLOCK_ROWS = 1_000;

const SEPARATOR = '\0';
const CHOICE_BITS = 4;

/** Packs rows in order, at most `BLOCK_ROWS` and at least one, all with as many texts. */
export function packBlock(rows: readonly LogRow[]): LogBlock {
  const slots = rows[0]?.texts.length ?? 0;
  const numbers = new Map<string, number>();
  const texts = new Uint16Array(rows.length * slots);
  const starts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(text, number);
    starts.push(length + 1);
    parts.push(text);
    length += text.length + 1;
    return number;
  };
  rows.forEach((row, at) => {
    for (let slot = 0; slot < slots; slot += 1) texts[slot * rows.length + at] = numberOf(row.texts[slot] ?? '');
  });
  starts.push(length + 1);
  return {
    at: Float64Array.from(rows, ({ at }) => at),
    choices: Uint16Array.from(rows, ({ choices }) =>
      choices.reduce((bits, code, choice) => bits | (code << (choice * CHOICE_BITS)), 0),
    ),
    amounts: rows.some(({ amount }) => amount !== undefined)
      ? Float64Array.from(rows, ({ amount }) => amount ?? Number.NaN)
      : null,
    texts,
    starts: Uint32Array.from(starts),
    text: parts.map((part) => SEPARATOR + part).join(''),
    ids: rows.map(({ id }) => id).join(SEPARATOR),
  };
}

/** Returns the rows of a block again, for merging others into it. @param choices how many choices each row has */
export function unpackBlock(block: LogBlock, choices: number): LogRow[] {
  const count = block.at.length;
  const slots = block.texts.length / count;
  return idsOf(block).map((id, at) => {
    const amount = block.amounts?.[at] ?? Number.NaN;
    return {
      at: block.at[at] ?? 0,
      id,
      choices: Array.from({ length: choices }, (_, choice) => choiceOf(block, at, choice)),
      texts: Array.from({ length: slots }, (_, slot) => textOf(block, block.texts[slot * count + at] ?? 0)),
      ...(!Number.isNaN(amount) && { amount }),
    };
  });
}

export function idsOf(block: Pick<LogBlock, 'ids'>): string[] {
  return block.ids.split(SEPARATOR);
}

export function choiceOf(block: Pick<LogBlock, 'choices'>, row: number, choice: number): number {
  return ((block.choices[row] ?? 0) >> (choice * CHOICE_BITS)) & 15;
}

/** Returns a text by its number. */
export function textOf({ starts, text }: Pick<LogBlock, 'starts' | 'text'>, number: number): string {
  return text.slice(starts[number] ?? 0, (starts[number + 1] ?? 1) - 1);
}

/** About how many bytes of memory a block takes. */
export function bytesOf({ at, choices, amounts, texts, starts, text, ids }: LogBlock): number {
  const columns = [at, choices, amounts, texts, starts].reduce((sum, column) => sum + (column?.byteLength ?? 0), 0);
  return columns + text.length + ids.length;
}
