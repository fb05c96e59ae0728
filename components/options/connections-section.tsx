import { send } from '../../lib/messages/send.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ConnectWiseForm } from './connectwise-form.tsx';
import { PortalForm } from './portal-form.tsx';
import { RoleCard } from './role-card.tsx';

/** Both ends of the bridge: what is connected, and the forms to connect them. */
export function ConnectionsSection({ requestHost }: { requestHost: (hostname: string) => Promise<boolean> }) {
  const connection = useRequest(() => send('connection.view', {}));
  return (
    <>
      <h1>Connections</h1>
      <p class="bb-lead">
        Backup Bridge talks to your ConnectWise and to your backup portal, and to nobody else. Keys stay in this
        browser.
      </p>
      {connection.problem && <ProblemNotice problem={connection.problem} />}
      {connection.value ? (
        <>
          <ConnectWiseForm
            stored={connection.value.connectWise}
            requestHost={requestHost}
            onSaved={connection.reload}
          />
          <PortalForm stored={connection.value.portal} requestHost={requestHost} onSaved={connection.reload} />
          <RoleCard visible />
        </>
      ) : (
        !connection.problem && <Skeleton />
      )}
    </>
  );
}
