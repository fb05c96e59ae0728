import { readableRows } from '../../domain/record-list.ts';
import type { BOARDS } from '../../messages/declarations/boards.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Background } from '../background.ts';

/** Service boards and their statuses, as ConnectWise has them now: for choosing where tickets go. Needs no portal. */
export function boardHandlers({ engines }: Background): HandlersOf<typeof BOARDS> {
  return {
    'boards.list': async () => {
      const connectWise = await engines.connectWise();
      return connectWise.ok ? readableRows(await connectWise.value.boards()) : connectWise;
    },
    'boards.statuses': async ({ boardId }) => {
      const connectWise = await engines.connectWise();
      return connectWise.ok ? readableRows(await connectWise.value.boardStatuses(boardId)) : connectWise;
    },
    'boards.ticket-choices': async ({ boardId }) => {
      const connectWise = await engines.connectWise();
      return connectWise.ok ? connectWise.value.ticketChoices(boardId) : connectWise;
    },
  };
}
