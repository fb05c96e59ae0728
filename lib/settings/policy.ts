import { REVIEW } from '../domain/automatic-parts.ts';
import type { Policy } from '../domain/in-page-config.ts';
import type { Settings } from '../domain/settings.ts';
import { automaticSchema, featuresOff, selectorOverrides } from '../domain/settings-schema.ts';
import type { Log } from '../shared/log.ts';
import { isRecord } from './is-record.ts';

/** What `storage.managed` may hold; `public/managed-schema.json` says the same to Chrome. */
const MEMBERS = { featuresOff, selectors: selectorOverrides, automatic: automaticSchema };

/**
 * Reads an administrator's policy. Whatever is not valid is left out and named in the log, down to the single field of
 * `selectors` and part of `automatic`; the rest is in force.
 * @param managed the whole of `storage.managed`; undefined where there is none
 */
export function readPolicy(managed: unknown, log: Log): Policy {
  if (!isRecord(managed)) return {};
  const policy: Policy = {};
  const leaveOut = (name: string) =>
    log.warn('settings/policy', 'A part of the policy is not valid and is left out.', { name });
  for (const name of Object.keys(managed)) if (!Object.hasOwn(MEMBERS, name)) leaveOut(name);

  if (managed.featuresOff !== undefined) {
    const parsed = featuresOff.safeParse(managed.featuresOff);
    if (parsed.success) policy.featuresOff = parsed.data;
    else leaveOut('featuresOff');
  }
  if (managed.selectors !== undefined) {
    const fields = isRecord(managed.selectors) ? Object.entries(managed.selectors) : [];
    if (!isRecord(managed.selectors)) leaveOut('selectors');
    for (const [field, names] of fields) {
      const parsed = selectorOverrides.safeParse({ [field]: names });
      if (parsed.success) policy.selectors = { ...policy.selectors, ...parsed.data };
      else leaveOut(`selectors.${field}`);
    }
  }
  if (managed.automatic !== undefined) {
    const parts = isRecord(managed.automatic) ? Object.entries(managed.automatic) : [];
    if (!isRecord(managed.automatic)) leaveOut('automatic');
    for (const [part, value] of parts) {
      const parsed = automaticSchema.safeParse({ ...REVIEW, [part]: value });
      if (parsed.success) policy.automatic = { ...policy.automatic, [part]: value };
      else leaveOut(`automatic.${part}`);
    }
  }
  return policy;
}

/** Returns the settings in force: what the policy fixes replaces what is stored. Pure. */
export function withPolicy(settings: Settings, { automatic }: Policy): Settings {
  return automatic ? { ...settings, automatic: { ...settings.automatic, ...automatic } } : settings;
}
