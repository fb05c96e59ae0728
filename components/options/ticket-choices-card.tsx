import { ACCOUNT_KINDS, type AccountKind } from '../../lib/domain/portal-facts.ts';
import {
  type AvailableChoices,
  NO_CHOICE,
  subTypesOf,
  TICKET_SEVERITIES,
  type TicketChoice,
  type TicketChoices,
  type TicketSeverity,
} from '../../lib/domain/ticket-choices.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { type Named, NamedChoice } from './named-choice.tsx';
import { Setting } from './setting.tsx';
import { CHOICES, KINDS } from './texts/ticket-choices.ts';

interface Props {
  board: Named;
  choices: TicketChoices;
  visible: boolean;
  /** Whether the section says a failure already. */
  isReported: (failure: Failure) => boolean;
  onChange: (choices: TicketChoices) => void;
}

/** Priority, type and subtype of new tickets, by severity and by what is protected. */
export function TicketChoicesCard({ board, choices, visible, isReported, onChange }: Props) {
  const asked = useRequest(() => send('boards.ticket-choices', { boardId: board.id }), { when: visible });
  const set = (severity: TicketSeverity, kind: AccountKind, choice: TicketChoice) => {
    const others = { ...choices };
    delete others[`${severity}/${kind}`];
    const isEmpty = !choice.priority && !choice.type && !choice.subType;
    onChange(isEmpty ? others : { ...others, [`${severity}/${kind}`]: choice });
  };
  return (
    <fieldset class="bb-card">
      <legend>{CHOICES.heading}</legend>
      <p>{CHOICES.about}</p>
      {asked.failure && !isReported(asked.failure) && <FailureNotice failure={asked.failure} tone="warning" />}
      {TICKET_SEVERITIES.map((severity) => (
        <details key={severity} class="bb-tolerances">
          <summary>
            {CHOICES.severities[severity]}: {CHOICES.chosen(chosenIn(choices, severity))}
          </summary>
          {ACCOUNT_KINDS.map((kind) => (
            <Setting key={kind} path={`tickets.choices.${severity}/${kind}`}>
              <ChoiceRow
                title={KINDS[kind]}
                choice={choices[`${severity}/${kind}`] ?? NO_CHOICE}
                available={asked.value}
                onChange={(choice) => set(severity, kind, choice)}
              />
            </Setting>
          ))}
        </details>
      ))}
    </fieldset>
  );
}

function chosenIn(choices: TicketChoices, severity: TicketSeverity): number {
  return ACCOUNT_KINDS.filter((kind) => choices[`${severity}/${kind}`]).length;
}

interface RowProps {
  title: string;
  choice: TicketChoice;
  /** Absent while ConnectWise has not answered. */
  available: AvailableChoices | undefined;
  onChange: (choice: TicketChoice) => void;
}

function ChoiceRow({ title, choice, available, onChange }: RowProps) {
  const { type } = choice;
  const subTypes = type && available ? subTypesOf(type.id, available.subTypes) : [];
  return (
    <fieldset class="bb-fields bb-ticket-choice">
      <legend>{title}</legend>
      <NamedChoice
        label={CHOICES.priority}
        none={CHOICES.none}
        chosen={choice.priority}
        choices={available?.priorities ?? []}
        isComplete={available !== undefined}
        onChoose={(priority) => onChange({ ...choice, priority })}
      />
      <NamedChoice
        label={CHOICES.type}
        none={CHOICES.none}
        chosen={type}
        choices={available?.types ?? []}
        isComplete={available !== undefined}
        // A subtype belongs to its type.
        onChoose={(next) => onChange({ ...choice, type: next, subType: null })}
      />
      {type && (
        <NamedChoice
          label={CHOICES.subType}
          none={CHOICES.none}
          chosen={choice.subType}
          choices={subTypes.map(({ id, name }) => ({ id, name }))}
          isComplete={available !== undefined}
          onChoose={(subType) => onChange({ ...choice, subType })}
        />
      )}
    </fieldset>
  );
}
