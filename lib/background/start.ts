import type { FileStore } from '../domain/file-import.ts';
import { askTab } from '../messages/ask-tab.ts';
import { notifyLockChange } from '../messages/on-lock-change.ts';
import { notifyPolicyChange } from '../messages/on-policy-change.ts';
import { routeMessages } from '../messages/router.ts';
import { notifyPanels } from '../messages/to-panels.ts';
import { ensureAlarm, onAlarm } from '../platform/alarms.ts';
import { keepAliveWhile } from '../platform/keep-alive.ts';
import { askToPersist } from '../platform/persistence.ts';
import { onFirstInstalled, onStarted, operatingSystem } from '../platform/runtime.ts';
import { sessionArea } from '../platform/session.ts';
import { onManagedChange, readManagedStorage } from '../platform/storage.ts';
import { onCommand, onTabClosed, openOwnTab } from '../platform/tabs.ts';
import { type ConnectionStore, createConnectionStore } from '../settings/connection.ts';
import { createMappingStore } from '../settings/file-mappings.ts';
import { createLockStore } from '../settings/lock-store.ts';
import { createPanelMemoryStore } from '../settings/panel-memory.ts';
import { webCryptoPassphrases } from '../settings/passphrase.ts';
import { readPolicy } from '../settings/policy.ts';
import { readProvisioned, wholeConnectWise, wholePortal } from '../settings/policy-connection.ts';
import { createSettingsStore, type SettingsStore } from '../settings/settings.ts';
import { createVault, type VaultKeyStore } from '../settings/vault.ts';
import type { IdMaker } from '../shared/ids.ts';
import { type Log, nameOf } from '../shared/log.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import type { Clock } from '../shared/time.ts';
import type { Adapters } from './adapters.ts';
import type { Background } from './background.ts';
import { updateBadge } from './badge.ts';
import { browserId, browserName } from './browser-name.ts';
import { createConnectionHealth } from './connection-health.ts';
import { readConnectionPair } from './connection-pair.ts';
import { alignContentScript, hasContentScript } from './content-script.ts';
import { createEngineFactory } from './engine-factory.ts';
import { createHandlers } from './handlers/index.ts';
import { createKeys } from './keys.ts';
import { createLock } from './lock.ts';
import { createMessageBudget } from './pages/message-budget.ts';
import { createPageSessions } from './pages/page-sessions.ts';
import { createPolicyWatch } from './policy-watch.ts';
import { provisioningOf } from './provision-connections.ts';
import { createSchedule, POLL_ALARM, POLL_MINUTES } from './schedule.ts';
import { createSetupReports } from './setup-reports.ts';
import { readStatus } from './status.ts';
import { createPruning, tidyLogs } from './tidy-logs.ts';

/** What the worker is given: time, randomness, network and storage, so that a test can start one. */
export interface StartDeps {
  adapters: Adapters;
  files: FileStore;
  /** Where settings, connections and sealed keys are. */
  storage: StorageArea;
  vaultKeys: VaultKeyStore;
  locks: Pick<LockManager, 'request'>;
  clock: Clock;
  ids: IdMaker;
  log: Log;
  userAgent: string;
}

/** The command of the manifest that opens or collapses the panel. */
const TOGGLE_PANEL = 'toggle-panel';

/**
 * The worker's composition root. Every listener is registered before this returns: the browser may have started the worker for one
 * message or one alarm, and a listener that comes later misses it. What the listeners need first stands in one promise, `ready`, which
 * they await. Answers that promise, for tests.
 */
export function startBackground(deps: StartDeps): Promise<void> {
  const background = compose(deps);
  const handlers = createHandlers(background);
  const ready = prepare(background);

  routeMessages({
    handlers,
    ready,
    connectedSite: async () => (await background.connections.connectWise())?.site ?? null,
    knowsRecord: (from, record) => background.pages.knows(from, record),
    isPanel: async (from) => (await background.pages.panel(from)) !== undefined,
    isLocked: () => background.lock.isLocked(),
    mayAsk: createMessageBudget(deps.clock).take,
    hasContentScript: async (host) => hasContentScript(host, await background.connections.connectWise()),
    log: deps.log,
  });
  const pruneLogs = createPruning(background);
  const work = async () => {
    await ready;
    await Promise.all([background.schedule.onAlarm(), tidyLogs(background)]);
    await pruneLogs();
    await background.setup.onAlarm();
  };
  const watch = createPolicyWatch({
    read: readManagedStorage,
    session: sessionArea,
    async onChange() {
      await notifyPolicyChange(background.pages.frames);
      background.follow(background.provisioning.run());
    },
  });
  const lookAtPolicy = async () => {
    await ready;
    await watch.look();
    await background.provisioning.run();
  };
  onManagedChange(() => background.follow(lookAtPolicy()));
  // Not before the first messages are answered: in a new profile a policy takes seconds to come.
  void lookAtPolicy().catch(() => undefined);
  onAlarm((name) => {
    if (name !== POLL_ALARM) return;
    background.follow(work());
    background.follow(lookAtPolicy());
    void background.lock.onAlarm().catch(() => undefined);
  });
  onStarted(() => background.follow(work()));
  onFirstInstalled(() => void welcome(background, ready));
  onTabClosed((tabId) => void background.pages.forgetTab(tabId));
  onCommand((command, tabId) => {
    if (command === TOGGLE_PANEL) void askTab(tabId, 'tab.panel', { does: 'toggle' });
  });
  return ready;
}

