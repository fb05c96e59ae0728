import type { AgreementIdentity, CompanyIdentity } from '../../domain/company-view.ts';
import type { Agreement, Company, Reference } from '../../domain/connectwise-records.ts';
import { ok, type Result } from '../../shared/result.ts';
import { HOUR, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from './cached-read.ts';

type RecogniseDeps = Pick<EngineDeps, 'connectWise' | 'store' | 'clock'>;

/** A location hash names a handful of records; more is not looked into. */
const MOST_CANDIDATES = 8;
/** The page reads no longer one (`host/read/banner.ts`), and ConnectWise's names are shorter still. */
const LONGEST_BANNER = 2_000;
const LONGEST_NAME = 500;
const NAME_AGE = HOUR;
const NOT_THERE_AGE = 10 * MINUTE;

/**
 * The company that a page shows: a record id from the address counts only when REST knows it and its name stands in the
 * banner (docs/reference/connectwise-pages.md#how-we-read). Null: nothing is certain, so the page stays silent.
 */
export async function recognizeCompany(
  deps: RecogniseDeps,
  recordIds: readonly number[],
  banner: string,
): Promise<Result<CompanyIdentity | null>> {
  const matches: Company[] = [];
  for (const id of candidates(recordIds)) {
    const company = await cachedRead<Company | null>(deps, `name:company:${id}`, ageOf, () =>
      deps.connectWise.company(id),
    );
    if (!company.ok) return company;
    if (company.value && isIn(banner, company.value.name)) matches.push(company.value);
  }
  const match = longest(matches, (company) => company.name);
  return ok(match ? { companyId: match.id, name: match.name } : null);
}

/**
 * The same for an agreement. Many agreements share a name, so its company must be on the page as well: by its name in
 * the banner, or by its id in the address that led through it. Without either, the banner must be the very name and the
 * address name this one record only.
 */
export async function recognizeAgreement(
  deps: RecogniseDeps,
  recordIds: readonly number[],
  banner: string,
): Promise<Result<AgreementIdentity | null>> {
  const matches: Agreement[] = [];
  const only = candidates(recordIds).length === 1;
  const isOnPage = ({ id, name }: Reference) => isIn(banner, name) || recordIds.includes(id);
  for (const id of candidates(recordIds)) {
    const agreement = await cachedRead<Agreement | null>(deps, `name:agreement:${id}`, ageOf, () =>
      deps.connectWise.agreement(id),
    );
    if (!agreement.ok) return agreement;
    const found = agreement.value;
    if (found && isIn(banner, found.name) && (isOnPage(found.company) || (only && sameText(banner, found.name))))
      matches.push(found);
  }
  const match = longest(matches, (agreement) => agreement.name);
  if (!match) return ok(null);
  return ok({
    agreementId: match.id,
    agreementName: match.name,
    companyId: match.company.id,
    companyName: match.company.name,
  });
}

/** Whether a name occurs in a text as whole words, however the white space falls. */
export function isIn(banner: string, name: string): boolean {
  const text = collapse(banner.slice(0, LONGEST_BANNER));
  const wanted = collapse(name);
  if (!wanted || wanted.length > LONGEST_NAME) return false;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!wordCharacter(text[at - 1]) && !wordCharacter(text[at + wanted.length])) return true;
  }
  return false;
}

function sameText(one: string, other: string): boolean {
  return collapse(one) === collapse(other);
}

function collapse(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function wordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function candidates(recordIds: readonly number[]): number[] {
  const valid = recordIds.filter((id) => Number.isSafeInteger(id) && id > 0);
  return [...new Set(valid)].slice(0, MOST_CANDIDATES);
}

/** `Eddie` also occurs in `Eddie's TV Repair`: the longer name is the one meant; two equally long ones decide nothing. */
function longest<T>(matches: readonly T[], nameOf: (match: T) => string): T | undefined {
  const [first, second] = [...matches].sort((a, b) => nameOf(b).length - nameOf(a).length);
  if (first && second && nameOf(first).length === nameOf(second).length) return undefined;
  return first;
}

function ageOf(record: unknown): number {
  return record === null ? NOT_THERE_AGE : NAME_AGE;
}
