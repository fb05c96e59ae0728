import * as z from 'zod/mini';
import type { Settings } from '../../domain/settings.ts';
import { MOST_SETTINGS_FILE_BYTES } from '../../domain/settings-file.ts';
import type { SettingsImportView } from '../views.ts';
import { fromPage, nothing } from './declaration.ts';

const text = z.string().check(z.maxLength(MOST_SETTINGS_FILE_BYTES));

/** Settings as a file; neither keys nor consent are in it. */
export const SETTINGS_FILE = {
  /** The text of a file with the settings in force. */
  'settings.export': fromPage(nothing).answers<{ text: string }>(),
  /** What importing a file would change; nothing is stored. */
  'settings.preview-import': fromPage(z.strictObject({ text })).answers<SettingsImportView>(),
  /** Imports what the preview showed, all at once; refused where something else would come out by now. */
  'settings.import': fromPage(
    z.strictObject({ text, /** `seen` of the preview. */ seen: z.string().check(z.maxLength(100)) }),
  ).answers<{ before: Settings; after: Settings }>(),
};
