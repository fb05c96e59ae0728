/** Words that companies put behind their name, and that one of two systems leaves out. */
const LEGAL_FORMS = new Set([
  'the',
  'inc',
  'llc',
  'ltd',
  'limited',
  'gmbh',
  'co',
  'corp',
  'corporation',
  'company',
  'plc',
  'bv',
  'ag',
  'pty',
]);

/** What of a name is compared: ConnectWise's own limit is 50 characters. */
const LONGEST_NAME = 500;

/**
 * Whether two names may well be one company's: the same words, or the shorter name's words all in the longer one, apart from
 * case, accents, punctuation and legal form. `Eddie's TV Repair, Inc.` is `Eddies TV Repair`.
 */
export function mayBeSameName(one: string, other: string): boolean {
  const [fewer, more] = [nameWords(one), nameWords(other)].sort((a, b) => a.length - b.length);
  const words = new Set(more);
  return fewer !== undefined && fewer.length > 0 && fewer.every((word) => words.has(word));
}

/** The words of a name that count in the comparison, in lower case. */
export function nameWords(name: string): string[] {
  return name
    .slice(0, LONGEST_NAME)
    .normalize('NFKD')
    .replace(/[\p{M}'’.]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !LEGAL_FORMS.has(word));
}
