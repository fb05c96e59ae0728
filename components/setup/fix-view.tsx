import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Plan } from '../../lib/domain/change.ts';
import type { NewProduct } from '../../lib/domain/setup/setup-fix-input.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { ChangeTable } from '../options/change-table.tsx';
import { CHANGE_TABLE } from '../options/texts/journal.ts';
import { UndoRun } from '../options/undo-run.tsx';
import { UndoView } from '../options/undo-view.tsx';
import { billedTotals } from '../panel/plan-groups.ts';
import { BilledTotals } from '../plan/billed-totals.tsx';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ProductPrices } from './product-prices.tsx';
import { FIX } from './texts.ts';

interface FixViewProps {
  title: string;
  /** Plans the fix; with products, those in place of the templates without a price. */
  plan: (products?: readonly NewProduct[]) => Promise<Result<Plan>>;
  /** What new products cost is asked here; absent: it was typed before. */
  hasPrices?: boolean;
  /** Something was written, or undone. */
  onEnded: () => void;
  onClose: () => void;
}

/** A fix of the set-up: preview, apply with progress, result, undo. */
export function FixView({ title, plan, hasPrices = false, onEnded, onClose }: FixViewProps) {
  const products = useRef<readonly NewProduct[] | undefined>(undefined);
  const planned = useRequest(() => plan(products.current));
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [runId, setRunId] = useState<string | null>(null);
  /** The run wrote something, and has ended. */
  const [hasWritten, setWritten] = useState(false);
  const [isUndoing, setUndoing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), []);

  const apply = async (planId: string) => {
    setStarting(true);
    setFailure(null);
    const started = await send('plan.apply', { planId, confirmed: [] });
    setStarting(false);
    if (started.ok) setRunId(started.value.runId);
    else setFailure(started.failure);
  };
  const refused = failure ?? planned.failure;
  const { value } = planned;
  return (
    <section class="bb-undo" aria-labelledby={id}>
      <h3 id={id} tabIndex={-1} ref={heading}>
        {title}
      </h3>
      {runId !== null && !isUndoing && (
        <UndoRun
          runId={runId}
          onEnded={(wrote) => {
            setWritten(wrote);
            onEnded();
          }}
          onClose={onClose}
          actions={
            hasWritten && (
              <Button kind="quiet" onClick={() => setUndoing(true)}>
                {FIX.undo}
              </Button>
            )
          }
        />
      )}
      {runId !== null && isUndoing && <UndoView runId={runId} onEnded={onEnded} onClose={onClose} />}
      {runId === null && (
        <>
          {!value && !planned.failure && (
            <>
              <p class="bb-hint">{FIX.planning}</p>
              <Skeleton />
            </>
          )}
          {refused && <FailureNotice failure={refused} />}
          {value && <Preview plan={value} />}
          {value && hasPrices && (
            <ProductPrices
              changes={value.changes}
              onPrices={(priced) => {
                products.current = priced;
                planned.reload();
              }}
            />
          )}
          <footer class="bb-card-foot">
            <Button kind="quiet" disabled={isStarting} onClick={onClose}>
              {value?.changes.length === 0 ? FIX.close : FIX.cancel}
            </Button>
            {refused && (
              <Button
                disabled={isStarting}
                onClick={() => {
                  setFailure(null);
                  planned.reload();
                }}
              >
                {FIX.planAgain}
              </Button>
            )}
            {value && value.changes.length > 0 && (
              <Button kind="primary" busy={isStarting} onClick={() => void apply(value.id)}>
                {FIX.apply(value.changes.length)}
              </Button>
            )}
          </footer>
        </>
      )}
    </section>
  );
}

function Preview({ plan: { changes, skipped } }: { plan: Plan }) {
  return (
    <>
      <p role="status">{changes.length === 0 ? FIX.nothing : FIX.changes(changes.length)}</p>
      <BilledTotals totals={billedTotals(changes)} tense="planned" />
      {changes.length > 0 && (
        <ChangeTable
          lines={changes}
          changeOf={(change) => change}
          keyOf={({ id }) => id}
          mustShow={({ guard }) => guard !== undefined}
          tense="planned"
          moneyTense={() => 'planned'}
          note={({ reason }) => <p class="bb-hint">{formatText(reason)}</p>}
          heads={[CHANGE_TABLE.now, CHANGE_TABLE.becomes]}
        />
      )}
      {skipped.length > 0 && (
        <>
          <h4>{FIX.skipped}</h4>
          <ul class="bb-skipped">
            {skipped.map(({ label, why }, index) => (
              <li key={`${index} ${label}`}>
                <strong>{label}</strong> <span class="bb-hint">{formatText(why)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
