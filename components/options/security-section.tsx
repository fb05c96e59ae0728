import { send } from '../../lib/messages/send.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { KeysCard, LeavesCard } from './keys-card.tsx';
import { LockCard } from './lock-card.tsx';
import { AllowedConnections } from './policy-notes.tsx';
import { SECURITY } from './texts/security.ts';

/** What an administrator who answers for security looks for: keys, where anything goes, and the lock of our own pages. */
export function SecuritySection({ visible }: { visible: boolean }) {
  const { value, failure, reload } = useRequest(() => send('connection.view', {}), { when: visible });
  return (
    <>
      <h1>{SECURITY.heading}</h1>
      <p class="bb-lead">{SECURITY.lead}</p>
      <div class="bb-notices">
        {failure && <FailureNotice failure={failure} onRetry={reload} />}
        <AllowedConnections visible={visible} />
      </div>
      {value ? (
        <>
          <KeysCard stored={value} />
          <LeavesCard stored={value} />
        </>
      ) : (
        !failure && <Skeleton />
      )}
      <LockCard visible={visible} />
    </>
  );
}
