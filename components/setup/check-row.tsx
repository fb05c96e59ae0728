import type { ComponentChildren } from 'preact';
import type { SetupCheck, SetupState } from '../../lib/domain/setup-check.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { formatText } from '../ui/format-text.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { SETUP, STATE_WORDS } from './texts.ts';

export const STATE_ICONS: Record<SetupState, IconName> = {
  ok: 'ok',
  warning: 'warning',
  failed: 'error',
  manual: 'info',
  unknown: 'quiet',
};

interface CheckRowProps {
  check: SetupCheck;
  /** Starts the preview of the fix; absent: this browser may not write. */
  onFix?: ((id: string) => void) | undefined;
  /** What the fix opened. */
  opened?: ComponentChildren;
}

/** One check that is not OK: what was seen, what to do, and where. */
export function CheckRow({ check, onFix, opened }: CheckRowProps) {
  const { id, title, state, evidence, nextStep, fix, path = [], values = [] } = check;
  return (
    <li class="bb-check" data-check={id}>
      <div class="bb-check-head">
        <Icon name={STATE_ICONS[state]} />
        <strong>{title}</strong>
        <span class={`bb-pill bb-tone-${STATE_ICONS[state]}`}>{STATE_WORDS[state]}</span>
        <span class="bb-check-fix">
          {fix?.kind === 'plan' && onFix && !opened && (
            <Button label={`${fix.label}: ${title}`} onClick={() => onFix(id)}>
              {fix.label}
            </Button>
          )}
          {fix?.kind === 'place' && <a href={`#${fix.place}`}>{fix.label}</a>}
        </span>
      </div>
      {evidence.map((sentence) => (
        <p key={sentence}>{formatText(sentence)}</p>
      ))}
      {nextStep && <p class="bb-strong">{formatText(nextStep)}</p>}
      {path.length > 0 && (
        <p class="bb-check-path">
          <span class="bb-hint">{SETUP.path}</span> <span>{path.join(' › ')}</span>
        </p>
      )}
      {values.length > 0 && (
        <dl class="bb-check-values" aria-label={SETUP.values}>
          {values.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <code>{value}</code> <CopyButton text={value} name={label} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {opened}
    </li>
  );
}

/** Checks that are OK: one line, their evidence folded. */
export function OkChecks({ checks }: { checks: readonly SetupCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <details class="bb-check-ok">
      <summary>
        <Icon name="ok" /> {SETUP.okOfArea(checks.map(({ title }) => title))}
      </summary>
      <ul>
        {checks.map(({ id, title, evidence }) => (
          <li key={id}>
            <strong>{title}</strong>{' '}
            <span class="bb-hint">{evidence.map((sentence) => formatText(sentence)).join(' ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
