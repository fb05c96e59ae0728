import type { BoardStatus, Reference } from '../../lib/domain/connectwise-records.ts';
import type { TicketSettings } from '../../lib/domain/settings.ts';
import { withoutTypes } from '../../lib/domain/ticket-choices.ts';
import { closingStatus, openingStatus } from '../../lib/domain/tickets/board-status.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { type Named, NamedChoice } from './named-choice.tsx';
import { Setting } from './setting.tsx';
import { BOARD } from './texts/tickets.ts';

interface Props {
  tickets: TicketSettings;
  /** Absent while ConnectWise has not answered. */
  boards: Reference[] | undefined;
  visible: boolean;
  /** Whether the section says a failure already. */
  isReported: (failure: Failure) => boolean;
  onChange: (part: Partial<TicketSettings>) => void;
}

/** The board, and which of its statuses a new and a recovered ticket get (docs/reference/setup-guides.md#step-1). */
export function TicketBoard(props: Props) {
  const { tickets, boards, onChange } = props;
  const { board } = tickets;
  const named = (boards ?? []).map(({ id, name }) => ({ id, name: name ?? BOARD.unnamed(id) }));
  return (
    <fieldset class="bb-card">
      <legend>{BOARD.heading}</legend>
      <div class="bb-fields">
        <Setting path="tickets.board">
          <NamedChoice
            label={BOARD.label}
            none={BOARD.none}
            chosen={board}
            choices={named}
            isComplete={boards !== undefined}
            hint={BOARD.hint}
            // The statuses and types of one board mean nothing on another.
            onChoose={(next) =>
              onChange({ board: next, newStatus: null, closedStatus: null, choices: withoutTypes(tickets.choices) })
            }
          />
        </Setting>
      </div>
      {board && <Statuses key={board.id} {...props} board={board} />}
    </fieldset>
  );
}

function Statuses({ tickets, board, visible, isReported, onChange }: Props & { board: Named }) {
  const { id } = board;
  const asked = useRequest(() => send('boards.statuses', { boardId: id }), { when: visible });
  const active = asked.value?.filter(({ inactive }) => !inactive);
  const open = active?.filter(({ closedStatus }) => !closedStatus);
  const closed = active?.filter(({ closedStatus }) => closedStatus);
  const opening = active && openingStatus(board, active, { newStatus: null });
  const closing = active && closingStatus(board, active, { closedStatus: null });
  return (
    <>
      <div class="bb-fields bb-section">
        <Setting path="tickets.newStatus">
          <NamedChoice
            label={BOARD.newStatus}
            none={ofBoard(opening)}
            chosen={tickets.newStatus}
            choices={named(open)}
            isComplete={open !== undefined}
            onChoose={(newStatus) => onChange({ newStatus })}
          />
        </Setting>
        <Setting path="tickets.closedStatus">
          <NamedChoice
            label={BOARD.closedStatus}
            none={ofBoard(closing)}
            chosen={tickets.closedStatus}
            choices={named(closed)}
            isComplete={closed !== undefined}
            hint={BOARD.closedStatusHint}
            onChoose={(closedStatus) => onChange({ closedStatus })}
          />
        </Setting>
      </div>
      <div class="bb-answer" aria-live="polite">
        {asked.failure && !isReported(asked.failure) && <FailureNotice failure={asked.failure} tone="warning" />}
        {opening && opening.escalationStatus !== 'NotResponded' && !tickets.newStatus && (
          <Notice tone="warning">{BOARD.noEscalation(board.name, opening.name)}</Notice>
        )}
        {open?.length === 0 && <Notice tone="warning">{BOARD.noOpenStatus(board.name)}</Notice>}
        {closed?.length === 0 && <Notice tone="warning">{BOARD.noClosedStatus(board.name)}</Notice>}
      </div>
    </>
  );
}

function ofBoard(status: BoardStatus | undefined): string {
  return status ? BOARD.ofBoardNamed(status.name) : BOARD.ofBoard;
}

function named(statuses: readonly BoardStatus[] | undefined): Named[] {
  return (statuses ?? []).map(({ id, name }) => ({ id, name }));
}
