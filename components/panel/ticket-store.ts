import type { WindowTask } from '../../lib/domain/panel-record.ts';
import type { Clock } from '../../lib/shared/time.ts';
import { connectionsNow, hasRecovered } from './connections-now.ts';
import type { PanelSend } from './panel-send.ts';
import { createPlanAndRun, NO_PLAN_NO_RUN } from './plan-and-run.ts';
import * as PREVIEW from './texts/preview.ts';
import type { TicketActions, TicketState } from './ticket-state.ts';

export interface TicketStoreParts {
  site: string;
  ticketId: number;
  send: PanelSend;
  /** For what a user began elsewhere: no click on the panel asks for it. */
  sendBegun: PanelSend;
  clock: Clock;
  signal: AbortSignal;
  /** A run ended: what is stored in ConnectWise may have changed. */
  onStoredChanged(): void;
  /** What the header says now: the worker compares it with the ticket. */
  banner(): string;
  onChange(): void;
}

export interface TicketStore {
  state(): TicketState;
  actions: TicketActions;
  /** Previews what a user began elsewhere. */
  perform(task: WindowTask): void;
  /** Reads the view; `refresh` asks ConnectWise and the portal, otherwise the cache answers. False: no answer came. */
  load(refresh: boolean): Promise<boolean>;
  /** Redraws with the time of now, so that ages stay true; reads the view again once a connection that failed works. */
  tick(): void;
}

/** What the guard knows of one ticket. An answer about another ticket is dropped. */
export function createTicketStore(parts: TicketStoreParts): TicketStore {
  const { site, ticketId, send, clock, signal } = parts;
  let state: TicketState = { ...NO_PLAN_NO_RUN, view: null, loading: false, now: clock() };

  const set = (change: Partial<TicketState>): void => {
    if (signal.aborted) return;
    state = { ...state, ...change, now: clock() };
    parts.onChange();
  };
  const load = async (refresh: boolean): Promise<boolean> => {
    set({ loading: true });
    const result = await send('ticket.view', { site, ticketId, banner: parts.banner(), refresh });
    if (!result.ok) {
      set({ loading: false, failure: result.failure, connections: await connectionsNow(send) });
      return false;
    }
    const view = result.value?.ticket.id === ticketId ? result.value : null;
    set({ loading: false, failure: null, view, connections: view?.connections });
    return true;
  };
  const refreshOnceRecovered = async (): Promise<void> => {
    if ((await hasRecovered(send, state)) && !signal.aborted) await load(true);
  };
  const plans = createPlanAndRun({
    send,
    signal,
    state: () => state,
    set,
    async onEnded() {
      await load(true);
      if (!signal.aborted) parts.onStoredChanged();
    },
  });
  const previewFix = (findingId: string, via: PanelSend): void => {
    const companyId = state.view?.about?.companyId;
    const finding = state.view?.findings.find(({ id }) => id === findingId);
    if (companyId === undefined || !finding) return;
    const title = finding.fix?.label ?? PREVIEW.fixTitle;
    void plans.preview(title, () => via('finding.plan', { companyId, findingId }), { kind: 'fix', findingId });
  };
  return {
    state: () => state,
    load,
    perform(task) {
      if (task.kind === 'fix') previewFix(task.findingId, parts.sendBegun);
      else if (task.kind === 'undo') plans.previewUndo(task.runId, parts.sendBegun);
    },
    tick() {
      set({});
      void refreshOnceRecovered();
    },
    actions: {
      refresh: () => void load(true),
      previewFix: (findingId) => previewFix(findingId, send),
      ...plans.actions,
    },
  };
}
