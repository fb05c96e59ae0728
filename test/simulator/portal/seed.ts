import type { AccountStatus, PortalAccount, PortalAccountKind, PortalState } from './state.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export const GB = 1_000_000_000;

export interface PortalSeedOptions {
  /** Customers in all, the seeds' three included; default 3. */
  customers?: number;
  /** The same seed gives the same customers; default 1. */
  seed?: number;
}

/** Customer ids of the two documents that the product replaces (S15 figures 14–17, S22). */
export const EDDIES_TV_REPAIR = 342;
export const JOE_TV_REPAIR = 355;
export const LAKESIDE_DENTAL = 19652;

/** A daily computer backup that last ended `hoursAgo` hours before `now`. */
interface ComputerSeed {
  onlineGb?: number;
  localGb?: number;
  hoursAgo: number;
  status?: Exclude<AccountStatus, 'never' | 'parked'>;
}

type AccountSeed = Pick<PortalAccount, 'id' | 'customerId' | 'userName' | 'plan' | 'kind'> & Partial<PortalAccount>;

/** The seeds' figures: account ids, parents, account numbers, user names and plans of S15 figures 14 and 15. */
export function seedPortal(state: PortalState, now: number, _options: PortalSeedOptions = {}): void {
  const updatedAt = now - 30 * DAY;
  state.addCustomer({ id: EDDIES_TV_REPAIR, name: "Eddie's TV Repair", brand: 'doc', active: true, updatedAt });
  state.addCustomer({ id: JOE_TV_REPAIR, name: 'Joe TV Repair', brand: 'doc', active: true, updatedAt });
  state.addCustomer({ id: LAKESIDE_DENTAL, name: 'Lakeside Dental', brand: 'sic', active: true, updatedAt });
  for (const seed of seedAccounts(now)) state.addAccount(completeAccount(seed, now));
}

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
    { ...eddie(369, 5, 'ETV-Truck02', 'Select', 'desktop'), ...computer({ onlineGb: 9.86, hoursAgo: 14 }) },
    {
      ...eddie(395, 7, 'ETV-BDR', 'BDR Appliance', 'appliance'),
      ...computer({ onlineGb: 640.5, localGb: 910.25, hoursAgo: 3 }),
      capacityBytes: 2000 * GB,
      licences: 2,
      autoVerify: { healthy: true, at: now - 2 * HOUR },
    },
    { ...eddie(396, 8, 'ETV-email-filtering', 'Email Filtering', 'mailboxes'), mailboxes: 14, status: 'ok' },
    {
      id: 383,
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

function computerFacts({ onlineGb, localGb, hoursAgo, status = 'ok' }: ComputerSeed, now: number) {
  const lastBackupAt = now - hoursAgo * HOUR;
  return {
    ...(onlineGb === undefined ? {} : { onlineBytes: Math.round(onlineGb * GB) }),
    ...(localGb === undefined ? {} : { localBytes: Math.round(localGb * GB) }),
    status,
    lastBackupAt,
    lastErrorFreeBackupAt: status === 'ok' ? lastBackupAt : lastBackupAt - DAY,
    schedule: { everyMinutes: 24 * 60, nextAt: lastBackupAt + DAY, growthBytes: Math.round(0.05 * GB) },
  };
}

/** Fills in what most accounts share. Thresholds: servers and appliances a day, desktops three (rules.md, "Health"). */
export function completeAccount(seed: AccountSeed, now: number): PortalAccount {
  const lastBackupAt = seed.lastBackupAt;
  return {
    accountNo: `DOC${seed.id}`,
    role: 'User',
    status: 'never',
    statusSince: lastBackupAt ?? now - DAY,
    planned: [],
    thresholdMinutes: (seed.kind === 'desktop' ? 72 : 24) * 60,
    runs:
      lastBackupAt === undefined || seed.status === 'parked'
        ? []
        : [
            {
              startedAt: lastBackupAt - 20 * MINUTE,
              endedAt: lastBackupAt,
              result: seed.status === 'warning' ? 'warning' : 'ok',
            },
          ],
    ...seed,
  };
}
