import type { Change, Skipped } from '../../domain/change.ts';
import type { Configuration } from '../../domain/connectwise-records.ts';
import { unreadableLabel } from '../../domain/unreadable-words.ts';
import { type BACKUP_STATS, type LICENSE, typeNamed } from '../read/configuration-type.ts';
import type { PlanInput } from './plan-input.ts';

type TypeName = typeof BACKUP_STATS | typeof LICENSE;

/** Where users make a configuration type. */
const TYPE_TABLE = 'Setup Tables › Configuration';

/** Why there is no configuration type of that name to use, and what to do about it. */
export function whyNoType({ observation }: PlanInput, name: TypeName): string {
  if (typeNamed(observation.setup, name))
    return `The configuration type “${name}” is inactive: activate it under ${TYPE_TABLE}.`;
  const unreadable = observation.setup.unreadable?.find(({ path }) => path.includes('/configurations/types'));
  return unreadable
    ? `The configuration type “${name}” may be ${unreadableLabel(unreadable)}, which could not be read.`
    : `ConnectWise has no configuration type “${name}”: create it under ${TYPE_TABLE}.`;
}

/**
 * The configurations of that type and identifier: the oldest is the one, for a second one can only come from a race. One identifier
 * of two types is two configurations, so that an account whose id is a service's name is not taken for the service.
 */
export function configurationsOf(
  { observation }: PlanInput,
  name: TypeName,
  deviceIdentifier: string,
): [stored?: Configuration, ...duplicates: Configuration[]] {
  const typeId = typeNamed(observation.setup, name)?.id;
  const [stored, ...duplicates] = observation.configurations
    .filter((row) => row.deviceIdentifier === deviceIdentifier && row.type.id === typeId)
    .sort((a, b) => a.id - b.id);
  return stored ? [stored, ...duplicates] : [];
}

/**
 * Later configurations of the same identifier: they are not kept up to date, and only a user takes them away.
 * @param what they are both of, e.g. `account`
 */
export function skippedDuplicates(
  [stored, ...duplicates]: ReturnType<typeof configurationsOf>,
  what: string,
  label: string,
): Skipped[] {
  return duplicates.map(({ id }) => ({
    part: 'backup-statistics',
    label,
    why: `Configuration ${id} is the same ${what} as ${stored?.id}, which is kept up to date. Delete ${id} in ConnectWise.`,
  }));
}

/** Why a configuration is neither created nor updated; undefined: it may be. */
export function whyLeft({ observation }: PlanInput, stored: Configuration | undefined): string | undefined {
  const [unreadable] = observation.unreadable?.configurations ?? [];
  if (!stored && unreadable)
    return `No configuration is created: it may be ${unreadableLabel(unreadable)}, which could not be read.`;
  return stored && !stored.activeFlag ? 'Its configuration in ConnectWise is inactive.' : undefined;
}

/** What creates or updates a configuration: its place, and what makes it the one that was planned from. */
export function configurationChange(
  { observation }: PlanInput,
  stored: Configuration | undefined,
  deviceIdentifier: string,
): Pick<Change, 'part' | 'resource' | 'op' | 'ref' | 'preconditions'> {
  return {
    part: 'backup-statistics',
    resource: 'configuration',
    op: stored ? 'update' : 'create',
    ref: { companyId: observation.company.id, ...(stored && { id: stored.id }) },
    ...(stored && { preconditions: [{ field: 'deviceIdentifier', value: deviceIdentifier }] }),
  };
}
