import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Adapters } from '../../../lib/background/adapters.ts';
import { startBackground } from '../../../lib/background/start.ts';
import type { JournalEntry, Run } from '../../../lib/domain/change.ts';
import type { Input, MessageName, Output } from '../../../lib/messages/protocol.ts';
import type { VaultKeyStore } from '../../../lib/settings/vault.ts';
import type { Log } from '../../../lib/shared/log.ts';
import { fail, type OnResult, ok, type Result } from '../../../lib/shared/result.ts';
import type { Engine } from '../../../lib/sync/engine.ts';
import type { ConnectWisePort, PortalPort } from '../../../lib/sync/ports.ts';
import type { OutboxEntry, StoredEvent, SyncStore } from '../../../lib/sync/store.ts';
import { contentSender, pageSender, takeMessages } from '../../support/message-senders.ts';

export const SECRETS = { privateKey: 'PRIVATE-KEY-7f3a', clientId: 'CLIENT-ID-91bc', portalKey: 'PORTAL-KEY-55de' };
export const SITE = 'na.myconnectwise.net';
export const NOW = Date.parse('2026-11-21T19:00:00Z');

export const CONNECTWISE_INPUT = {
  siteUrl: SITE,
  companyId: 'training',
  publicKey: 'public-1',
  privateKey: SECRETS.privateKey,
  clientId: SECRETS.clientId,
};
export const PORTAL_INPUT = {
  kind: 'efs-portal' as const,
  baseUrl: 'https://portal.example',
  key: SECRETS.portalKey,
};

/** A port that is only looked at, not called, unless a test says what a method answers. */
const port = <T>(methods: Partial<T>) => methods as T;

/** The port with the hook on every call, as the real ones have it. */
function hooked<T extends object>(methods: T, onResult: OnResult | undefined): T {
  return new Proxy(methods, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...input: unknown[]) => {
        const result = (await Reflect.apply(value, target, input)) as Result<unknown>;
        return onResult ? onResult(result) : result;
      };
    },
  });
}

export function fakeEngine(methods: Partial<Engine> = {}): Engine {
  return {
    recover: vi.fn(async () => {}),
    poll: vi.fn(async () => ok({ lastPollAt: '2026-11-21T19:00:00.000Z', nextPollAt: null, newEvents: 2 })),
    connectionChanged: vi.fn(async () => {}),
    continueBulkSync: vi.fn(async () => {}),
    firstSync: vi.fn(async () => null),
    events: vi.fn(async () => []),
    ...methods,
  } as Engine;
}

export interface FakeWorkerOptions {
  engine?: Engine;
  connectWise?: Partial<ConnectWisePort>;
  adapters?: Partial<Adapters>;
  /** What the store answers. */
  stored?: Partial<SyncStore>;
}

/**
 * The whole worker over the fake browser, with the clients, the store and the engine replaced: everything between a message and
 * the engine is real. Storage stays between two of them, as it does between two lives of a worker.
 */
