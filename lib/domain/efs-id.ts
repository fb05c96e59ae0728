import { literalText } from '../shared/text-values.ts';
/**
 * The EFS id: the text that links a customer of the portal to a company of ConnectWise
 * (docs/reference/setup-guides.md#company-step-1, docs/reference/rules.md#efs-id). Canonical is prefix, `-`, digits
 * without a leading zero. A near miss is recognised and a correction proposed; anything that would need a guess
 * (another prefix, several numbers, letters) is named and left to the user.
 */
export type EfsIdFault =
  | 'empty'
  // Near misses: these come with a proposal.
  | 'white-space'
  | 'invisible-characters'
  | 'brackets'
  | 'quotes'
  | 'full-width'
  | 'lower-case'
  | 'dash'
  | 'leading-zeros'
  // No proposal.
  | 'too-long'
  | 'no-number'
  | 'no-prefix'
  | 'other-prefix'
  | 'several-numbers'
  | 'letters';

export type EfsIdReading =
  | { ok: true; id: string; customerId: string }
  | { ok: false; failure: EfsIdFault; message: string; proposal?: string };

/**
 * REST: CompanyManagementSummary.groupIdentifier, max 100 (docs/reference/connectwise-rest.md#managed-id-entries).
 * Longer texts are not looked into.
 */
const MAX_TEXT = 100;
/** A 64-bit id, the widest that a portal uses (docs/reference/portals.md#records), has at most 19 digits. */
const MAX_DIGITS = 19;

const INVISIBLE = /\p{Cf}/gu;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const BRACKETS = /[[\](){}<>]/g;
const QUOTES = /["'`´\u2018-\u201F\u2039\u203A\u00AB\u00BB]/g;
const DASHES = '\\-_\\u2010-\\u2015\\u2212\\u2043\\uFE58\\uFE63';

/** Builds the canonical text of a customer id: `342` gives `EFS-342`. */
export function formatEfsId(customerId: string, prefix = 'EFS'): string {
  return `${prefix}-${customerId}`;
}

/** Reads text as an EFS id. Never throws; answers the canonical id, or what is wrong and, for a near miss, the correction. */
export function readEfsId(text: string, prefix = 'EFS'): EfsIdReading {
  const customerId = canonicalCustomerId(text, prefix);
  if (customerId) return { ok: true, id: text, customerId };

  const example = formatEfsId('342', prefix);
  const visible = text.replace(INVISIBLE, '').trim();
  if (visible === '') return failure('empty', `The EFS id is blank; it looks like ${example}.`);
  if (text.length > MAX_TEXT)
    return failure('too-long', `${shown(text)} is too long for an EFS id such as ${example}.`);

  const plain = simplify(text);
  const parts = new RegExp(`^\\s*(${prefixPattern(prefix)})([\\s${DASHES}]*)(\\d+)\\s*$`, 'iu').exec(plain);
  const [, writtenPrefix = '', dash = '', digits] = parts ?? [];
  if (digits === undefined) return unreadable(text, plain, prefix, example);

  const number = digits.replace(/^0+/, '');
  if (number === '')
    return failure('no-number', `${shown(text)} has no customer number; an EFS id looks like ${example}.`);
  if (number.length > MAX_DIGITS)
    return failure('too-long', `The number in ${shown(text)} is too long for a customer id.`);

  const proposal = formatEfsId(number, prefix);
  const faults = nearMisses(text, {
    'lower-case': squeeze(writtenPrefix) !== squeeze(prefix),
    dash: dash.trim() !== '-',
    'leading-zeros': digits.startsWith('0'),
  });
  const message = `${shown(text)} should be ${proposal} (${faults.map((fault) => FAULT_WORDS[fault]).join(', ')}).`;
  return { ok: false, failure: faults[0] ?? 'dash', message, proposal };
}

/** The id that the text is, or most plainly means; undefined where a guess would be needed. */
export function meantEfsId(text: string, prefix = 'EFS'): string | undefined {
  const reading = readEfsId(text, prefix);
  return reading.ok ? reading.id : reading.proposal;
}

type NearMiss = keyof typeof FAULT_WORDS;

/** What to look at, in a word or two: the correction is shown beside it. */
const FAULT_WORDS = {
  'white-space': 'white space',
  'invisible-characters': 'invisible characters',
  brackets: 'brackets',
  quotes: 'quotation marks',
  'full-width': 'full-width characters',
  'lower-case': 'letter case',
  dash: 'dash',
  'leading-zeros': 'leading zeros',
};

function canonicalCustomerId(text: string, prefix: string): string | undefined {
  const start = `${prefix}-`;
  if (!text.startsWith(start)) return undefined;
  const digits = text.slice(start.length);
  return digits.length <= MAX_DIGITS && /^[1-9][0-9]*$/.test(digits) ? digits : undefined;
}

/** Brackets and quotes become spaces, not nothing: `[342][355]` must stay two numbers. */
function simplify(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(BRACKETS, ' ')
    .replace(QUOTES, ' ');
}

function prefixPattern(prefix: string): string {
  return [...prefix].map((character) => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')).join('\\s*');
}

function nearMisses(text: string, read: Record<'lower-case' | 'dash' | 'leading-zeros', boolean>): NearMiss[] {
  const holds: Record<NearMiss, boolean> = {
    'white-space': /\s/.test(text.replace(INVISIBLE, '')),
    'invisible-characters': text.search(INVISIBLE) >= 0,
    brackets: text.search(BRACKETS) >= 0,
    quotes: text.search(QUOTES) >= 0,
    'full-width': text.search(FULL_WIDTH) >= 0,
    ...read,
  };
  return (Object.keys(FAULT_WORDS) as NearMiss[]).filter((fault) => holds[fault]);
}

function squeeze(text: string): string {
  return text.replace(/\s/g, '');
}

function unreadable(text: string, plain: string, prefix: string, example: string): EfsIdReading {
  const rest = new RegExp(`^\\s*${prefixPattern(prefix)}`, 'iu').exec(plain);
  const after = rest ? plain.slice(rest[0].length) : plain;
  const numbers = after.match(/\d+/g) ?? [];
  const name = shown(text);
  if (!rest && /^[\s\d]+$/.test(plain) && numbers.length === 1) {
    return failure('no-prefix', `${name} lacks the prefix; an EFS id looks like ${example}.`);
  }
  if (!rest) return failure('other-prefix', `${name} does not begin with ${prefix}; an EFS id looks like ${example}.`);
  if (numbers.length === 0)
    return failure('no-number', `${name} has no customer number; an EFS id looks like ${example}.`);
  if (/\p{L}/u.test(after))
    return failure('letters', `${name} has letters after the prefix; an EFS id looks like ${example}.`);
  if (numbers.length > 1)
    return failure('several-numbers', `${name} holds several numbers; one EFS id names one customer.`);
  return failure('letters', `${name} has characters that no EFS id has; it looks like ${example}.`);
}

function failure(kind: EfsIdFault, message: string): EfsIdReading {
  return { ok: false, failure: kind, message };
}

/** The text as a user may recognise it: in quotes, short, invisible characters made visible as a dot. */
function shown(text: string): string {
  const visible = text.replace(INVISIBLE, '·');
  return `“${literalText(visible.length > 40 ? `${visible.slice(0, 39)}…` : visible)}”`;
}

/** Returns the customer that a configuration belongs to, by its device identifier `<EFS id>:<account id>`; undefined: none. Pure. */
export function customerOf(deviceIdentifier: string, prefix: string): string | undefined {
  const reading = readEfsId(deviceIdentifier.split(':')[0] ?? '', prefix);
  return reading.ok ? reading.customerId : undefined;
}
