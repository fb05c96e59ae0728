import type { Change } from '../../lib/domain/change.ts';
import { ALL_MANAGED_IDS, type Finding, fixableManagedIds } from '../../lib/domain/finding.ts';
import { LineSummary } from '../plan/line-summary.tsx';
import { QuantityOrigin } from '../plan/quantity-origin.tsx';
import { valueText } from '../plan/texts/changes.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { Icon } from '../ui/icon.tsx';
import { FindingText } from './mark-line.tsx';
import { billedTotals } from './plan-groups.ts';
import * as FINDINGS from './texts/findings.ts';

const RANK = { error: 0, warning: 1, info: 2 };

export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

/** More findings than these are folded by what is wrong. */
const MANY = 12;
/** As few of a kind are not worth a fold. */
const FEW = 3;

interface Props {
  findings: readonly Finding[];
  busy: boolean;
  /** Absent: this browser writes nothing. */
  onFix: ((id: string) => void) | undefined;
}

/** Findings, worst first; a fix is always looked at before it is written. The same words are said once. */
export function FindingList({ findings, ...rest }: Props) {
  const places = new Set(findings.flatMap(({ where }) => where.agreementId ?? []));
  const rows = (some: readonly Finding[]) => (
    <ul class="findings">
      {[...Map.groupBy(some, ({ id, code, message, fix }) => (fix ? id : code + message)).values()].map((same) => (
        <Row key={same[0]?.id} same={same} isPlaced={places.size > 1} {...rest} />
      ))}
    </ul>
  );
  const sorted = worstFirst(findings);
  if (sorted.length <= MANY) return rows(sorted);
  const kinds = Map.groupBy(sorted, ({ code }) => code);
  const few = [...kinds.values()].filter(({ length }) => length <= FEW).flat();
  return (
    <>
      {few.length > 0 && rows(few)}
      {[...kinds].map(
        ([code, own]) =>
          own.length > FEW && (
            <details key={code} class="line-group">
              <LineSummary
                group={{
                  name: FINDINGS.kinds.get(code) ?? code,
                  lines: own,
                  totals: billedTotals(own.flatMap(changesOf)),
                }}
                tense="planned"
                counted={FINDINGS.counted}
              />
              {rows(own)}
            </details>
          ),
      )}
    </>
  );
}

function changesOf({ fix }: Finding): Change[] {
  return fix?.changes ?? [];
}

interface RowProps extends Omit<Props, 'findings'> {
  /** One, or several of the same words. */
  same: readonly Finding[];
  /** There are several agreements, so that the record is named. */
  isPlaced: boolean;
}

function Row({ same, isPlaced, busy, onFix }: RowProps) {
  const [finding] = same;
  if (!finding) return null;
  const record = isPlaced && changesOf(finding)[0]?.label;
  return (
    <li class={`finding finding-${finding.severity}`}>
      <Icon name={finding.severity} />
      <div class="grow">
        {record && <p class="bb-strong">{record}</p>}
        <p>
          <FindingText {...finding} />
          {same.length > 1 && <span class="bb-muted"> {FINDINGS.times(same.length)}</span>}
        </p>
        <Expected {...finding} />
        <QuantityOrigin measured={changesOf(finding)[0]?.measured} />
      </div>
      {finding.fix && onFix && (
        <Button
          disabled={busy}
          title={formatText(finding.fix.label)}
          label={FINDINGS.fixLabel(formatText(finding.fix.label))}
          onClick={() => onFix(finding.id)}
        >
          {FINDINGS.fix}
        </Button>
      )}
    </li>
  );
}

/** Values that a line can hold; a product may be any of a dozen. */
const MOST_EXPECTED = 3;

function Expected({ code, expected }: Pick<Finding, 'code' | 'expected'>) {
  const isEmpty = expected === null || expected === '' || (Array.isArray(expected) && expected.length === 0);
  if (isEmpty) return <p class="bb-hint">{code}</p>;
  const more = Array.isArray(expected) ? expected.length - MOST_EXPECTED : 0;
  const first = Array.isArray(expected) ? expected.slice(0, MOST_EXPECTED) : expected;
  return (
    <p class="bb-hint" title={more > 0 ? valueText(expected) : undefined}>
      {code} · {FINDINGS.expected(valueText(first), more)}
    </p>
  );
}

/** One preview for all that is wrong with the managed ids, where more than one thing is. */
export function FixAllManagedIds(props: {
  findings: readonly Finding[];
  busy: boolean;
  onFix: ((id: string) => void) | undefined;
}) {
  const { onFix } = props;
  const fixable = fixableManagedIds(props.findings).length;
  if (fixable < 2 || !onFix) return null;
  return (
    <Button disabled={props.busy} onClick={() => onFix(ALL_MANAGED_IDS)}>
      {FINDINGS.fixAll(fixable)}
    </Button>
  );
}
