/**
 * An expected failure, as a value: what happened, in a sentence for a user, and what to do next.
 * Never holds a secret: `value` is only filled with values that are not keys.
 */
export interface Failure {
  /** Stable, searchable, kebab-case, e.g. `unauthorized`, `missing-right`, `not-json`. */
  code: FailureCode;
  /** One sentence: what is wrong, naming the field or the right. */
  message: string;
  /** One sentence: what the user does next. */
  nextStep: string;
  field?: string;
  value?: string;
  /** HTTP status, where an answer came. */
  status?: number;
  /** Seconds the other side asked us to wait. */
  retryAfterSeconds?: number;
}

export type FailureCode =
  | 'bad-input'
  | 'not-connected'
  | 'unreachable'
  | 'timeout'
  | 'not-json'
  | 'truncated'
  | 'unexpected-shape'
  | 'unknown-company-id'
  /** Another cloud of ConnectWise knows the company ID: `value` is its site. */
  | 'wrong-cloud'
  /** The keys are accepted the other way round. */
  | 'swapped-keys'
  | 'unauthorized'
  | 'missing-client-id'
  | 'missing-right'
  | 'not-found'
  | 'moved'
  | 'rejected'
  | 'busy'
  | 'too-many-requests'
  | 'server-error'
  /** Answers, but not as the service that it is: an upgrade, a proxy. Nothing can be concluded from it, least of all absence. */
  | 'unavailable'
  /** The answer breaks a bound of `bounds.ts`. */
  | 'too-large'
  | 'unsupported-version'
  | 'blocked-by-portal'
  | 'host-permission'
  /** An administrator's policy does not allow it. */
  | 'fixed-by-policy'
  /** The passphrase lock is on: pages of our own get no answer until the passphrase was entered. */
  | 'locked'
  /** The browser's own storage cannot be read or written now. */
  | 'storage'
  /** An earlier request may still create the record: it is looked for, and not created a second time until then. */
  | 'unclear'
  /** By this computer's clock it is another day than by ConnectWise's: nothing is planned until they agree. */
  | 'wrong-day'
  | 'conflict'
  | 'not-linked'
  | 'needs-user'
  | 'interrupted'
  | 'extension-updated'
  | 'internal';

/** Whether the same call may succeed later without a user (docs/reference/sync.md#retry). */
export function isPassing(failure: Failure): boolean {
  return PASSING.has(failure.code);
}

const PASSING: ReadonlySet<FailureCode> = new Set([
  'unreachable',
  'timeout',
  'truncated',
  'not-json',
  'busy',
  'too-many-requests',
  'server-error',
  'unavailable',
  'storage',
  'unclear',
  'wrong-day',
  'blocked-by-portal',
  'moved',
]);

/** Whether two failures report the same: what happened, to which object. For lists that show each failure once. */
export function isSameFailure(one: Failure | undefined | null, other: Failure | undefined | null): boolean {
  return !!one && !!other && one.code === other.code && one.message === other.message;
}

/** A sentence pair for the places that print one string. A message that ends in quoted words of the other side gets its period. */
export function sentence({ message, nextStep }: Failure): string {
  const ended = nextStep === '' || /[.!?…:][)"”’']?$/.test(message) ? message : `${message}.`;
  return `${ended} ${nextStep}`.trim();
}
