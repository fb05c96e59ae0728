import type * as z from 'zod/mini';
import type { Account, BackupCopy, Customer, SkippedValue } from '../../domain/portal-facts.ts';
import { portalPage } from '../../domain/portal-page.ts';
import type { IsoTime } from '../../shared/time.ts';
import { present } from '../fields.ts';
import type { clientSchema, Device, Threshold } from './schemas.ts';

const KINDS = { SERVER: 'server', WORKSTATION: 'desktop' } as const;

/** A client without a word about it counts as active. */
export function toCustomer(raw: z.infer<typeof clientSchema>): Customer {
  return { id: raw.id, name: raw.name, active: raw.active ?? true };
}

/**
 * A device as an account. x360Recover has no plan names: its product is used as one
 * (docs/reference/portals.md#what-it-does-not-have).
 * @param portalAddress of the connected portal, for the device's page
 */
export function toAccount(
  device: Device,
  customerId: string,
  portalAddress: string,
  lastError?: Account['lastError'],
): Account {
  const health = device.current_health_status;
  return present<Account>({
    id: device.id,
    customerId,
    userName: device.name,
    plan: device.d2c ? 'Direct-to-Cloud' : (device.product ?? ''),
    kind: device.type ? KINDS[device.type] : 'unknown',
    onlineBytes: onlineBytes(device),
    localBytes: device.local_usage,
    vaultBytes: vaultBytes(device),
    lastBackupAt: newest(device.latest_local_rp, remoteRestorePoint(device)),
    lastStatus: health?.status,
    statusReason: health?.reason,
    copies: copiesOf(device),
    autoVerify: autoVerifyOf(device),
    lastError,
    portalUrl: portalPage(device.device_details_page_url, portalAddress),
  });
}

/**
 * Bytes in Axcient's cloud: the Cloud vaults where the device lists any, each once, else `cloud_usage`. Unknown as a whole
 * where one of the vaults does not say, because part of a sum would be billed as all of it.
 */
export function onlineBytes(device: Device): number | undefined {
  return bytesOn('Cloud', device, device.cloud_usage);
}

/** Bytes on vaults of the provider's own, likewise. */
function vaultBytes(device: Device): number | undefined {
  return bytesOn('Private', device, device.vault_usage);
}

function bytesOn(type: 'Cloud' | 'Private', { vaults }: Device, total: number | null | undefined): number | undefined {
  const ofType = (vaults ?? []).filter((vault) => vault.type === type);
  if (ofType.length === 0) return total ?? undefined;
  const usage = new Map(ofType.map((vault, index) => [vault.id ?? `#${index}`, vault.device_usage ?? undefined]));
  return [...usage.values()].reduce(
    (sum, bytes) => (sum === undefined || bytes === undefined ? undefined : sum + bytes),
    0,
  );
}

/**
 * Devices whose bytes are not known as a whole, see `onlineBytes`: a bill without them would be too low. So would one without a vault
 * that is neither Axcient's nor the provider's.
 */
export function unknownUsage(devices: readonly Device[]): SkippedValue[] {
  return devices.flatMap(({ name, vaults }) => {
    const lacks = (wanted: string) => vaults?.some(({ type, device_usage }) => type === wanted && device_usage == null);
    const left = (kind: string) => ({
      path: `${name}.vaults`,
      value: 'no usage',
      why: `A ${kind} vault of this device gives no usage.`,
    });
    return [
      ...(vaults?.some(({ type }) => type == null)
        ? [
            {
              path: `${name}.vaults`,
              value: 'no type',
              why: 'A vault of this device has no known type.',
              usage: true as const,
            },
          ]
        : []),
      ...(lacks('Cloud') ? [{ ...left('cloud'), usage: true as const }] : []),
      // The guides' services bill no private vaults.
      ...(lacks('Private') ? [{ ...left('private'), figures: 'vault-bytes' }] : []),
    ];
  });
}

/** Newest restore point away from the site: in the cloud, on a vault, or as one of the vaults reports. */
export function remoteRestorePoint(device: Device): IsoTime | undefined {
  const vaults = (device.vaults ?? []).map((vault) => vault.latest_vault_rp);
  return newest(device.latest_cloud_rp, device.latest_vault_rp, ...vaults);
}

/** AutoVerify counts by its result: `status` only says that the check ran to its end. */
export function autoVerifyOf(device: Device): Account['autoVerify'] {
  const details = device.latest_autoverify_details;
  const at = details?.end_timestamp ?? details?.timestamp;
  return details?.is_healthy == null || !at ? undefined : { healthy: details.is_healthy, at };
}

/** A copy is assessed where there is a restore point or the portal watches for one. */
function copiesOf(device: Device): BackupCopy[] {
  const { cloud_rp_threshold, vault_rp_threshold, local_rp_threshold } = device.thresholds ?? {};
  const remoteAt = remoteRestorePoint(device);
  const remoteMinutes =
    device.latest_cloud_rp && device.latest_cloud_rp === remoteAt
      ? (minutes(cloud_rp_threshold) ?? minutes(vault_rp_threshold))
      : (minutes(vault_rp_threshold) ?? minutes(cloud_rp_threshold));
  const localMinutes = minutes(local_rp_threshold);
  const copies: BackupCopy[] = [];
  if (remoteAt || remoteMinutes !== undefined) {
    copies.push(
      present<BackupCopy>({ where: 'remote', lastRestorePointAt: remoteAt, thresholdMinutes: remoteMinutes }),
    );
  }
  // A direct-to-cloud device has no appliance, so its local threshold watches nothing.
  if (device.latest_local_rp || (localMinutes !== undefined && !device.d2c)) {
    const lastRestorePointAt = device.latest_local_rp;
    copies.push(present<BackupCopy>({ where: 'local', lastRestorePointAt, thresholdMinutes: localMinutes }));
  }
  return copies;
}

/**
 * The description gives the unit for vaults only, minutes; the device examples (240, 320, 480) fit that. One that is switched off
 * is none: the portal calls such a device healthy for ever, and the settings' own limits hold instead (`limitOf`).
 */
function minutes(threshold: Threshold): number | undefined {
  if (typeof threshold === 'number') return threshold;
  return threshold?.enabled === false ? undefined : (threshold?.value ?? undefined);
}

function newest(...times: (IsoTime | null | undefined)[]): IsoTime | undefined {
  return times
    .filter((time): time is IsoTime => Boolean(time))
    .sort()
    .at(-1);
}
