import { linksByManagedId } from '../../lib/domain/link.ts';
import { hasUnreadableEntry } from '../../lib/domain/unreadable-words.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { CustomerHealth } from './customer-health.tsx';
import { FindingList, FixAllManagedIds } from './finding-list.tsx';
import { HistoryNote } from './history-note.tsx';
import type { PanelActions, PanelState } from './panel-state.ts';
import { RunReportView } from './run-report.tsx';
import * as FINDINGS from './texts/findings.ts';
import * as NO_CUSTOMER from './texts/no-customer.ts';
import type { HrefOf } from './ticket-links.tsx';
import { UnreadableNote } from './unreadable-note.tsx';
import { UsageSection } from './usage-section.tsx';
import { worstHealthFirst } from './worst-health.ts';

interface Props {
  state: PanelState;
  actions: PanelActions;
  busy: boolean;
  /** Whether the panel says a failure already. */
  isReported: (failure: Failure) => boolean;
  hrefOf: HrefOf;
}

/** What there is to know of the company: the last run, findings, health. */
export function Overview({ state, actions, busy, isReported, hrefOf }: Props) {
  const { view, run, now, history } = state;
  // Without an answer of the portal nobody knows whether there is none.
  const hasNoEntry =
    view !== null && view.customers.length === 0 && !view.portalFailure && !hasUnreadableEntry(view.unreadable);
  // Entries link by themselves only where the portal's customer ids are the EFS ids.
  const portal = state.connections?.portal.kind;
  const isLinkedByUsers = portal !== undefined && !linksByManagedId({ kind: portal });
  const onFix = view?.sync?.mode === 'viewer' ? undefined : actions.previewFix;
  return (
    <>
      {run && (
        <RunReportView
          report={run}
          screenIsOld={state.screenIsOld}
          now={now}
          busy={busy}
          isReported={isReported}
          onCancel={actions.cancelRun}
          onUndo={actions.previewUndo}
          onClose={actions.closeRun}
        />
      )}
      {!view && state.loading && <Skeleton silent />}
      <UnreadableNote rows={view?.unreadable} />
      {view && view.findings.length > 0 && (
        <section aria-label={FINDINGS.label}>
          <h3>{FINDINGS.counted(view.findings.length)}</h3>
          <FixAllManagedIds findings={view.findings} busy={busy} onFix={onFix} />
          <FindingList findings={view.findings} busy={busy} onFix={onFix} />
        </section>
      )}
      {view &&
        worstHealthFirst(view.customers).map((entry) => (
          <CustomerHealth key={entry.efsId} entry={entry} history={history} now={now} hrefOf={hrefOf} />
        ))}
      {view && view.customers.length > 0 && <HistoryNote history={history} />}
      {view && view.customers.length > 0 && <UsageSection usage={state.usage} onRead={actions.readUsage} />}
      {view && view.customers.length === 0 && hasUnreadableEntry(view.unreadable) && (
        <div class="empty">
          <p class="bb-strong">{NO_CUSTOMER.unreadable}</p>
          <p class="bb-muted">{NO_CUSTOMER.unreadableWhy}</p>
        </div>
      )}
      {view && view.customers.length === 0 && (view.suggestions?.length ?? 0) > 0 && (
        <section aria-label={NO_CUSTOMER.notLinked}>
          <h3>{NO_CUSTOMER.notLinked}</h3>
          <p class="bb-muted">{NO_CUSTOMER.notLinkedWhy}</p>
          {view.suggestions?.map(({ customerId, customerName, evidence }) => (
            <p key={customerId} class="suggestion">
              <span class="grow">
                <span class="bb-strong">{customerName}</span>{' '}
                <span class="bb-muted">{NO_CUSTOMER.suggestedBy(customerId, evidence)}</span>
              </span>
              {onFix && (
                <Button
                  disabled={busy}
                  label={NO_CUSTOMER.linkTo(customerName)}
                  onClick={() => actions.previewLink(customerId)}
                >
                  {NO_CUSTOMER.link}
                </Button>
              )}
            </p>
          ))}
        </section>
      )}
      {hasNoEntry && !view.suggestions?.length && (
        <div class="empty">
          <p class="bb-strong">{isLinkedByUsers ? NO_CUSTOMER.notLinked : NO_CUSTOMER.none}</p>
          <p class="bb-muted">
            {isLinkedByUsers ? `${NO_CUSTOMER.notLinkedWhy} ${NO_CUSTOMER.linkInOptions}` : NO_CUSTOMER.noneWhy}
          </p>
        </div>
      )}
    </>
  );
}
