import { count } from '../../ui/format.ts';

/** Fields that users pointed at. */
export const TAUGHT = {
  heading: 'Taught fields',
  export: 'Export JSON',
  import: 'Import JSON',
  file: 'File with taught fields',
  none: 'No field is taught yet. “Show me” appears above at each field that is not found.',
  list: 'List of taught fields',
  /** Before an age. */
  siteBefore: (site: string) => `${site}, `,
  /** Also read out after the text of a button. */
  onSite: (field: string, site: string) => `${field} on ${site}`,
  deleted: (field: string, site: string) => `${field} on ${site} is deleted.`,
  saved: (fields: number, file: string) => `${count(fields, 'field')} saved as ${file}.`,
  imported: (fields: number, file: string) => `${count(fields, 'field')} imported from ${file}.`,
} as const;

/** What is wrong with a file of taught fields, and what to do. */
export const TAUGHT_FILE = {
  notJson: 'The file is not JSON.',
  noFields: 'The file holds no taught fields.',
  chooseExport: 'Choose a file that “Export JSON” saved.',
  version: (found: string, ours: number) =>
    `The file is of version ${found}, this version of Backup Bridge reads version ${ours}.`,
  versionNext: 'Update Backup Bridge, or export the file again.',
  tooMany: (n: number, most: number) => `Together these are ${n} taught fields; at most ${most} are kept.`,
  tooManyNext: 'Delete some that you do not need, then import again.',
  entry: (n: number) => `Entry ${n}`,
  theEntry: 'the entry',
  /** @param must one of the texts below */
  member: (entry: string, member: string, value: string, must: string) =>
    `${entry}: ${member} is ${value}; it must be ${must}.`,
  memberNext: 'Correct the file, then import again.',
  missing: 'missing',
  mustBeEntry: 'an object with field, site and taughtAt',
  mustBeField: 'one that Backup Bridge knows, such as managedId',
  mustBeScreen: 'one that Backup Bridge knows, or null',
  mustBeSite: 'a host, such as na.myconnectwise.net',
  mustBeTime: 'a time, such as 2026-11-22T08:00:00.000Z',
  mustBeTexts: 'a list of texts',
  mustBeFilled: 'filled, or classes',
} as const;
