import { durationValue, literalText } from '../shared/text-values.ts';
import { DAY, readTime } from '../shared/time.ts';
import { matchesPattern } from '../shared/wildcards.ts';
import { ACCOUNT_MEASURES, type AccountMeasureId, fitsUnit } from './measures.ts';
import type { AccountFilter, OwnService } from './own-service.ts';
import { newestBackup } from './parked.ts';
import type { Account, SourceKind, UsageFigure } from './portal-facts.ts';

/** One part of what an own service measures, in bytes or heads: of an account, or a figure of the customer. */
export type OwnPart = { amount: number } & ({ account: Account } | { figure: UsageFigure });

/** What each measure of accounts adds of one account; undefined: the portal does not say. */
const AMOUNTS: Record<AccountMeasureId, (account: Account) => number | undefined> = {
  'cloud-bytes': ({ onlineBytes }) => onlineBytes,
  'vault-bytes': ({ vaultBytes }) => vaultBytes,
  'local-bytes': ({ localBytes }) => localBytes,
  devices: ({ kind }) => (kind === 'mailboxes' ? undefined : 1),
  mailboxes: ({ mailboxes }) => mailboxes,
  licences: ({ licences }) => licences,
};

/**
 * Returns the parts of an own service. Bytes and heads are never added up: an amount of the other kind is left out.
 * @param counted accounts that count for billing at all.
 */
export function ownParts(
  service: OwnService,
  counted: readonly Account[],
  figures: readonly UsageFigure[],
  now: number,
): OwnPart[] {
  const accounts = counted.filter((account) => whyFilteredOut(account, service.filter, now) === undefined);
  return [...new Set(service.measures)].flatMap((id): OwnPart[] => {
    const measure = ACCOUNT_MEASURES.find((known) => known.id === id);
    if (!measure)
      return figures
        .filter((figure) => figure.measure === id && fitsUnit(figure, service.unit))
        .map((figure) => ({ amount: figure.amount, figure }));
    if (!fitsUnit(measure, service.unit)) return [];
    return accounts.flatMap((account) => {
      const amount = AMOUNTS[measure.id](account);
      return amount === undefined ? [] : [{ amount, account }];
    });
  });
}

/** Accounts that pass the filters and use what the portal does not give of them: the sum of the others is too low. */
export function lackingOwn({ measures, filter }: OwnService, counted: readonly Account[], now: number): Account[] {
  const ids = new Set(measures);
  const wantsBytes = BYTES.some((id) => ids.has(id));
  return counted.filter((account) => {
    if (whyFilteredOut(account, filter, now) !== undefined) return false;
    const { kind, copies } = account;
    if (kind === 'mailboxes') return ids.has('mailboxes') && account.mailboxes === undefined;
    const lacks = (id: (typeof BYTES)[number], where: 'remote' | 'local') =>
      ids.has(id) && AMOUNTS[id](account) === undefined && copies.some((copy) => copy.where === where);
    if (lacks('cloud-bytes', 'remote') || lacks('local-bytes', 'local')) return true;
    // An account need not use every place; of one whose bytes are given nowhere, nothing is known.
    const isNowhere = BYTES.every((id) => AMOUNTS[id](account) === undefined);
    return wantsBytes && isNowhere && newestBackup(account) !== undefined;
  });
}

const BYTES = ['cloud-bytes', 'vault-bytes', 'local-bytes'] as const satisfies AccountMeasureId[];

/** Which portal gives the figures whose ids begin so. */
const FIGURES_OF: ReadonlyMap<string, SourceKind> = new Map([
  ['x360', 'x360recover'],
  ['billing', 'x360recover'],
  ['file', 'file'],
]);

/**
 * Measures of the customer that the portal gives, and not of this customer, or in another unit. A member of a bill that is not
 * there is none, where others of its product and month are; a blank cell of a file is none.
 */
export function lackingFigures(
  { measures, unit }: OwnService,
  figures: readonly UsageFigure[],
  source: SourceKind,
): string[] {
  return measures.filter((id) => {
    const [kind = ''] = id.split('.');
    if (FIGURES_OF.get(kind) !== source) return false;
    const given = figures.filter((figure) => figure.measure === id);
    if (given.length > 0) return !given.some((figure) => fitsUnit(figure, unit));
    const beside = `${id.split('.').slice(0, 3).join('.')}.`;
    return kind === 'x360' || (kind === 'billing' && !figures.some(({ measure }) => measure.startsWith(beside)));
  });
}

/** Why the service does not count an account; undefined: it does. '' for another class of devices, which needs no word. */
export function whyFilteredOut(
  account: Account,
  { kinds, plans, names, exceptNames, silentDays }: AccountFilter,
  now: number,
): string | undefined {
  const { kind, plan, userName } = account;
  if (kinds.length > 0 && !kinds.includes(kind)) return '';
  if (plans.length > 0 && !plans.some((pattern) => matchesPattern(plan.trim(), pattern)))
    return `Its plan is “${literalText(plan)}”.`;
  if (names.length > 0 && !names.some((pattern) => matchesPattern(userName, pattern)))
    return 'Its name is none of the service’s.';
  const except = exceptNames.find((pattern) => matchesPattern(userName, pattern));
  if (except !== undefined) return `Its name fits “${literalText(except)}”.`;
  const at = readTime(newestBackup(account));
  if (silentDays !== null && at !== undefined && now - at > silentDays * DAY)
    return `No backup for more than ${durationValue(silentDays, 'day')}.`;
  return undefined;
}
