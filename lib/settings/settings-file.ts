import type { SettingPath, SettingValues } from '../domain/setting-fields.ts';
import type { Settings } from '../domain/settings.ts';
import { type LeftOutSetting, MOST_SETTINGS_FILE_BYTES, SETTINGS_FILE_FORMAT } from '../domain/settings-file.ts';
import { DEEPEST_NESTING } from '../shared/bounds.ts';
import type { Failure, FailureCode } from '../shared/errors.ts';
import { nestsDeeperThan } from '../shared/json-nesting.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type IsoTime, isoTime, readTime } from '../shared/time.ts';
import { isRecord } from './is-record.ts';
import { SETTINGS_MIGRATIONS, SETTINGS_VERSION } from './migrations/index.ts';
import { migrate } from './migrations/run.ts';
import { readSettingParts, shown } from './read-setting.ts';

/** Members of the settings that no file holds: consent is given in each browser, and a user's name is that user's alone. */
const NEVER_IN_A_FILE: ReadonlyMap<string, 'consent' | 'one-browser'> = new Map([
  ['automatic', 'consent'],
  ['automaticFor', 'consent'],
  ['userName', 'one-browser'],
]);

/** Settings that one file may hold; all that a browser can have are fewer. */
const MOST_SETTINGS = 2_000;
/** Names of members that are shown; a name may be as long as its file. */
const LONGEST_NAME = 100;
const LONGEST_TENANT = 500;

/** A settings file as it was read: what is valid, and what is not. */
export interface SettingsFile {
  exportedAt: IsoTime | null;
  tenant: string | null;
  values: SettingValues;
  /** Names of the settings that the file holds, valid or not. */
  named: ReadonlySet<SettingPath>;
  /** Groups by name that the file holds, e.g. `products`: what they do not name is not set there. */
  groups: ReadonlySet<SettingPath>;
  leftOut: LeftOutSetting[];
}

interface Exported {
  /** In force: what a policy fixes there may not be fixed where the file is imported. */
  settings: Settings;
  tenant: string | null;
  exportedAt: IsoTime;
}

/** Returns the text of a settings file. No key, no consent and no user's name is in it. Pure. */
export function settingsFile({ settings, tenant, exportedAt }: Exported): string {
  const members = Object.entries(settings).filter(([name]) => !NEVER_IN_A_FILE.has(name));
  const file = {
    format: SETTINGS_FILE_FORMAT,
    version: SETTINGS_VERSION,
    exportedAt,
    tenant,
    settings: Object.fromEntries(members),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads a settings file, of this version or an older one, part by part like a policy: what is not valid is named and left out. Fails
 * where the whole is no settings file. Never throws, whatever the text is. Pure.
 */
export function readSettingsFile(text: string): Result<SettingsFile> {
  if (text.length > MOST_SETTINGS_FILE_BYTES) return fail(TOO_LARGE);
  if (nestsDeeperThan(DEEPEST_NESTING, text)) return fail(NOT_JSON);
  const file = parsed(text);
  if (file === undefined) return fail(NOT_JSON);
  if (!isRecord(file) || file.format !== SETTINGS_FILE_FORMAT || !isRecord(file.settings)) return fail(OTHER_FILE);
  const { version } = file;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return fail(noVersion(version));
  if (version > SETTINGS_VERSION) return fail(tooNew(version));
  return readMembers(file.settings, { version, exportedAt: timeIn(file.exportedAt), tenant: tenantIn(file.tenant) });
}

interface Head {
  version: number;
  exportedAt: IsoTime | null;
  tenant: string | null;
}

function readMembers(settings: Record<string, unknown>, { version, exportedAt, tenant }: Head): Result<SettingsFile> {
  const migrated = migrate({ version, value: settings }, SETTINGS_MIGRATIONS).value;
  // A migration may add consent, which is no setting of the file.
  const members = Object.entries(isRecord(migrated) ? migrated : {}).filter(([name]) => !NEVER_IN_A_FILE.has(name));
  const given = Object.fromEntries(members);
  const { values, leftOut } = readSettingParts(given);
  const paths = Object.keys(values);
  if (paths.length > MOST_SETTINGS) return fail(TOO_MANY);
  const never = [...NEVER_IN_A_FILE].filter(([name]) => Object.hasOwn(settings, name));
  return ok({
    exportedAt,
    tenant,
    values,
    named: new Set([...paths, ...leftOut.map(({ name }) => name)]),
    groups: groupsIn(given),
    leftOut: [
      ...never.map(([path, reason]) => ({ path, reason })),
      ...leftOut.map(({ name, value, nextStep }) => ({
        path: cut(name),
        reason: 'not-valid' as const,
        ...(value !== undefined && { value }),
        nextStep: nextStep.replace(name, () => cut(name)),
      })),
    ],
  });
}

/** Groups, and groups in them, by their path. */
function groupsIn(given: Record<string, unknown>): Set<SettingPath> {
  const groups = Object.entries(given).filter((entry): entry is [string, Record<string, unknown>] =>
    isRecord(entry[1]),
  );
  return new Set(
    groups.flatMap(([name, group]) => [
      name,
      ...Object.entries(group).flatMap(([inner, value]) => (isRecord(value) ? [`${name}.${inner}`] : [])),
    ]),
  );
}

/** undefined: it is no JSON. */
function parsed(text: string): unknown {
  try {
    // Editors on Windows put a mark of their encoding first.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

function timeIn(value: unknown): IsoTime | null {
  const time = typeof value === 'string' ? readTime(value) : undefined;
  return time === undefined ? null : isoTime(time);
}

function tenantIn(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return text === '' || text.length > LONGEST_TENANT ? null : text;
}

function cut(text: string): string {
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 1)}…` : text;
}

function failure(code: FailureCode, message: string, nextStep: string): Failure {
  return { code, message, nextStep };
}

const CHOOSE = 'Choose a file that “Export settings” saved.';
const NOT_JSON = failure('not-json', 'Nothing was imported: the file is not JSON.', CHOOSE);
const OTHER_FILE = failure('bad-input', 'Nothing was imported: the file is no settings file of Backup Bridge.', CHOOSE);
const TOO_LARGE = failure(
  'too-large',
  'Nothing was imported: the file is larger than 1 MB, which no settings file is.',
  CHOOSE,
);
const TOO_MANY = failure(
  'too-large',
  `Nothing was imported: the file holds more than ${MOST_SETTINGS} settings, which no browser has.`,
  CHOOSE,
);

function noVersion(version: unknown): Failure {
  const found = shown(version).value ?? 'missing';
  return failure('bad-input', `Nothing was imported: “version” of the file is ${found}, which is no version.`, CHOOSE);
}

function tooNew(version: number): Failure {
  return failure(
    'unsupported-version',
    `Nothing was imported: the file is of version ${version}, and this Backup Bridge reads versions up to ${SETTINGS_VERSION}.`,
    'Update Backup Bridge in this browser, then import the file again.',
  );
}
