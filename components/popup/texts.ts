import { count } from '../ui/format.ts';

/** Head and set-up of the popup. */
export const POPUP = {
  title: 'Backup Bridge',
  options: 'Options',
  setUp: 'Finish set-up',
  /** Before a sentence on what is wrong with a side. */
  aboutSide: (side: string) => `${side}:`,
} as const;

/** The line of a bulk sync. */
export const BULK_SYNC_LINE = {
  label: 'Sync of all customers',
  synced: (progress: string) => `Synced ${progress}`,
  paused: 'paused',
  /** Follows the progress, in a weaker color. */
  rest: (rest: string) => `, ${rest}`,
  show: 'Show',
} as const;

export const MODE_LINE = { label: 'Mode', turnOn: 'Turn on…', change: 'Change…' } as const;

export const APPROVALS_LINE = {
  label: 'Approvals',
  waiting: (n: number) => `${count(n, 'change waits', 'changes wait')} for approval.`,
  review: 'Review…',
} as const;

export const NEEDS_USER = {
  heading: 'Needs review',
  open: 'Review…',
  /** The name of the link for who hears it without what is before it. */
  openFor: (what: string) => `Review: ${what}`,
  /** @param isAtLeast the worker tells no more of them */
  more: (n: number, isAtLeast: boolean) =>
    `And ${isAtLeast ? 'at least ' : ''}${n} more: see Options › Event log and Journal & undo.`,
} as const;

/** When the portal was checked. What comes before an age ends with a space. */
export const POLL = {
  checkedBefore: 'Checked ',
  lastAnswerBefore: 'Last answer ',
  never: 'Not checked yet',
  next: (when: string) => `; next ${when}`,
  nextCheck: (when: string) => `; next check ${when}`,
  now: 'Check now',
} as const;

export const SYNC = {
  label: 'Company in this tab',
  noCompany: 'Open a company in ConnectWise to sync it from here.',
  needsPreview: 'Use Sync now in the panel on this page: it shows a preview before anything is written.',
  start: 'Sync now',
  cancel: 'Cancel',
  progress: (step: string, done: number, total: number) => (total > 0 ? `${step} (${done} of ${total})` : step),
  cancelled: 'Cancelled. What was written stays.',
  stopped: 'Stopped by the failure above.',
} as const;

export const SCREEN = {
  label: 'Screen in this tab',
  /** @param shown how many of them stand below */
  notFound: (missing: number, shown: number) => (missing > shown ? `Not found, ${shown} of ${missing}:` : 'Not found:'),
  next: 'click on the field in the page.',
  diagnose: 'Diagnose this screen',
} as const;
