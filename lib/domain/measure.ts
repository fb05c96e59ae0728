import { readTime } from '../shared/time.ts';
import type { Account, BackupCopy } from './portal-facts.ts';
import { SERVICES, type ServiceId, type ServiceUnit } from './service.ts';
import type { Settings } from './settings.ts';

/** Quantities by service; a service that nobody reports is absent, which is not zero. */
export type Measures = Partial<Record<ServiceId, number>>;

export type MeasureSettings = Pick<
  Settings,
  'storageUnit' | 'rounding' | 'countTrialAccounts' | 'countExpiredAccounts'
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
 * | Select, Basic, ShadowProtect BDR | the one of the same Level | S15 figure 8 |
 * | ShadowProtect Cloud | ShadowProtect BDR storage | S22 step 1: the plan of a BDR's source |
 * | BDR Appliance | ShadowProtect BDR storage | S15 figure 19: BDR off-site storage of EFS-342 |
 * | X360RECOVER, BRC, Direct-to-Cloud | ShadowProtect BDR storage | x360Recover has no plans (portal-api §3); all are image backups of whole machines. Not billed so before a person said so: `usageDoubts` |
 * | Trial, and plans not listed | none | no Level stands for it; counts of computers are not affected |
 */
const ONLINE_STORAGE: ReadonlyMap<string, ServiceId> = new Map([
  ['select', 'online-select'],
  ['basic', 'online-basic'],
  ['shadowprotect bdr', 'online-bdr'],
  ['shadowprotect cloud', 'online-bdr'],
  ['bdr appliance', 'online-bdr'],
  ['x360recover', 'online-bdr'],
  ['brc', 'online-bdr'],
  ['direct-to-cloud', 'online-bdr'],
]);

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

/** Measures the accounts of one customer, parents and sub-accounts alike, each once. `now` in milliseconds since the epoch. */
export function measure(accounts: readonly Account[], settings: MeasureSettings, now: number): Measures {
  const sums = new Map<ServiceId, number>();
  for (const { service, amount } of usages(accounts, settings, now)) {
    sums.set(service, (sums.get(service) ?? 0) + amount);
  }
  const measures: Measures = {};
  for (const { id, unit } of SERVICES) {
    const sum = sums.get(id);
    if (sum !== undefined) measures[id] = inUnit(sum, unit, settings);
  }
  return measures;
}

/** The parts that the measures are made of, by account: also what an invoice description lists. */
export function usages(accounts: readonly Account[], settings: MeasureSettings, now: number): Usage[] {
  const counted = countedAccounts(accounts, settings, now);
  return [...counted.flatMap(storageAndMailboxes), ...counted.flatMap(licences), ...computers(counted)];
}

/** Accounts that count for billing and reports: each id once, trial and expired ones by setting. */
export function countedAccounts(accounts: readonly Account[], settings: MeasureSettings, now: number): Account[] {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return [...byId.values()].filter((account) => {
    if (!settings.countTrialAccounts && planOf(account) === 'trial') return false;
    const expiresAt = readTime(account.expiresAt);
    return settings.countExpiredAccounts || expiresAt === undefined || expiresAt > now;
  });
}

/** An amount in the unit of its service: bytes become GB or GiB, rounded by the setting; counts stay what they are. */
export function inUnit(amount: number, unit: ServiceUnit, { storageUnit, rounding }: MeasureSettings): number {
  if (unit !== 'GB') return amount;
  const size = amount / (storageUnit === 'GB' ? 1e9 : 2 ** 30);
  return rounding === 'whole-units-up' ? Math.ceil(size) : Math.round(Number((size * 100).toPrecision(15))) / 100;
}

function storageAndMailboxes(account: Account): Usage[] {
  const { onlineBytes, localBytes, mailboxes } = account;
  const parts: [ServiceId | undefined, number | undefined][] = [
    [ONLINE_STORAGE.get(planOf(account)), onlineBytes],
    ['local-storage', localBytes],
    [MAILBOX_PLANS.find(([plan]) => planOf(account).startsWith(plan))?.[1], mailboxes],
  ];
  return parts.flatMap(([service, amount]) => (service && amount !== undefined ? [{ service, account, amount }] : []));
}

/** ShadowProtect licences by kind of machine. An appliance's licences are not told apart by kind, so they are not counted. */
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

/** The portal's copies where it lists any (x360Recover gives 0 bytes for places it does not use); else the bytes it gives. */
function hasCopy({ copies, onlineBytes, localBytes }: Account, where: BackupCopy['where']): boolean {
  if (copies.length > 0) return copies.some((copy) => copy.where === where);
  return (where === 'remote' ? onlineBytes : localBytes) !== undefined;
}

function planOf(account: Account): string {
  return account.plan.trim().toLowerCase();
}