export function startFakeWorker({
  engine = fakeEngine(),
  connectWise = {},
  adapters = {},
  stored = {},
}: FakeWorkerOptions = {}) {
  vi.spyOn(fakeBrowser.runtime, 'getPlatformInfo').mockImplementation((async () => ({ os: 'linux' })) as never);
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation((async () => true) as never);
  vi.spyOn(fakeBrowser.scripting, 'getRegisteredContentScripts').mockImplementation((async () => []) as never);
  vi.spyOn(fakeBrowser.scripting, 'registerContentScripts').mockImplementation((async () => {}) as never);
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ content_scripts: [{ js: ['c.js'] }] } as never);

  const cache = new Map<string, { value: unknown; at: number }>();
  const store = {
    forConnection: () => store as unknown as SyncStore,
    forget: vi.fn(async () => {}),
    cached: async (key: string) => cache.get(key),
    cache: async (key: string, value: unknown, at: number) => void cache.set(key, { value, at }),
    companyOfCustomer: vi.fn(async () => 2),
    events: vi.fn(async (): Promise<StoredEvent[]> => []),
    outbox: vi.fn(async (): Promise<OutboxEntry[]> => []),
    runs: vi.fn(async (): Promise<Run[]> => []),
    journal: vi.fn(async (): Promise<JournalEntry[]> => []),
    ...(stored as object),
  };
  const log = { info: vi.fn<Log['info']>(), warn: vi.fn<Log['warn']>(), error: vi.fn<Log['error']>() };
  const made = {
    engine: vi.fn(() => engine),
    testConnectWise: vi.fn<Adapters['testConnectWise']>(async (typed) =>
      ok({
        test: {
          site: SITE,
          apiHost: `api-${SITE}`,
          version: 'v2025.1',
          member: 'bridge',
          cleaned: [],
          missingRights: [],
        },
        connection: { ...typed, site: typed.siteUrl, apiHost: `api-${typed.siteUrl}`, isCloud: true },
      }),
    ),
    testPortal: vi.fn<Adapters['testPortal']>(async (typed) =>
      ok({ test: { name: 'EFS portal', customers: 3, cleaned: [] }, connection: typed }),
    ),
    connectWise: vi.fn<Adapters['connectWise']>((_connection, { onResult }) => {
      const connected = hooked(port<ConnectWisePort>({ site: SITE, ...connectWise }), onResult);
      return { user: connected, background: connected };
    }),
    portal: vi.fn<Adapters['portal']>((_connection, onResult) =>
      hooked(port<PortalPort>({ kind: 'efs-portal' }), onResult),
    ),
  };
  const deliver = takeMessages();
  const ready = startBackground({
    adapters: { openStore: async () => store as unknown as SyncStore, ...made, ...adapters },
    vaultKeys: vaultKeysOfThisTest.current,
    locks: navigator.locks,
    clock: () => NOW,
    ids: () => 'abcd-1234',
    log,
    userAgent: 'Mozilla/5.0 Chrome/156.0',
  });

  return {
    engine,
    store,
    log,
    made,
    ready,
    deliver,
    ask: <N extends MessageName>(name: N, input: Input<N>) =>
      deliver({ to: 'worker', name, input }, pageSender()) as Promise<Output<N>>,
    askAsContent: <N extends MessageName>(name: N, input: Input<N>, host = SITE) =>
      deliver({ to: 'worker', name, input }, contentSender(host)) as Promise<Output<N>>,
  };
}

/** The vault's key outlives the worker, not the test. */
const vaultKeysOfThisTest: { current: VaultKeyStore } = { current: memoryVaultKeys() };

export function memoryVaultKeys(): VaultKeyStore {
  const held: { key?: CryptoKey } = {};
  return {
    read: async () => held.key,
    readOrStore: async (candidate) => {
      held.key ??= candidate;
      return held.key;
    },
  };
}

/** Clean browser, clean storage, no vault key. */
export function resetBrowser(): void {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  loseVaultKey();
}

export function loseVaultKey(): void {
  vaultKeysOfThisTest.current = memoryVaultKeys();
}

/** A worker that is connected to both sides, with its first cycle behind it. */
export async function startConnectedWorker(options: FakeWorkerOptions = {}) {
  const worker = startFakeWorker(options);
  const saved = [
    await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT),
    await worker.ask('connection.portal.save', PORTAL_INPUT),
  ];
  if (saved.some((result) => !result.ok)) throw new Error(`Not connected: ${JSON.stringify(saved)}`);
  await idle();
  return worker;
}

/**
 * Lets follow-up work (badge, first cycle) end. Counted in turns and not in time: what it waits for is other tasks of this process, and
 * the keys of the vault, whose calculations queue for the same threads as these.
 */
export async function idle(): Promise<void> {
  for (let turn = 0; turn < 25; turn++) {
    const queued = Array.from({ length: 8 }, () => crypto.subtle.digest('SHA-256', new Uint8Array(1)));
    await Promise.all(queued);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

export const unauthorized = fail({
  code: 'unauthorized',
  message: 'Wrong keys.',
  nextStep: 'Enter them again.',
} as const);
