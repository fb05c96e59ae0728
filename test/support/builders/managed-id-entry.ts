import type { ManagedIdEntry } from '../../../lib/domain/connectwise-records.ts';

/** Returns a managed-ID entry of EFS-342 whose counts are blank. */
export function managedIdEntry(
  members: Partial<ManagedIdEntry> & Pick<ManagedIdEntry, 'id' | 'companyId'>,
): ManagedIdEntry {
  return {
    managementSolution: { id: 1, name: 'eFolder' },
    groupIdentifier: 'EFS-342',
    deviceType: 'WorkstationsAndServers',
    agreement: null,
    successfulBackupJobs: null,
    failedBackupJobs: null,
    totalWorkstations: null,
    totalServers: null,
    totalWindowsServers: null,
    totalWindowsWorkstations: null,
    totalManagedMachines: null,
    _info: {},
    ...members,
  };
}
