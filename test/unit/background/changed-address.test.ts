import { beforeEach, describe, expect, it } from 'vitest';
import { createAdapters } from '../../../lib/background/create-adapters.ts';
import { CONNECTWISE_KEY, PORTAL_KEY } from '../../../lib/settings/connection.ts';
import { isRecord } from '../../../lib/settings/is-record.ts';
import { fakeFetch } from '../../support/builders/fake-fetch.ts';
import { memoryStorage } from '../../support/memory-storage.ts';
import {
  idle,
  NOW,
  resetBrowser,
  SECRETS,
  SITE,
  startConnectedWorker,
  startFakeWorker,
  storedItems,
} from './fake-worker.ts';

beforeEach(resetBrowser);

/** What a local process that edits the storage does, or did a content script while Firefox let it. */
async function change(key: string, members: Record<string, unknown>) {
  const stored = await storedItems().get(key);
  if (!isRecord(stored)) throw new Error(`${key} is not stored.`);
  await storedItems().set(key, { ...stored, ...members });
}

/** A worker with the real clients, over a network that answers everything and keeps what was sent. */
function startOverNetwork() {
  const fake = fakeFetch(({ url }) => ({
    body: url.includes('companyinfo') ? { Codebase: 'v2025_1/', VersionCode: 'v2025.1', IsCloud: 'True' } : [],
  }));
  const { connectWise, portal } = createAdapters({
    fetch: fake.fetch,
    clock: () => NOW,
    storage: memoryStorage(),
    wait: async () => {},
  });
  return { sent: fake.sent, worker: startFakeWorker({ adapters: { connectWise, portal } }) };
}

const CHANGES: [string, string, Record<string, unknown>, RegExp][] = [
  ['the host of the API', CONNECTWISE_KEY, { apiHost: 'evil.example' }, /address of its REST API changed/],
  ['the site', CONNECTWISE_KEY, { site: 'evil.example' }, /address of ConnectWise changed/],
  ['the company ID', CONNECTWISE_KEY, { companyId: 'sandbox' }, /company ID changed/],
  ['the public key', CONNECTWISE_KEY, { publicKey: 'public-2' }, /public key changed/],
  ['the address of the portal', PORTAL_KEY, { baseUrl: 'https://evil.example' }, /address of the portal changed/],
];

describe('a stored address that was changed', () => {
  it.each(CHANGES)(
    '%s: the keys are unreadable, the reason is shown, and nothing is sent',
    async (_, key, members, says) => {
      await startConnectedWorker();
      await change(key, members);
      const { worker, sent } = startOverNetwork();
      const failure = { code: 'not-connected', message: expect.stringMatching(says) };
      const side = key === PORTAL_KEY ? 'portal' : 'connectWise';
      expect(await worker.ask('connection.view', {})).toMatchObject({
        ok: true,
        value: { states: { [side]: { state: 'not-connected', failure } } },
      });
      for (const asked of [
        await worker.ask('poll.now', {}),
        await worker.ask('company.plan', { companyId: 2 }),
        await worker.ask('bulk-sync.start', {}),
      ]) {
        expect(asked).toMatchObject({ ok: false, failure });
      }
      if (side === 'connectWise') expect(await worker.ask('boards.list', {})).toMatchObject({ ok: false, failure });
      await idle();
      expect(sent).toEqual([]);
    },
  );

  it('and forged in what stands beside the sealed key: unreadable all the same', async () => {
    await startConnectedWorker();
    const item = storedItems().items()[PORTAL_KEY];
    const forged = JSON.parse(JSON.stringify(item).replaceAll('portal.example', 'evil.example'));
    await change(PORTAL_KEY, forged);
    const { worker, sent } = startOverNetwork();
    expect(await worker.ask('poll.now', {})).toMatchObject({ ok: false, failure: { code: 'not-connected' } });
    expect(sent).toEqual([]);
  });
});

describe('a stored address that was not changed', () => {
  it('is called with its keys, which is what the tests above would see', async () => {
    await startConnectedWorker();
    const { worker, sent } = startOverNetwork();
    await worker.ask('boards.list', {});
    expect(sent.map(({ url }) => new URL(url).host)).toContain(`api-${SITE}`);
    expect(
      sent.some(({ headers }) => atob(headers.authorization?.split(' ')[1] ?? '').includes(SECRETS.privateKey)),
    ).toBe(true);
  });
});
