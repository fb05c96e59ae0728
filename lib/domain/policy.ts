import type { AutomaticParts } from './automatic-parts.ts';
import type { GuardLimits } from './guard-rules.ts';
import type { SelectorOverrides } from './in-page-config.ts';
import type { SourceKind } from './portal-facts.ts';
import {
  isSameValue,
  type SettingPath,
  type SettingValues,
  settingName,
  settingValues,
  valueAt,
  withValues,
} from './setting-fields.ts';
import type { Settings } from './settings.ts';

/** What an administrator laid down for all browsers (`storage.managed`); it goes before this browser's own settings. Holds no key. */
export interface Policy {
  featuresOff?: string[] | undefined;
  selectors?: SelectorOverrides | undefined;
  /** Parts of automatic sync that are fixed on or off; absent ones are the user's choice. */
  automatic?: Partial<AutomaticParts> | undefined;
  role?: Settings['role'] | undefined;
  /** Every other setting that is fixed, by its path. */
  settings?: SettingValues | undefined;
  /** The only tenants that may be connected, as `site` or `site/company ID`, in lower case; empty: none. Absent: any. */
  allowedTenants?: string[] | undefined;
  /** The only portals that may be connected, as kind or host, in lower case; empty: none. Absent: any. */
  allowedPortals?: string[] | undefined;
  /** The highest limits of guards; a user may only choose lower ones, which are stricter. */
  guardLimits?: Partial<GuardLimits> | undefined;
  connectWise?: FixedConnectWise | undefined;
  portal?: FixedPortal | undefined;
  /** What is not valid and therefore not in force; absent: nothing. */
  leftOut?: LeftOutPart[] | undefined;
}

/** Parts of the connection that are fixed; `keys` names those that the policy holds. */
export interface FixedConnectWise {
  siteUrl?: string;
  companyId?: string;
  publicKey?: string;
  keys: ('privateKey' | 'clientId')[];
}

export interface FixedPortal {
  kind?: SourceKind;
  /** '' for the adapter's own address. */
  baseUrl?: string;
  keys: 'key'[];
}

/** A part of a policy or of a settings file that is not valid. */
export interface LeftOutPart {
  /** As the administrator wrote it, e.g. `guardLimits.jumpPercent`. */
  name: string;
  /** Absent: it may be a key, or there is nothing to show. */
  value?: string;
  /** One sentence: what it may be. */
  nextStep: string;
}

/** Whether a tenant may be connected. Pure. */
export function isTenantAllowed(
  { site, companyId }: { site: string; companyId: string },
  { allowedTenants }: Policy,
): boolean {
  const names = [site.toLowerCase(), `${site}/${companyId}`.toLowerCase()];
  return allowedTenants === undefined || names.some((name) => allowedTenants.includes(name));
}

/** Whether a portal may be connected. Pure. @param baseUrl '' for a file */
export function isPortalAllowed(
  { kind, baseUrl }: { kind: SourceKind; baseUrl: string },
  { allowedPortals }: Policy,
): boolean {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : '';
  return allowedPortals === undefined || [kind, host].some((name) => allowedPortals.includes(name));
}

/** Returns the settings that a policy fixes, by their path. Pure. */
export function fixedValues({ settings, role, automatic }: Policy): SettingValues {
  return {
    ...settings,
    ...(role && { role }),
    ...Object.fromEntries(Object.entries(automatic ?? {}).map(([part, value]) => [`automatic.${part}`, value])),
  };
}

/** Whether a policy fixes a setting. Pure. */
export function isFixed(path: SettingPath, policy: Policy): boolean {
  return Object.hasOwn(fixedValues(policy), path);
}

/** Returns the settings in force: what the policy fixes replaces what is stored. Pure. */
export function withPolicy(settings: Settings, policy: Policy): Settings {
  const fixed = withValues(settings, fixedValues(policy));
  const { guardLimits } = policy;
  if (!guardLimits) return fixed;
  const { guards } = fixed;
  return {
    ...fixed,
    guards: {
      jumpPercent: Math.min(guards.jumpPercent, guardLimits.jumpPercent ?? guards.jumpPercent),
      jumpUnits: Math.min(guards.jumpUnits, guardLimits.jumpUnits ?? guards.jumpUnits),
      jumpMoney: Math.min(guards.jumpMoney, guardLimits.jumpMoney ?? guards.jumpMoney),
    },
  };
}

/**
 * Returns the setting that a change would set to what the policy does not allow; undefined: there is none. What is stored already and
 * stays as it is changes nothing: the policy goes before it. Pure.
 */
export function lockedSetting(
  before: Settings,
  after: Settings,
  policy: Policy,
): { field: SettingPath; name: string } | undefined {
  const inForce = withPolicy(after, policy);
  const paths = [...new Set([...settingValues(after).keys(), ...settingValues(before).keys()])];
  const field = paths.find((path) => {
    const wanted = valueAt(after, path);
    return !isSameValue(wanted, valueAt(before, path)) && !isSameValue(wanted, valueAt(inForce, path));
  });
  return field === undefined ? undefined : { field, name: settingName(field) };
}
