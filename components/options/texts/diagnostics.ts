import type { Failure } from '../../../lib/shared/errors.ts';

export const DIAGNOSTICS = {
  heading: 'Diagnostics',
  lead: 'What Backup Bridge recognises in ConnectWise’s pages, and how to help it where a page looks different.',
  tab: 'An open tab',
  noTab: 'No tab shows ConnectWise. Open ConnectWise in another tab, then look again.',
  chooseTab: 'ConnectWise tab',
  unnamedTab: (id: number) => `Tab ${id}`,
} as const;

/** The self-check of a tab. */
export const REPORT = {
  notRunning: 'Backup Bridge does not run in this tab. Load the page there again.',
  failures: 'What did not fit',
  point: 'Point at what was not found',
  pointNext: 'go to the ConnectWise tab and click on the field.',
  features: 'Features',
  featuresLabel: 'Features in this tab',
  fields: 'Fields of this screen',
  field: 'Field',
  found: 'Found',
} as const;

/** The structure of a screen, to send with a bug report. */
export const DIAGNOSIS = {
  ask: 'Diagnose this screen',
  report: 'Report',
  hint: 'Names and structure of the page only, no values of your data. Read it before you send it.',
  copy: 'Copy',
  copied: 'Copied.',
  saved: 'Saved to your downloads.',
  notCopied: 'The browser did not allow copying. Select the text and copy it.',
} as const;

export const NOT_THERE: Failure = {
  code: 'not-found',
  message: 'Backup Bridge does not run in this tab.',
  nextStep: 'Load the page there again, then diagnose it once more.',
};

/** How whole tables of ConnectWise are read. */
export const REPORTS = {
  heading: 'ConnectWise reports',
  never: 'Companies were not compared yet.',
  right: 'The right System › API Reports (Inquire: All) lets whole tables be read in a few requests.',
} as const;
