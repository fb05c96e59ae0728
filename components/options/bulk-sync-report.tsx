import type { SweepView } from '../../lib/domain/bulk-sync-view.ts';
import { quantitiesSentence } from '../../lib/domain/money-sentence.ts';
import { Age } from '../ui/age.tsx';
import { count, formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { sweepCounts, sweepProgress, sweepRemaining, sweepResult } from './bulk-sync-texts.ts';

/** A sweep under way, or one that waits to go on. */
export function SweepProgress({ sweep }: { sweep: SweepView }) {
  const { total, done, current, state, startedAt } = sweep;
  const progress = sweepProgress(sweep);
  const remaining = state === 'running' ? sweepRemaining(sweep) : undefined;
  return (
    <div class="bb-sweep">
      <p class="bb-sweep-line">
        <strong>{progress}</strong>
        <span class="bb-hint">{[remaining, state === 'paused' && 'paused'].filter(Boolean).join(' ')}</span>
      </p>
      <progress class="bb-progress" aria-label={progress} {...(total > 0 ? { value: done, max: total } : {})} />
      <p class="bb-hint">
        {current && state === 'running' ? `${current} · ` : ''}begun <Age at={startedAt} />
        {sweep.quantities && ` · ${quantitiesSentence(sweep.quantities)}`}
      </p>
      <Counts sweep={sweep} />
    </div>
  );
}

/** What came of the last sweep. */
export function SweepResult({ sweep }: { sweep: SweepView }) {
  const tone = sweep.state === 'failed' || sweep.needsPerson > 0 ? 'warning' : sweep.state === 'done' ? 'ok' : 'info';
  return (
    <div class="bb-sweep">
      <Notice tone={tone}>
        {sweep.quantities && (
          <p>
            <strong>{quantitiesSentence(sweep.quantities)}.</strong>
          </p>
        )}
        <p>
          <strong>{sweepResult(sweep)}</strong>{' '}
          {sweep.finishedAt && (
            <span class="bb-hint">
              <Age at={sweep.finishedAt} />
            </span>
          )}
        </p>
        {sweep.needsPerson > 0 && (
          <p>
            {count(sweep.needsPerson, 'customer needs', 'customers need')} review: <a href="#journal">Journal & undo</a>{' '}
            says why. Approve changes on the company’s page in ConnectWise.
          </p>
        )}
        {sweep.notLinked > 0 && (
          <p>
            For {count(sweep.notLinked, 'customer')} no company in ConnectWise was found that carries the customer’s EFS
            id. Open the company’s page in ConnectWise once, or add its two managed-id entries there.
          </p>
        )}
      </Notice>
      <Counts sweep={sweep} />
    </div>
  );
}

function Counts({ sweep }: { sweep: SweepView }) {
  return (
    <dl class="bb-counts">
      {sweepCounts(sweep).map(([words, number]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{formatNumber(number)}</dd>
        </div>
      ))}
    </dl>
  );
}
