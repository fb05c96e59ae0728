import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { StorageError } from '../../../lib/shared/storage-failure.ts';
import { idle, NOW, resetBrowser, SITE, startConnectedWorker, startFakeWorker, storedItems } from './fake-worker.ts';

beforeEach(resetBrowser);

const FAULTS: [string, string, RegExp][] = [
  ['InvalidStateError', 'A mutation operation was attempted on a database that did not allow mutations.', /window/],
  ['UnknownError', 'Internal error opening backing store for indexedDB.open.', /cannot read or write/],
  ['QuotaExceededError', 'The current transaction exceeded its quota limitations.', /disk is full/],
  ['VersionError', 'The requested version (2) is less than the existing version (3).', /newer version/],
];
const throwing = (name: string, message: string) => ({
  openStore: async () => {
    throw new DOMException(message, name);
  },
});

describe.each(FAULTS)('a database that does not open: %s', (name, message, says) => {
  const failure = { code: 'storage', message: expect.stringMatching(says), nextStep: expect.stringMatching(/\.$/) };

  it('is named while a user connects, and nothing is saved by half', async () => {
    const reported = await startConnectedWorker({ adapters: throwing(name, message) }).then(() => '', String);
    expect(reported).toContain('"code":"storage"');
    expect(await startFakeWorker().ask('connection.view', {})).toMatchObject({
      value: { connectWise: null, portal: null },
    });
  });

  it('is named by every message, and the connections are shown all the same', async () => {
    await startConnectedWorker();
    const worker = startFakeWorker({ adapters: throwing(name, message) });
    expect(await worker.ask('status.view', {})).toMatchObject({
      ok: true,
      value: { connectWise: { state: 'ok', site: SITE }, portal: { state: 'ok' }, storage: failure, needsUser: [] },
    });
    expect(await worker.ask('connection.view', {})).toMatchObject({
      ok: true,
      value: { connectWise: { site: SITE, hasPrivateKey: true }, states: { connectWise: { state: 'ok' } } },
    });
    const failed = { ok: false, failure: failure };
    expect(await worker.ask('company.view', { companyId: 250, refresh: true })).toMatchObject(failed);
    expect(await worker.ask('poll.now', {})).toMatchObject(failed);
    expect(await worker.ask('events.search', { asker: 'a', query: '', offset: 0, limit: 5 })).toMatchObject(failed);
    expect(await worker.ask('journal.list', { limit: 1 })).toMatchObject(failed);
    expect(await worker.ask('bulk-sync.start', {})).toMatchObject(failed);
  });
});

describe('a database of settings that cannot be read', () => {
  it('leaves status and connections answering, with the failure once and no wrong "not connected"', async () => {
    await startConnectedWorker();
    const worker = startFakeWorker();
    await worker.ready;
    const refuse = vi.spyOn(storedItems(), 'get');
    refuse.mockRejectedValue(new StorageError(new Error('An unexpected error occurred')));
    const unknown = {
      connectWise: { state: 'unknown' },
      portal: { state: 'unknown' },
      storage: { code: 'storage' },
    };
    expect(await worker.ask('status.view', {})).toMatchObject({ ok: true, value: unknown });
    expect(await worker.ask('connection.view', {})).toMatchObject({ ok: true, value: { states: unknown } });
    expect(await worker.ask('settings.read', {})).toMatchObject({ ok: false, failure: { code: 'storage' } });
    refuse.mockRestore();
    expect(await worker.ask('status.view', {})).toMatchObject({ value: { connectWise: { state: 'ok' } } });
  });
});

describe('an unreachable host', () => {
  const failure = { code: 'unreachable', message: 'No answer.', nextStep: 'Try again.' } as const;
  const boards = async (allowed: boolean) => {
    const worker = await startConnectedWorker({ connectWise: { boards: async () => ({ ok: false, failure }) } });
    vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation((async () => allowed) as never);
    return { worker, reported: await worker.ask('boards.list', {}) };
  };

  it('is not called without its permission, which is what is reported', async () => {
    const { worker, reported } = await boards(false);
    expect(reported).toMatchObject({ failure: { code: 'host-permission', value: `api-${SITE}` } });
    await idle();
    expect(await worker.ask('status.view', {})).toMatchObject({
      value: { connectWise: { state: 'failed', failure: { code: 'host-permission' } } },
    });
  });

  it('stays unreachable where the permission is there, and since when it fails is known', async () => {
    const { worker, reported } = await boards(true);
    expect(reported).toMatchObject({ failure: { code: 'unreachable', message: 'No answer.' } });
    expect(await worker.ask('status.view', {})).toMatchObject({
      value: { connectWise: { state: 'failed', since: new Date(NOW).toISOString(), failure: { code: 'unreachable' } } },
    });
  });
});