function compose(deps: StartDeps): Background {
  const { adapters, storage, clock, ids, log } = deps;
  const settings = createSettingsStore(storage);
  const connections = createConnectionStore(storage);
  const policy = async () => readPolicy(await readManagedStorage(), log);
  const provisioned = async () => readProvisioned(await readManagedStorage());
  const keys = createKeys(connections, createVault(deps.vaultKeys), policy);
  const health = createConnectionHealth(storage, clock);
  const browser = async () => browserName(deps.userAgent, await operatingSystem(), await browserId(storage, ids));
  const pages = createPageSessions({ storage: sessionArea, ids, clock });
  const engines = createEngineFactory({
    adapters,
    settings,
    policy,
    connections,
    keys,
    health,
    clock,
    ids,
    log,
    browser,
    notify: (news) => notifyPanels(news, pages.frames),
  });
  const schedule = createSchedule({ engines, locks: deps.locks, clock, log });

  const background: Background = {
    adapters,
    files: deps.files,
    mappings: createMappingStore(storage),
    engines,
    settings,
    policy,
    provisioned,
    provisioning: provisioningOf(() => background, sessionArea),
    panel: createPanelMemoryStore(storage),
    connections,
    keys,
    lock: createLock({
      store: createLockStore(storage),
      session: sessionArea,
      passphrases: webCryptoPassphrases,
      clock,
      onChange: () => void notifyLockChange(pages.frames),
    }),
    pages,
    health,
    schedule,
    setup: createSetupReports({ adapters, engines, connections, keys, settings, policy, clock, log }),
    clock,
    log,
    follow: (work) => void follow(work),
  };
  const follow = async (work: Promise<unknown>) => {
    try {
      await keepAliveWhile(work);
    } catch (error) {
      log.error('background', 'Work in the background ended early.', { error: nameOf(error) });
    }
    try {
      await updateBadge(await readStatus(background));
    } catch (error) {
      log.warn('background', 'The badge could not be brought up to date.', { error: nameOf(error) });
    }
  };
  return background;
}

/** Runs at every start of the worker. No step takes the others down: a worker without a badge still answers. */
async function prepare({ connections, settings, lock, log }: Background): Promise<void> {
  const steps: [string, () => Promise<unknown>][] = [
    ['ask for lasting storage', async () => void askToPersist()],
    ['set the poll alarm', () => ensureAlarm(POLL_ALARM, POLL_MINUTES)],
    ['read the passphrase lock', () => lock.view()],
    ['keep consent of an older version', () => adoptConsent(settings, connections)],
    ['register the content script', async () => alignContentScript(await connections.connectWise())],
  ];
  for (const [what, step] of steps) {
    try {
      await step();
    } catch (error) {
      log.error('background/start', `Could not ${what}.`, { error: nameOf(error) });
    }
  }
}

/** Opens the welcome page after an installation, unless a side is connected already: by a policy, or from an earlier installation. */
async function welcome({ connections, provisioned, log }: Background, ready: Promise<void>): Promise<void> {
  try {
    await ready;
    const [connectWise, portal] = await Promise.all([connections.connectWise(), connections.portal()]);
    const policy = await provisioned();
    const isDone = connectWise || portal || wholeConnectWise(policy) || wholePortal(policy);
    if (!isDone) await openOwnTab('/welcome.html');
  } catch (error) {
    log.error('background/start', 'Could not open the welcome page.', { error: nameOf(error) });
  }
}

/** Consent that names no connection is of a version that knew only one: that which is in force at the first start of this one. */
async function adoptConsent(settings: SettingsStore, connections: ConnectionStore): Promise<void> {
  const [stored, pair] = await Promise.all([settings.read(), readConnectionPair(connections)]);
  const isUnbound = stored.automaticFor === null && Object.values(stored.automatic).includes(true);
  if (isUnbound && pair) await settings.change((newest) => ({ ...newest, automaticFor: pair }));
}
