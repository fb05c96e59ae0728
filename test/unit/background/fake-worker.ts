import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Adapters } from '../../../lib/background/adapters.ts';
import { startBackground } from '../../../lib/background/start.ts';
import type { JournalEntry, Run } from '../../../lib/domain/change.ts';
import type { FileStore } from '../../../lib/domain/file-import.ts';
import type { Input, MessageName, Output, PanelStart } from '../../../lib/messages/protocol.ts';
import type { MessageSender } from '../../../lib/platform/runtime.ts';
import type { VaultKeyStore } from '../../../lib/settings/vault.ts';
import type { IdMaker } from '../../../lib/shared/ids.ts';
import type { Log } from '../../../lib/shared/log.ts';
import type { RequestGuard } from '../../../lib/shared/request-guard.ts';
import { fail, type OnResult, ok, type Result } from '../../../lib/shared/result.ts';
import type { Clock } from '../../../lib/shared/time.ts';
import type { Engine } from '../../../lib/sync/engine.ts';
import type { LogPage } from '../../../lib/sync/log-store.ts';
import type { ConnectWisePort, PortalPort } from '../../../lib/sync/ports.ts';
import type { OutboxEntry, StoredEvent, SyncStore } from '../../../lib/sync/store.ts';
import { type MemoryStorage, memoryStorage } from '../../support/memory-storage.ts';
import { contentSender, pageSender, panelSender, takeMessages } from '../../support/message-senders.ts';

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

/** The port with guard and hook on every call, as the real ones have them. */
function hooked<T extends object>(
  methods: T,
  url: string,
  { guard, onResult }: { guard: RequestGuard; onResult?: OnResult | undefined },
): T {
  return new Proxy(methods, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...input: unknown[]) => {
        const refused = await guard(url, 'keys');
        const result = refused ? fail(refused) : ((await Reflect.apply(value, target, input)) as Result<unknown>);
        return onResult ? onResult(result) : result;
      };
    },
  });
}

const NOTHING = { rows: [], total: 0, isComplete: true };

export function fakeEngine(methods: Partial<Engine> = {}): Engine {
  return {
    recover: vi.fn(async () => {}),
    recognizeCompany: vi.fn(async () => ok({ companyId: 2, name: 'Eddie’s TV' })),
    poll: vi.fn(async () => ok({ lastPollAt: '2026-11-21T19:00:00.000Z', nextPollAt: null, newEvents: 2 })),
    connectionChanged: vi.fn(async () => {}),
    continueBulkSync: vi.fn(async () => {}),
    firstSync: vi.fn(async () => null),
    searchEvents: vi.fn(async () => ok({ rows: [], total: 0, isComplete: true })),
    approvals: vi.fn(async () => ok({ rows: [], total: 0, counts: {}, money: [], digest: '', rejected: 0 })),
    ...methods,
  } as Engine;
}

