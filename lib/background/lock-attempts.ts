import type { StoredLock } from '../settings/lock-store.ts';
import type { Failure } from '../shared/errors.ts';
import { MINUTE, SECOND } from '../shared/time.ts';

/** So many wrong attempts in a row are answered at once. */
export const FREE_ATTEMPTS = 5;
const FIRST_WAIT = 30 * SECOND;
const LONGEST_WAIT = 15 * MINUTE;

/** Returns how long no passphrase is checked after so many wrong attempts in a row; milliseconds. */
export function waitAfter(wrong: number): number {
  return wrong < FREE_ATTEMPTS ? 0 : Math.min(FIRST_WAIT * 2 ** (wrong - FREE_ATTEMPTS), LONGEST_WAIT);
}

/** Returns how much of that wait is left; all of it where the clock was set back. */
export function waitLeft({ wrong, lastWrongAt }: StoredLock, now: number): number {
  const passed = now - lastWrongAt;
  return Math.max(waitAfter(wrong) - Math.max(passed, 0), 0);
}

/** @param field the member of the message that held the passphrase */
export function wrongPassphrase({ wrong }: StoredLock, field: string): Failure {
  const wait = waitAfter(wrong);
  return {
    code: 'bad-input',
    message: 'The passphrase is wrong.',
    nextStep:
      wait > 0 ? `Try again in ${inWords(wait)}.` : 'Check Caps Lock and the language of the keyboard, then try again.',
    field,
    ...(wait > 0 && { retryAfterSeconds: Math.ceil(wait / SECOND) }),
  };
}

export function tooManyAttempts(wrong: number, wait: number): Failure {
  return {
    code: 'too-many-requests',
    message: `The passphrase was wrong ${wrong} times in a row, so the next attempt has to wait.`,
    nextStep: `Try again in ${inWords(wait)}.`,
    retryAfterSeconds: Math.ceil(wait / SECOND),
  };
}

function inWords(wait: number): string {
  const seconds = Math.ceil(wait / SECOND);
  if (seconds <= 90) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

export const NONE_SET: Failure = {
  code: 'bad-input',
  message: 'No passphrase is set.',
  nextStep: 'Load this page again.',
};

export const ALREADY_SET: Failure = {
  code: 'bad-input',
  message: 'A passphrase is set already.',
  nextStep: 'Load this page again, then change the passphrase with the current one.',
};

export const DAMAGED: Failure = {
  code: 'storage',
  message: 'The stored passphrase lock is damaged, so no passphrase can be checked.',
  nextStep: 'Choose “Forgot the passphrase?”: it deletes the keys and the lock.',
};
