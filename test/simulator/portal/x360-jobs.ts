import type { BackupRun, PortalAccount } from './state.ts';
import { x360Time } from './x360-deviations.ts';
import type { X360View } from './x360-records.ts';
import { autoVerifyRecord, CLOUD_VAULT, healthWord, isDirectToCloud, jobId, jobName } from './x360-records.ts';

export function jobRecord(view: X360View, device: PortalAccount) {
  return {
    id: jobId(device),
    name: jobName(device),
    offsite: isDirectToCloud(device),
    enabled: device.status !== 'parked',
    health_status: healthWord(device, view.now),
    vault: {
      ...CLOUD_VAULT,
      device_usage: device.onlineBytes ?? 0,
      latest_vault_rp: x360Time(view.deviations, device.lastBackupAt),
    },
    // A text that holds JSON, as production answers it (docs/reference/portals.md#records).
    schedule: JSON.stringify({ isEnabled: true, isDefault: true, backup: { businessHours: { repeat: { hour: 24 } } } }),
    latest_rp: x360Time(view.deviations, device.lastBackupAt),
  };
}

/** Newest first. A backup with warnings is completed; only its message shows it. */
export function historyRecords({ deviations }: X360View, device: PortalAccount) {
  return [...device.runs].reverse().map((run) => ({
    status: run.result === 'failed' ? 'Failed' : 'Completed',
    start_time: x360Time(deviations, run.startedAt, 'seconds'),
    end_time: x360Time(deviations, run.endedAt, 'seconds'),
    rp: run.result === 'failed' ? null : x360Time(deviations, run.endedAt),
    error_msg: errorMessage(run),
  }));
}

function errorMessage({ result, message }: BackupRun): string {
  if (result === 'ok') return '';
  return message ?? (result === 'failed' ? 'The connection to the backup server was lost.' : '3 files were left out.');
}

export function restorePointRecords({ deviations }: X360View, device: PortalAccount) {
  const good = device.runs.filter(({ result }) => result !== 'failed');
  return [
    {
      vault_id: CLOUD_VAULT.id,
      status: 'OK',
      error_msg: '',
      restore_points: good.map(({ endedAt }) => ({
        timestamp: x360Time(deviations, endedAt, 'zone-less'),
        in_use: false,
        usage_initiator: '',
      })),
    },
  ];
}

export function autoVerifyRecords(view: X360View, device: PortalAccount) {
  const details = autoVerifyRecord(view, device);
  return details ? [{ vault_id: CLOUD_VAULT.id, appliance_id: null, autoverify_details: [details] }] : [];
}
