/** Numbers made of texts begin here, far above those that portals count up to. */
const FIRST = 10 ** 14;
const RANGE = 8 * 10 ** 15;

/** As many digits as ids of portals may have. */
const MOST_DIGITS = 19;

/**
 * Returns the customer id of a cell: its number, `EFS-342` as 342. Any other text, for instance a name, gets a number made of it,
 * always the same: ids are digits everywhere in the product.
 * @returns undefined where there is no text, or where it has to be an EFS id and is none
 */
export function customerNumber(text: string, hasEfsIds: boolean): string | undefined {
  const plain = text.trim();
  const digits = /^(?:[A-Za-z]{2,10}-)?([1-9]\d*)$/.exec(plain);
  const isNumber = digits?.[1] !== undefined && digits[1].length <= MOST_DIGITS;
  if (isNumber && (hasEfsIds || digits[1] === plain)) return digits[1];
  if (hasEfsIds || plain === '') return undefined;
  return numberOfText(plain.toLowerCase().replace(/\s+/g, ' '));
}

/** Two independent 32-bit FNV-1a hashes as one number. Two texts of a file with the same number are an error there. */
function numberOfText(text: string): string {
  const [high, low] = [hash(text, 0x811c9dc5), hash(`${text}\u0001`, 0x9747b28c)];
  return String(FIRST + (((high % 2 ** 21) * 2 ** 32 + low) % RANGE));
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
