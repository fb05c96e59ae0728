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
  /** The person is typing in the field: what is wrong with it is shown in full. */
  focused?: boolean;
  /** Absent where the field cannot be typed into. */
  onUse?: (finding: Finding) => void;
  /** Absent where no stored fix exists. */
  onFix?: (finding: Finding) => void;
}

/** The mark beside one field: errors in full, warnings and notes as a badge that opens, so that little of the page is covered. */
export function FieldMark({ findings, field, focused = false, onUse, onFix }: FieldMarkProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [hovered, setHovered] = useState(false);
  const body = useId();
  const sorted = worstFirst(findings);
  const [worst] = sorted;
  if (!worst) return null;
  const open = hovered || (chosen ?? (focused || worst.severity === 'error'));
  const summary = `${SEVERITY_WORDS[worst.severity]}: ${worst.message}`;
  return (
    <section
      class={`mark mark-${worst.severity} ${open ? '' : 'mark-small'}`}
      aria-label={`Backup Bridge on ${field}`}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
    >
      <button
        type="button"
        class="mark-badge"
        aria-expanded={open}
        aria-controls={body}
        aria-label={open ? 'Make small' : summary}
        title={open ? 'Make small' : undefined}
        onClick={() => setChosen(!open)}
      >
        <Icon name={worst.severity} />
        {!open && sorted.length > 1 && sorted.length}
      </button>
      <div id={body} role="status">
        {open && sorted.map((finding) => <MarkLine key={finding.id} finding={finding} onUse={onUse} onFix={onFix} />)}
      </div>
    </section>
  );
}

function MarkLine({ finding, onUse, onFix }: { finding: Finding } & Pick<FieldMarkProps, 'onUse' | 'onFix'>) {
  return (
    <div class="mark-line">
      <p class="grow" title={finding.code}>
        <span class="hidden-text">{SEVERITY_WORDS[finding.severity]}: </span>
        {finding.message}
      </p>
      {finding.correction && onUse && (
        <button type="button" class="button button-primary" onClick={() => onUse(finding)}>
          {finding.correction.label}
        </button>
      )}
      {finding.fix && onFix && (
        <button type="button" class="button" title={finding.fix.label} onClick={() => onFix(finding)}>
          Fix…
        </button>
      )}
    </div>
  );
}
