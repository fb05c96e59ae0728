import type { Failure } from './errors.ts';

/*
 * What a browser says when its own storage fails, and what that means. Names and messages are those of Chromium (content/browser and
 * third_party/blink/renderer/modules/indexeddb, extensions/browser/value_store) and Firefox (dom/indexedDB, toolkit ExtensionStorageIDB),
 * read in November 2026. Names alone are not enough: `AbortError` and `TimeoutError` are also a request's, `InvalidStateError` is many things.
 */

/** Thrown by `lib/platform/storage.ts` and `lib/db`, where every rejection is one of the browser's storage. `cause`: what the browser said. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(cause: unknown) {
    super('The browser’s storage refused.', { cause });
  }
}

/** Thrown while another version of the extension holds the database open, so that ours cannot upgrade it. */
export class StorageBlockedError extends Error {
  override readonly name = 'StorageBlockedError';
}

/**
 * Returns the failure with code `storage` that an exception means, or undefined where the browser's storage is not the cause.
 * @param error whatever was thrown
 */
export function storageFailure(error: unknown): Failure | undefined {
  if (error instanceof StorageError) return failureOf(error.cause) ?? UNREADABLE;
  return failureOf(error);
}

/** Runs a call of the browser's storage; what it rejects with is thrown as a `StorageError`. */
export async function asStorage<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof StorageError || error instanceof StorageBlockedError ? error : new StorageError(error);
  }
}

function failureOf(error: unknown): Failure | undefined {
  if (error instanceof StorageBlockedError) return BLOCKED;
  if (!(error instanceof Error) && !(error instanceof DOMException)) return undefined;
  const { name, message } = error;
  return KINDS.find(({ matches }) => matches(name, message))?.failure;
}

function failure(message: string, nextStep: string): Failure {
  return { code: 'storage', message, nextStep };
}

const FULL = failure(
  'The disk is full, so the browser cannot store the data of Backup Bridge.',
  'Free some disk space, then try again. Nothing that was stored is lost.',
);

const NO_STORAGE = failure(
  'This browser window does not let Backup Bridge store data.',
  'Use a normal window, and in Firefox switch off “Never remember history” under Settings › Privacy & Security, then restart Firefox.',
);

const NEWER_DATA = failure(
  'The stored data belongs to a newer version of Backup Bridge than the one that runs now.',
  'Update Backup Bridge in the browser’s list of extensions, or restart the browser if it was just updated.',
);

const CLOSED = failure(
  'The browser closed the database of Backup Bridge.',
  'It is opened again by itself. If this message stays, restart the browser.',
);

const UNREADABLE = failure(
  'The browser cannot read or write the data of Backup Bridge.',
  'Restart the browser. If this message comes back, the browser profile is damaged: make a new profile and connect Backup Bridge there.',
);

const BLOCKED = failure(
  'Another version of Backup Bridge still has the database open.',
  'Close the open pages of Backup Bridge and reload the ConnectWise tabs, or restart the browser.',
);

interface Kind {
  failure: Failure;
  matches(name: string, message: string): boolean;
}

/** The first that matches counts: a full disk often shows as an aborted transaction or an unknown error with its own words. */
const KINDS: readonly Kind[] = [
  {
    failure: FULL,
    matches: (name, message) =>
      name === 'QuotaExceededError' ||
      /FILE_ERROR_NO_SPACE|\bquota\b.*exceed|exceed.*\bquota\b|QUOTA_BYTES|no space left|disk (is )?full|not enough space/i.test(
        message,
      ),
  },
  { failure: NEWER_DATA, matches: (name) => name === 'VersionError' },
  {
    failure: NO_STORAGE,
    matches: (name, message) =>
      name === 'SecurityError' ||
      name === 'NotAllowedError' ||
      (name === 'InvalidStateError' && /mutation|private brows/i.test(message)),
  },
  {
    failure: CLOSED,
    matches: (name, message) =>
      name === 'TransactionInactiveError' ||
      /Indexed ?Database server lost|connection (is clos|was clos|to .*lost)/i.test(message) ||
      (name === 'AbortError' && (/transaction|IDB/i.test(message) || message === '' || message === 'AbortError')) ||
      (name === 'TimeoutError' && /transaction/i.test(message)),
  },
  {
    failure: UNREADABLE,
    matches: (name, message) =>
      name === 'UnknownError' ||
      name === 'ReadOnlyError' ||
      ((name === 'DataError' || name === 'NotFoundError' || name === 'NotReadableError') &&
        /backing store|object store|file/i.test(message)) ||
      /backing store|\bcorrupt(ion|ed)?\b|leveldb|FILE_ERROR_|^IO error/i.test(message),
  },
];
