import { isReportedBy } from '../../lib/domain/connection-state.ts';
import { send } from '../../lib/messages/send.ts';
import { useConnections } from '../connection/use-connections.ts';
import { SaveBar } from '../options/save-bar.tsx';
import { TicketBoard } from '../options/ticket-board.tsx';
import { useSettings } from '../options/use-settings.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { SYNC_STEP } from './texts.ts';

/** The board for tickets: the one setting of tickets that has no default. */
export function BoardCard() {
  const settings = useSettings(true);
  const boards = useRequest(() => send('boards.list', {}));
  const states = useConnections(true);
  const { draft } = settings;
  if (settings.failure) return <FailureNotice failure={settings.failure} />;
  if (!draft) return <Skeleton />;
  return (
    <form
      aria-label={SYNC_STEP.tickets}
      onSubmit={(event) => {
        event.preventDefault();
        void settings.save();
      }}
    >
      {boards.failure && !isReportedBy(states, boards.failure) && <FailureNotice failure={boards.failure} />}
      <TicketBoard
        tickets={draft.tickets}
        boards={boards.value}
        visible
        isReported={(failure) => isReportedBy(states, failure)}
        onChange={(part) => settings.change({ tickets: { ...draft.tickets, ...part } })}
      />
      <SaveBar saving={settings.saving} />
    </form>
  );
}
