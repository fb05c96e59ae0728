import type { Settings } from '../../../lib/domain/settings.ts';
import { count } from '../../ui/format.ts';

export const CONNECTIONS = {
  heading: 'Connections',
  lead: 'Backup Bridge connects only to your ConnectWise and to your backup portal. Keys stay in this browser.',
} as const;

/** After a side was saved, each a sentence around a link. */
export const NEXT = {
  finish: {
    before: 'Both sides have to be connected. ',
    link: 'Finish set-up',
    after: ' leads through what is missing, step by step.',
  },
  check: { before: 'Next: see under ', link: 'Set-up', after: ' whether ConnectWise has all that is needed.' },
} as const;

/** What both connection forms have. */
export const CONNECTION_FORM = {
  test: 'Test connection',
  /** In place of a key that cannot be shown. */
  stored: 'Stored. Type to replace it.',
  notAllowed: (host: string) => `The browser was not allowed to reach ${host}.`,
  notAllowedNext: 'Click again and choose “Allow” when the browser asks.',
} as const;

export const CONNECTWISE_FORM = {
  title: 'ConnectWise',
  site: {
    label: 'Site',
    hint: 'As you see it in the address bar. On-premise hosts work too; the browser asks for your consent.',
  },
  companyId: { label: 'Company ID', hint: 'What you type at “Company” when you log in to ConnectWise.' },
  publicKey: { label: 'Public key', hint: 'System › Members › API Members › API Keys.' },
  privateKey: {
    label: 'Private key',
    hint: 'ConnectWise shows it once, when the key is made. Lost it? Make a new key.',
  },
  clientId: {
    label: 'Client ID',
    hint: 'Your own, from developer.connectwise.com › Client IDs: 36 characters with dashes.',
  },
  answers: (version: string, host: string) => `ConnectWise ${version} answers at ${host}.`,
  savedAnswers: (version: string, host: string) => `Saved. ConnectWise ${version} answers at ${host}.`,
  signedIn: (member: string) => `Signed in as ${member}.`,
} as const;

export const PORTAL_FORM = {
  title: 'Backup portal',
  kind: {
    label: 'Portal',
    x360recover: 'Axcient x360Recover',
    'efs-portal': 'EFS portal (or a bridge in front of one)',
    file: 'File (CSV or Excel)',
  },
  address: 'Address',
  addressHint: {
    x360recover: 'Leave empty for Axcient’s own address.',
    'efs-portal': 'Where the portal API answers; https only.',
  },
  key: { x360recover: 'API key', 'efs-portal': 'Access token' },
  keyHint: {
    x360recover: 'x360Portal › Settings › API Keys, with the x360Recover permission.',
    'efs-portal': 'Made in the portal, for this browser.',
  },
  answers: (name: string, customers: number) => `${name} answers with ${count(customers, 'customer')}.`,
  savedAnswers: (name: string, customers: number) => `Saved. ${name} answers with ${count(customers, 'customer')}.`,
} as const;

const ROLE_HINTS: Record<Settings['role'], string> = {
  syncer:
    'Several browsers and runners may sync to one ConnectWise: one does the work, the others stand by and take over when it stops.',
  viewer:
    'Shows health, findings and plans, and writes nothing: for technicians where another browser or a runner is always on.',
};

export const ROLE = {
  heading: 'This browser',
  label: 'Role',
  syncer: 'Syncs to ConnectWise',
  viewer: 'Only reads (viewer)',
  hints: ROLE_HINTS,
} as const;
