import { ageValue } from '../shared/text-values.ts';
import type { IsoTime } from '../shared/time.ts';
import type { Account } from './portal-facts.ts';

/** What a portal's status word says of an account. */
type Said = 'ok' | 'warning' | 'error' | 'never' | 'parked';

/**
 * Status words of the portals, in lower case: x360Recover (docs/reference/portals.md#records: it is WARNED, not
 * WARNING) and the EFS portal. `null`: says nothing about the past. Any other word is `unknown`, shown as it is.
 */
const STATUS_WORDS: ReadonlyMap<string, Said | null> = new Map<string, Said | null>([
  ['normal', 'ok'],
  ['warned', 'warning'],
  ['troubled', 'error'],
  ['parked', 'parked'],
  ['ok', 'ok'],
  ['success', 'ok'],
  ['completed', 'ok'],
  ['warning', 'warning'],
  ['completed with warnings', 'warning'],
  ['completed with errors', 'warning'],
  ['incomplete', 'warning'],
  ['error', 'error'],
  ['failed', 'error'],
  ['never', 'never'],
  ['running', null],
  ['in progress', null],
]);

/** Returns what a portal's word says, in any case; null: nothing about the past. A word that is not known is `unknown`. */
export function stateOfWord(word: string): Said | 'unknown' | null {
  const known = STATUS_WORDS.get(word.toLowerCase());
  return known === undefined ? 'unknown' : known;
}

/** What a status word says: of the newest backup with its age, of x360Recover's health or of a mailbox service. */
export function statusInWords(word: string, state: Said, kind: Account['kind'], at: IsoTime | undefined): string {
  const says = state === 'error' ? 'failed' : state === 'warning' ? 'finished with warnings' : 'OK';
  if (kind === 'mailboxes')
    return state === 'warning' ? 'The service has warnings' : `The service ${state === 'ok' ? 'is OK' : says}`;
  const age = at ? ` ${ageValue(at)}` : '';
  if (word === 'troubled') return `Backups are failing${at ? ` (last backup${age})` : ''}`;
  return `Last backup ${word === 'incomplete' ? 'incomplete' : says}${age}`;
}
