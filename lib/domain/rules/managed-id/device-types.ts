import type { DeviceType } from '../../connectwise-records.ts';

/** Device types as the screens of ConnectWise call them (docs/reference/setup-guides.md#figure-17). */
export const DEVICE_TYPE_LABELS: Record<DeviceType, string> = {
  WorkstationsAndServers: 'Workstations and Servers',
  BackupStats: 'Backup Stats',
  Servers: 'Servers',
  Workstations: 'Workstations',
};

/**
 * The pair that every EFS id needs, in the order of entry (docs/reference/setup-guides.md#company-step-1 and
 * #2022-managed-id).
 */
export const PAIR = ['WorkstationsAndServers', 'BackupStats'] as const satisfies readonly DeviceType[];

export function isOfPair(deviceType: DeviceType | null | undefined): boolean {
  return PAIR.some((half) => half === deviceType);
}
