import { useState } from 'preact/hooks';
import type { SelectorOverride, SelectorOverrides } from '../../lib/domain/in-page-config.ts';
import { type FieldName, fieldTitle, PAGE_FIELDS } from '../../lib/domain/page-fields.ts';
import type { Policy } from '../../lib/domain/policy.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import type { Request } from '../ui/use-request.ts';
import { NamesLine } from './names-line.tsx';
import { SelectorEditor } from './selector-editor.tsx';
import { COMMON } from './texts/common.ts';
import { FIELD_NAMES } from './texts/field-names.ts';
import type { InPageForm } from './use-in-page.ts';

interface Props {
  selectors: SelectorOverrides;
  policy: Pick<Request<Policy>, 'value' | 'failure'>;
  edit: InPageForm['edit'];
}

/** Names of fields that hold on every ConnectWise site that this browser visits, and those that policy lays down. */
export function SelectorSettings({ selectors, policy, edit }: Props) {
  const [editing, setEditing] = useState<FieldName | 'new' | null>(null);
  const laidDown = policy.value?.selectors ?? {};
  const set = PAGE_FIELDS.filter((field) => selectors[field] || laidDown[field]);
  const store = async (field: FieldName, names: SelectorOverride | undefined) => {
    const result = await edit((stored) => {
      const { [field]: _, ...others } = stored.selectors;
      return { ...stored, selectors: names ? { ...others, [field]: names } : others };
    });
    if (!result.ok) return result.failure;
    setEditing(null);
    return null;
  };
  return (
    <section class="bb-card" aria-label={FIELD_NAMES.heading}>
      <header class="bb-card-head">
        <h2>{FIELD_NAMES.heading}</h2>
        {editing === null && <Button onClick={() => setEditing('new')}>{FIELD_NAMES.add}</Button>}
      </header>
      <p class="bb-measure">{FIELD_NAMES.about}</p>
      {policy.failure && <FailureNotice failure={policy.failure} tone="warning" />}
      {editing !== null && (
        <SelectorEditor
          key={editing}
          field={editing === 'new' ? undefined : editing}
          selectors={selectors}
          laidDown={laidDown}
          onSave={store}
          onCancel={() => setEditing(null)}
        />
      )}
      {set.length === 0 && editing === null && <p class="bb-hint">{FIELD_NAMES.none}</p>}
      <ul class="bb-names" aria-label={FIELD_NAMES.list}>
        {set.map((field) => (
          <li key={field}>
            <div>
              <strong>{fieldTitle(field)}</strong>
              <NamesLine names={laidDown[field]} from={FIELD_NAMES.fromPolicy} />
              <NamesLine names={selectors[field]} from={FIELD_NAMES.fromHere} />
            </div>
            {selectors[field] && editing === null && (
              <div class="bb-service-actions">
                <Button kind="quiet" onClick={() => setEditing(field)}>
                  {COMMON.edit}
                  <span class="bb-visually-hidden"> {fieldTitle(field)}</span>
                </Button>
                <Button kind="quiet" onClick={() => void store(field, undefined)}>
                  {COMMON.remove}
                  <span class="bb-visually-hidden"> {fieldTitle(field)}</span>
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
