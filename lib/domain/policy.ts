import type { AutomaticParts } from './automatic-parts.ts';
import type { GuardLimits } from './guard-rules.ts';
import type { SelectorOverrides } from './in-page-config.ts';
import type { Settings } from './settings.ts';

/** What an administrator laid down for all browsers (`storage.managed`); it goes before this browser's own settings. */
export interface Policy {
  featuresOff?: string[] | undefined;
  selectors?: SelectorOverrides | undefined;
  /** Parts of automatic sync that are fixed on or off; absent ones are the user's choice. */
  automatic?: Partial<AutomaticParts> | undefined;
  role?: Settings['role'] | undefined;
  /** The only tenants that may be connected, as `site` or `site/company ID`, in lower case; empty: none. Absent: any. */
  allowedTenants?: string[] | undefined;
  /** The highest limits of guards; a user may only choose lower ones, which are stricter. */
  guardLimits?: Partial<GuardLimits> | undefined;
}

/** Whether a tenant may be connected. Pure. */
export function isTenantAllowed(
  { site, companyId }: { site: string; companyId: string },
  { allowedTenants }: Policy,
): boolean {
  const names = [site.toLowerCase(), `${site}/${companyId}`.toLowerCase()];
  return allowedTenants === undefined || names.some((name) => allowedTenants.includes(name));
}

/** Returns the settings in force: what the policy fixes replaces what is stored. Pure. */
export function withPolicy(settings: Settings, { automatic, role, guardLimits }: Policy): Settings {
  const { guards } = settings;
  return {
    ...settings,
    ...(automatic && { automatic: { ...settings.automatic, ...automatic } }),
    ...(role && { role }),
    ...(guardLimits && {
      guards: {
        jumpPercent: Math.min(guards.jumpPercent, guardLimits.jumpPercent ?? guards.jumpPercent),
        jumpUnits: Math.min(guards.jumpUnits, guardLimits.jumpUnits ?? guards.jumpUnits),
        jumpMoney: Math.min(guards.jumpMoney, guardLimits.jumpMoney ?? guards.jumpMoney),
      },
    }),
  };
}

/** Parts of the settings that a policy may fix, with their names in a sentence. */
const LOCKABLE: readonly { field: string; name: string; valueIn: (settings: Settings) => unknown }[] = [
  { field: 'role', name: 'the role of this browser', valueIn: ({ role }) => role },
  { field: 'guards.jumpPercent', name: 'the limit in percent', valueIn: ({ guards }) => guards.jumpPercent },
  { field: 'guards.jumpUnits', name: 'the limit in units', valueIn: ({ guards }) => guards.jumpUnits },
  { field: 'guards.jumpMoney', name: 'the limit in money', valueIn: ({ guards }) => guards.jumpMoney },
  {
    field: 'automatic.statistics',
    name: 'automatic sync of statistics',
    valueIn: ({ automatic }) => automatic.statistics,
  },
  { field: 'automatic.tickets', name: 'automatic tickets', valueIn: ({ automatic }) => automatic.tickets },
  {
    field: 'automatic.quantities',
    name: 'automatic sync of quantities',
    valueIn: ({ automatic }) => automatic.quantities,
  },
  {
    field: 'automatic.invoiceDescriptions',
    name: 'automatic sync of invoice descriptions',
    valueIn: ({ automatic }) => automatic.invoiceDescriptions,
  },
];

/**
 * Returns the setting that a change would set to what the policy does not allow; undefined: there is none. What is stored already and
 * stays as it is changes nothing: the policy goes before it. Pure.
 */
export function lockedSetting(
  before: Settings,
  after: Settings,
  policy: Policy,
): { field: string; name: string } | undefined {
  const inForce = withPolicy(after, policy);
  return LOCKABLE.find(({ valueIn }) => valueIn(after) !== valueIn(before) && valueIn(after) !== valueIn(inForce));
}
