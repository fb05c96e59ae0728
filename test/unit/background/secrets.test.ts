import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createAdapters } from '../../../lib/background/create-adapters.ts';
import { MESSAGES } from '../../../lib/messages/declarations/index.ts';
import { type FakeAnswer, fakeFetch } from '../../support/builders/fake-fetch.ts';
import { memoryStorage } from '../../support/memory-storage.ts';
import { pageSender } from '../../support/message-senders.ts';
import {
  NOW,
  PORTAL_INPUT,
  resetBrowser,
  SECRETS,
  SITE,
  startConnectedWorker,
  startFakeWorker,
  storedItems,
  unauthorized,
} from './fake-worker.ts';
import { MESSAGE_INPUTS, PASSPHRASE } from './message-inputs.ts';

beforeEach(resetBrowser);

describe('secrets', () => {
  it('are in no answer, no log and no storage, for any message, while calls succeed and while they fail', async () => {
    const worker = await startConnectedWorker();
    const said: unknown[] = [];
    const askEverything = async () => {
      for (const [name, input] of Object.entries(MESSAGE_INPUTS)) {
        said.push(await worker.deliver({ to: 'worker', name, input }, pageSender()));
      }
      said.push(
        await worker.deliver(
          { to: 'worker', name: 'connection.portal.save', input: { ...PORTAL_INPUT, kind: 7 } },
          pageSender(),
        ),
      );
    };
    await askEverything();
    worker.made.testConnectWise.mockResolvedValue(unauthorized);
    worker.made.testPortal.mockRejectedValue(new Error(`refused ${SECRETS.portalKey}`));
    vi.mocked(worker.engine.searchEvents).mockRejectedValue(new Error(`refused ${SECRETS.privateKey}`));
    await askEverything();

    expect(Object.keys(MESSAGE_INPUTS).sort()).toEqual(Object.keys(MESSAGES).sort());
    expect(said.length).toBe(2 * (Object.keys(MESSAGE_INPUTS).length + 1));
    const logged = [worker.log.info, worker.log.warn, worker.log.error].map(({ mock }) => mock.calls);
    expect(logged.flat().length).toBeGreaterThan(0);
    const text = JSON.stringify([said, logged, storedItems().items(), await fakeBrowser.storage.local.get(null)]);
    expect(text).toContain('public-1');
    for (const secret of [...Object.values(SECRETS), PASSPHRASE]) expect(text).not.toContain(secret);
  });

  it('stand nowhere either when both servers repeat what they were sent', async () => {
    await startConnectedWorker();
    const ofConnectWise = [SECRETS.privateKey, SECRETS.clientId, btoa(`training+public-1:${SECRETS.privateKey}`)];
    const secrets = [...ofConnectWise, SECRETS.portalKey];
    const echo = (url: string, status: number): FakeAnswer => {
      const quoted = url.includes(SITE) ? ofConnectWise.join(' ') : SECRETS.portalKey;
      return { status, body: { code: 'X', message: quoted, detail: quoted, errors: [{ message: quoted }] } };
    };
    for (const status of [200, 400, 401, 403, 500]) {
      const fake = fakeFetch(({ url }) =>
        url.includes('companyinfo') ? { body: { Codebase: 'v2025_1/', VersionCode: 'v2025.1' } } : echo(url, status),
      );
      const { connectWise, portal, checkTenant, testConnectWise, testPortal } = createAdapters({
        fetch: fake.fetch,
        clock: () => NOW,
        storage: memoryStorage(),
        wait: async () => {},
      });
      const worker = startFakeWorker({ adapters: { connectWise, portal, checkTenant, testConnectWise, testPortal } });
      const said: unknown[] = [];
      for (const [name, input] of Object.entries(MESSAGE_INPUTS)) {
        if (name === 'connection.disconnect' || name === 'lock.forget') continue;
        said.push(await worker.deliver({ to: 'worker', name, input }, pageSender()));
      }
      expect(fake.sent.length).toBeGreaterThan(5);
      const logged = [worker.log.info, worker.log.warn, worker.log.error].map(({ mock }) => mock.calls);
      const text = JSON.stringify([said, logged, storedItems().items()]);
      if (status !== 200) expect(text).toContain('•••');
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
  });
});
