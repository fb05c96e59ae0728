import type { FleetRow } from '../../../lib/domain/fleet.ts';

/** A linked customer of whom nothing differs. */
export function fleetRow(changes: Partial<FleetRow> = {}): FleetRow {
  const id = changes.customerId ?? '342';
  return {
    customerId: id,
    customerName: `Customer ${id}`,
    efsId: `EFS-${id}`,
    link: 'linked',
    companyId: Number(id),
    companyName: `Company ${id}`,
    health: 'ok',
    healthReason: 'All backups are fine.',
    findings: { error: 0, warning: 0, info: 0 },
    codes: [],
    difference: [],
    lines: 0,
    held: 0,
    missingManagedIds: false,
    missingAdditions: 0,
    fixableSerials: 0,
    lastSyncAt: '2026-11-29T08:00:00.000Z',
    ...changes,
  };
}
