/** Bad `conditions`, `childConditions` or `customFieldConditions`: the only thing that the grammar throws. */
export class ConditionsError extends Error {}

/** End of the documented message (docs/reference/connectwise-rest.md#conditions, connectwise-rest README). */
export const VALUE_HINT =
  'String values should be enclosed with double or single quotes; DateTime values should be enclosed in square brackets; Boolean values should be True or False.';

export type Token =
  | { kind: 'word'; text: string }
  | { kind: 'string'; text: string }
  | { kind: 'number'; text: string }
  | { kind: 'datetime'; text: string }
  | { kind: 'operator'; text: '=' | '!=' | '<' | '<=' | '>' | '>=' }
  | { kind: 'punctuation'; text: '(' | ')' | ',' };

/**
 * In the order they are tried. A quote inside a quoted value is doubled (docs/reference/connectwise-rest.md#conditions
 * [MCP]).
 */
const PATTERNS: readonly [Token['kind'], RegExp][] = [
  ['string', /"((?:[^"]|"")*)"|'((?:[^']|'')*)'/y],
  ['datetime', /\[([^\]]*)\]/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w/])/y],
  ['word', /[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*/y],
  ['operator', /!=|<=|>=|=|<|>/y],
  ['punctuation', /[(),]/y],
];
const BLANK = /\s*/y;

/** Cuts conditions into tokens. Throws only ConditionsError. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = skipBlanks(text, 0);
  while (at < text.length) {
    const [token, end] = nextToken(text, at);
    tokens.push(token);
    at = skipBlanks(text, end);
  }
  return tokens;
}

function skipBlanks(text: string, at: number): number {
  BLANK.lastIndex = at;
  return at + (BLANK.exec(text)?.[0].length ?? 0);
}

function nextToken(text: string, at: number): [Token, number] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return [{ kind, text: tokenText(kind, found) } as Token, at + found[0].length];
  }
  throw new ConditionsError(`Unexpected character '${text.charAt(at)}' at position ${at}. ${VALUE_HINT}`);
}

function tokenText(kind: Token['kind'], found: RegExpExecArray): string {
  if (kind === 'datetime') return found[1] ?? '';
  if (kind !== 'string') return found[0];
  return found[1] === undefined ? (found[2] ?? '').replaceAll("''", "'") : found[1].replaceAll('""', '"');
}
