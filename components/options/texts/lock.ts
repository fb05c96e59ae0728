import { LOCK_MINUTES, type LockMinutes, SHORTEST_PASSPHRASE } from '../../../lib/domain/lock.ts';
import { count } from '../../ui/format.ts';

const minutesOf = (minutes: LockMinutes) => count(minutes, 'minute');

/** The card of the passphrase lock. */
export const LOCK_CARD = {
  title: 'Passphrase lock',
  on: 'On',
  off: 'Off',
  lead: 'Asks for a passphrase before options, popup and panel show or change anything.',
  /** What it does not do: nobody is to rely on it for more. */
  limits:
    'It does not encrypt anything. Sync, polls and the findings that are marked inside ConnectWise go on while it is locked, and whoever can read the files of this browser profile can read the journal and use the keys.',
  locksAfter: (minutes: LockMinutes) =>
    `Locks after ${minutesOf(minutes)} without use, and when the browser is closed.`,
  minutes: 'Locks after',
  choices: LOCK_MINUTES.map((minutes) => ({ value: String(minutes), label: minutesOf(minutes) })),
  passphrase: 'Passphrase',
  newPassphrase: 'New passphrase',
  newHint: 'Leave empty to keep the current one.',
  hint: `At least ${SHORTEST_PASSPHRASE} characters. A forgotten passphrase cannot be replaced: only disconnecting removes the lock then.`,
  repeat: 'Repeat the passphrase',
  current: 'Current passphrase',
  tooShort: `Enter at least ${SHORTEST_PASSPHRASE} characters.`,
  different: 'The two passphrases are different.',
  missing: 'Enter the current passphrase.',
  set: 'Set passphrase',
  change: 'Change…',
  save: 'Save changes',
  remove: 'Remove…',
  confirmRemove: 'Remove the lock',
  done: {
    set: 'The passphrase is set.',
    change: 'Saved.',
    remove: 'The lock is removed.',
  },
} as const;
