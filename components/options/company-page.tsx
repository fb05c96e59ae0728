import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import { addressPart } from '../../lib/shared/address-part.ts';
import { ConnectionNotes, isNoted } from '../panel/connection-notes.tsx';
import { Overview } from '../panel/overview.tsx';
import { PlanPreview } from '../panel/preview.tsx';
import { announcement, isBusy } from '../panel/record-panel.tsx';
import { SyncBar } from '../panel/sync-bar.tsx';
import * as COMPANY from '../panel/texts/company.ts';
import { ticketAddress } from '../panel/ticket-address.ts';
import { Button } from '../ui/button.tsx';
import { useRequest } from '../ui/use-request.ts';
import { announceApprovalsChanged } from './approvals-changed.ts';
import { DaysTable } from './days-table.tsx';
import { JournalRuns } from './journal-runs.tsx';
import { ReconciliationTable } from './reconciliation-table.tsx';
import { COMPANY_PAGE } from './texts/fleet.ts';
import { useCompany } from './use-company.ts';

/** A company's page: what the panel in ConnectWise shows and does, with the tables behind its pictures and the company's journal. */
export function CompanyPage({ companyId, visible }: { companyId: number; visible: boolean }) {
  const [runs, setRuns] = useState(0);
  const { state, actions } = useCompany(companyId, () => {
    setRuns((known) => known + 1);
    announceApprovalsChanged();
  });
  const connection = useRequest(() => send('connection.view', {}), { when: visible });
  const { view, preview, now } = state;
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus is on the page before.
  useEffect(() => heading.current?.focus(), []);
  const name = state.companyName || COMPANY_PAGE.unnamed(companyId);
  const busy = isBusy(state);
  const site = connection.value?.connectWise?.site ?? '';
  const noted = {
    states: preview ? undefined : state.connections,
    portalFailure: preview ? undefined : view?.portalFailure,
    failure: state.failure,
  };
  const search = addressPart(name.slice(0, 100));
  return (
    <div class="bb-company">
      <p class="bb-visually-hidden" role="status">
        {announcement({
          state,
          planning: COMPANY.planning,
          reading: state.loading && !view ? COMPANY.readingHealth : '',
        })}
      </p>
      <nav class="bb-company-links" aria-label={name}>
        <a href="#companies">{COMPANY_PAGE.back}</a>
        <a href={`#approvals/${companyId}`}>{COMPANY_PAGE.approvals}</a>
        <a href={`#companies/links/${search}`}>{COMPANY_PAGE.links}</a>
        <a href={`#reports/${companyId}`}>{COMPANY_PAGE.report}</a>
      </nav>
      <header class="bb-company-head">
        <h1 tabIndex={-1} ref={heading}>
          {name}
        </h1>
        <Button busy={state.loading} onClick={actions.refresh}>
          {COMPANY_PAGE.refresh}
        </Button>
      </header>
      <section class="bb-card bb-company-now" aria-label={COMPANY_PAGE.backup}>
        <h2 class="bb-visually-hidden">{COMPANY_PAGE.backup}</h2>
        <ConnectionNotes {...noted} now={now} onRetry={actions.refresh} />
        {preview ? (
          <PlanPreview
            key={preview.plan.id}
            preview={preview}
            host={{ mayDecide: true }}
            now={now}
            busy={state.waitingFor === 'start'}
            onAllow={actions.allow}
            onApply={actions.apply}
            onCancel={actions.cancelPreview}
          />
        ) : (
          <Overview
            state={state}
            actions={actions}
            busy={busy}
            isReported={(failure) => isNoted(noted, failure)}
            hrefOf={(ticketId) => ticketAddress(site, ticketId)}
          />
        )}
        {!preview && <DaysTable history={state.history} />}
        {view && !preview && <SyncBar view={view} now={now} busy={busy} actions={actions} />}
      </section>
      {/* What cannot be read is said once, above. */}
      {view && (
        <section class="bb-card bb-section" aria-label={COMPANY_PAGE.billing}>
          <h2>{COMPANY_PAGE.billing}</h2>
          {/* Read again after each run of this page. */}
          <ReconciliationTable key={runs} companyId={companyId} />
        </section>
      )}
      <section aria-label={COMPANY_PAGE.journal}>
        <h2>{COMPANY_PAGE.journal}</h2>
        {/* Another list after each run of this page. */}
        <JournalRuns key={runs} companyId={companyId} visible={visible} />
      </section>
    </div>
  );
}
