import { useState } from 'preact/hooks';
import type { Plan } from '../../lib/domain/change.ts';
import type { LinkRow } from '../../lib/domain/link-view.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { followRun } from '../ui/follow-run.ts';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { LINK_ALL, LINKS_TEXTS } from './texts/links.ts';

interface LinkAllProps {
  /** Suggested links whose names are equal. */
  rows: readonly LinkRow[];
  onDone: () => void;
}

/** One preview that links several customers with the managed-ID entries that are missing, each in a run of its own. */
export function LinkAll({ rows, onDone }: LinkAllProps) {
  const [first] = useState(rows);
  const plans = useRequest(() => planAll(first));
  const [done, setDone] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const apply = async (all: readonly Plan[]) => {
    setFailure(null);
    for (const [index, plan] of all.entries()) {
      setDone(index);
      const failed = await applyPlan(plan.id);
      if (failed) {
        setDone(null);
        return setFailure(failed);
      }
      // Reading the company is what makes its new entries a link that the list knows.
      await send('company.view', { companyId: plan.companyId, refresh: true });
    }
    onDone();
  };
  const refused = failure ?? plans.failure;
  const { value } = plans;
  return (
    <section class="bb-undo" aria-label={LINK_ALL.title(first.length)}>
      <h3>{LINK_ALL.title(first.length)}</h3>
      {!value && !refused && <Skeleton />}
      {refused && <FailureNotice failure={refused} />}
      {value?.map(({ id, companyName, link, changes }) => (
        <div key={id}>
          <strong>{LINKS_TEXTS.planned(companyName, link?.efsId ?? '')}</strong>
          <p class="bb-hint">
            {changes.length > 0
              ? `${LINKS_TEXTS.creates} ${changes.map(({ label }) => formatText(label)).join(' · ')}`
              : LINKS_TEXTS.createsNothing}
          </p>
        </div>
      ))}
      {done !== null && <Progress label={LINK_ALL.applying} done={done} total={first.length} />}
      <footer class="bb-card-foot">
        <Button kind="quiet" disabled={done !== null} onClick={onDone}>
          {LINKS_TEXTS.cancel}
        </Button>
        {value && (
          <Button kind="primary" busy={done !== null} onClick={() => void apply(value)}>
            {LINKS_TEXTS.apply}
          </Button>
        )}
      </footer>
    </section>
  );
}

async function planAll(rows: readonly LinkRow[]) {
  const plans: Plan[] = [];
  for (const { customerId, companies } of rows) {
    const planned = await send('links.plan', { customerId, companyId: companies[0]?.id ?? 0 });
    if (!planned.ok) return planned;
    plans.push(planned.value);
  }
  return { ok: true as const, value: plans };
}

/** Returns why a plan was not written as a whole; undefined: it was. */
async function applyPlan(planId: string): Promise<Failure | undefined> {
  const started = await send('plan.apply', { planId, confirmed: [] });
  if (!started.ok) return started.failure;
  const { runId } = started.value;
  let failure: Failure | undefined;
  await followRun({
    read: () => send('run.view', { runId }),
    signal: new AbortController().signal,
    onReport: ({ run }) => {
      failure = run.failure;
    },
    onFailure: (silent) => {
      failure = silent;
    },
  });
  return failure;
}
