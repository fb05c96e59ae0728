import { useState } from 'preact/hooks';
import type { ConnectionStates } from '../../lib/domain/connection-state.ts';
import type { PollView } from '../../lib/domain/event-view.ts';
import { send } from '../../lib/messages/send.ts';
import { type IsoTime, readTime } from '../../lib/shared/time.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { formatCountdown } from '../ui/format.ts';
import { POLL } from './texts.ts';

interface Props {
  poll: PollView;
  portal: ConnectionStates['portal'];
  onPolled: () => void;
}

/** When the portal was last checked for events, and when it is next. */
export function PollLine({ poll, portal, onPolled }: Props) {
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    await send('poll.now', {});
    setBusy(false);
    onPolled();
  };
  // Only a check that was answered has a time: while the portal fails, the last try is newer than that.
  const [before, next] =
    portal.state === 'failed' ? [POLL.lastAnswerBefore, POLL.nextCheck] : [POLL.checkedBefore, POLL.next];
  return (
    <div class="bb-poll">
      <p>
        {poll.lastPollAt ? (
          <>
            {before}
            <Age at={poll.lastPollAt} />
          </>
        ) : (
          POLL.never
        )}
        {poll.nextPollAt && next(countdownTo(poll.nextPollAt))}
      </p>
      <Button kind="quiet" busy={busy} onClick={() => void check()}>
        {POLL.now}
      </Button>
    </div>
  );
}

function countdownTo(at: IsoTime): string {
  const now = Date.now();
  return formatCountdown(readTime(at) ?? now, now);
}
