import type { NeededRight } from '../../lib/domain/needed-rights.ts';
import type { SetupArea, SetupCheck, SetupState } from '../../lib/domain/setup-check.ts';
import { count, formatNumber } from '../ui/format.ts';

export const AREA_NAMES: Record<SetupArea, string> = {
  connectwise: 'ConnectWise',
  rights: 'Rights of the API member',
  solution: 'Management solution and integration',
  billing: 'Products and billing',
  tickets: 'Tickets',
  portal: 'Backup portal',
  rules: 'Notification rules',
};

export const STATE_WORDS: Record<SetupState, string> = {
  ok: 'OK',
  warning: 'Warning',
  failed: 'Failed',
  manual: 'Check by hand',
  unknown: 'Not known',
};

export const SETUP = {
  heading: 'Set-up',
  lead: 'Everything that ConnectWise and the portal need for backup, checked one by one.',
  check: 'Check now',
  checking: 'Checking …',
  print: 'Print',
  checked: 'Checked',
  never: 'Not checked yet.',
  notConnected: 'Nothing is connected yet, so nothing was checked.',
  finish: 'Finish set-up',
  filter: 'Which checks',
  notOk: 'Not OK',
  all: 'All',
  allOk: (checks: number) => `All ${formatNumber(checks)} checks are OK.`,
  okOfArea: (titles: readonly string[]) => `${formatNumber(titles.length)} OK: ${titles.join(', ')}`,
  path: 'In ConnectWise',
  values: 'Values to enter',
  viewer: 'This browser only reads. What can be fixed here is fixed in a browser that syncs to ConnectWise.',
  fix: 'Fix it…',
  setUpAll: (checks: number) => `Set up ConnectWise: ${count(checks, 'check')}…`,
  settingUp: (checks: number) => `Set up ConnectWise: ${count(checks, 'check')}`,
  changedTenant: 'The checks are of another connection. Check again.',
} as const;

/** The preview of a fix, its result and its undo. */
export const FIX = {
  planning: 'Looking at what ConnectWise has …',
  nothing: 'Nothing to change: ConnectWise is set up like this already.',
  changes: (n: number) => `${count(n, 'change')} in ConnectWise. Nothing is written before you press Apply.`,
  apply: (n: number) => `Apply ${count(n, 'change')}`,
  skipped: 'Left as it is',
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo this…',
  planAgain: 'Preview again',
  progress: (done: number, total: number) => `${done} of ${total}`,
} as const;

/** The page that is printed. */
export const PRINTED = {
  title: 'Set-up report',
  made: (at: string, tenant: string, portal: string) => `Made ${at}. ConnectWise: ${tenant}. Backup portal: ${portal}.`,
  none: 'not connected',
  heads: ['Check', 'State', 'What was seen', 'What to do'],
} as const;

/** Returns how many checks are in which state: `3 failed, 2 warnings, 14 OK`. */
export function countsSentence(checks: readonly SetupCheck[]): string {
  const of = (state: SetupState) => checks.filter((check) => check.state === state).length;
  const parts = [
    of('failed') > 0 && `${formatNumber(of('failed'))} failed`,
    of('warning') > 0 && count(of('warning'), 'warning'),
    of('manual') > 0 && `${formatNumber(of('manual'))} to check by hand`,
    of('unknown') > 0 && `${formatNumber(of('unknown'))} not known`,
    of('ok') > 0 && `${formatNumber(of('ok'))} OK`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** What the API member's security role needs. */
export const RIGHTS = {
  title: (functions: number) => `Rights of the API member: ${formatNumber(functions)} functions`,
  where: 'System › Security Roles › the API member’s role. Set each level to All.',
  heads: ['Function', 'Set to All', 'For'],
  /** @param why the end of a sentence */
  use: (levels: string, why: string) => `${levels}: ${why}`,
  optional: '(may be left out)',
  copy: 'Copy the list',
} as const;

/** Returns a function's rights as a line to copy: `Finance › Agreements: Inquire All, Edit All`. */
export function rightLine(name: string, rights: readonly NeededRight[]): string {
  return `${name}: ${rights.map(({ level }) => `${level} All`).join(', ')}`;
}

/** Prices of products that a fix creates. */
export const PRICES = {
  title: (products: number) => `Prices of ${count(products, 'new product')}`,
  wrong: 'Enter a price from 0 to 1,000,000.',
  use: 'Preview with these prices',
} as const;
