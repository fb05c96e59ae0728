import { useState } from 'preact/hooks';
import type { NotificationRule } from '../../lib/domain/notification-rule.ts';
import { EVENT_TYPES, type EventType } from '../../lib/domain/portal-facts.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField, Switch, TextAreaField, TextField } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ruleFailure } from './rule-draft.ts';
import { RuleSimulationCheck } from './rule-simulation.tsx';
import { COMMON } from './texts/common.ts';
import { ACTION_WORDS, RULE, TYPE_WORDS } from './texts/rules.ts';
import { useUnsaved } from './use-unsaved.ts';

interface Props {
  title: string;
  rule: NotificationRule;
  /** `Create` or `Save`, as it does. */
  saveLabel: string;
  /** Answers why it was not saved; null when it was, and the editor is taken away. */
  onSave: (rule: NotificationRule) => Promise<Failure | null>;
  onCancel: () => void;
}

const ACTIONS = (['open-ticket', 'synchronize'] as const).map((value) => ({ value, label: ACTION_WORDS[value] }));

/**
 * The fields of a rule as the guides have them (docs/reference/setup-guides.md#figure-10 and #figure-11). Nothing typed
 * is lost when saving fails.
 */
export function RuleEditor({ title, rule, saveLabel, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState(rule);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // Kept beside the switch, so that turning it on and off again does not lose the list.
  const [types, setTypes] = useState<readonly EventType[]>(rule.types === 'all' ? [] : rule.types);
  const change = (part: Partial<NotificationRule>) => {
    setDraft({ ...draft, ...part });
    setFailure(null);
  };
  const subscribe = (part: Partial<NotificationRule['severities']>) =>
    change({ severities: { ...draft.severities, ...part } });
  const pick = (type: EventType, on: boolean) => {
    const next = EVENT_TYPES.filter((known) => (known === type ? on : types.includes(known)));
    setTypes(next);
    change({ types: next });
  };
  const save = async () => {
    const wrong = ruleFailure(draft);
    if (wrong) return setFailure(wrong);
    setBusy(true);
    const refused = await onSave({ ...draft, brand: draft.brand.trim(), comments: draft.comments.trim() });
    if (!refused) return;
    setBusy(false);
    setFailure(refused);
  };
  const isEdited = JSON.stringify(draft) !== JSON.stringify(rule);
  useUnsaved(isEdited);
  const errorAt = (field: string) => (failure?.field === field ? failure.message : undefined);

  return (
    <form
      class="bb-card"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <h2>{title}</h2>
      <div class="bb-fields bb-section">
        <ChoiceField
          label={RULE.action}
          value={draft.action}
          choices={ACTIONS}
          onChange={(action) => change({ action })}
          takesFocus
        />
        <TextField
          label={RULE.brand}
          value={draft.brand}
          hint={RULE.brandHint}
          error={errorAt('brand')}
          onInput={(brand) => change({ brand })}
        />
      </div>
      <div class="bb-switches">
        {draft.brand.trim() !== '' && (
          <Switch
            label={RULE.subBrands}
            checked={draft.includeSubBrands}
            onChange={(includeSubBrands) => change({ includeSubBrands })}
          />
        )}
        <Switch
          label={RULE.ok}
          checked={draft.severities.ok}
          hint={draft.action === 'open-ticket' ? RULE.okHint : undefined}
          onChange={(ok) => subscribe({ ok })}
        />
        <Switch
          label={RULE.warnings}
          checked={draft.severities.warning}
          onChange={(warning) => subscribe({ warning })}
        />
        <Switch label={RULE.errors} checked={draft.severities.error} onChange={(error) => subscribe({ error })} />
        <Switch
          label={RULE.allTypes}
          checked={draft.types === 'all'}
          onChange={(all) => change({ types: all ? 'all' : [...types] })}
        />
      </div>
      {draft.types !== 'all' && (
        <fieldset class="bb-types">
          <legend>{RULE.types}</legend>
          {EVENT_TYPES.map((type) => (
            <label key={type}>
              <input
                type="checkbox"
                checked={types.includes(type)}
                onChange={(event) => pick(type, event.currentTarget.checked)}
              />
              {TYPE_WORDS[type]}
            </label>
          ))}
        </fieldset>
      )}
      <div class="bb-section">
        <TextAreaField
          label={RULE.comments}
          value={draft.comments}
          error={errorAt('comments')}
          onInput={(comments) => change({ comments })}
        />
      </div>
      <RuleSimulationCheck
        rule={{ ...draft, brand: draft.brand.trim() }}
        isEdited={isEdited}
        failure={ruleFailure(draft)}
      />
      <div class="bb-answer" aria-live="polite">
        {failure && <FailureNotice failure={failure} />}
      </div>
      <footer class="bb-card-foot">
        <Button onClick={onCancel} disabled={busy}>
          {COMMON.cancel}
        </Button>
        <Button kind="primary" type="submit" busy={busy}>
          {saveLabel}
        </Button>
      </footer>
    </form>
  );
}
