import { useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { AutomaticCard } from './automatic-card.tsx';
import { ConnectWiseForm } from './connectwise-form.tsx';
import { DisconnectCard } from './disconnect-card.tsx';
import { AllowedConnections } from './policy-notes.tsx';
import { PortalForm } from './portal-form.tsx';
import { RoleCard } from './role-card.tsx';
import { CONNECTIONS, NEXT } from './texts/connections.ts';
import { UserNameCard } from './user-name-card.tsx';

interface Props {
  requestHost: (hostname: string) => Promise<boolean>;
  visible?: boolean;
}

/** Both ends of the bridge: what is connected and how it works now, and the forms to connect them. */
export function ConnectionsSection({ requestHost, visible = true }: Props) {
  const connection = useRequest(() => send('connection.view', {}), { when: visible, every: 10 * SECOND });
  /** Forms begin again after a side was disconnected: what they said of it no longer holds. */
  const [disconnects, setDisconnects] = useState(0);
  const { value, failure, reload } = connection;
  const states = value?.states;
  const isConnected = value?.connectWise && value.portal;
  const next = isConnected && <NextStep isComplete />;
  return (
    <>
      <h1>{CONNECTIONS.heading}</h1>
      <p class="bb-lead">{CONNECTIONS.lead}</p>
      <div class="bb-notices">
        <ConnectionNotices states={states} sides={[]} also={[failure]} />
        <AllowedConnections visible={visible} />
        {value && !isConnected && <NextStep isComplete={false} />}
      </div>
      {value ? (
        <>
          {isConnected && <AutomaticCard visible={visible} states={states} />}
          <ConnectWiseForm
            key={`connectwise ${disconnects}`}
            stored={value.connectWise}
            state={states?.connectWise}
            requestHost={requestHost}
            onSaved={reload}
            next={next}
          />
          <PortalForm
            key={`portal ${disconnects}`}
            stored={value.portal}
            state={states?.portal}
            requestHost={requestHost}
            onSaved={reload}
            next={next}
          />
          <RoleCard visible={visible} states={states} />
          <UserNameCard visible={visible} />
          <DisconnectCard
            stored={value}
            onDone={() => {
              setDisconnects((before) => before + 1);
              reload();
            }}
          />
        </>
      ) : (
        !failure && <Skeleton />
      )}
    </>
  );
}

/** What is missing after one side was connected, or after both were. */
function NextStep({ isComplete }: { isComplete: boolean }) {
  const { before, link, after } = isComplete ? NEXT.check : NEXT.finish;
  return (
    <p>
      {before}
      <a href={isComplete ? '#setup' : '/welcome.html'}>{link}</a>
      {after}
    </p>
  );
}
