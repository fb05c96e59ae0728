import type { ComponentChildren } from 'preact';
import type { Advice } from '../../lib/domain/connection-advice.ts';
import type { Cleaned } from '../../lib/shared/typed-text.ts';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { ADVICE, CORRECTION, cleanedSentence } from './texts/advice.ts';

interface NoteProps {
  icon: IconName;
  text: string;
  /** Of the button that corrects the field. */
  label?: string | undefined;
  onCorrect?: (() => void) | undefined;
}

/** A sentence below a field, with a button that corrects it. */
export function FieldNote({ icon, text, label, onCorrect }: NoteProps) {
  return (
    <div class="bb-note">
      <Icon name={icon} />
      <span>{text}</span>
      {label !== undefined && onCorrect && (
        <Button kind="quiet" onClick={onCorrect}>
          {label}
        </Button>
      )}
    </div>
  );
}

interface AdviceNoteProps<Field extends string> {
  field: Field;
  advice: readonly Advice<Field>[];
  cleaned: Cleaned | undefined;
  onCorrect: (to: Partial<Record<Field, string>>) => void;
  /** Shown where nothing looks wrong. */
  otherwise?: ComponentChildren;
}

/** Returns what is to be said below a field: what looks wrong and its correction, or what was removed; undefined: nothing. */
export function adviceNote<Field extends string>(props: AdviceNoteProps<Field>): ComponentChildren {
  const { field, advice, cleaned, onCorrect, otherwise } = props;
  const found = advice.find((one) => one.field === field);
  const removed = cleaned && cleanedSentence(cleaned);
  if (!found && removed === undefined) return otherwise;
  const { to } = found ?? {};
  return (
    <>
      {removed !== undefined && <FieldNote icon="info" text={removed} />}
      {found && (
        <FieldNote
          icon="warning"
          text={ADVICE[found.kind]}
          label={correctionLabel(found)}
          onCorrect={to && (() => onCorrect(to))}
        />
      )}
    </>
  );
}

/** A client ID is shown nowhere: it is treated like a key. */
function correctionLabel({ kind, field, to }: Advice<string>): string | undefined {
  if (!to) return undefined;
  if (kind === 'guid-form') return CORRECTION.dashes;
  if (kind === 'joined') return CORRECTION.split;
  if (kind === 'client-id' || kind === 'address') return to[field] === '' ? CORRECTION.move : CORRECTION.split;
  return CORRECTION.use(to[field] ?? '');
}
