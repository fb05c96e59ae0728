import { dayValue } from '../shared/text-values.ts';
import { readTime } from '../shared/time.ts';
import { newestBackup, parkedState } from './parked.ts';
import type { Account, BackupCopy } from './portal-facts.ts';
import type { ServiceId, StorageServiceId } from './service.ts';
import type { Settings } from './settings.ts';

export type UsageSettings = Pick<
  Settings,
  | 'storageUnit'
  | 'rounding'
  | 'roundingOf'
  | 'countTrialAccounts'
  | 'countExpiredAccounts'
  | 'silentDays'
  | 'x360Storage'
  | 'products'
  | 'ownServices'
>;

/** What one account adds to one service: bytes for storage, heads or mailboxes for the rest. */
export interface Usage {
  service: ServiceId;
  account: Account;
  amount: number;
}

/**
 * Which online storage a plan is billed as; plans in lower case.
 *
 * | plan | service | source |
 * |---|---|---|
 * | Select, Basic, ShadowProtect BDR | the one of the same Level | docs/reference/setup-guides.md#figure-8 |
 * | ShadowProtect Cloud | ShadowProtect BDR storage | docs/reference/setup-guides.md#2022-step-1: the plan of a BDR's source |
 * | BDR Appliance | ShadowProtect BDR storage | docs/reference/setup-guides.md#figure-19: BDR off-site storage of EFS-342 |
 * | X360RECOVER, BRC, Direct-to-Cloud | the chosen one, else ShadowProtect BDR storage | x360Recover has no plans (docs/reference/portals.md#what-it-does-not-have); all are image backups of whole machines. Not billed before a service was chosen: `usageDoubts` |
 * | Trial, and plans not listed | none | no Level stands for it; counts of computers are not affected |
 */
const ONLINE_STORAGE: ReadonlyMap<string, StorageServiceId> = new Map([
  ['select', 'online-select'],
  ['basic', 'online-basic'],
  ['shadowprotect bdr', 'online-bdr'],
  ['shadowprotect cloud', 'online-bdr'],
  ['bdr appliance', 'online-bdr'],
]);
const X360_PLANS: ReadonlySet<string> = new Set(['x360recover', 'brc', 'direct-to-cloud']);

/** Mailbox services by the beginning of the plan: figure 14 has `Email Filtering Appliance`. */
const MAILBOX_PLANS: [string, ServiceId][] = [
  ['email archiving', 'email-archiving'],
  ['email filtering', 'email-filtering'],
];

const COMPUTERS = {
  online: { server: 'online-servers', desktop: 'online-desktops' },
  local: { server: 'local-servers', desktop: 'local-desktops' },
  licence: { server: 'sp-servers', desktop: 'sp-desktops' },
} as const satisfies Record<string, Record<'server' | 'desktop', ServiceId>>;

/** What the guides' services are made of, by account. */
export function usages(accounts: readonly Account[], settings: UsageSettings, now: number): Usage[] {
  return usagesOf(countedAccounts(accounts, settings, now), settings);
}

/** What these accounts add to the guides' services, whether they count or not; a computer's kind is zero where another has some. */
export function usagesOf(counted: readonly Account[], settings: UsageSettings): Usage[] {
  const storage = counted.flatMap((account) => storageAndMailboxes(account, settings));
  return [...storage, ...counted.flatMap(licences), ...computers(counted)];
}

/** Accounts that use a service of which the portal does not report how much: the sum of the rest is too low. */
export function unmeasured(
  accounts: readonly Account[],
  settings: UsageSettings,
  now: number,
): Omit<Usage, 'amount'>[] {
  return countedAccounts(accounts, settings, now).flatMap((account) => {
    const { online, mail } = servicesOf(account, settings);
    const { onlineBytes, localBytes, mailboxes, copies } = account;
    // Where the bytes of one place are given, the other is one that the account does not use, unless a copy is there.
    const hasBackup = localBytes === undefined && newestBackup(account) !== undefined;
    const lacksBytes = onlineBytes === undefined && (copies.some(({ where }) => where === 'remote') || hasBackup);
    return [...(online && lacksBytes ? [online] : []), ...(mail && mailboxes === undefined ? [mail] : [])].map(
      (service) => ({ service, account }),
    );
  });
}

