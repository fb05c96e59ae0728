import { useState } from 'preact/hooks';
import {
  DEFAULT_LOCK_MINUTES,
  LOCK_MINUTES,
  LONGEST_PASSPHRASE,
  type LockMinutes,
  SHORTEST_PASSPHRASE,
} from '../../lib/domain/lock.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField, TextField } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { COMMON } from './texts/common.ts';
import { LOCK_CARD as TEXTS } from './texts/lock.ts';

export type LockTask = 'set' | 'change' | 'remove';

export interface TypedLock {
  current: string;
  passphrase: string;
  minutes: LockMinutes;
}

type Typed = TypedLock & { repeated: string };
type Mistakes = Partial<Record<'current' | 'passphrase' | 'repeated', string>>;

interface Props {
  task: LockTask;
  minutes: LockMinutes;
  /** Answers why it was not done, or null. */
  onSubmit: (typed: TypedLock) => Promise<Failure | null>;
  onCancel: (() => void) | undefined;
}

const SUBMIT: Record<LockTask, string> = { set: TEXTS.set, change: TEXTS.save, remove: TEXTS.confirmRemove };

/** The fields to set a passphrase, to change it or the time, or to remove it. */
export function LockForm({ task, minutes, onSubmit, onCancel }: Props) {
  const [typed, setTyped] = useState<Typed>({ current: '', passphrase: '', repeated: '', minutes });
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const type = (part: Partial<Typed>) => {
    setTyped((before) => ({ ...before, ...part }));
    setMistakes({});
    setFailure(null);
  };
  const submit = async () => {
    const found = mistakesIn(task, typed);
    setMistakes(found);
    if (Object.keys(found).length > 0 || busy) return;
    setBusy(true);
    setFailure(null);
    const { repeated: _, ...sent } = typed;
    const refused = await onSubmit(sent);
    setBusy(false);
    setFailure(refused);
    if (!refused) setTyped({ current: '', passphrase: '', repeated: '', minutes });
  };
  const secret = (field: 'current' | 'passphrase' | 'repeated', label: string, hint?: string) => (
    <TextField
      secret
      label={label}
      hint={hint}
      maxLength={LONGEST_PASSPHRASE}
      value={typed[field]}
      error={mistakes[field]}
      takesFocus={field === 'current'}
      onInput={(text) => type({ [field]: text })}
    />
  );

  return (
    <form
      aria-label={TEXTS.title}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="bb-fields bb-section">
        {task !== 'set' && secret('current', TEXTS.current)}
        {task === 'set' && secret('passphrase', TEXTS.passphrase, TEXTS.hint)}
        {task === 'change' && secret('passphrase', TEXTS.newPassphrase, TEXTS.newHint)}
        {task !== 'remove' && secret('repeated', TEXTS.repeat)}
        {task !== 'remove' && (
          <ChoiceField
            label={TEXTS.minutes}
            value={String(typed.minutes)}
            choices={TEXTS.choices}
            onChange={(chosen) => type({ minutes: minutesOf(chosen) })}
          />
        )}
      </div>
      <div class="bb-answer">{failure && <FailureNotice failure={failure} />}</div>
      <footer class="bb-card-foot">
        {onCancel && (
          <Button onClick={onCancel} disabled={busy}>
            {COMMON.cancel}
          </Button>
        )}
        <Button kind="primary" type="submit" busy={busy}>
          {SUBMIT[task]}
        </Button>
      </footer>
    </form>
  );
}

function mistakesIn(task: LockTask, { current, passphrase, repeated }: Typed): Mistakes {
  const isNew = task === 'set' || (task === 'change' && (passphrase !== '' || repeated !== ''));
  return {
    ...(task !== 'set' && current === '' && { current: TEXTS.missing }),
    ...(isNew && passphrase.length < SHORTEST_PASSPHRASE && { passphrase: TEXTS.tooShort }),
    ...(isNew && passphrase !== repeated && { repeated: TEXTS.different }),
  };
}

function minutesOf(chosen: string): LockMinutes {
  return LOCK_MINUTES.find((minutes) => String(minutes) === chosen) ?? DEFAULT_LOCK_MINUTES;
}
