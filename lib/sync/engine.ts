import { isSamePair } from '../domain/connection-pair.ts';
import { consentFor } from '../domain/consent.ts';
import { approvalList, rejectApprovals, restoreRejected } from './apply/approvals.ts';
import { cancelRun } from './apply/cancel-run.ts';
import {
  applyBulkAction,
  bulkActionChanges,
  bulkActionRows,
  bulkActionView,
  cancelBulkAction,
  pauseBulkAction,
  planBulkAction,
  resumeBulkAction,
  undoBulkAction,
} from './bulk/actions/actions.ts';
import { continueWork } from './bulk/actions/continue-work.ts';
import { bulkSyncView, cancelBulkSync, pauseBulkSync, startBulkSync } from './bulk/bulk-sync.ts';
import { cancelFirstSync, firstSyncView, startFirstSync } from './bulk/first-sync.ts';
import { cancelFleet, compareFleet, fleetRows, fleetView } from './bulk/fleet/fleet-view.ts';
import { additionContext, managedIdContext } from './check/contexts.ts';
import { searchCustomers } from './check/search-customers.ts';
import { ticketView } from './check/ticket-view.ts';
import type { EngineDeps } from './engine-api.ts';
import { connectionChanged } from './events/connection-changed.ts';
import { drain, dueWork, workOn } from './events/drain.ts';
import { ongoingIncidents, ongoingResults, openOngoing } from './events/ongoing-incidents.ts';
import { askPortal, pollAndReport } from './events/poll.ts';
import { reprocess } from './events/reprocess.ts';
import { startApply } from './fixes/apply-preview.ts';
import { confirmExactLinks, confirmLink, unlink } from './fixes/confirm-links.ts';
import { confirmBillingJoin, confirmExactBillingJoins, removeBillingJoin } from './fixes/join-billing.ts';
import { planFix } from './fixes/plan-fix.ts';
import { planLink } from './fixes/plan-link.ts';
import { planSetupFix, productProposals } from './fixes/plan-setup-fix.ts';
import { setAllowance } from './fixes/set-allowance.ts';
import { connectionOf } from './read/connection-of.ts';
import { recognizeAgreement, recognizeCompany } from './read/recognize.ts';
import { planSync, stored } from './runs/plan-to-show.ts';
import { planUndo } from './runs/plan-undo.ts';
import { recover } from './runs/recover.ts';
import { startSync } from './runs/start-run.ts';
import { backupReport } from './views/backup-report.ts';
import { billingList } from './views/billing-list.ts';
import { companyView } from './views/company-view.ts';
import { customerBilling } from './views/customer-billing.ts';
import { guardPreview } from './views/guard-preview.ts';
import { healthHistory } from './views/health-history.ts';
import { journalList } from './views/journal-list.ts';
import { linkList } from './views/link-list.ts';
import { reconciliation } from './views/reconciliation.ts';
import { reportCompanies } from './views/report-companies.ts';
import { ruleSimulation } from './views/rule-simulation.ts';
import { runView } from './views/run-view.ts';
import { searchEvents } from './views/search-log.ts';
import { usageHistory } from './views/usage-history.ts';

/** What a user waits for. */
const FOR_USER = {
  recognizeCompany,
  recognizeAgreement,
  companyView,
  managedIdContext,
  searchCustomers,
  additionContext,
  ticketView,
  healthHistory,
  usageHistory,

  plan: stored(planSync),
  planFix: stored(planFix),
  planUndo: stored(planUndo),
  planLink: stored(planLink),
  planSetupFix: stored(planSetupFix),
  productProposals,
  setAllowance,
  apply: startApply,
  syncNow: startSync,
  cancelRun,
  run: runView,
  reprocess,

  ongoingIncidents,
  openOngoing,
  ongoingResults,

  bulkSync: bulkSyncView,
  startBulkSync,
  pauseBulkSync,
  cancelBulkSync,
  firstSync: firstSyncView,
  startFirstSync,
  cancelFirstSync,

  fleet: fleetView,
  fleetRows,
  compareFleet,
  cancelFleet,

  ruleSimulation,

  guardPreview,
  approvals: approvalList,
  rejectApprovals,
  restoreRejected,

  bulkAction: bulkActionView,
  bulkActionRows,
  bulkActionChanges,
  planBulkAction,
  applyBulkAction,
  pauseBulkAction,
  resumeBulkAction,
  cancelBulkAction,
  undoBulkAction,

  links: linkList,
  confirmLink,
  confirmExactLinks,
  unlink,

  billing: billingList,
  customerBilling,
  confirmBillingJoin,
  confirmExactBillingJoins,
  removeBillingJoin,
  reconciliation,

  backupReport,
  reportCompanies,

  connectionChanged,
  searchEvents,
  journal: journalList,
};

/** What nobody waits for at a screen: it takes its share of the rate behind what somebody does. */
const IN_BACKGROUND = {
  continueBulkSync: continueWork,
  poll: pollAndReport,
  drain,
  recover,
  askPortal,
  dueWork,
  workOn,
};

/**
 * The sync engine, seen from outside: the functions above, bound to their `deps`. Holds no state of its own: everything is in the
 * store, so an engine may be dropped at any await and another one made in its place.
 */
export type Engine = Bound<typeof FOR_USER> & Bound<typeof IN_BACKGROUND>;

type Bound<Functions> = {
  [Name in keyof Functions]: Functions[Name] extends (deps: EngineDeps, ...input: infer Input) => infer Output
    ? (...input: Input) => Output
    : never;
};

/** Creates the sync engine over what is passed in. */
export function createEngine(made: EngineDeps): Engine {
  const deps = boundToConnection(made);
  const background = { ...deps, connectWise: deps.backgroundConnectWise ?? deps.connectWise };
  return { ...bind(FOR_USER, deps), ...bind(IN_BACKGROUND, background) };
}

/**
 * Whatever the engine is given, it sees and keeps only what belongs to the ConnectWise and the portal that it writes for, and has consent
 * for those alone.
 */
function boundToConnection(deps: EngineDeps): EngineDeps {
  const { store, settings, settingsNow } = deps;
  const pair = connectionOf(deps);
  return {
    ...deps,
    store: isSamePair(store.connection, pair) ? store : store.forConnection(pair),
    settings: consentFor(settings, pair),
    ...(settingsNow && { settingsNow: async () => consentFor(await settingsNow(), pair) }),
  };
}

function bind<Functions extends Record<string, (deps: EngineDeps, ...input: never[]) => unknown>>(
  functions: Functions,
  deps: EngineDeps,
): Bound<Functions> {
  const bound = Object.entries(functions).map(([name, work]) => [name, work.bind(undefined, deps)]);
  return Object.fromEntries(bound) as Bound<Functions>;
}
