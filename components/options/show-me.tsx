import { useState } from 'preact/hooks';
import { type FieldName, fieldTitle } from '../../lib/domain/page-fields.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { SHOW_ME } from './texts/screen.ts';

interface Props {
  tabId: number;
  fields: readonly FieldName[];
  /** What the user does next, after the field's name and a colon: `click on the field in the page.` */
  next: string;
  onReady?: () => void;
}

/** Fields that were not found, each with the button that lets the user point at it. */
export function ShowMe({ tabId, fields, next, onReady }: Props) {
  const [busy, setBusy] = useState<FieldName | null>(null);
  const [reported, setReported] = useState<{ field: FieldName; failure?: Failure } | null>(null);
  const point = async (field: FieldName) => {
    setBusy(field);
    setReported(null);
    const answer = await send('tab.teach', { tabId, field });
    setBusy(null);
    setReported(answer.ok ? { field } : { field, failure: answer.failure });
    if (answer.ok) onReady?.();
  };
  return (
    <div>
      <ul class="bb-show-me" aria-label={SHOW_ME.label}>
        {fields.map((field) => (
          <li key={field}>
            <span>{fieldTitle(field)}</span>
            <Button kind="quiet" busy={busy === field} disabled={busy !== null} onClick={() => void point(field)}>
              {SHOW_ME.button}
              <span class="bb-visually-hidden"> {fieldTitle(field)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div aria-live="polite">
        {reported?.failure && <FailureNotice failure={reported.failure} />}
        {reported && !reported.failure && <Notice tone="info">{SHOW_ME.next(fieldTitle(reported.field), next)}</Notice>}
      </div>
    </div>
  );
}
