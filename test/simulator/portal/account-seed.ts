import { DAY, HOUR, MINUTE } from '../../../lib/shared/time.ts';
import type { AccountStatus, BackupRun, PortalAccount } from './state.ts';

/** Bytes of a decimal gigabyte, the portal's unit. */
export const GB = 1_000_000_000;

/** A daily backup of a computer or appliance; the newest one ended `hoursAgo` hours before now. */
export interface ComputerSeed {
  onlineGb?: number;
  localGb?: number;
  hoursAgo: number;
  status?: Exclude<AccountStatus, 'never' | 'parked'>;
}

export type AccountSeed = Pick<PortalAccount, 'id' | 'customerId' | 'userName' | 'plan' | 'kind'> &
  Partial<PortalAccount>;

/**
 * What a computer's or appliance's daily backup leaves behind: the newest one ended `hoursAgo` with `status`, the one
 * before it was good.
 */
export function computerFacts({ onlineGb, localGb, hoursAgo, status = 'ok' }: ComputerSeed, now: number) {
  const endedAt = Math.round((now - hoursAgo * HOUR) / 1000) * 1000;
  const before = endedAt - DAY;
  const runs: BackupRun[] = [runEnding(before, 'ok'), runEnding(endedAt, status === 'error' ? 'failed' : status)];
  return {
    ...(onlineGb === undefined ? {} : { onlineBytes: Math.round(onlineGb * GB) }),
    ...(localGb === undefined ? {} : { localBytes: Math.round(localGb * GB) }),
    status,
    runs,
    lastBackupAt: status === 'error' ? before : endedAt,
    lastErrorFreeBackupAt: status === 'ok' ? endedAt : before,
    schedule: { everyMinutes: 24 * 60, nextAt: endedAt + DAY, growthBytes: Math.round(0.05 * GB) },
  };
}

function runEnding(endedAt: number, result: BackupRun['result']): BackupRun {
  return { startedAt: endedAt - 20 * MINUTE, endedAt, result };
}

/**
 * Fills in what most accounts share. Thresholds: servers and appliances a day, desktops three
 * (docs/reference/rules.md#health).
 */
export function completeAccount(seed: AccountSeed, now: number): PortalAccount {
  const thresholdMinutes = (seed.kind === 'desktop' ? 72 : 24) * 60;
  const overdue = (since: number | undefined) => since !== undefined && now - since > thresholdMinutes * MINUTE;
  return {
    accountNo: `DOC${seed.id}`,
    role: 'User',
    status: 'never',
    createdAt: now - DAY,
    statusSince: seed.runs?.at(-1)?.endedAt ?? seed.lastBackupAt ?? now - DAY,
    planned: [],
    noticed: {
      ...(overdue(seed.lastBackupAt) ? { 'no-backup': 'warning' as const } : {}),
      ...(overdue(seed.lastErrorFreeBackupAt) ? { 'no-error-free-backup': 'warning' as const } : {}),
    },
    thresholdMinutes,
    runs: [],
    ...seed,
  };
}
