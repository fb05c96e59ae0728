import type * as z from 'zod/mini';
import type { LeftOutPart, Policy } from '../domain/policy.ts';
import { featuresOff, guardLimitsSchema, selectorOverrides, settingsSchema } from '../domain/settings-schema.ts';
import type { Log } from '../shared/log.ts';
import { createRedactor } from '../shared/redact.ts';
import { safeParse } from '../shared/safe-parse.ts';
import { expectedOf } from './expected.ts';
import { isRecord } from './is-record.ts';
import { readFixedConnectWise, readFixedPortal, secretsIn } from './policy-connection.ts';
import { asGroup, asList, nameOf, parseAs, readSettingParts, shown } from './read-setting.ts';

/** Members of the settings that a policy has no member of that name for: it says them as `featuresOff` and `selectors`, or never. */
const NOT_BY_NAME: readonly string[] = ['automaticFor', 'inPage'];

/** Settings that `storage.managed` may hold under their own name. */
export const POLICY_SETTINGS: readonly string[] = Object.keys(settingsSchema.shape).filter(
  (name) => !NOT_BY_NAME.includes(name),
);

/** `na.myconnectwise.net` or `cw.msp.example:8443/training`. */
const TENANT = /^[a-z0-9.-]+(:\d{1,5})?(\/[^\s/]{1,100})?$/;
/** A kind of portal, or the host of one. */
const PORTAL = /^[a-z0-9.-]+(:\d{1,5})?$/;

type Reader = (value: unknown, policy: Policy, leaveOut: LeaveOut) => void;
type LeaveOut = (name: string, value: unknown, nextStep: string) => void;

/** What `storage.managed` may hold besides settings; `public/managed-schema.json` says the same to Chrome. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['featuresOff', readFeaturesOff],
  ['selectors', readSelectors],
  ['guardLimits', readGuardLimits],
  [
    'allowedTenants',
    (value, policy, leaveOut) => {
      const next = 'Set it to a list of sites, e.g. na.myconnectwise.net, or na.myconnectwise.net/training.';
      policy.allowedTenants = readNames({ name: 'allowedTenants', value, pattern: TENANT, next }, leaveOut);
    },
  ],
  [
    'allowedPortals',
    (value, policy, leaveOut) => {
      const next = 'Set it to a list of x360recover, efs-portal, file or hosts, e.g. portal.msp.example.';
      policy.allowedPortals = readNames({ name: 'allowedPortals', value, pattern: PORTAL, next }, leaveOut);
    },
  ],
  ['connectWise', readFixedConnectWise],
  ['portal', readFixedPortal],
]);

/** The members of `storage.managed`. */
export const POLICY_MEMBERS: readonly string[] = [...POLICY_SETTINGS, ...READERS.keys()];

/**
 * Reads an administrator's policy. Whatever is not valid is left out and named in `leftOut` and in the log, down to the single setting,
 * field of `selectors`, tenant and limit; the rest is in force. A list of tenants stays a list when none of its entries is
 * valid: then none may be connected. Keys are not in it, and no value of theirs is shown: see `readProvisioned`.
 * @param managed the whole of `storage.managed`; undefined where there is none
 */
export function readPolicy(managed: unknown, log: Log): Policy {
  if (!isRecord(managed)) return {};
  const policy: Policy = {};
  const leftOut: LeftOutPart[] = [];
  const redactor = createRedactor(secretsIn(managed));
  const leaveOut: LeaveOut = (name, value, nextStep) => leftOut.push({ name, ...shown(value), nextStep });

  for (const [name, value] of Object.entries(managed)) {
    const reader = READERS.get(name);
    if (reader) reader(value, policy, leaveOut);
    else if (!POLICY_SETTINGS.includes(name))
      // Its value may be a key at a wrong place.
      leaveOut(nameOf(name), undefined, `Remove ${nameOf(name)}: a policy has no such member.`);
  }
  const given = Object.entries(managed).filter(([name]) => POLICY_SETTINGS.includes(name));
  const read = readSettingParts(Object.fromEntries(given));
  takeSettings(read.values, policy);
  const all = [...leftOut, ...read.leftOut].map((part) => ({
    ...part,
    ...(part.value !== undefined && { value: redactor.data(part.value) }),
  }));
  for (const { name } of all)
    log.warn('settings/policy', 'A part of the policy is not valid and is left out.', { name });
  return all.length > 0 ? { ...policy, leftOut: all } : policy;
}

/** Role and automatic sync have members of their own: screens ask for them by name. */
function takeSettings(values: Readonly<Record<string, unknown>>, policy: Policy): void {
  const settings: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    if (path === 'role') policy.role = value as Policy['role'];
    else if (path.startsWith('automatic.'))
      policy.automatic = { ...policy.automatic, [path.slice('automatic.'.length)]: value };
    else settings[path] = value;
  }
  if (Object.keys(settings).length > 0) policy.settings = settings;
}

function readFeaturesOff(value: unknown, policy: Policy, leaveOut: LeaveOut): void {
  const parsed = parseAs(featuresOff, value);
  if (parsed) policy.featuresOff = parsed.data;
  else leaveOut('featuresOff', value, 'Set featuresOff to a list of ids of features, e.g. company-panel.');
}

function readSelectors(value: unknown, policy: Policy, leaveOut: LeaveOut): void {
  const fields = asGroup(value);
  if (!fields) {
    leaveOut('selectors', value, 'Set selectors to a group by field, e.g. managedId.');
    return;
  }
  for (const [field, names] of Object.entries(fields)) {
    const parsed = parseAs(selectorOverrides, { [field]: asGroup(names) ?? names });
    if (parsed) policy.selectors = { ...policy.selectors, ...parsed.data };
    else
      leaveOut(
        nameOf(`selectors.${field}`),
        names,
        `Set ${nameOf(`selectors.${field}`)} to lists of labels and of classes without a dot, of a field that Backup Bridge knows.`,
      );
  }
}

function readGuardLimits(value: unknown, policy: Policy, leaveOut: LeaveOut): void {
  const limits = asGroup(value);
  const known = new Map<string, z.core.$ZodType>(Object.entries(guardLimitsSchema.shape));
  if (!limits) {
    leaveOut('guardLimits', value, `Set guardLimits to a group of ${[...known.keys()].join(', ')}.`);
    return;
  }
  for (const [name, limit] of Object.entries(limits)) {
    const schema = known.get(name);
    const parsed = schema && safeParse(schema, limit);
    const path = nameOf(`guardLimits.${name}`);
    if (!schema) leaveOut(path, undefined, `Remove ${path}: there is no such limit.`);
    else if (parsed?.success) policy.guardLimits = { ...policy.guardLimits, [name]: parsed.data };
    else leaveOut(path, limit, `Set ${path} to ${expectedOf(schema)}.`);
  }
}

interface Names {
  name: string;
  value: unknown;
  pattern: RegExp;
  next: string;
}

/** undefined: it is no list, and any may be connected. */
function readNames({ name, value, pattern, next }: Names, leaveOut: LeaveOut): string[] | undefined {
  const entries = asList(value);
  if (!entries) {
    leaveOut(name, value, next);
    return undefined;
  }
  return entries.flatMap((entry, at) => {
    const text = typeof entry === 'string' ? bareName(entry) : '';
    if (pattern.test(text)) return [text];
    leaveOut(`${name}.${at}`, entry, next);
    return [];
  });
}

function bareName(entry: string): string {
  return entry
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '');
}
