import type { DecimalMark } from '../../../domain/file-mapping.ts';

/** Longer texts are no numbers. */
const LONGEST = 60;

/** By decimal mark: digits, in groups of three by one and the same mark or not at all, and a fraction. */
const SHAPES: Record<DecimalMark, RegExp> = {
  point: /^(\d+|\d{1,3}(?:([, '’\u00a0\u202f])\d{3})(?:\2\d{3})*)(?:\.(\d+))?$/,
  comma: /^(\d+|\d{1,3}(?:([. '’\u00a0\u202f])\d{3})(?:\2\d{3})*)(?:,(\d+))?$/,
};

/** Returns the number that a text is with this decimal mark; undefined: none. Negative numbers are none: nothing here can be. */
export function readNumber(text: string, mark: DecimalMark): number | undefined {
  if (text.length > LONGEST) return undefined;
  const match = SHAPES[mark].exec(text.trim());
  if (!match) return undefined;
  const [, whole = '', , fraction] = match;
  const number = Number(`${whole.replace(/\D/g, '')}${fraction === undefined ? '' : `.${fraction}`}`);
  // A whole number beyond this would be another one.
  return number <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/**
 * What the values of a column say of its decimal mark. `either`: they are the same numbers both ways. `unclear`: some would be
 * other numbers, and none shows which. `mixed`: some can only be read one way, some only the other.
 */
export type MarkEvidence = DecimalMark | 'either' | 'unclear' | 'mixed';

/** @param isWhole the amounts are whole numbers: 1.234 mailboxes can only be 1234 */
export function markEvidence(texts: Iterable<string>, isWhole = false): MarkEvidence {
  let [isPoint, isComma, isUnclear] = [false, false, false];
  for (const text of texts) {
    const [point, comma] = [readAs(text, 'point', isWhole), readAs(text, 'comma', isWhole)];
    if (point === comma) continue;
    if (point === undefined) isComma = true;
    else if (comma === undefined) isPoint = true;
    else isUnclear = true;
  }
  if (isPoint && isComma) return 'mixed';
  if (isPoint) return 'point';
  if (isComma) return 'comma';
  return isUnclear ? 'unclear' : 'either';
}

function readAs(text: string, mark: DecimalMark, isWhole: boolean): number | undefined {
  const number = readNumber(text, mark);
  return number !== undefined && isWhole && !Number.isInteger(number) ? undefined : number;
}
