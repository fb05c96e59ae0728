import type { Plan } from '../../lib/domain/change.ts';
import type { CompanyView } from '../../lib/domain/company-view.ts';
import type { ConnectionStates } from '../../lib/domain/connection-state.ts';
import type { HealthHistory } from '../../lib/domain/health-history.ts';
import type { WindowTask } from '../../lib/domain/panel-record.ts';
import type { UsageHistory } from '../../lib/domain/usage-history.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import type { RunReport } from '../ui/follow-run.ts';

/** All that the panel shows. Views are pure functions of this. */
export interface PanelState {
  companyName: string;
  /** null: not answered yet. */
  view: CompanyView | null;
  history: HistoryState;
  usage: UsageState;
  /** A reading is under way; a view that is already there stays visible. */
  loading: boolean;
  /** How both connections are; undefined: not known yet. */
  connections?: ConnectionStates | undefined;
  /** The last request that failed; what was shown before stays visible. */
  failure: Failure | null;
  preview: Preview | null;
  /** What the user waits for before anything can be shown. */
  waitingFor: 'plan' | 'start' | null;
  run: RunReport | null;
  /** The run wrote records that ConnectWise's own screen shows: it shows them as they were. */
  screenIsOld: boolean;
  /** Milliseconds since the epoch, for ages. */
  now: number;
}

/** The days of the accounts. Asked for when somebody looks; a failure leaves the rest of the panel alone. */
export type HistoryState = 'notRead' | 'failed' | HealthHistory;

/** What was used day by day. Asked for when somebody opens it. */
export type UsageState = 'notRead' | 'failed' | UsageHistory;

export interface Preview {
  title: string;
  plan: Plan;
  /** How the same is planned in a window of our own. */
  task: WindowTask;
}

export interface PanelActions {
  refresh(): void;
  readUsage(): void;
  syncNow(): void;
  previewSync(): void;
  previewFix(findingId: string): void;
  /** What linking the company to this customer of the portal would create. */
  previewLink(customerId: string): void;
  previewUndo(runId: string): void;
  /** How much of a line that the previewed plan creates is free. */
  allow(planId: string, changeId: string, lessIncluded: number): void;
  apply(planId: string, confirmed: string[]): void;
  cancelPreview(): void;
  cancelRun(runId: string): void;
  closeRun(): void;
}
