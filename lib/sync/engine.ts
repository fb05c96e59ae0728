import type { Plan } from '../domain/change.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { cancelRun } from './apply/cancel-run.ts';
import { bulkSyncView, cancelBulkSync, continueBulkSync, pauseBulkSync, startBulkSync } from './bulk/bulk-sync.ts';
import { cancelFirstSync, continueFirstSync, firstSyncView, startFirstSync } from './bulk/first-sync.ts';
import { additionContext, managedIdContext } from './check/contexts.ts';
import { ticketView } from './check/ticket-view.ts';
import type { Engine, EngineDeps } from './engine-api.ts';
import { drain } from './events/drain.ts';
import { poll } from './events/poll.ts';
import { reprocess } from './events/reprocess.ts';
import { startApply } from './fixes/apply-preview.ts';
import { planFix } from './fixes/plan-fix.ts';
import { connectionStopped, resumeConnection } from './pacing/connection-stop.ts';
import { FOR_USER } from './read/observe.ts';
import { customerKnown } from './read/portal-customers.ts';
import { recognizeAgreement, recognizeCompany } from './read/recognize.ts';
import { planUndo } from './runs/plan-undo.ts';
import { recover } from './runs/recover.ts';
import { startSync } from './runs/start-run.ts';
import { planOf } from './runs/sync-company.ts';
import { companyView } from './views/company-view.ts';
import { eventViews } from './views/event-views.ts';
import { healthHistory } from './views/health-history.ts';
import { journalList } from './views/journal-list.ts';

/** What was read through a connection: another tenant, or another right, may give something else. */
const CACHED_READS = [
  'setup:',
  'name:',
  'company:',
  'agreements:',
  'view:',
  'ticket:',
  'others:',
  'rivals:',
  'portal-customers',
  'facts:',
  'jobs:',
  'poll:paused',
];

/** The sync engine over what is passed in. Holds nothing itself, see `Engine`. */
export function createEngine(deps: EngineDeps): Engine {
  /** What nobody waits for at a screen takes its share of the rate behind what somebody does. */
  const background: EngineDeps = { ...deps, connectWise: deps.backgroundConnectWise ?? deps.connectWise };
  /** A plan is stored before it is shown, so that what is applied is what was looked at. */
  const stored = async (plan: Result<Plan>): Promise<Result<Plan>> => {
    if (!plan.ok) return plan;
    const bound: Plan = { ...plan.value, tenant: deps.connectWise.tenant };
    await deps.store.putPlan(bound);
    return ok(bound);
  };
  return {
    recognizeCompany: (recordIds, banner) => recognizeCompany(deps, recordIds, banner),
    recognizeAgreement: (recordIds, banner) => recognizeAgreement(deps, recordIds, banner),
    companyView: (companyId, options) => companyView(deps, companyId, options),
    managedIdContext: (companyId) => managedIdContext(deps, companyId),
    additionContext: (agreementId) => additionContext(deps, agreementId),
    ticketView: (ticketId, banner, options) => ticketView(deps, ticketId, banner, options),
    healthHistory: (companyId, timeZone, days) => healthHistory(deps, companyId, timeZone, days),
    customerKnown: (customerId) => customerKnown(deps, customerId),

    plan: async (companyId) => {
      const planned = await planOf(deps, companyId, FOR_USER);
      return stored(planned.ok ? ok(planned.value.plan) : planned);
    },
    planFix: async (companyId, findingId) => stored(await planFix(deps, companyId, findingId)),
    planUndo: async (runId, entryId) => stored(await planUndo(deps, runId, entryId)),
    apply: (planId, confirmed) => startApply(deps, planId, confirmed),
    syncNow: (companyId) => startSync(deps, companyId),
    cancelRun: (runId) => cancelRun(deps, runId),
    reprocess: (source, eventId) => reprocess(deps, source, eventId),

    bulkSync: () => bulkSyncView(deps),
    startBulkSync: () => startBulkSync(deps),
    pauseBulkSync: () => pauseBulkSync(deps),
    cancelBulkSync: () => cancelBulkSync(deps),
    firstSync: () => firstSyncView(deps),
    startFirstSync: () => startFirstSync(deps),
    cancelFirstSync: () => cancelFirstSync(deps),
    continueBulkSync: async (until) => {
      await continueBulkSync(background, until);
      await continueFirstSync(background, until);
    },

    run: async (runId) => {
      const run = await deps.store.getRun(runId);
      if (run) return ok({ run, entries: await deps.store.journalOfRun(runId) });
      return fail({ code: 'not-found', message: 'This run is not in the journal.', nextStep: 'Look at the journal.' });
    },

    poll: async () => {
      const polled = await poll(background);
      const failure = polled.failure ?? (await connectionStopped(deps));
      return ok({ ...polled, ...(failure && { failure }) });
    },
    drain: () => drain(background),
    recover: () => recover(background),
    connectionChanged: async () => {
      for (const prefix of CACHED_READS) await deps.store.forget(prefix);
      await resumeConnection(deps);
    },

    events: (limit) => eventViews(deps, limit),
    journal: (filter) => journalList(deps.store, filter),
  };
}
