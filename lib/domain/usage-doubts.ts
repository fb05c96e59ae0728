import { literalText } from '../shared/text-values.ts';
import { DAY, type IsoTime, readTime } from '../shared/time.ts';
import { OLD_FILE_DAYS } from './file-import.ts';
import type { Guard } from './guard.ts';
import { nameKey } from './link.ts';
import { countedAccounts, type UsageSettings, unmeasured, x360StorageService } from './measure.ts';
import { measureOf } from './measures.ts';
import { type OwnService, servicesOf } from './own-service.ts';
import { lackingFigures, lackingOwn } from './own-usage.ts';
import type { Account, CustomerFacts, SkippedValue } from './portal-facts.ts';
import { mayBeSameName } from './same-name.ts';
import type { Service, ServiceId } from './service.ts';

/** Why the measure of a service is not to be billed before a user has looked; by service. */
export type UsageDoubts = Partial<Record<ServiceId, Guard>>;

/**
 * Doubts about what one customer's facts measure:
 * - The answer could be understood only in part: the usage may be higher than the sum of the rest. Counts of computers
 *   also hang on every computer's kind, and a service on the value of every account that uses it.
 * - x360Recover has no plans (docs/reference/portals.md#what-it-does-not-have). Until the service that its storage is
 *   billed as is chosen, it counts as ShadowProtect BDR, the nearest one, and each quantity needs approval.
 * - Its customer's name is not the company's: `EFS-342` typed at the wrong company, or a customer that was renamed. A user says
 *   whose usage it is, once.
 * - It is of a file that was last exported long ago: the month's invoice would repeat that of an earlier one.
 */
export function usageDoubts(
  { customer, accounts, figures = [], skipped, source, readAt }: DoubtfulFacts,
  settings: UsageSettings,
  names: MatchedNames,
  now: number,
): UsageDoubts {
  const counted = countedAccounts(accounts, settings, now);
  const lacking = unmeasured(accounts, settings, now);
  const isOtherCustomer = customerDoubt(customer, names);
  const old = source === 'file' ? oldFile(readAt, now) : undefined;
  const doubts: UsageDoubts = {};
  for (const service of servicesOf(settings)) {
    const { id } = service;
    const own = settings.ownServices.find((defined) => defined.id === id);
    const without = own
      ? lackingOwn(own, counted, now)
      : lacking.filter((one) => one.service === id).map(({ account }) => account);
    const partial = incomplete([
      ...skipped.filter((one) => concerns(one, own)).map(skippedWords),
      ...(hangsOnKind(service, own) ? counted.filter(({ kind }) => kind === 'unknown').map(unsortedWords) : []),
      ...without.map(({ userName }) => `${literalText(userName)} (no value)`),
      ...(own
        ? lackingFigures(own, figures, source).map((id) => `${literalText(measureOf(id).title)} (not reported)`)
        : []),
      ...(own?.filter.plans.length ? counted.filter(({ plan }) => plan.trim() === '').map(noPlanWords) : []),
    ]);
    const doubt =
      both(partial, isOtherCustomer) ??
      old ??
      (id === 'online-bdr' && source === 'x360recover' && !x360StorageService(settings) ? NO_PLANS : undefined);
    if (doubt) doubts[id] = doubt;
  }
  return doubts;
}

/** Whether what was left out of the answer may be a part of the service. */
function concerns({ usage, figures }: SkippedValue, own: OwnService | undefined): boolean {
  const measures = own?.measures ?? [];
  if (figures !== undefined && measures.some((id) => id.startsWith(figures))) return true;
  // What is left out of an account says nothing of counters and billed usage; a file's figures are of the same rows.
  return usage === true && (!own || measures.some((id) => !/^(x360|billing)\./.test(id)));
}

function hangsOnKind({ unit }: Service, own: OwnService | undefined): boolean {
  return own ? own.filter.kinds.length > 0 : unit === 'count';
}

function skippedWords({ path, value }: SkippedValue): string {
  return `${literalText(path)} (${literalText(value)})`;
}

function noPlanWords({ userName }: Account): string {
  return `${literalText(userName)} (no plan)`;
}

function unsortedWords({ userName }: Account): string {
  return `${literalText(userName)} (neither server nor desktop)`;
}

type DoubtfulFacts = Pick<CustomerFacts, 'customer' | 'accounts' | 'skipped' | 'source'> &
  Partial<Pick<CustomerFacts, 'readAt' | 'figures'>>;

/** @param dataAt how old the file's data are */
function oldFile(dataAt: IsoTime | undefined, now: number): Guard | undefined {
  const at = readTime(dataAt);
  if (at === undefined || now - at <= OLD_FILE_DAYS * DAY) return undefined;
  return {
    code: 'GUARD-INCOMPLETE',
    message: `The imported file’s data are older than ${OLD_FILE_DAYS} days, so the usage may have changed. Import a newer file.`,
  };
}

/** What a customer's name is compared with. */
export interface MatchedNames {
  company: string;
  /** The customer's name when a user confirmed its link to this company; undefined: nobody did. */
  confirmed?: string | undefined;
}

/**
 * Returns the guard for a customer who may not be this company. It concerns all that the portal reports: devices and events no
 * less than usage. A confirmation holds as long as the customer keeps its name: a renamed one may be another one.
 */
export function customerDoubt(
  customer: Pick<CustomerFacts['customer'], 'id' | 'name'>,
  { company, confirmed }: MatchedNames,
): Guard | undefined {
  if (mayBeSameName(customer.name, company)) return undefined;
  if (confirmed !== undefined && nameKey(customer.name) === nameKey(confirmed)) return undefined;
  return {
    code: 'GUARD-CUSTOMER',
    message: `The portal’s customer ${literalText(customer.id)} is “${literalText(customer.name)}”, this company is “${literalText(company)}”: make sure that the customer is this company’s.`,
    customer: { id: customer.id, name: customer.name, companyName: company },
  };
}

/** Whoever approves usage that may be too low must see, too, that it may be somebody else's. */
function both(first: Guard | undefined, second: Guard | undefined): Guard | undefined {
  return first && second ? { ...second, ...first, message: `${first.message} ${second.message}` } : (first ?? second);
}

function incomplete([first, ...more]: readonly string[]): Guard | undefined {
  if (first === undefined) return undefined;
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  return {
    code: 'GUARD-INCOMPLETE',
    message: `The portal’s answer was not understood in full, so the usage may be higher: ${first}${rest}.`,
  };
}

const NO_PLANS: Guard = {
  code: 'GUARD-SERVICE',
  message:
    'x360Recover has no service plans, so its cloud storage would be billed as ShadowProtect BDR Storage. Choose the service that it is billed as under Services & products.',
};
