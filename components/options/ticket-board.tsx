import type { BoardStatus, Reference } from '../../lib/domain/connectwise-records.ts';
import type { TicketSettings } from '../../lib/domain/settings.ts';
import { closingStatus, openingStatus } from '../../lib/domain/tickets/board-status.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { ChoiceField } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';

interface Props {
  tickets: TicketSettings;
  /** Absent while ConnectWise has not answered. */
  boards: Reference[] | undefined;
  visible: boolean;
  /** Whether the section says a failure already. */
  isReported: (failure: Failure) => boolean;
  onChange: (part: Partial<TicketSettings>) => void;
}

type Named = { id: number; name: string };

/** The board, and which of its statuses a new and a recovered ticket get (docs/reference/setup-guides.md#step-1). */
export function TicketBoard(props: Props) {
  const { tickets, boards, onChange } = props;
  const { board } = tickets;
  const named = (boards ?? []).map(({ id, name }) => ({ id, name: name ?? `Board ${id}` }));
  return (
    <fieldset class="bb-card">
      <legend>Service board</legend>
      <div class="bb-fields">
        <NamedChoice
          label="Board of new tickets"
          none="No board: tickets are off"
          chosen={board}
          choices={named}
          isComplete={boards !== undefined}
          hint="Give backup tickets a board, or statuses, of their own if you can: it keeps them apart from your customers’ requests."
          // The statuses of one board mean nothing on another.
          onChoose={(next) => onChange({ board: next, newStatus: null, closedStatus: null })}
        />
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
        <NamedChoice
          label="Status of new tickets"
          none={ofBoard(opening)}
          chosen={tickets.newStatus}
          choices={named(open)}
          isComplete={open !== undefined}
          onChoose={(newStatus) => onChange({ newStatus })}
        />
        <NamedChoice
          label="Status of closed tickets"
          none={ofBoard(closing)}
          chosen={tickets.closedStatus}
          choices={named(closed)}
          isComplete={closed !== undefined}
          hint="A ticket that was moved gets the status of this name on its board, or that board’s own."
          onChoose={(closedStatus) => onChange({ closedStatus })}
        />
      </div>
      <div class="bb-answer" aria-live="polite">
        {asked.failure && !isReported(asked.failure) && <FailureNotice failure={asked.failure} tone="warning" />}
        {opening && opening.escalationStatus !== 'NotResponded' && !tickets.newStatus && (
          <Notice tone="warning">
            “{board.name}” has no status whose escalation is Not Responded, so new tickets get “{opening.name}”. Choose
            another one above if that is not what you mean.
          </Notice>
        )}
        {open?.length === 0 && (
          <Notice tone="warning">
            “{board.name}” has no open status, so no ticket can be opened there. Add one in System › Setup Tables ›
            Service Board › Statuses.
          </Notice>
        )}
        {closed?.length === 0 && (
          <Notice tone="warning">
            “{board.name}” has no closed status, so a recovered ticket cannot be closed. Mark one as Closed in System ›
            Setup Tables › Service Board › Statuses.
          </Notice>
        )}
      </div>
    </>
  );
}

function ofBoard(status: BoardStatus | undefined): string {
  return status ? `As the board has it (${status.name})` : 'As the board has it';
}

function named(statuses: readonly BoardStatus[] | undefined): Named[] {
  return (statuses ?? []).map(({ id, name }) => ({ id, name }));
}

interface NamedChoiceProps {
  label: string;
  /** What stands for null. */
  none: string;
  chosen: Named | null;
  choices: readonly Named[];
  /** False while ConnectWise has not listed them: then what is chosen may be there. */
  isComplete: boolean;
  hint?: string;
  onChoose: (choice: Named | null) => void;
}

/** A choice among records. What is chosen stays in the list when ConnectWise does not name it, with a word on that. */
function NamedChoice({ label, none, chosen, choices, isComplete, hint, onChoose }: NamedChoiceProps) {
  const isGone = chosen !== null && !choices.some(({ id }) => id === chosen.id);
  const listed = isGone ? [{ ...chosen, name: isComplete ? `${chosen.name} (not there any more)` : chosen.name }] : [];
  return (
    <ChoiceField
      label={label}
      value={chosen ? String(chosen.id) : ''}
      choices={[
        { value: '', label: none },
        ...[...listed, ...choices].map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      hint={hint}
      onChange={(value) => onChoose(choices.find(({ id }) => String(id) === value) ?? null)}
    />
  );
}
