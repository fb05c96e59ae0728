import { DAY, HOUR } from '../../../lib/shared/time.ts';
import type { AccountSeed, ComputerSeed } from './account-seed.ts';
import { completeAccount, computerFacts, GB } from './account-seed.ts';
import { runText } from './event-texts.ts';
import { FIRST_GENERATED_ACCOUNT, generatePortal } from './generate.ts';
import type { PortalAccount, PortalAccountKind, PortalState } from './state.ts';

export interface PortalSeedOptions {
  /** Customers in all, the guides' three included (3 to 20,000); default 3. */
  customers?: number;
  /** The same seed gives the same customers; default 1. */
  seed?: number;
}

/**
 * Customer ids of the two documents that the product replaces (docs/reference/setup-guides.md#figure-14 to #figure-17).
 */
export const EDDIES_TV_REPAIR = 342;
export const JOE_TV_REPAIR = 355;
/** The documents name only its number. */
export const LAKESIDE_DENTAL = 19652;

/** Keys that work after every start. Made up: they open nothing but the simulator. */
export const X360_KEY = 'mark-x360-3hY6bN1cJ5sG8dFq';
export const EFS_TOKEN = 'mark-efs-9vK2xQ7rTzL4nW8p';

/**
 * The documents' figures (account ids, parents, account numbers, user names and plans of
 * docs/reference/setup-guides.md#figure-14 and #figure-15), then generated customers up to the number asked for, the
 * log of the newest backups, and one key for each portal API.
 */
export function seedPortal(state: PortalState, now: number, { customers = 3, seed = 1 }: PortalSeedOptions = {}): void {
  const updatedAt = now - 30 * DAY;
  state.addCustomer({ id: EDDIES_TV_REPAIR, name: "Eddie's TV Repair", brand: 'doc', active: true, updatedAt });
  state.addCustomer({ id: JOE_TV_REPAIR, name: 'Joe TV Repair', brand: 'doc', active: true, updatedAt });
  state.addCustomer({ id: LAKESIDE_DENTAL, name: 'Lakeside Dental', brand: 'sic', active: true, updatedAt });
  for (const account of seedAccounts(now)) state.addAccount(completeAccount(account, now));

  const generated = generatePortal(Math.max(0, customers - 3), seed, now);
  for (const customer of generated.customers) state.addCustomer(customer);
  for (const account of generated.accounts) state.addAccount(account);
  for (const account of state.accounts.values()) account.installedAt = installedAt(account.id, now);

  logOldBackup(state, now);
  logNewestBackups(state);
  state.keys = [
    { secret: X360_KEY, api: 'x360recover', revoked: false, permissions: ['x360Recover', 'Billing'] },
    { secret: EFS_TOKEN, api: 'efs-portal', revoked: false, permissions: ['customers', 'events', 'usage'] },
  ];
}

/** The log reaches back beyond the month, as that of a portal in use does: a month of which only the end is known is not counted. */
function logOldBackup(state: PortalState, now: number): void {
  const account = state.accounts.get(ETV_PRIM);
  if (!account) return;
  const at = now - 35 * DAY;
  const brand = state.customers.get(account.customerId)?.brand ?? '';
  const text = runText(account, { startedAt: at - HOUR, endedAt: at, result: 'ok' });
  state.append({ at, accountId: account.id, customerId: account.customerId, brand, ...text });
}

function logNewestBackups(state: PortalState): void {
  const newest = [...state.accounts.values()].flatMap((account) => {
    const run = account.runs.at(-1);
    return run ? [{ account, run }] : [];
  });
  newest.sort((a, b) => a.run.endedAt - b.run.endedAt || a.account.id - b.account.id);
  for (const { account, run } of newest) {
    const { id: accountId, customerId } = account;
    const brand = state.customers.get(customerId)?.brand ?? '';
    state.append({ at: run.endedAt, accountId, customerId, brand, ...runText(account, run) });
  }
}

/**
 * Long before the log begins, so that devices and bill agree; some in the last weeks, so that a month is billed in part. One
 * of the guides' devices came in the middle of the previous month.
 */
