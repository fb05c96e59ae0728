import type { Finding } from '../../lib/domain/finding.ts';
import { formatText } from '../ui/format-text.ts';
import { Icon } from '../ui/icon.tsx';
import { worstFirst } from './finding-list.tsx';
import * as FORM from './texts/form.ts';

interface FormSummaryProps {
  findings: readonly Finding[];
  elsewhere: readonly Finding[];
  /** What the form is of. */
  subject?: string;
}

/** One line for the whole form, with the findings that belong to no field on the screen. */
export function FormSummary({ findings, elsewhere, subject = FORM.addition }: FormSummaryProps) {
  const [worst] = worstFirst(findings);
  if (!worst) return null;
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const n = findings.filter((finding) => finding.severity === severity).length;
    return n > 0 ? FORM.counted(n, severity) : [];
  });
  return (
    <section
      class={`summary mark mark-${worst.severity} ${elsewhere.length > 0 ? 'summary-says-more' : ''}`}
      aria-label={FORM.label(subject)}
    >
      <p class="mark-line" role="status">
        <Icon name={worst.severity} />
        <span>
          <span class="bb-strong">{FORM.subject(subject)}</span> {counts.join(', ')}
        </span>
      </p>
      {worstFirst(elsewhere).map((finding) => (
        <p class="mark-line" key={finding.id} title={finding.code}>
          <Icon name={finding.severity} />
          <span class="grow">{formatText(finding.message)}</span>
        </p>
      ))}
    </section>
  );
}
