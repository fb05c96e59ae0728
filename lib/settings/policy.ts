import { REVIEW } from '../domain/automatic-parts.ts';
import type { Policy } from '../domain/policy.ts';
import { automaticSchema, featuresOff, selectorOverrides, settingsSchema } from '../domain/settings-schema.ts';
import type { Log } from '../shared/log.ts';
import { isRecord } from './is-record.ts';

/** What `storage.managed` may hold; `public/managed-schema.json` says the same to Chrome. */
const MEMBERS = ['featuresOff', 'selectors', 'automatic', 'role', 'allowedTenants', 'guardLimits'];

/** `na.myconnectwise.net` or `cw.msp.example:8443/training`. */
const TENANT = /^[a-z0-9.-]+(:\d{1,5})?(\/[^\s/]{1,100})?$/;

const { role: roleSchema } = settingsSchema.shape;
const { shape: guardSchemas } = settingsSchema.shape.guards;

/**
 * Reads an administrator's policy. Whatever is not valid is left out and named in the log, down to the single field of
 * `selectors`, part of `automatic`, tenant and limit; the rest is in force. A list of tenants stays a list when none of its entries is
 * valid: then none may be connected.
 * @param managed the whole of `storage.managed`; undefined where there is none
 */
export function readPolicy(managed: unknown, log: Log): Policy {
  if (!isRecord(managed)) return {};
  const policy: Policy = {};
  const leaveOut = (name: string) =>
    log.warn('settings/policy', 'A part of the policy is not valid and is left out.', { name });
  for (const name of Object.keys(managed)) if (!MEMBERS.includes(name)) leaveOut(name);

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
  if (managed.role !== undefined) {
    const parsed = roleSchema.safeParse(managed.role);
    if (parsed.success) policy.role = parsed.data;
    else leaveOut('role');
  }
  if (managed.allowedTenants !== undefined) {
    if (!Array.isArray(managed.allowedTenants)) leaveOut('allowedTenants');
    else policy.allowedTenants = tenantsIn(managed.allowedTenants, (at) => leaveOut(`allowedTenants.${at}`));
  }
  if (managed.guardLimits !== undefined) {
    const limits = isRecord(managed.guardLimits) ? Object.entries(managed.guardLimits) : [];
    if (!isRecord(managed.guardLimits)) leaveOut('guardLimits');
    for (const [name, value] of limits) {
      const schema = new Map(Object.entries(guardSchemas)).get(name);
      const parsed = schema?.safeParse(value);
      if (parsed?.success) policy.guardLimits = { ...policy.guardLimits, [name]: parsed.data };
      else leaveOut(`guardLimits.${name}`);
    }
  }
  return policy;
}

function tenantsIn(entries: readonly unknown[], leaveOut: (at: number) => void): string[] {
  return entries.flatMap((entry, at) => {
    const text =
      typeof entry === 'string'
        ? entry
            .trim()
            .toLowerCase()
            .replace(/^https:\/\//, '')
            .replace(/\/$/, '')
        : '';
    if (TENANT.test(text)) return [text];
    leaveOut(at);
    return [];
  });
}
