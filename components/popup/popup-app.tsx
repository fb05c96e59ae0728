import { useEffect, useState } from 'preact/hooks';
import type { CompanyIdentity, PollView } from '../../lib/domain/views.ts';
import type { StatusView } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { NeedsPerson } from './needs-person.tsx';
import { SweepLine } from './sweep-line.tsx';
import { SyncNow } from './sync-now.tsx';
import { TabScreen } from './tab-screen.tsx';

export interface PopupProps {
  /** The tab that the popup was opened on; undefined when the browser does not say. */
  activeTab: () => Promise<number | undefined>;
  openOptions: () => void;
  /** Takes the popup away, so that the page under it can be pointed at. */
  close: () => void;
}

const REFRESH = 2000;

/** State of both connections, last and next poll, and Sync now for the company in the tab. */
export function PopupApp({ activeTab, openOptions, close }: PopupProps) {
  const status = useRequest(() => send('status.view', {}), { every: REFRESH });
  const tabId = useTab(activeTab);
  const company = useTabCompany(tabId);
  return (
    <main class="bb-popup">
      <header class="bb-popup-head">
        <img src="/icon/48.png" width="24" height="24" alt="" />
        <h1>Backup Bridge</h1>
        <Button kind="quiet" onClick={openOptions}>
          Options
        </Button>
      </header>
      {status.problem && <ProblemNotice problem={status.problem} />}
      {status.value ? (
        <Status status={status.value} onPolled={status.reload} openOptions={openOptions} />
      ) : (
        !status.problem && <Skeleton />
      )}
      <SweepLine />
      <TabScreen tabId={tabId ?? undefined} onPointing={close} />
      <SyncNow company={company} ready={status.value?.connectWise.state === 'ok'} />
    </main>
  );
}

function Status({
  status,
  onPolled,
  openOptions,
}: {
  status: StatusView;
  onPolled: () => void;
  openOptions: () => void;
}) {
  const notConnected = status.connectWise.state === 'not-connected' || status.portal.state === 'not-connected';
  return (
    <>
      <dl class="bb-status">
        <Connection name="ConnectWise" state={status.connectWise.state} detail={status.connectWise.site} />
        <Connection
          name="Backup portal"
          state={status.portal.state}
          detail={status.portal.kind && PORTAL_NAMES[status.portal.kind]}
        />
      </dl>
      {status.connectWise.problem && <ProblemNotice problem={status.connectWise.problem} />}
      {status.portal.problem && <ProblemNotice problem={status.portal.problem} />}
      {notConnected ? (
        <Button kind="primary" onClick={openOptions}>
          Set up the connections
        </Button>
      ) : (
        <Poll poll={status.poll} onPolled={onPolled} />
      )}
      <NeedsPerson list={status.needsPerson} />
    </>
  );
}

const PORTAL_NAMES = { x360recover: 'Axcient x360Recover', 'efs-portal': 'EFS portal' } as const;
const STATE_WORDS = {
  'not-connected': 'Not connected',
  unknown: 'Not known',
  ok: 'Connected',
  failed: 'Not working',
} as const;
const STATE_TONES = { 'not-connected': 'quiet', unknown: 'quiet', ok: 'ok', failed: 'error' } as const;

function Connection({
  name,
  state,
  detail,
}: {
  name: string;
  state: keyof typeof STATE_WORDS;
  detail?: string | undefined;
}) {
  return (
    <div class="bb-status-row">
      <dt>{name}</dt>
      <dd>
        <span class={`bb-dot bb-dot-${STATE_TONES[state]}`} aria-hidden="true" />
        {STATE_WORDS[state]}
        {detail && <span class="bb-hint"> {detail}</span>}
      </dd>
    </div>
  );
}

function Poll({ poll, onPolled }: { poll: PollView; onPolled: () => void }) {
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    await send('poll.now', {});
    setBusy(false);
    onPolled();
  };
  return (
    <div class="bb-poll">
      <p>
        {poll.lastPollAt ? (
          <>
            Portal asked <Age at={poll.lastPollAt} />
          </>
        ) : (
          'Portal not asked yet'
        )}
        {poll.nextPollAt && (
          <span class="bb-hint">
            next <Age at={poll.nextPollAt} />
          </span>
        )}
      </p>
      <Button kind="quiet" busy={busy} onClick={() => void ask()}>
        Ask now
      </Button>
    </div>
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
