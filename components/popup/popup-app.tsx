import { useEffect, useState } from 'preact/hooks';
import type { CompanyIdentity } from '../../lib/domain/company-view.ts';
import { isReportedBy } from '../../lib/domain/connection-state.ts';
import type { StatusView } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { sentence } from '../../lib/shared/errors.ts';
import { SIDE_NAMES } from '../connection/texts.ts';
import { LockNow } from '../lock/lock-now.tsx';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ApprovalsLine } from './approvals-line.tsx';
import { BulkSyncLine } from './bulk-sync-line.tsx';
import { ConnectionRows } from './connection-rows.tsx';
import { ModeLine } from './mode-line.tsx';
import { NeedsUser } from './needs-user.tsx';
import { PollLine } from './poll-line.tsx';
import { SyncNow } from './sync-now.tsx';
import { TabScreen } from './tab-screen.tsx';
import { POPUP } from './texts.ts';

export interface PopupProps {
  /** The tab that the popup was opened on; undefined when the browser does not say. */
  activeTab: () => Promise<number | undefined>;
  openOptions: () => void;
  /** Opens the welcome page, where what is missing is connected. */
  openWelcome: () => void;
  /** Takes the popup away, so that the page under it can be pointed at. */
  close: () => void;
}

const REFRESH = 2000;

/** State of both connections, last and next poll, and Sync now for the company in the tab. */
export function PopupApp({ activeTab, openOptions, openWelcome, close }: PopupProps) {
  const status = useRequest(() => send('status.view', {}), { every: REFRESH });
  const tabId = useTab(activeTab);
  const company = useTabCompany(tabId);
  return (
    <main class="bb-popup">
      <header class="bb-popup-head">
        <img src="/icon/48.png" width="24" height="24" alt="" />
        <h1>{POPUP.title}</h1>
        <LockNow kind="quiet" />
        <Button kind="quiet" onClick={openOptions}>
          {POPUP.options}
        </Button>
      </header>
      {status.failure && <FailureNotice failure={status.failure} />}
      {status.value ? (
        <Status status={status.value} onPolled={status.reload} openWelcome={openWelcome} />
      ) : (
        !status.failure && <Skeleton />
      )}
      <BulkSyncLine />
      <TabScreen tabId={tabId ?? undefined} onPointing={close} />
      <SyncNow
        company={company}
        ready={status.value?.connectWise.state === 'ok'}
        needsPreview={status.value?.sync?.needsPreview ?? false}
        isViewer={status.value?.sync?.mode === 'viewer'}
        isReported={(failure) => isReportedBy(status.value, failure)}
      />
    </main>
  );
}

function Status({
  status,
  onPolled,
  openWelcome,
}: {
  status: StatusView;
  onPolled: () => void;
  openWelcome: () => void;
}) {
  const pollFailure = status.poll.failure;
  const notConnected = status.connectWise.state === 'not-connected' || status.portal.state === 'not-connected';
  return (
    <>
      {/* What a user has to decide comes before what is going on. */}
      <ApprovalsLine approvals={status.approvals} />
      <NeedsUser list={status.needsUser} />
      <ConnectionRows states={status} />
      {status.storage && <FailureNotice failure={status.storage} />}
      {pollFailure && !isReportedBy(status, pollFailure) && (
        <Notice tone="error">
          <p>
            <strong>{POPUP.aboutSide(SIDE_NAMES.portal)}</strong> {formatText(sentence(pollFailure))}
          </p>
        </Notice>
      )}
      {notConnected ? (
        <Button kind="primary" onClick={openWelcome}>
          {POPUP.setUp}
        </Button>
      ) : (
        !status.storage && <PollLine poll={status.poll} portal={status.portal} onPolled={onPolled} />
      )}
      <ModeLine sync={status.sync} />
    </>
  );
}

/** undefined: still asking; null: the browser does not say. */
function useTab(activeTab: PopupProps['activeTab']): number | null | undefined {
  const [tabId, setTabId] = useState<number | null>();
  useEffect(() => {
    void activeTab().then((found) => setTabId(found ?? null));
  }, [activeTab]);
  return tabId;
}

/** undefined: still asking; null: the tab shows no company that we recognise. */
function useTabCompany(tabId: number | null | undefined): CompanyIdentity | null | undefined {
  const [company, setCompany] = useState<CompanyIdentity | null>();
  useEffect(() => {
    if (tabId === null) setCompany(null);
    else if (tabId !== undefined)
      void send('tab.company', { tabId }).then((result) => setCompany(result.ok ? result.value : null));
  }, [tabId]);
  return company;
}