function installedAt(accountId: number, now: number): number {
  if (accountId === ETV_TRUCK_02) {
    const date = new Date(now);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 16);
  }
  return now - (accountId < FIRST_GENERATED_ACCOUNT ? 400 : 10 + ((accountId * 37) % 600)) * DAY;
}

const ETV_TRUCK_02 = 369;

/** Joe TV Repair's server. */
const ETV_PRIM = 383;

function seedAccounts(now: number): AccountSeed[] {
  const eddie = (id: number, number: number, userName: string, plan: string, kind: PortalAccountKind) => ({
    id,
    customerId: EDDIES_TV_REPAIR,
    accountNo: `DOC3019900${number}`,
    userName,
    plan,
    kind,
  });
  const computer = (seed: ComputerSeed) => computerFacts(seed, now);
  return [
    { ...eddie(356, 1, 'ETV-Primary', 'Select', 'server'), ...computer({ onlineGb: 182.4, hoursAgo: 5 }) },
    {
      ...eddie(359, 2, 'ETV-FrontOffice', 'Select', 'desktop'),
      parentId: 356,
      ...computer({ onlineGb: 41.75, hoursAgo: 8 }),
    },
    {
      ...eddie(360, 3, 'ETV-RepairShop', 'Trial', 'desktop'),
      expiresAt: Date.UTC(2009, 3, 2),
      onlineBytes: 2.1 * GB,
      status: 'parked',
      lastBackupAt: Date.UTC(2009, 3, 1, 22),
      lastErrorFreeBackupAt: Date.UTC(2009, 3, 1, 22),
    },
    {
      ...eddie(368, 4, 'ETV-Truck01', 'Select', 'desktop'),
      parentId: 356,
      ...computer({ onlineGb: 12.3, hoursAgo: 11, status: 'warning' }),
    },
    { ...eddie(ETV_TRUCK_02, 5, 'ETV-Truck02', 'Select', 'desktop'), ...computer({ onlineGb: 9.86, hoursAgo: 14 }) },
    {
      ...eddie(395, 7, 'ETV-BDR', 'BDR Appliance', 'appliance'),
      ...computer({ onlineGb: 640.5, localGb: 910.25, hoursAgo: 3 }),
      capacityBytes: 2000 * GB,
      autoVerify: { healthy: true, at: now - 2 * HOUR },
    },
    { ...eddie(396, 8, 'ETV-email-filtering', 'Email Filtering', 'mailboxes'), mailboxes: 14, status: 'ok' },
    {
      id: ETV_PRIM,
      customerId: JOE_TV_REPAIR,
      accountNo: 'DOC30199006',
      userName: 'ETV-Prim',
      plan: 'Select',
      kind: 'server',
      ...computer({ onlineGb: 73.2, hoursAgo: 6 }),
    },
    ...lakesideAccounts(computer),
  ];
}

function lakesideAccounts(computer: (seed: ComputerSeed) => Partial<PortalAccount>): AccountSeed[] {
  const account = (id: number, number: number, userName: string, plan: string, kind: PortalAccountKind) => ({
    id,
    customerId: LAKESIDE_DENTAL,
    accountNo: `SIC4120400${number}`,
    userName,
    plan,
    kind,
  });
  return [
    {
      ...account(20110, 1, 'LSD-Server', 'ShadowProtect BDR', 'server'),
      ...computer({ onlineGb: 512, localGb: 780.5, hoursAgo: 2 }),
      licences: 1,
    },
    {
      ...account(20111, 2, 'LSD-Reception', 'Basic', 'desktop'),
      parentId: 20110,
      ...computer({ onlineGb: 33.15, hoursAgo: 9 }),
    },
    {
      ...account(20112, 3, 'LSD-Xray', 'ShadowProtect BDR', 'desktop'),
      parentId: 20110,
      ...computer({ onlineGb: 268.9, localGb: 301.4, hoursAgo: 4 }),
      licences: 1,
    },
    { ...account(20113, 4, 'LSD-mail-archive', 'Email Archiving', 'mailboxes'), mailboxes: 22, status: 'ok' },
  ];
}
