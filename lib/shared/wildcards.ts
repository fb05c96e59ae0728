/**
 * Patterns as users type them: `*` stands for any characters, `?` for exactly one; letter case is no difference
 * (docs/reference/setup-guides.md#testing). Parts between `*` are looked for one after the other, each from where the one before
 * ended: linear but for `?`, whatever is typed.
 */

/** Returns whether one line of the text contains the pattern; '' is in every line. */
export function containsPattern(text: string, pattern: string): boolean {
  const parts = partsOf(pattern).filter(Boolean);
  return text
    .toLowerCase()
    .split('\n')
    .some((line) => endOfParts(line, parts, 0) !== undefined);
}

/** Returns whether the pattern describes the whole text; '' describes none but the empty one. */
export function matchesPattern(text: string, pattern: string): boolean {
  const [line, parts] = [text.toLowerCase(), partsOf(pattern)];
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return line.length === first.length && isAt(line, first, 0);
  if (line.length < first.length + last.length || !isAt(line, first, 0)) return false;
  const end = line.length - last.length;
  if (!isAt(line, last, end)) return false;
  return endOfParts(line.slice(0, end), parts.slice(1, -1).filter(Boolean), first.length) !== undefined;
}

function partsOf(pattern: string): string[] {
  return pattern.toLowerCase().split('*');
}

/** Where the last of the parts ends; undefined where one is not found. */
function endOfParts(line: string, parts: readonly string[], start: number): number | undefined {
  let from = start;
  for (const part of parts) {
    const at = indexOf(line, part, from);
    if (at < 0) return undefined;
    from = at + part.length;
  }
  return from;
}

/** As `String.indexOf`, with `?` for any one character. */
function indexOf(line: string, part: string, from: number): number {
  if (!part.includes('?')) return line.indexOf(part, from);
  for (let at = from; at + part.length <= line.length; at += 1) if (isAt(line, part, at)) return at;
  return -1;
}

function isAt(line: string, part: string, at: number): boolean {
  // By code units, as lengths are.
  for (let offset = 0; offset < part.length; offset += 1)
    if (part[offset] !== '?' && part[offset] !== line[at + offset]) return false;
  return true;
}
