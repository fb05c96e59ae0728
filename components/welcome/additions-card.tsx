import { useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { BulkActionCard } from '../options/bulk-action-card.tsx';
import type { BulkActionStep } from '../options/bulk-action-foot.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { SYNC_STEP } from './texts.ts';

/** Most customers of one list. */
const MOST = 200;

/** The additions that bill what the linked customers use: one preview over their companies, one undo. */
export function AdditionsCard() {
  const [id, setId] = useState<string | null>(null);
  const action = useRequest(() => send('bulk-action.view', {}), { every: id === null ? 5 * SECOND : SECOND });
  const [busy, setBusy] = useState<BulkActionStep | 'plan' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const view = action.value?.kind === 'additions' ? action.value : undefined;

  const plan = async () => {
    setBusy('plan');
    setFailure(null);
    const links = await send('links.list', { search: '', offset: 0, limit: MOST });
    const ids = links.ok
      ? links.value.rows.filter(({ state }) => state === 'linked').flatMap(({ companies }) => companies[0]?.id ?? [])
      : [];
    if (!links.ok) setFailure(links.failure);
    else if (ids.length === 0) setFailure(SYNC_STEP.noLinks);
    else {
      const planned = await send('bulk-action.plan', { kind: 'additions', companies: { ids: [...new Set(ids)] } });
      if (planned.ok) setId(planned.value.id);
      else setFailure(planned.failure);
    }
    setBusy(null);
    action.reload();
  };
  const act = async (step: BulkActionStep, actionId: string) => {
    setBusy(step);
    setFailure(null);
    const result = await send(`bulk-action.${step}`, { id: actionId });
    if (!result.ok) setFailure(result.failure);
    setBusy(null);
    action.reload();
  };
  return (
    <>
      <div class="bb-answer" aria-live="polite">
        {failure && <FailureNotice failure={failure} />}
      </div>
      {view && (
        <BulkActionCard
          key={view.id}
          view={view}
          busy={busy === 'plan' ? null : busy}
          isShown={() => false}
          onStep={(step) => void act(step, view.id)}
        />
      )}
      {(!view || view.state === 'undone' || view.state === 'cancelled' || view.companies === 0) && (
        <p>
          <Button kind={view ? 'secondary' : 'primary'} busy={busy === 'plan'} onClick={() => void plan()}>
            {SYNC_STEP.previewAdditions}
          </Button>
        </p>
      )}
    </>
  );
}