/** Accounts that count for billing and reports: each id once, no parked ones, trial and expired ones by setting. */
export function countedAccounts(accounts: readonly Account[], settings: UsageSettings, now: number): Account[] {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return [...byId.values()].filter((account) => whyNotCounted(account, settings, now) === undefined);
}

/** Why an account counts nowhere, in one sentence; undefined: it counts. */
export function whyNotCounted(account: Account, settings: UsageSettings, now: number): string | undefined {
  const parked = parkedState(account, settings, now);
  if (parked) return parked.reason;
  if (!settings.countTrialAccounts && planOf(account) === 'trial') return 'A trial is not counted.';
  const { expiresAt } = account;
  const end = readTime(expiresAt);
  if (settings.countExpiredAccounts || expiresAt === undefined || end === undefined || end > now) return undefined;
  return `Expired on ${dayValue(expiresAt)}.`;
}

/** The service that x360Recover's cloud storage is billed as; undefined where nobody said so. */
export function x360StorageService({
  x360Storage,
  products,
}: Pick<UsageSettings, 'x360Storage' | 'products'>): StorageServiceId | undefined {
  // Before there was this choice, the product of the nearest service said so.
  return x360Storage ?? (products['online-bdr'] ? 'online-bdr' : undefined);
}

/** Whether nobody said what the account's online storage is billed as. */
export function isUnmapped(account: Account, settings: Pick<UsageSettings, 'x360Storage' | 'products'>): boolean {
  return X360_PLANS.has(planOf(account)) && x360StorageService(settings) === undefined;
}

/** What the account's plan says is billed of it. */
function servicesOf(
  account: Account,
  settings: UsageSettings,
): { online: ServiceId | undefined; mail: ServiceId | undefined } {
  const plan = planOf(account);
  const online = X360_PLANS.has(plan) ? (x360StorageService(settings) ?? 'online-bdr') : ONLINE_STORAGE.get(plan);
  return { online, mail: MAILBOX_PLANS.find(([start]) => plan.startsWith(start))?.[1] };
}

function storageAndMailboxes(account: Account, settings: UsageSettings): Usage[] {
  const { onlineBytes, localBytes, mailboxes } = account;
  const { online, mail } = servicesOf(account, settings);
  const parts: [ServiceId | undefined, number | undefined][] = [
    [online, onlineBytes],
    ['local-storage', localBytes],
    [mail, mailboxes],
  ];
  return parts.flatMap(([service, amount]) => (service && amount !== undefined ? [{ service, account, amount }] : []));
}

/** ShadowProtect licences by kind of machine. An appliance's licences are not distinguished by kind, so they are not counted. */
function licences(account: Account): Usage[] {
  const { kind, licences: amount } = account;
  if (amount === undefined || (kind !== 'server' && kind !== 'desktop')) return [];
  return [{ service: COMPUTERS.licence[kind], account, amount }];
}

/**
 * Heads: computers with a copy online, and with one on site. Where a customer has any, the kind that it has none of is
 * a true zero, so that a removed server is not billed for ever; unless a computer's kind is not known.
 */
function computers(accounts: readonly Account[]): Usage[] {
  return (['remote', 'local'] as const).flatMap((where) => {
    const services = COMPUTERS[where === 'remote' ? 'online' : 'local'];
    const covered = accounts.filter((account) => isComputer(account) && hasCopy(account, where));
    const known = covered.every(({ kind }) => kind !== 'unknown');
    return (['server', 'desktop'] as const).flatMap((kind): Usage[] => {
      const heads = covered.filter((account) => account.kind === kind);
      const [witness] = covered;
      if (heads.length === 0 && witness && known) return [{ service: services[kind], account: witness, amount: 0 }];
      return heads.map((account) => ({ service: services[kind], account, amount: 1 }));
    });
  });
}

function isComputer({ kind }: Account): boolean {
  return kind === 'server' || kind === 'desktop' || kind === 'unknown';
}

/** The portal's copies where it lists any; else the bytes it gives, of which 0 is no copy. */
function hasCopy({ copies, onlineBytes, localBytes }: Account, where: BackupCopy['where']): boolean {
  if (copies.length > 0) return copies.some((copy) => copy.where === where);
  return Boolean(where === 'remote' ? onlineBytes : localBytes);
}

function planOf(account: Account): string {
  return account.plan.trim().toLowerCase();
}
