/** Length of a billing cycle. */
export type CycleLength = { months: number } | { days: number };

/** What the name of a billing cycle says. */
export interface NamedCycle {
  length: CycleLength;
  /** Day of the month that the name gives, 1 to 31, e.g. 15 of `Monthly - 15th`. */
  dayOfMonth?: number;
  /** Set: invoices are made at the end of a cycle, e.g. `Monthly (arrears)`. */
  inArrears?: true;
}

/** ConnectWise's cycles are a set-up table with free names, so only the usual lengths are known. */
const LENGTHS: [RegExp, CycleLength][] = [
  [/\b(?:bi|two)[\s-]?weekly\b|\bfortnightly\b|\bevery (?:two|2) weeks\b/g, { days: 14 }],
  [/\bweekly\b|\b(?:every|each|per|once a) week\b/g, { days: 7 }],
  [/\b(?:bi|two)[\s-]?monthly\b|\bevery (?:two|2) months\b/g, { months: 2 }],
  [/\bsemi[\s-]?(?:annual(?:ly)?|yearly)\b|\bhalf[\s-]?yearly\b|\bevery (?:six|6) months\b/g, { months: 6 }],
  [/\bquarterly\b|\b(?:every|each|per|once a) quarter\b|\bevery (?:three|3) months\b/g, { months: 3 }],
  [/\bannual(?:ly)?\b|\byearly\b|\b(?:every|each|per|once a) year\b|\bper annum\b/g, { months: 12 }],
  [/\bmonthly\b|\b(?:every|each|per|once a) month\b/g, { months: 1 }],
];

/** Phrases that say nothing of the length: when years begin, and when an invoice is to be paid. */
const ASIDES = /\b(?:calendar|contract) year\b|\bnet[\s-]?\d{1,3}\b/g;

/** Words beside the length that leave it what it is. Any other word may change it, so that the cycle is not known. */
const ASIDE_WORDS: ReadonlySet<string> = new Set(
  (
    'a and at by for from in is of on the to with advance ahead prepaid upfront arrears arrear postpaid pre post paid pay ' +
    'payment payments bill billed billing bills invoice invoiced invoices invoicing cycle period recurring standard ' +
    'default auto automatic automatically day days date month months start starts starting begin begins beginning first ' +
    'end ends ending last eom due anniversary calendar contract ' +
    'january february march april may june july august september october november december ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun'
  ).split(' '),
);

const ARREARS: ReadonlySet<string> = new Set(['arrears', 'arrear', 'postpaid', 'end', 'ends', 'ending', 'last', 'eom']);

/**
 * Reads the name of a billing cycle, e.g. `Monthly`, `Monthly - 1st`, `Quarterly in advance`. Undefined where it names no
 * usual length, two of them (`Annual, billed monthly`), two days (`Monthly, 1st and 15th`), or holds a word that is not known.
 */
export function readCycleName(name: string | undefined): NamedCycle | undefined {
  let rest = (name ?? '').toLowerCase().replace(ASIDES, ' ');
  const lengths = new Set<CycleLength>();
  for (const [pattern, length] of LENGTHS) {
    rest = rest.replace(pattern, () => {
      lengths.add(length);
      return ' ';
    });
  }
  const [length, ...others] = lengths;
  if (!length || others.length > 0) return undefined;
  const days = new Set<number>();
  rest = rest.replace(/\b(?:(\d{1,2})(?:st|nd|rd|th)|(?:day|the|on) (\d{1,2}))\b/g, (_, ordinal, number) => {
    days.add(Number(ordinal ?? number));
    return ' ';
  });
  const words = rest.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.some((word) => !ASIDE_WORDS.has(word))) return undefined;
  if (words.includes('first')) days.add(1);
  const [dayOfMonth, ...more] = days;
  if (more.length > 0 || (dayOfMonth !== undefined && (dayOfMonth < 1 || dayOfMonth > 31))) return undefined;
  return {
    length,
    ...(dayOfMonth !== undefined && { dayOfMonth }),
    ...(words.some((word) => ARREARS.has(word)) && { inArrears: true }),
  };
}
