import type { ConfigurationType } from '../../domain/connectwise-records.ts';
import { isEnabled } from '../../domain/own-service.ts';
import { SERVICES, type Service } from '../../domain/service.ts';
import type { Settings } from '../../domain/settings.ts';
import type { SetupTables } from './setup-tables.ts';

/**
 * The configuration type that carries backup statistics per account (docs/reference/setup-guides.md#figure-8, column
 * Configuration Type).
 */
export const BACKUP_STATS = 'Backup Stats';

/** The configuration type of license services, whose quantity is kept per customer (same column). */
export const LICENSE = 'License';

type Types = Pick<SetupTables, 'configurationTypes'>;

export function typeNamed(
  { configurationTypes }: Types,
  name: typeof BACKUP_STATS | typeof LICENSE,
): ConfigurationType | undefined {
  return configurationTypes.find((candidate) => candidate.name === name);
}

/** Services with configurations of the type License, as far as they are switched on. */
export function licenseServices(settings: Pick<Settings, 'toggles' | 'ownServices'>): readonly Service[] {
  return SERVICES.filter((service) => service.configurationType === LICENSE && isEnabled(service, settings));
}

/** Ids of the types whose configurations a sync is planned on; none where statistics are not synced. */
export function typesToRead(
  settings: Pick<Settings, 'toggles' | 'ownServices' | 'syncedParts'>,
  setup: Types,
): readonly number[] {
  if (!settings.syncedParts.backupStatistics) return [];
  const statistics = typeNamed(setup, BACKUP_STATS);
  const license = licenseServices(settings).length > 0 ? typeNamed(setup, LICENSE) : undefined;
  return [...(statistics ? [statistics.id] : []), ...(license && !license.inactiveFlag ? [license.id] : [])];
}
