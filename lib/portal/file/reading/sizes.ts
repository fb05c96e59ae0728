import { type DecimalMark, SIZE_UNITS, type SizeUnit } from '../../../domain/file-mapping.ts';
import { readNumber } from './numbers.ts';

const WORDS: readonly [RegExp, SizeUnit][] = [
  [/^b(?:ytes?)?$/i, 'bytes'],
  [/^kb$/i, 'kB'],
  [/^kib$/i, 'KiB'],
  [/^(?:mb|megabytes?)$/i, 'MB'],
  [/^mib$/i, 'MiB'],
  [/^(?:gb|gigabytes?)$/i, 'GB'],
  [/^gib$/i, 'GiB'],
  [/^(?:tb|terabytes?)$/i, 'TB'],
  [/^tib$/i, 'TiB'],
];

const BINARY: Partial<Record<SizeUnit, SizeUnit>> = { kB: 'KiB', MB: 'MiB', GB: 'GiB', TB: 'TiB' };

/** Returns the unit that a word names. */
export function unitOfWord(word: string): SizeUnit | undefined {
  return WORDS.find(([pattern]) => pattern.test(word))?.[1];
}

/** Divides `12.5 GB` into number and unit; without a unit, the text is the number. */
export function divideSize(text: string): { number: string; unit?: SizeUnit } {
  const match = /^([^a-z]{1,60}?)\s*([a-z]{1,10})$/i.exec(text.trim().slice(0, 80));
  const unit = unitOfWord(match?.[2] ?? '');
  return match && unit ? { number: match[1] ?? '', unit } : { number: text };
}

/**
 * Returns the bytes of a size. A unit in the cell counts before the column's; `GB` in a cell is binary where the column is.
 * @returns undefined where it is no size, or nothing says its unit
 */
export function readSize(text: string, mark: DecimalMark, column: SizeUnit | undefined): number | undefined {
  const { number, unit = column } = divideSize(text);
  const amount = readNumber(number, mark);
  return amount === undefined || unit === undefined ? undefined : toBytes(amount, asColumn(unit, column));
}

/** Whole bytes. */
export function toBytes(amount: number, unit: SizeUnit): number | undefined {
  const bytes = Math.round(amount * SIZE_UNITS[unit]);
  return bytes <= Number.MAX_SAFE_INTEGER ? bytes : undefined;
}

function asColumn(unit: SizeUnit, column: SizeUnit | undefined): SizeUnit {
  const isBinary = column !== undefined && Object.values(BINARY).includes(column);
  return (isBinary && BINARY[unit]) || unit;
}
