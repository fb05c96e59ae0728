import { ChoiceField } from '../ui/field.tsx';
import { BOARD } from './texts/tickets.ts';

/** A record of ConnectWise that a setting names. */
export type Named = { id: number; name: string };

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
export function NamedChoice({ label, none, chosen, choices, isComplete, hint, onChoose }: NamedChoiceProps) {
  const isGone = chosen !== null && !choices.some(({ id }) => id === chosen.id);
  const listed = isGone ? [{ ...chosen, name: isComplete ? BOARD.gone(chosen.name) : chosen.name }] : [];
  return (
    <ChoiceField
      label={label}
      value={chosen ? String(chosen.id) : ''}
      choices={[
        { value: '', label: none },
        ...[...listed, ...choices].map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      hint={hint}
      onChange={(value) => onChoose(onlyNamed(choices.find(({ id }) => String(id) === value)))}
    />
  );
}

/** A setting keeps id and name alone, whatever else is in the list. */
function onlyNamed(choice: Named | undefined): Named | null {
  return choice ? { id: choice.id, name: choice.name } : null;
}
