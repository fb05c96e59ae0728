import type { JournalEntry, Plan } from '../../lib/domain/change.ts';
import type { CompanyIdentity } from '../../lib/domain/company-view.ts';
import { ALL_MANAGED_IDS } from '../../lib/domain/finding.ts';
import type { WindowTask } from '../../lib/domain/panel-record.ts';
import type { Result } from '../../lib/shared/result.ts';
import type { Clock } from '../../lib/shared/time.ts';
import { connectionsNow, hasRecovered } from './connections-now.ts';
import type { PanelSend } from './panel-send.ts';
import type { PanelActions, PanelState } from './panel-state.ts';
import { createPlanAndRun, NO_PLAN_NO_RUN } from './plan-and-run.ts';
import * as PREVIEW from './texts/preview.ts';

const HISTORY_DAYS = 30;
const USAGE_DAYS = 90;

export interface PanelStoreParts {
  company: CompanyIdentity;
  send: PanelSend;
  /** For what a user began elsewhere, e.g. at a mark in the page: no click on the panel asks for it. */
  sendBegun: PanelSend;
  clock: Clock;
  signal: AbortSignal;
  /** A run ended: what is stored in ConnectWise may have changed. */
  onStoredChanged(): void;
  /** Whether ConnectWise's own screen shows the record of this write. */
  isShown(entry: JournalEntry): boolean;
  onChange(): void;
}

export interface PanelStore {
  state(): PanelState;
  actions: PanelActions;
  /** Previews what a user began elsewhere. */
  perform(task: WindowTask): void;
  /** Reads the view again; `refresh` asks portal and ConnectWise, otherwise the cache answers. */
  load(refresh: boolean): Promise<void>;
  /** Asks for the days of the accounts, unless they are there or on their way. */
  loadHistory(): Promise<void>;
  /** Redraws with the time of now, so that ages stay true; reads the view again once a connection that failed works. */
  tick(): void;
}

/** What the panel knows and does for one company. All state is in one value; every answer that comes too late is dropped. */
export function createPanelStore(parts: PanelStoreParts): PanelStore {
  const { company, send, clock, signal } = parts;
  const { companyId } = company;
  let state: PanelState = {
    ...emptyState(),
    companyName: company.name,
    now: clock(),
  };

  const set = (change: Partial<PanelState>): void => {
    if (signal.aborted) return;
    state = { ...state, ...change, now: clock() };
    parts.onChange();
  };
  let historyRequested = false;

  const load = async (refresh: boolean): Promise<void> => {
    set({ loading: true });
    const result = await send('company.view', { companyId, refresh });
    const connections = result.ok ? result.value.connections : await connectionsNow(send);
    // The page said how the company is called; from here on it is ConnectWise that does.
    const news = result.ok
      ? { view: result.value, companyName: result.value.company.name || state.companyName, failure: null }
      : { failure: result.failure };
    set({ loading: false, connections, ...news });
    if (refresh && historyRequested) void readHistory();
    if (refresh && state.usage !== 'notRead') void readUsage();
    const running = result.ok ? result.value.running : null;
    if (running && state.run?.run.id !== running.id) await plans.follow(running.id);
  };

  const readHistory = async (): Promise<void> => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const result = await send('company.history', { companyId, timeZone, days: HISTORY_DAYS });
    if (result.ok) set({ history: result.value });
    else if (typeof state.history === 'string') set({ history: 'failed' });
  };
  const readUsage = async (): Promise<void> => {
    const result = await send('company.usage', { companyId, days: USAGE_DAYS });
    if (result.ok) set({ usage: result.value });
    else if (typeof state.usage === 'string') set({ usage: 'failed' });
  };
  const loadHistory = async (): Promise<void> => {
    if (historyRequested) return;
    historyRequested = true;
    await readHistory();
  };

  const plans = createPlanAndRun({
    send,
    signal,
    state: () => state,
    set,
    async onEnded() {
      const written = state.run?.entries.filter((entry) => entry.state === 'applied' && !entry.noop) ?? [];
      set({ screenIsOld: written.some(parts.isShown) });
      await load(true);
      if (!signal.aborted) parts.onStoredChanged();
    },
  });

  const preview = (task: WindowTask, via: PanelSend): void => {
    if (task.kind === 'undo') plans.previewUndo(task.runId, via);
    else void plans.preview(titleOf(task, state), () => ask(task, companyId, via), task);
  };

  const actions: PanelActions = {
    refresh: () => void load(true),
    readUsage: () => void readUsage(),
    syncNow: () => void plans.start(() => send('company.sync', { companyId })),
    previewSync: () => preview({ kind: 'sync' }, send),
    previewFix: (findingId) => preview({ kind: 'fix', findingId }, send),
    previewLink: (customerId) => preview({ kind: 'link', customerId }, send),
    ...plans.actions,
  };
  const refreshOnceRecovered = async (): Promise<void> => {
    if ((await hasRecovered(send, state)) && !signal.aborted) await load(true);
  };
  const tick = (): void => {
    set({});
    void refreshOnceRecovered();
  };
  return { state: () => state, actions, perform: (task) => preview(task, parts.sendBegun), load, loadHistory, tick };
}

type PlanTask = Exclude<WindowTask, { kind: 'undo' }>;

function titleOf(task: PlanTask, { view }: PanelState): string {
  if (task.kind === 'sync') return PREVIEW.syncTitle;
  if (task.kind === 'link') {
    return PREVIEW.linkTitle(
      view?.suggestions?.find(({ customerId }) => customerId === task.customerId)?.customerName ?? '',
    );
  }
  if (task.findingId === ALL_MANAGED_IDS) return PREVIEW.allManagedIdsTitle;
  return view?.findings.find(({ id }) => id === task.findingId)?.fix?.label ?? PREVIEW.fixTitle;
}

function ask(task: PlanTask, companyId: number, via: PanelSend): Promise<Result<Plan>> {
  if (task.kind === 'sync') return via('company.plan', { companyId });
  if (task.kind === 'link') return via('links.plan', { companyId, customerId: task.customerId });
  return via('finding.plan', { companyId, findingId: task.findingId });
}

function emptyState(): PanelState {
  return {
    companyName: '',
    view: null,
    history: 'notRead',
    usage: 'notRead',
    loading: true,
    ...NO_PLAN_NO_RUN,
    screenIsOld: false,
    now: 0,
  };
}
