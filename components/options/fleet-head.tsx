import type { FleetView } from '../../lib/domain/fleet.ts';
import { type IsoTime, readTime } from '../../lib/shared/time.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { UNKNOWN_TIME } from '../ui/texts.ts';
import type { FleetMonth, ShownFleet } from './fleet-month.ts';
import { FleetMonthChoice } from './fleet-month-choice.tsx';
import { FleetTotals } from './fleet-totals.tsx';
import { bulkSyncProgress, bulkSyncRemaining } from './texts/bulk-sync.ts';
import { FLEET, FLEET_MONTH, sourceWords } from './texts/fleet.ts';

interface FleetHeadProps {
  view: ShownFleet;
  /** What is to be shown; `view` may be another month's until the answer is there. */
  month: FleetMonth;
  /** What a click began and the worker has not answered yet. */
  busy: 'compare' | 'cancel' | null;
  onMonth: (month: FleetMonth) => void;
  onCompare: () => void;
  onCancel: () => void;
}

/** How old the comparison is, what it found in money, and the one that goes on. */
export function FleetHead({ view, month, busy, onMonth, onCompare, onCancel }: FleetHeadProps) {
  const { comparedAt, progress, totals } = view;
  const isOpen = isComparing(view);
  const isShown = view.month === month;
  return (
    <>
      <header class="bb-card-head">
        <h2>{FLEET.title}</h2>
        {!isOpen && (
          <Button
            kind={comparedAt === null ? 'primary' : 'secondary'}
            busy={busy === 'compare'}
            disabled={busy !== null}
            onClick={onCompare}
          >
            {FLEET.compare}
          </Button>
        )}
      </header>
      <FleetMonthChoice months={view.months} month={month} onChoose={onMonth} />
      {comparedAt === null
        ? !isOpen && (
            <div class="bb-empty">
              <p class="bb-strong">{FLEET.neverTitle}</p>
              <p>{FLEET.never}</p>
            </div>
          )
        : isShown && <Compared at={comparedAt} view={view} />}
      {progress && isOpen && <Comparing progress={progress} isCancelling={busy === 'cancel'} onCancel={onCancel} />}
      {progress?.state === 'cancelled' && comparedAt !== null && month === undefined && (
        <p class="bb-hint">{FLEET.compareCancelled}</p>
      )}
      {comparedAt !== null && isShown && <FleetTotals totals={totals} />}
    </>
  );
}

/** When the rows that are shown were compared; of the last comparison, also through which API. */
function Compared({ at, view }: { at: IsoTime; view: ShownFleet }) {
  if (view.month === undefined)
    return (
      <p class="bb-hint">
        {FLEET.comparedBefore}
        <Age at={at} />. {sourceWords(view)}
      </p>
    );
  const time = readTime(at);
  return (
    <p class="bb-hint">
      {time === undefined ? UNKNOWN_TIME : FLEET_MONTH.compared(time)} {FLEET_MONTH.onlyShown}
    </p>
  );
}

/** A comparison goes on, or waits to go on. */
export function isComparing({ progress }: Pick<FleetView, 'progress'>): boolean {
  return progress?.state === 'running' || progress?.state === 'paused';
}

interface ComparingProps {
  progress: NonNullable<FleetView['progress']>;
  isCancelling: boolean;
  onCancel: () => void;
}

function Comparing({ progress, isCancelling, onCancel }: ComparingProps) {
  const words = bulkSyncProgress(progress);
  const isRunning = progress.state === 'running';
  return (
    <div class="bb-bulk-sync">
      <p class="bb-progress-text">
        <span>
          <strong>{FLEET.comparing}</strong> {words}
        </span>
        <span class="bb-hint">{isRunning && bulkSyncRemaining(progress)}</span>
      </p>
      <Progress label={words} done={progress.done} total={progress.total} />
      {!isRunning && <p class="bb-hint">{FLEET.waits}</p>}
      <footer class="bb-card-foot">
        <Button kind="quiet" busy={isCancelling} onClick={onCancel}>
          {FLEET.cancel}
        </Button>
      </footer>
    </div>
  );
}
