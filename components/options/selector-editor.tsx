import { useState } from 'preact/hooks';
import type { SelectorOverride, SelectorOverrides } from '../../lib/domain/in-page-config.ts';
import { type FieldName, fieldTitle, PAGE_FIELDS } from '../../lib/domain/page-fields.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField, TextAreaField } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { NamesLine } from './names-line.tsx';
import { namesFailure, typedNames } from './selector-names.ts';
import { COMMON } from './texts/common.ts';
import { FIELD_NAMES_EDITOR as TEXTS } from './texts/field-names.ts';

interface Props {
  /** The field to edit; undefined: the user chooses one. */
  field: FieldName | undefined;
  selectors: SelectorOverrides;
  laidDown: SelectorOverrides;
  /** Answers why it was not saved; null when it was, and the editor is taken away. */
  onSave: (field: FieldName, names: SelectorOverride | undefined) => Promise<Failure | null>;
  onCancel: () => void;
}

const CHOICES = PAGE_FIELDS.map((value) => ({ value, label: fieldTitle(value) })).sort((a, b) =>
  a.label.localeCompare(b.label),
);

/** Label texts and class names of one field, one a line. Nothing typed is lost when saving fails. */
export function SelectorEditor({ field: fixed, selectors, laidDown, onSave, onCancel }: Props) {
  const [field, setField] = useState<FieldName>(fixed ?? 'managedId');
  const [labels, setLabels] = useState(selectors[field]?.labels?.join('\n') ?? '');
  const [classes, setClasses] = useState(selectors[field]?.classes?.join('\n') ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const choose = (next: FieldName) => {
    setField(next);
    setLabels(selectors[next]?.labels?.join('\n') ?? '');
    setClasses(selectors[next]?.classes?.join('\n') ?? '');
    setFailure(null);
  };
  const save = async () => {
    const names = { labels: typedNames(labels, 'labels'), classes: typedNames(classes, 'classes') };
    const wrong = namesFailure(fieldTitle(field), names);
    if (wrong) return setFailure(wrong);
    setBusy(true);
    const isEmpty = names.labels.length + names.classes.length === 0;
    const refused = await onSave(field, isEmpty ? undefined : names);
    if (!refused) return;
    setBusy(false);
    setFailure(refused);
  };
  const errorAt = (at: string) => (failure?.field === at ? `${failure.message} ${failure.nextStep}` : undefined);
  return (
    <form
      class="bb-selector-editor"
      aria-label={TEXTS.label}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {fixed ? (
        <h3>{fieldTitle(fixed)}</h3>
      ) : (
        <ChoiceField label={TEXTS.field} value={field} choices={CHOICES} takesFocus={true} onChange={choose} />
      )}
      {laidDown[field] && (
        <div>
          <p class="bb-hint">{TEXTS.policy}</p>
          <NamesLine names={laidDown[field]} />
        </div>
      )}
      <div class="bb-fields">
        <TextAreaField label={TEXTS.labels} value={labels} error={errorAt('labels')} onInput={setLabels} />
        <TextAreaField label={TEXTS.classes} value={classes} error={errorAt('classes')} onInput={setClasses} />
      </div>
      {failure && !failure.field && <FailureNotice failure={failure} />}
      <div class="bb-card-foot">
        <Button kind="quiet" onClick={onCancel}>
          {COMMON.cancel}
        </Button>
        <Button kind="primary" type="submit" busy={busy}>
          {TEXTS.save}
        </Button>
      </div>
    </form>
  );
}
