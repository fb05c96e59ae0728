import type { FieldName } from '../../../lib/domain/page-fields.ts';
import type { ScreenReport } from '../../../lib/domain/page-report.ts';
import { SCREENS } from '../../../lib/domain/page-screens.ts';

type FieldReport = ScreenReport['fields'][number];

export const FOUND_WORDS: Record<FieldReport['found'], string> = {
  override: 'by what was set or taught',
  label: 'by its label',
  class: 'by its class',
  'part-of-class': 'by part of its class',
  missing: 'not found',
  ambiguous: 'found more than once, skipped',
};

export const FEATURE_STATES: Record<ScreenReport['features'][number]['state'], { word: string; tone: string }> = {
  running: { word: 'Running', tone: 'ok' },
  idle: { word: 'Not on this screen', tone: 'quiet' },
  off: { word: 'Switched off', tone: 'quiet' },
  failed: { word: 'Failed', tone: 'error' },
};

/** What is shown in place of “Running” while one side is not connected. */
export const NOT_CONNECTED_FEATURE = { word: 'Waiting for a connection', tone: 'quiet' };

export function isFound({ found }: FieldReport): boolean {
  return found !== 'missing' && found !== 'ambiguous';
}

/** Fields that a user may point at: those that were not found, or not for sure. */
export function notFound(report: ScreenReport): FieldName[] {
  return report.fields.filter((field) => !isFound(field)).map(({ field }) => field);
}

/** One sentence on a tab's screen, and how sure we are; `quiet` is the grey mark. */
export function screenSentence(report: ScreenReport): { tone: 'ok' | 'quiet'; text: string } {
  const { screen, sure, fields } = report;
  if (screen === null)
    return { tone: 'quiet', text: 'Not a screen that Backup Bridge knows for sure: nothing is shown here.' };
  if (!sure) return { tone: 'quiet', text: 'This form is not recognized, so it is not checked.' };
  const found = fields.filter(isFound).length;
  const counted = fields.length > 0 ? `, ${found} of ${fields.length} fields found` : '';
  return { tone: 'ok', text: `${SCREENS[screen].title}${counted}.` };
}

/** Fields that a user may point at. */
export const SHOW_ME = {
  label: 'Fields that were not found',
  button: 'Show me',
  /** @param next what the user does in the page, e.g. `click on the field in the page.` */
  next: (field: string, next: string) => `${field}: ${next}`,
} as const;
