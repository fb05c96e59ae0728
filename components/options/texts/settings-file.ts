import type { LeftOutReason, SettingsImport } from '../../../lib/domain/settings-file.ts';
import type { Failure } from '../../../lib/shared/errors.ts';
import { readTime } from '../../../lib/shared/time.ts';
import { count, formatShortMoment } from '../../ui/format.ts';
import { POLICY_TEXTS } from './policy.ts';

const CHOOSE = 'Choose a file that “Export settings” saved.';

/** Settings as a file. */
export const SETTINGS_FILE = {
  heading: 'Settings file',
  about:
    'All settings in one JSON file, for another browser or as a backup. Keys, automatic sync and your name are not in it.',
  export: 'Export settings',
  import: 'Import settings…',
  file: 'Settings file to import',
  saved: (file: string) => `The settings are saved as ${file}.`,
  reading: (file: string) => `Reading ${file} …`,
  preview: (file: string) => `Preview of ${file}`,
  /** Where the file comes from. */
  from: ({ exportedAt, fileTenant }: Pick<SettingsImport, 'exportedAt' | 'fileTenant'>): string => {
    const time = readTime(exportedAt);
    const when = time === undefined ? 'at an unknown time' : formatShortMoment(time);
    return `Exported ${when}, from ${fileTenant ?? 'a browser that was not connected to ConnectWise'}.`;
  },
  changes: 'Settings that change',
  heads: { setting: 'Setting', before: 'Now', after: 'In the file' },
  nothing: 'The file has the settings that this browser has already. There is nothing to import.',
  nothingValid: 'Nothing in this file can be imported: see below why.',
  leftOut: (n: number) => `${count(n, 'setting is', 'settings are')} left out`,
  more: (n: number) => `${count(n, 'more part is', 'more parts are')} left out and not listed.`,
  importNow: (n: number) => `Import ${count(n, 'setting')}`,
  cancel: 'Cancel',
  imported: (n: number, file: string) => `${count(n, 'setting')} imported from ${file}.`,
  undo: 'Undo import',
  undone: (n: number) => `The import is undone: ${count(n, 'setting')} changed back.`,
} as const;

/** Why settings are left out. */
export const LEFT_OUT: Record<LeftOutReason, (where: Pick<SettingsImport, 'fileTenant' | 'tenant'>) => string> = {
  'not-valid': () => 'Not valid',
  locked: () => POLICY_TEXTS.locked,
  'other-tenant': ({ fileTenant, tenant }) =>
    tenant === null && fileTenant !== null
      ? `Records of ${fileTenant}, and no ConnectWise is connected here: connect it, then import again`
      : `Records of ${fileTenant ?? 'an unknown ConnectWise'}; this browser is connected to ${tenant ?? 'none'}. Choose them on their pages`,
  'other-board': () => 'Of the file’s board, which is left out. Choose them under Tickets',
  consent: () => 'Automatic sync is turned on in each browser, under Connections',
  'one-browser': () => 'The name of this browser’s user is not taken from a file',
};

export const TOO_LARGE: Failure = {
  code: 'too-large',
  message: 'Nothing was imported: the file is larger than 1 MB, which no settings file is.',
  nextStep: CHOOSE,
};

export const UNREADABLE_FILE: Failure = {
  code: 'bad-input',
  message: 'Nothing was imported: the browser could not read the file.',
  nextStep: 'Choose it again. It may have been moved, or another program may have it open.',
};

/** An undo that met a later change. @param name of the setting, in a sentence */
export function changedSince(name: string): Failure {
  return {
    code: 'conflict',
    message: `The import was not undone: ${name} was changed after it.`,
    nextStep: 'Change the settings back on their pages.',
  };
}
