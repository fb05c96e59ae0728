import type { BulkSyncView } from '../../lib/domain/bulk-sync-view.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { count } from '../ui/format.ts';

export const WELCOME = {
  title: 'Set up Backup Bridge',
  brand: 'Backup Bridge for ConnectWise',
  lead: 'Three steps to the first sync. Leave at any time: what is done stays done, and nothing is written before you agree.',
  steps: 'Steps',
  done: 'Done',
  open: 'To do',
  waits: 'Later',
  change: 'Change',
  options: 'Open options',
} as const;

export const STEP_TITLES = {
  connectwise: 'Connect ConnectWise',
  portal: 'Connect the backup portal',
  sync: 'Choose what to sync',
} as const;

/** What a step needs and where it is found. */
export const NEEDS = {
  heading: 'Where do I find this?',
  connectwise: [
    { what: 'Site', where: 'The address bar of ConnectWise, for example na.myconnectwise.net.' },
    { what: 'Company ID', where: 'What you type at “Company” when you log in.' },
    {
      what: 'API member',
      where:
        'System › Members › API Members › New item: a member of its own, with a security role that has the rights below.',
    },
    {
      what: 'Keys',
      where: 'System › Members › API Members › the member › API Keys › New item. The private key is shown once.',
    },
    { what: 'Client ID', where: 'developer.connectwise.com › Client IDs: your own, one for your company.' },
  ],
  portal: [
    {
      what: 'x360Recover',
      where: 'x360Portal › Settings › API Keys › Create, with the x360Recover permission. The address is filled in.',
    },
    { what: 'EFS portal', where: 'The address at which its API answers, and an access token made in the portal.' },
    { what: 'File', where: 'A CSV or Excel export of the portal: nothing is connected, and nothing is sent.' },
  ],
} as const;

export const SYNC_STEP = {
  waits: 'Connect ConnectWise and the backup portal first.',
  tables: 'Set up ConnectWise',
  tablesLead: 'What ConnectWise needs for backup. One preview shows all that can be created; undo takes it out again.',
  tablesOk: 'ConnectWise is set up.',
  companies: 'Link customers to companies',
  additions: 'Bill what is used',
  additionsHint:
    'Additions for what the linked customers use and no addition bills yet, each with what it adds to the bill.',
  previewAdditions: 'Preview missing additions…',
  noLinks: {
    code: 'not-linked',
    message: 'No customer is linked to a company yet.',
    nextStep: 'Link customers to companies first.',
  } satisfies Failure,
  tickets: 'Choose the board for tickets',
  ticketsHint: 'Without a board no ticket is opened. It can be chosen later.',
  first: 'Sync for the first time',
} as const;

export const FINISHED = {
  heading: 'What is next',
  next: [
    { before: 'Look at every company under ', link: 'Companies', place: 'companies', after: '.' },
    { before: 'Decide what waits for you under ', link: 'Approvals', place: 'approvals', after: '.' },
    { before: 'Everything that was written is in ', link: 'Journal & undo', place: 'journal', after: '.' },
    { before: 'Print or repeat the checks under ', link: 'Set-up', place: 'setup', after: '.' },
  ],
  inConnectWise: 'Reload your ConnectWise tabs: Backup Bridge is in each company, agreement and ticket.',
} as const;

/** Returns what came of the first sync: `First sync done: 12 customers updated, 3 with nothing to change.` */
export function firstSyncSentence({ state, updated, unchanged, needsUser, notLinked }: BulkSyncView): string {
  const parts = [
    `${count(updated, 'customer')} updated`,
    unchanged > 0 && `${unchanged} with nothing to change`,
    needsUser > 0 && `${needsUser} to review`,
    notLinked > 0 && `${notLinked} not linked`,
  ];
  const result = parts.filter(Boolean).join(', ');
  return state === 'done' ? `First sync done: ${result}.` : `First sync stopped: ${result}.`;
}
