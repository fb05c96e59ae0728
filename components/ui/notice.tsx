import type { ComponentChildren } from 'preact';
import type { Failure } from '../../lib/shared/errors.ts';
import { formatText } from './format-text.ts';

type Tone = 'ok' | 'warning' | 'error' | 'info';

const ICONS: Record<Tone, string> = { ok: '✓', warning: '!', error: '×', info: 'i' };

/** A boxed sentence. Errors interrupt a screen reader, the rest waits its turn. */
export function Notice({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <div class={`bb-notice bb-notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <span class="bb-notice-icon" aria-hidden="true">
        {ICONS[tone]}
      </span>
      <div>{children}</div>
    </div>
  );
}

/** What went wrong and what to do next, in that order. */
export function FailureNotice({ failure, tone = 'error' }: { failure: Failure; tone?: Tone }) {
  return (
    <Notice tone={tone}>
      <p>
        <strong>{formatText(failure.message)}</strong>
      </p>
      {failure.nextStep && <p>{formatText(failure.nextStep)}</p>}
    </Notice>
  );
}
