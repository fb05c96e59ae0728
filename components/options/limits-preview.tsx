import { useState } from 'preact/hooks';
import type { GuardPreview } from '../../lib/domain/guard-preview.ts';
import type { GuardLimits } from '../../lib/domain/guard-rules.ts';
import { send } from '../../lib/messages/send.ts';
import type { Result } from '../../lib/shared/result.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { LIMITS_PREVIEW } from './texts/limits.ts';

/** What the limits, saved or not, would have held in the last 30 days; asked for by a click, since it goes through the journal. */
export function LimitsPreview({ guards, disabled }: { guards: GuardLimits; disabled: boolean }) {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ of: string; result: Result<GuardPreview> } | null>(null);
  const asked = JSON.stringify(guards);
  const look = async () => {
    setBusy(true);
    setAnswer({ of: asked, result: await send('approvals.limits', guards) });
    setBusy(false);
  };
  // What was answered for other limits says nothing about these.
  const result = answer?.of === asked ? answer.result : undefined;
  return (
    <div class="bb-section">
      <Button busy={busy} disabled={disabled || busy} onClick={() => void look()}>
        {LIMITS_PREVIEW.look}
      </Button>
      <div aria-live="polite">
        {result?.ok && <p>{LIMITS_PREVIEW.found(result.value)}</p>}
        {result && !result.ok && <FailureNotice failure={result.failure} />}
      </div>
    </div>
  );
}
