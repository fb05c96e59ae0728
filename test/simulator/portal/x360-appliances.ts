import type { PortalAccount, PortalCustomer } from './state.ts';
import { x360Time } from './x360-deviations.ts';
import type { HealthWord, X360View } from './x360-records.ts';
import {
  type CLOUD_VAULT,
  devicesOf,
  deviceType,
  healthWord,
  idOf,
  isComputer,
  isDirectToCloud,
  type PRIVATE_VAULT,
  serviceId,
} from './x360-records.ts';

/** Above every account id, so that an implied appliance never shares an id with an account. */
const IMPLIED_APPLIANCES = 10_000_000;
const VAULT_CREATED = Date.UTC(2023, 0, 1);

/**
 * A customer's appliances: its appliance accounts. Where there is none but computers have local copies, the copies lie
 * on a virtual appliance that the portal's account list does not name.
 */
export function appliancesOf(view: X360View, customer: PortalCustomer, withDevices: boolean) {
  const accounts = view.state.accountsOf(customer.id).filter(({ kind }) => kind === 'appliance');
  const devices = devicesOf(view, customer.id).filter((device) => !isDirectToCloud(device));
  if (accounts.length === 0 && devices.length === 0) return [];
  if (accounts.length === 0) return [applianceRecord(view, customer, undefined, devices, withDevices)];
  return accounts.map((account, index) =>
    applianceRecord(view, customer, account, index === 0 ? devices : [], withDevices),
  );
}

function applianceRecord(
  view: X360View,
  customer: PortalCustomer,
  account: PortalAccount | undefined,
  devices: PortalAccount[],
  withDevices: boolean,
) {
  const offline = account?.statusReason === 'APPLIANCE_OFFLINE';
  const used = account?.localBytes ?? devices.reduce((sum, device) => sum + (device.localBytes ?? 0), 0);
  const id = account?.id ?? IMPLIED_APPLIANCES + customer.id;
  const health: HealthWord = account ? healthWord(account, view.now) : 'NORMAL';
  return {
    ...idOf(view, id),
    service_id: serviceId(customer.id),
    client_id: customer.id,
    alias: account?.userName ?? `${customer.name} appliance`,
    ip_address: `10.${(customer.id >> 8) & 255}.${customer.id & 255}.1`,
    server_id: `00000000-0000-4000-9000-${id.toString(16).padStart(12, '0')}`,
    active: customer.active,
    product: 'X360RECOVER',
    model: { id: 392, name: 'BYOD' },
    package: { id: 10, name: 'Axcient Replibit' },
    service_type: account ? 'HARDWARE' : 'VIRTUAL',
    last_tunnel_up: x360Time(view.deviations, offline ? account.statusSince : view.now, 'seconds'),
    tunnel_status: offline ? 'DOWN' : 'UP',
    storage_details: { used_size: used, drive_size: account?.capacityBytes ?? used * 2 },
    ...(withDevices ? { devices: devices.map((device) => applianceDevice(view, device)) } : {}),
    software_version: { id: 15, version: '10.1.0' },
    health_status: health,
    health_status_reason: account?.statusReason ?? null,
  };
}

function applianceDevice(view: X360View, device: PortalAccount) {
  return {
    ...idOf(view, device.id),
    name: device.userName,
    ip_address: `10.0.0.${(device.id % 250) + 2}`,
    type: deviceType(device),
    os: 'WINDOWS',
    local_usage: device.localBytes ?? 0,
    latest_local_rp: x360Time(view.deviations, device.lastBackupAt),
  };
}

/** One cloud vault holds everybody's online copies; some have another on the provider's own vault. */
export function vaultRecord(
  view: X360View,
  vault: typeof CLOUD_VAULT | typeof PRIVATE_VAULT,
  thresholdMinutes: number,
  withDevices: boolean,
) {
  const bytesOf = ({ onlineBytes, vaultBytes }: PortalAccount) => (vault.type === 'Cloud' ? onlineBytes : vaultBytes);
  const devices = [...view.state.accounts.values()].filter(
    (account) => isComputer(account) && (vault.type === 'Cloud' || account.vaultBytes !== undefined),
  );
  const used = devices.reduce((sum, device) => sum + (bytesOf(device) ?? 0), 0);
  return {
    ...idOf(view, vault.id),
    service_id: vault.service_id,
    name: vault.name,
    ip_address: `203.0.113.${vault.id}`,
    server_id: `00000000-0000-4000-9000-00000000000${vault.id}`,
    active: true,
    type: vault.type,
    model: { id: 392, name: 'BYOD' },
    service_type: 'VIRTUAL',
    last_tunnel_up: x360Time(view.deviations, view.now, 'seconds'),
    tunnel_status: 'UP',
    storage_details: { used_size: used, drive_size: null },
    ...(withDevices ? { devices: devices.map((device) => vaultDevice(view, device, bytesOf(device))) } : {}),
    software_version: { id: 15, version: '10.1.0' },
    replication_data: used,
    vault_thresholds: { vault_id: vault.id, connectivity_threshold: thresholdMinutes },
    health_status: 'NORMAL',
    health_status_reason: null,
    creation_timestamp: x360Time(view.deviations, VAULT_CREATED),
  };
}

function vaultDevice(view: X360View, device: PortalAccount, bytes: number | undefined) {
  return {
    ...idOf(view, device.id),
    client: { id: device.customerId, name: view.state.customers.get(device.customerId)?.name ?? '' },
    name: device.userName,
    type: deviceType(device),
    os: 'WINDOWS',
    vault_usage: bytes ?? 0,
    bytes_replicated: device.schedule?.growthBytes ?? 0,
    latest_vault_rp: x360Time(view.deviations, device.lastBackupAt),
  };
}