export interface FakeWorkerOptions {
  engine?: Engine;
  connectWise?: Partial<ConnectWisePort>;
  adapters?: Partial<Adapters>;
  /** A new id for each call; one for all, unless set. */
  ids?: IdMaker;
  clock?: Clock;
  /** Imported files; absent: of a database of its own. */
  files?: FileStore;
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
  ids = () => 'abcd-1234',
  clock = () => NOW,
  files = noFiles(),
}: FakeWorkerOptions = {}) {
  vi.spyOn(fakeBrowser.runtime, 'getPlatformInfo').mockImplementation((async () => ({ os: 'linux' })) as never);
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation((async () => true) as never);
  // A test that says what is granted has said so before.
  if (!vi.isMockFunction(fakeBrowser.permissions.getAll))
    vi.spyOn(fakeBrowser.permissions, 'getAll').mockImplementation((async () => ({ origins: [] })) as never);
  vi.spyOn(fakeBrowser.scripting, 'getRegisteredContentScripts').mockImplementation((async () => []) as never);
  vi.spyOn(fakeBrowser.scripting, 'registerContentScripts').mockImplementation((async () => {}) as never);
  const commands: ((command: string, tab?: { id?: number }) => void)[] = [];
  vi.spyOn(fakeBrowser.commands.onCommand, 'addListener').mockImplementation(((listener: never) => {
    commands.push(listener);
  }) as never);
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ content_scripts: [{ js: ['c.js'] }] } as never);

  const cache = new Map<string, { value: unknown; at: number }>();
  const store = {
    forConnection: () => store as unknown as SyncStore,
    plan: async () => undefined,
    cachedAll: async () => [],
    cachedKeys: async () => [],
    changeCached: async (key: string, edit: (before: unknown) => unknown, at: number) => {
      const value = edit(cache.get(key)?.value);
      if (value === undefined) cache.delete(key);
      else cache.set(key, { value, at });
    },
    forget: vi.fn(async () => {}),
    cached: async (key: string) => cache.get(key),
    cache: async (key: string, value: unknown, at: number) => void cache.set(key, { value, at }),
    markForgets: async () => 0,
    cacheSince: async (_mark: number, rows: readonly { key: string; value: unknown }[], at: number) => {
      for (const { key, value } of rows) cache.set(key, { value, at });
    },
    companyOfCustomer: vi.fn(async () => 2),
    searchEvents: vi.fn(async (): Promise<LogPage<StoredEvent>> => NOTHING),
    searchRuns: vi.fn(async (): Promise<LogPage<Run>> => NOTHING),
    tidyLogs: vi.fn(async () => false),
    pruneJournal: vi.fn<SyncStore['pruneJournal']>(async () => {}),
    pruneUsage: vi.fn<SyncStore['pruneUsage']>(async () => {}),
    outbox: vi.fn(async (): Promise<OutboxEntry[]> => []),
    runs: vi.fn(async (): Promise<Run[]> => []),
    journal: vi.fn(async (): Promise<JournalEntry[]> => []),
    ...(stored as object),
  };
  const log = { info: vi.fn<Log['info']>(), warn: vi.fn<Log['warn']>(), error: vi.fn<Log['error']>() };
  const made = {
    confirmedNow: vi.fn((): number | undefined => clock()),
    engine: vi.fn(() => engine),
    checkTenant: vi.fn<Adapters['checkTenant']>(async ({ siteUrl }) => ok({ site: siteUrl, version: 'v2025.1' })),
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
    connectWise: vi.fn<Adapters['connectWise']>((connection, hooks) => {
      const url = `https://${connection.apiHost}/v2025_1/apis/3.0`;
      const connected = hooked(port<ConnectWisePort>({ site: SITE, ...connectWise }), url, hooks);
      return { user: connected, background: connected };
    }),
    askSite: vi.fn<Adapters['askSite']>(async () => ok({ version: 'v2025.1' })),
    portal: vi.fn<Adapters['portal']>(({ baseUrl }, hooks) =>
      hooked(port<PortalPort>({ kind: 'efs-portal' }), baseUrl, hooks),
    ),
  };
  const deliver = takeMessages();
  const ready = startBackground({
    adapters: { openStore: async () => store as unknown as SyncStore, ...made, ...adapters },
    files,
    storage: storageOfThisTest.current,
    vaultKeys: vaultKeysOfThisTest.current,
    locks: navigator.locks,
    clock,
    ids,
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
    askFrom: <N extends MessageName>(sender: MessageSender, name: N, input: Input<N>) =>
      deliver({ to: 'worker', name, input }, sender) as Promise<Output<N>>,
    commands,
  };
}

/** Of a worker that no file is imported in. */
function noFiles(): FileStore {
  return port<FileStore>({
    current: async () => null,
    begin: async () => {},
    add: async () => false,
    commit: async () => false,
    clear: async () => {},
  });
}

/** Settings, connections and the vault's key outlive the worker, not the test. */
const storageOfThisTest: { current: MemoryStorage } = { current: memoryStorage() };

/** What is stored, for a look at it and for breaking it. */
export function storedItems(): MemoryStorage {
  return storageOfThisTest.current;
}

const vaultKeysOfThisTest: { current: VaultKeyStore } = { current: memoryVaultKeys() };

/** The vault's key, for a look at it. */
export function vaultKeys(): VaultKeyStore {
  return vaultKeysOfThisTest.current;
}

export function memoryVaultKeys(): VaultKeyStore {
  const held: { key?: CryptoKey } = {};
  return {
    read: async () => held.key,
    readOrStore: async (candidate) => {
      held.key ??= candidate;
      return held.key;
    },
    remove: async () => {
      delete held.key;
    },
  };
}

/** Clean browser, clean storage, no vault key. */
export function resetBrowser(): void {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  storageOfThisTest.current = memoryStorage();
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

type Worker = ReturnType<typeof startFakeWorker>;

/** Has a content script recognize the company 2, as it does before it asks about it. */
export async function recognize(worker: Worker, sender = contentSender(SITE)): Promise<void> {
  const input = { site: SITE, recordIds: [2], banner: 'Eddie’s TV' };
  const found = await worker.askFrom(sender, 'company.recognize', input);
  if (!found.ok || found.value?.companyId !== 2) throw new Error(`Not recognized: ${JSON.stringify(found)}`);
}

/** Opens a panel frame in a page that recognized the company 2, and has it begin. */
export async function beginPanel(
  worker: Worker,
  page = contentSender(SITE),
  frame = panelSender(),
): Promise<PanelStart> {
  const opened = await worker.askFrom(page, 'panel.open', {});
  if (!opened.ok) throw new Error(opened.failure.message);
  const started = await worker.askFrom(frame, 'panel.start', { token: opened.value.token });
  if (!started.ok) throw new Error(started.failure.message);
  return started.value;
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
