import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type AutomaticParts, REVIEW } from '../../lib/domain/automatic-parts.ts';
import type { BulkSyncView } from '../../lib/domain/bulk-sync-view.ts';
import { AUTOMATIC_PARTS, addedParts, hasSyncPart } from '../../lib/domain/consent.ts';
import type { AutomaticView } from '../../lib/messages/protocol.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { bulkSyncProgress, bulkSyncRemaining } from './texts/bulk-sync.ts';
import { COMMON } from './texts/common.ts';
import {
  CONSENT,
  effectSentence,
  leftOutSentences,
  moneySentences,
  PART_LABELS,
  whyNotWritten,
} from './texts/consent.ts';

interface Props {
  view: AutomaticView;
  busy: boolean;
  /** Whether the section says a failure already. */
  isReported: (failure: Failure) => boolean;
  onSave: (parts: AutomaticParts, syncNow: boolean) => void;
  onCancel: () => void;
}

/** What the first sync would write, part by part, each with its own consent. Nothing is ticked beforehand but what is on already. */
export function ConsentForm({ view, busy, isReported, onSave, onCancel }: Props) {
  const [parts, setParts] = useState<AutomaticParts>(view.mode === 'review' ? REVIEW : view.chosen);
  const [syncNow, setSyncNow] = useState(true);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const added = addedParts(view.automatic, parts);
  const isPlanned = view.preview?.progress.state === 'done';
  const isAdded = Object.values(added).includes(true);
  const isRefused = !Object.values(parts).includes(true) || (isAdded && !isPlanned);
  return (
    <form
      class="bb-consent"
      aria-label={CONSENT.label}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRefused) onSave(parts, syncNow && hasSyncPart(added));
      }}
    >
      <h3 tabIndex={-1} ref={heading}>
        {CONSENT.heading}
      </h3>
      <Planning view={view} isReported={isReported} />
      <fieldset class="bb-consent-parts" disabled={busy}>
        <legend class="bb-visually-hidden">{CONSENT.parts}</legend>
        {AUTOMATIC_PARTS.map((part) => (
          <Part
            key={part}
            part={part}
            view={view}
            checked={parts[part]}
            onChange={(on) => setParts({ ...parts, [part]: on })}
          />
        ))}
      </fieldset>
      {isPlanned && view.preview && leftOutSentences(view.preview).map((said) => <p class="bb-hint">{said}</p>)}
      {hasSyncPart(added) && (
        <label class="bb-consent-now">
          <input type="checkbox" checked={syncNow} onChange={(event) => setSyncNow(event.currentTarget.checked)} />
          <span>
            {CONSENT.syncNow} <span class="bb-hint">{CONSENT.syncNowHint}</span>
          </span>
        </label>
      )}
      {isPlanned && isRefused && <p class="bb-hint">{CONSENT.chooseOne}</p>}
      <footer class="bb-card-foot">
        <Button onClick={onCancel}>{COMMON.cancel}</Button>
        <Button kind="primary" type="submit" busy={busy} disabled={isRefused}>
          {view.mode === 'review' ? CONSENT.turnOn : COMMON.save}
        </Button>
      </footer>
    </form>
  );
}

/** The preview before its first answer. */
const NOT_BEGUN: Pick<BulkSyncView, 'state' | 'done' | 'total' | 'remainingSeconds' | 'failure'> = {
  state: 'running',
  done: 0,
  total: 0,
};

/** How far the preview is; it is planned again each time this opens. */
function Planning({ view: { preview }, isReported }: Pick<Props, 'view' | 'isReported'>) {
  const progress = preview?.progress ?? NOT_BEGUN;
  if (progress.state === 'done') return null;
  const words = bulkSyncProgress(progress);
  if (progress.state === 'running') {
    return (
      <div class="bb-bulk-sync">
        <p class="bb-progress-text">
          <strong>{progress.total > 0 ? CONSENT.planned(words) : words}</strong>
          <span class="bb-hint">{bulkSyncRemaining(progress)}</span>
        </p>
        <Progress label={words} done={progress.done} total={progress.total} />
      </div>
    );
  }
  if (progress.failure && !isReported(progress.failure)) return <FailureNotice failure={progress.failure} />;
  return <Notice tone="warning">{CONSENT.stopped(words)}</Notice>;
}

interface PartProps {
  part: keyof AutomaticParts;
  view: AutomaticView;
  checked: boolean;
  onChange: (on: boolean) => void;
}

function Part({ part, view, checked, onChange }: PartProps) {
  const id = useId();
  const fixed = view.fixed[part];
  const why = whyNotWritten(part, view);
  const effect = why ?? effectSentence(part, view);
  return (
    <div class="bb-consent-part">
      <input
        id={id}
        type="checkbox"
        checked={fixed ?? (checked && !why)}
        disabled={fixed !== undefined || why !== undefined}
        aria-describedby={`${id}-effect`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>
        {PART_LABELS[part]}
        {fixed !== undefined && <span class="bb-hint"> {fixed ? CONSENT.onByPolicy : CONSENT.offByPolicy}</span>}
      </label>
      <div class="bb-consent-effect" id={`${id}-effect`}>
        {moneySentences(part, view).map((money) => (
          <p key={money} class="bb-strong">
            {money}
          </p>
        ))}
        <p class="bb-hint">{effect}</p>
      </div>
    </div>
  );
}
