import type { TaughtSelector } from '../../lib/domain/in-page-config.ts';
import { type FieldName, PAGE_FIELDS } from '../../lib/domain/page-fields.ts';
import { LONGEST_SITE, LONGEST_TAUGHT_AT, MOST_TAUGHT } from '../../lib/domain/page-limits.ts';
import { SCREEN_IDS, type ScreenId } from '../../lib/domain/page-screens.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { fail, ok, type Result } from '../../lib/shared/result.ts';
import { namesFailure } from './selector-names.ts';
import { TAUGHT, TAUGHT_FILE } from './texts/taught.ts';

const KIND = 'backup-bridge-taught-fields';
const VERSION = 1;

/** The file that an export saves; `readTaughtFile` reads it. */
export function taughtFile(taught: readonly TaughtSelector[]): string {
  return `${JSON.stringify({ kind: KIND, version: VERSION, taught }, null, 2)}\n`;
}

/** Checks a file that a user chose. The problem names the entry, its member and its value. */
export function readTaughtFile(text: string): Result<TaughtSelector[]> {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return fail(wrong(TAUGHT_FILE.notJson, TAUGHT_FILE.chooseExport));
  }
  if (!isRecord(file) || file.kind !== KIND || !Array.isArray(file.taught))
    return fail(wrong(TAUGHT_FILE.noFields, TAUGHT_FILE.chooseExport));
  if (file.version !== VERSION)
    return fail(wrong(TAUGHT_FILE.version(shown(file.version), VERSION), TAUGHT_FILE.versionNext));
  const taught: TaughtSelector[] = [];
  for (const [index, entry] of file.taught.entries()) {
    const read = readEntry(entry, TAUGHT_FILE.entry(index + 1));
    if (!read.ok) return read;
    taught.push(read.value);
  }
  return ok(taught);
}

/**
 * What is known with what was read: of the same field on the same site all names of both, the newest date. Nothing is lost: where
 * it does not fit, nothing is taken and the problem says so.
 */
export function mergeTaught(
  known: readonly TaughtSelector[],
  read: readonly TaughtSelector[],
): Result<TaughtSelector[]> {
  const merged = new Map<string, TaughtSelector>();
  for (const one of [...known, ...read]) {
    const key = `${one.field} ${one.site}`;
    const same = merged.get(key);
    merged.set(key, same ? joined(same, one) : one);
  }
  for (const one of merged.values()) {
    const failure = namesFailure(TAUGHT.onSite(one.field, one.site), one);
    if (failure) return fail(failure);
  }
  if (merged.size > MOST_TAUGHT)
    return fail(wrong(TAUGHT_FILE.tooMany(merged.size, MOST_TAUGHT), TAUGHT_FILE.tooManyNext));
  return ok([...merged.values()]);
}

function joined(a: TaughtSelector, b: TaughtSelector): TaughtSelector {
  const [older, newer] = a.taughtAt <= b.taughtAt ? [a, b] : [b, a];
  const labels = [...new Set([...(newer.labels ?? []), ...(older.labels ?? [])])];
  const classes = [...new Set([...(newer.classes ?? []), ...(older.classes ?? [])])];
  return { ...newer, labels, classes };
}

function readEntry(entry: unknown, name: string): Result<TaughtSelector> {
  const at = (member: string, value: unknown, must: string) =>
    fail(wrong(TAUGHT_FILE.member(name, member, shown(value), must), TAUGHT_FILE.memberNext));
  if (!isRecord(entry)) return at(TAUGHT_FILE.theEntry, entry, TAUGHT_FILE.mustBeEntry);
  const { field, screen = null, site, taughtAt, labels = [], classes = [] } = entry;
  if (!isField(field)) return at('field', field, TAUGHT_FILE.mustBeField);
  if (!isScreen(screen)) return at('screen', screen, TAUGHT_FILE.mustBeScreen);
  if (typeof site !== 'string' || site === '' || site.length > LONGEST_SITE)
    return at('site', site, TAUGHT_FILE.mustBeSite);
  if (typeof taughtAt !== 'string' || Number.isNaN(Date.parse(taughtAt)) || taughtAt.length > LONGEST_TAUGHT_AT)
    return at('taughtAt', taughtAt, TAUGHT_FILE.mustBeTime);
  if (!isTexts(labels)) return at('labels', labels, TAUGHT_FILE.mustBeTexts);
  if (!isTexts(classes)) return at('classes', classes, TAUGHT_FILE.mustBeTexts);
  if (labels.length + classes.length === 0) return at('labels', labels, TAUGHT_FILE.mustBeFilled);
  const failure = namesFailure(name, { labels, classes });
  if (failure) return fail(failure);
  return ok({ field, screen, site, taughtAt, labels, classes });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isField(value: unknown): value is FieldName {
  return PAGE_FIELDS.some((field) => field === value);
}

function isScreen(value: unknown): value is ScreenId | null {
  return value === null || SCREEN_IDS.some((screen) => screen === value);
}

function shown(value: unknown): string {
  const text = value === undefined ? TAUGHT_FILE.missing : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function wrong(message: string, nextStep: string): Failure {
  return { code: 'bad-input', message, nextStep };
}
