import { useId, useState } from 'preact/hooks';
import type { Finding } from '../../lib/domain/finding.ts';
import { worstFirst } from './finding-list.tsx';
import { Icon } from './icon.tsx';
import { SEVERITY_WORDS } from './words.ts';

export interface FieldMarkProps {
  /** Findings of one field; never empty. */
  findings: readonly Finding[];
  /** Name of the field, for the screen reader. */
  field: string;
  /** Absent where the field cannot be typed into. */
  onUse?: (finding: Finding) => void;
  /** Absent where no stored fix exists. */
  onFix?: (finding: Finding) => void;
}

/** The mark beside one field: the worst finding in full, the others behind a count. */
export function FieldMark({ findings, field, onUse, onFix }: FieldMarkProps) {
  const [all, setAll] = useState(false);
  const list = useId();
  const sorted = worstFirst(findings);
  const shown = all ? sorted : sorted.slice(0, 1);
  const [worst] = sorted;
  if (!worst) return null;
  return (
    <section class={`mark mark-${worst.severity}`} aria-label={`Backup Bridge on ${field}`}>
      <div role="status" id={list}>
        {shown.map((finding) => (
          <div class="mark-line" key={finding.id}>
            <Icon name={finding.severity} />
            <p class="grow" title={finding.code}>
              <span class="hidden-text">{SEVERITY_WORDS[finding.severity]}: </span>
              {finding.message}
            </p>
          </div>
        ))}
      </div>
      <div class="mark-actions">
        {worst.correction && onUse && (
          <button type="button" class="button button-primary" onClick={() => onUse(worst)}>
            {worst.correction.label}
          </button>
        )}
        {worst.fix && onFix && (
          <button type="button" class="button" title={worst.fix.label} onClick={() => onFix(worst)}>
            Fix…
          </button>
        )}
        {sorted.length > 1 && (
          <button
            type="button"
            class="button button-plain"
            aria-expanded={all}
            aria-controls={list}
            onClick={() => setAll(!all)}
          >
            {all ? 'Fewer' : `${sorted.length - 1} more`}
          </button>
        )}
      </div>
    </section>
  );
}
