/** The lock screen of every page of ours. */
export const LOCK_SCREEN = {
  title: 'Backup Bridge is locked',
  lead: 'Enter the passphrase to go on. The sync in the background goes on.',
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  /** Inside ConnectWise, where a page could draw the same field. */
  leadInFrame: 'The passphrase is entered in a window of Backup Bridge, never inside ConnectWise.',
  unlockInWindow: 'Unlock in a window…',
  collapse: 'Collapse Backup Bridge',
  forgot: 'Forgot the passphrase?',
  forgotTitle: 'Forgot the passphrase',
  forgotLead:
    'There is no way to read or replace a forgotten passphrase. You can disconnect instead: that deletes the keys of ConnectWise and of the backup portal, and the lock.',
  forgotRest:
    'The journal and the settings are kept, and can be read without a passphrase then. Nothing is synced until you connect again.',
  forget: 'Disconnect and remove the lock',
  back: 'Back',
  /** In the window for the passphrase, where the browser does not close it. */
  unlocked: 'Unlocked. You can close this window.',
} as const;

export const LOCK_NOW = 'Lock now';
