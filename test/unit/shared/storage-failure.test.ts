import { describe, expect, it } from 'vitest';
import { asStorage, StorageBlockedError, StorageError, storageFailure } from '../../../lib/shared/storage-failure.ts';

const dom = (name: string, message: string) => new DOMException(message, name);

describe('an exception of the browser’s storage', () => {
  it.each([
    [
      'private window',
      dom('InvalidStateError', 'A mutation operation was attempted on a database that did not allow mutations.'),
    ],
    ['private window', dom('SecurityError', 'The operation is insecure.')],
    ['private window', dom('NotAllowedError', 'IndexedDB is not allowed here.')],
    ['damaged profile', dom('UnknownError', 'Internal error opening backing store for indexedDB.open.')],
    ['damaged profile', dom('DataError', 'Failed to read large IndexedDB value from the backing store')],
    ['damaged profile', dom('NotFoundError', 'One of the specified object stores was not found.')],
    ['damaged profile', new Error('Corruption: checksum mismatch')],
    [
      'damaged profile',
      new Error('IO error: /profile/000003.log: Unable to create writable file (ChromeMethodBFE: 9)'),
    ],
    ['full disk', dom('QuotaExceededError', 'The current transaction exceeded its quota limitations.')],
    ['full disk', dom('UnknownError', 'FILE_ERROR_NO_SPACE')],
    ['full disk', dom('AbortError', 'The transaction was aborted: FILE_ERROR_NO_SPACE')],
    ['full disk', new Error('QUOTA_BYTES quota exceeded')],
    ['full disk', new Error('QuotaExceededError: storage.local API call exceeded its quota limitations.')],
    ['older version', dom('VersionError', 'The requested version (2) is less than the existing version (3).')],
    [
      'closed database',
      dom('UnknownError', 'Connection to Indexed Database server lost. Refresh the page to try again'),
    ],
    [
      'closed database',
      dom('InvalidStateError', "Failed to execute 'transaction' on 'IDBDatabase': The database connection is closing."),
    ],
    ['closed database', dom('TransactionInactiveError', 'The transaction is not active.')],
    ['closed database', dom('AbortError', 'The transaction was aborted, so the request cannot be fulfilled.')],
    ['closed database', dom('AbortError', 'AbortError')],
    ['held open by another version', new StorageBlockedError()],
  ])('%s: %s', (kind, error) => {
    const failure = storageFailure(error);
    expect(failure).toMatchObject({ code: 'storage', message: expect.stringMatching(SAYS[kind] ?? /^$/) });
    expect(failure?.nextStep).toMatch(/^[A-Z].*\.$/);
  });

  const SAYS: Record<string, RegExp> = {
    'private window': /does not let Backup Bridge store/,
    'damaged profile': /cannot read or write/,
    'full disk': /disk is full/,
    'older version': /newer version/,
    'closed database': /closed the database/,
    'held open by another version': /Another version/,
  };

  it.each([
    dom('AbortError', 'signal is aborted without reason'),
    dom('AbortError', 'The user aborted a request.'),
    dom('TimeoutError', 'signal timed out'),
    dom('InvalidStateError', 'The document is not active.'),
    dom('DataCloneError', '() => 1 could not be cloned.'),
    new TypeError('x is not a function'),
    new Error('Could not establish connection. Receiving end does not exist.'),
    'text',
    undefined,
  ])('is not: %s', (error) => {
    expect(storageFailure(error)).toBeUndefined();
  });

  it('is recognized by its stack frames when its message shows nothing', async () => {
    const rejected = asStorage(() => Promise.reject(new Error('An unexpected error occurred')));
    await expect(rejected).rejects.toBeInstanceOf(StorageError);
    expect(storageFailure(await rejected.catch((error: unknown) => error))).toMatchObject({ code: 'storage' });
    expect(await asStorage(async () => 1)).toBe(1);
  });
});
