import type { PortalAccount, PortalCustomer, PortalState } from './state.ts';
import type { X360Deviations } from './x360-deviations.ts';
import { x360Time } from './x360-deviations.ts';

/** Clients and devices of x360Recover, made from the same customers and accounts that the EFS portal API serves. */

export const CLOUD_VAULT = { id: 7, type: 'Cloud', service_id: 'cv07', name: 'Cloud vault 7' } as const;
export const PRIVATE_VAULT = { id: 8, type: 'Private', service_id: 'pv08', name: 'Provider vault 8' } as const;
export const PORTAL_PAGES = 'https://my.axcient.net/home';

export interface X360View {
  state: PortalState;
  deviations: X360Deviations;
  now: number;
}

export type HealthWord = 'NORMAL' | 'WARNED' | 'TROUBLED' | 'PARKED';

/** Mailbox services have no place in x360Recover. */
export function devicesOf({ state }: X360View, customerId: number): PortalAccount[] {
  return state.accountsOf(customerId).filter(isComputer);
}

export function isComputer({ kind }: PortalAccount): boolean {
  return kind === 'server' || kind === 'desktop';
}

/** Without a copy on an appliance a device backs up direct to the cloud. */
export function isDirectToCloud({ localBytes }: PortalAccount): boolean {
  return localBytes === undefined;
}

export function clientRecord(view: X360View, customer: PortalCustomer) {
  const devices = devicesOf(view, customer.id);
  const count = (type: string, among: PortalAccount[]) => ({
    type,
    count: among.filter((device) => deviceType(device) === type).length,
  });
  const counts = (among: PortalAccount[]) => [count('SERVER', among), count('WORKSTATION', among)];
  return {
    ...idOf(view, customer.id),
    name: customer.name,
    client_code: customer.brand,
    active: view.deviations.activeAsNumber ? Number(customer.active) : customer.active,
    health_status: worst(devices.map((device) => healthWord(device, view.now))),
    devices_counters: {
      appliance_based: counts(devices.filter((device) => !device.archived && !isDirectToCloud(device))),
      d2c: counts(devices.filter((device) => !device.archived && isDirectToCloud(device))),
      cloud_archive: counts(devices.filter(({ archived }) => archived)),
    },
  };
}

export function deviceRecord(view: X360View, device: PortalAccount) {
  const { deviations, now } = view;
  const lastRestorePoint = x360Time(deviations, device.lastBackupAt);
  const direct = isDirectToCloud(device);
  const threshold = (enabled: boolean) => ({ value: device.thresholdMinutes, enabled, overridden: false });
  return {
    ...idOf(view, device.id),
    name: device.userName,
    client_id: device.customerId,
    type: deviceType(device),
    os: {
      os_type: 'WINDOWS',
      bits: 64,
      os_name: device.kind === 'server' ? 'Windows Server 2022' : 'Windows 11 Pro',
    },
    service_id: serviceId(device.customerId),
    product: 'X360RECOVER',
    local_ps_id: agentId(device.id),
    vaults: [
      { ...CLOUD_VAULT, device_usage: device.onlineBytes ?? 0, latest_vault_rp: lastRestorePoint },
      ...(device.vaultBytes === undefined
        ? []
        : [{ ...PRIVATE_VAULT, device_usage: device.vaultBytes, latest_vault_rp: lastRestorePoint }]),
    ],
    ip_address: `10.${(device.customerId >> 8) & 255}.${device.customerId & 255}.${(device.id % 250) + 2}`,
    current_health_status: {
      status: healthWord(device, now),
      reason: device.statusReason ?? (device.status === 'never' ? 'ONSITE_NEVER_RUN' : null),
      timestamp: x360Time(deviations, device.statusSince, 'seconds'),
    },
    previous_health_status: null,
    thresholds: {
      vault_rp_threshold: threshold(false),
      cloud_rp_threshold: threshold(true),
      local_rp_threshold: threshold(!direct),
      protection_threshold: threshold(false),
    },
    local_usage: device.localBytes ?? 0,
    local_total: device.capacityBytes ?? 0,
    cloud_usage: device.onlineBytes ?? 0,
    vault_usage: device.vaultBytes ?? 0,
    jobs: [
      {
        id: jobId(device),
        name: jobName(device),
        health_status: healthWord(device, now),
        latest_rp: lastRestorePoint,
        vault_id: CLOUD_VAULT.id,
      },
    ],
    latest_cloud_rp: lastRestorePoint,
    latest_local_rp: direct ? null : lastRestorePoint,
    latest_vault_rp: null,
    d2c: direct,
    agent_version: '3.14.1',
    volumes: ['C:\\'],
    excluded_volumes: [],
    device_details_page_url: `${PORTAL_PAGES}/device/${device.id}`,
    local_cache_details: {
      enabled: false,
      verification_status: null,
      path: '',
      last_verification_timestamp: null,
      last_successful_verification_timestamp: null,
    },
    latest_autoverify_details: deviations.autoVerifyNull ? null : autoVerifyRecord(view, device),
  };
}

/** Every device has one job; its id follows from the device's. */
export function jobId(device: PortalAccount): number {
  return device.id * 10 + 1;
}

export function jobName(device: PortalAccount): string {
  return `${device.userName} ${isDirectToCloud(device) ? 'direct to cloud' : 'backup'}`;
}

/**
 * `status` says only that the check ran to its end; the result is `is_healthy` (docs/reference/portals.md#records).
 */
export function autoVerifyRecord({ deviations }: X360View, device: PortalAccount) {
  if (!device.autoVerify) return null;
  const { at, healthy } = device.autoVerify;
  const ended = x360Time(deviations, at);
  return {
    id: device.id.toString(16).padStart(24, '0'),
    timestamp: ended,
    start_timestamp: x360Time(deviations, at - 5 * 60_000),
    end_timestamp: ended,
    rp: x360Time(deviations, device.lastBackupAt),
    status: 'success',
    screenshot_url: `${PORTAL_PAGES}/image/last_autoverify_screenshot/${device.id}`,
    screenshot_thumbnail_url: `${PORTAL_PAGES}/image/last_autoverify_thumbnail/${device.id}`,
    is_healthy: healthy,
  };
}

/** Warned while a first backup may still come, troubled after (docs/reference/portals.md#health-of-devices). */
export function healthWord(account: PortalAccount, now: number): HealthWord {
  switch (account.status) {
    case 'ok':
      return 'NORMAL';
    case 'warning':
      return 'WARNED';
    case 'error':
      return 'TROUBLED';
    case 'parked':
      return 'PARKED';
    case 'never':
      return now - account.createdAt > account.thresholdMinutes * 60_000 ? 'TROUBLED' : 'WARNED';
  }
}

/** Parked devices are left out, unless there is nothing else. */
function worst(words: HealthWord[]): HealthWord {
  const order: HealthWord[] = ['TROUBLED', 'WARNED', 'NORMAL'];
  return order.find((word) => words.includes(word)) ?? (words.length > 0 ? 'PARKED' : 'NORMAL');
}

export function deviceType({ kind }: PortalAccount): 'SERVER' | 'WORKSTATION' {
  return kind === 'server' ? 'SERVER' : 'WORKSTATION';
}

/** Four symbols. */
export function serviceId(customerId: number): string {
  return customerId.toString(36).padStart(4, '0').slice(-4);
}

export function idOf({ deviations }: X360View, id: number): { id: number } | { id_: number } {
  return deviations.idUnderscore === 'all' ? { id_: id } : { id };
}

function agentId(id: number): string {
  return `00000000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`;
}
