import type { Finding } from '../../lib/domain/finding.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { Icon } from '../ui/icon.tsx';
import * as FINDINGS from './texts/findings.ts';
import { SEVERITY_WORDS } from './texts/marks.ts';

/** A finding's sentence; its severity, which an icon shows, is read out. */
export function FindingText({ severity, message }: Pick<Finding, 'severity' | 'message'>) {
  return (
    <>
      <span class="bb-visually-hidden">{SEVERITY_WORDS[severity]}: </span>
      {formatText(message)}
    </>
  );
}

interface MarkLineProps {
  finding: Finding;
  /** Several findings of unlike severity are in one list. */
  hasIcon?: boolean;
  /** Absent where the field cannot be typed into. */
  onUse?: ((finding: Finding) => void) | undefined;
  /** Absent where no stored fix exists. */
  onFix?: ((finding: Finding) => void) | undefined;
}

/** One finding in a mark, with its correction and its fix. */
export function MarkLine({ finding, hasIcon = false, onUse, onFix }: MarkLineProps) {
  return (
    <div class="mark-line" title={finding.code}>
      {hasIcon && <Icon name={finding.severity} />}
      <p class="grow">
        <FindingText {...finding} />
      </p>
      {finding.correction && onUse && (
        <Button kind="primary" onClick={() => onUse(finding)}>
          {finding.correction.label}
        </Button>
      )}
      {finding.fix && onFix && (
        <Button title={formatText(finding.fix.label)} onClick={() => onFix(finding)}>
          {FINDINGS.fix}
        </Button>
      )}
    </div>
  );
}
