import { ALL_MANAGED_IDS, type Finding, fixableManagedIds } from '../../lib/domain/finding.ts';
import { valueText } from '../plan/words.ts';
import { formatText } from '../ui/format-text.ts';
import { Action } from './action.tsx';
import { Icon } from './icon.tsx';
import { SEVERITY_WORDS } from './words.ts';

const RANK = { error: 0, warning: 1, info: 2 };

export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

/** Findings, worst first; a fix is always looked at before it is written. */
export function FindingList(props: { findings: readonly Finding[]; busy: boolean; onFix: (id: string) => void }) {
  return (
    <ul class="findings">
      {worstFirst(props.findings).map((finding) => (
        <li key={finding.id} class={`finding finding-${finding.severity}`}>
          <Icon name={finding.severity} />
          <div class="grow">
            <p>
              <span class="hidden-text">{SEVERITY_WORDS[finding.severity]}: </span>
              {formatText(finding.message)}
            </p>
            <Expected {...finding} />
          </div>
          {finding.fix && (
            <Action
              busy={props.busy}
              title={formatText(finding.fix.label)}
              label={`Fix: ${formatText(finding.fix.label)}`}
              onClick={() => props.onFix(finding.id)}
            >
              Fix…
            </Action>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Values that a line can hold; a product may be any of a dozen. */
const MOST_EXPECTED = 3;

function Expected({ code, expected }: Pick<Finding, 'code' | 'expected'>) {
  const isEmpty = expected === null || expected === '' || (Array.isArray(expected) && expected.length === 0);
  if (isEmpty) return <p class="muted small">{code}</p>;
  const more = Array.isArray(expected) ? expected.length - MOST_EXPECTED : 0;
  const first = Array.isArray(expected) ? expected.slice(0, MOST_EXPECTED) : expected;
  return (
    <p class="muted small" title={more > 0 ? valueText(expected) : undefined}>
      {code} · expected {valueText(first)}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}

/** One preview for all that is wrong with the managed ids, where more than one thing is. */
export function FixAllManagedIds(props: { findings: readonly Finding[]; busy: boolean; onFix: (id: string) => void }) {
  const fixable = fixableManagedIds(props.findings).length;
  if (fixable < 2) return null;
  return (
    <Action busy={props.busy} onClick={() => props.onFix(ALL_MANAGED_IDS)}>
      Fix all {fixable} managed-id findings…
    </Action>
  );
}
