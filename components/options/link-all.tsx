import { useState } from 'preact/hooks';
import type { Plan } from '../../lib/domain/change.ts';
import { isOfConnection } from '../../lib/domain/connection-state.ts';
import type { LinkRow } from '../../lib/domain/link-view.ts';
import { send } from '../../lib/messages/send.ts';
import { type Failure, sentence } from '../../lib/shared/errors.ts';
import { ok } from '../../lib/shared/result.ts';
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

/** One customer of the list: what would be written, or why nothing is. */
interface Planned {
  customerId: string;
  customerName: string;
  plan?: Plan;
  failure?: Failure;
}

/**
 * One preview that links several customers with the managed-ID entries that are missing, each in a run of its own: what keeps one of
 * them from being linked keeps no other.
 */
export function LinkAll({ rows, onDone }: LinkAllProps) {
  const [first] = useState(rows);
  const plans = useRequest(() => planAll(first));
  const [done, setDone] = useState<number | null>(null);
  const [failed, setFailed] = useState<readonly Planned[] | null>(null);
  const { value } = plans;
  const shown = failed ?? value ?? [];
  const ready = (value ?? []).filter(({ plan }) => plan !== undefined);
  const apply = async () => {
    const left = await applyAll(ready, setDone);
    setDone(null);
    if (left.length === 0) return onDone();
    setFailed(left);
  };
  return (
    <section class="bb-undo" aria-label={LINK_ALL.title(first.length)}>
      <h3>{LINK_ALL.title(first.length)}</h3>
      {!value && !plans.failure && <Skeleton />}
      {plans.failure && <FailureNotice failure={plans.failure} />}
      <div aria-live="polite">{failed && <p>{LINK_ALL.partly(ready.length - failed.length, failed.length)}</p>}</div>
      {shown.map((one) => (
        <PlannedLink key={one.customerId} {...one} />
      ))}
      {done !== null && <Progress label={LINK_ALL.applying} done={done} total={ready.length} />}
      <footer class="bb-card-foot">
        <Button kind="quiet" disabled={done !== null} onClick={onDone}>
          {failed ? LINK_ALL.close : LINKS_TEXTS.cancel}
        </Button>
        {ready.length > 0 && !failed && (
          <Button kind="primary" busy={done !== null} onClick={() => void apply()}>
            {LINKS_TEXTS.apply}
          </Button>
        )}
      </footer>
    </section>
  );
}

function PlannedLink({ customerName, plan, failure }: Planned) {
  const creates = plan?.changes.map(({ label }) => formatText(label)).join(' · ');
  return (
    <div>
      <strong>{plan ? LINKS_TEXTS.planned(plan.companyName, plan.link?.efsId ?? '') : customerName}</strong>
      {failure ? (
        <p>{LINK_ALL.notLinked(formatText(sentence(failure)))}</p>
      ) : (
        <p class="bb-hint">{creates ? `${LINKS_TEXTS.creates} ${creates}` : LINKS_TEXTS.createsNothing}</p>
      )}
    </div>
  );
}

/** Plans each link. What meets every one of them in the same way, a connection that fails, is the answer as a whole. */
async function planAll(rows: readonly LinkRow[]) {
  const all: Planned[] = [];
  for (const { customerId, customerName, companies } of rows) {
    const planned = await send('links.plan', { customerId, companyId: companies[0]?.id ?? 0 });
    if (!planned.ok && isOfConnection(planned.failure)) return planned;
    all.push({ customerId, customerName, ...(planned.ok ? { plan: planned.value } : { failure: planned.failure }) });
  }
  return ok(all);
}

/** Writes the plans one after the other. Returns those that were not written as a whole, each with the reason. */
async function applyAll(ready: readonly Planned[], onDone: (done: number) => void): Promise<Planned[]> {
  const left: Planned[] = [];
  let outage: Failure | undefined;
  for (const [index, one] of ready.entries()) {
    onDone(index);
    if (!one.plan) continue;
    const failure = outage ?? (await applyPlan(one.plan));
    if (!failure) continue;
    left.push({ ...one, failure });
    if (isOfConnection(failure)) outage = failure;
  }
  return left;
}

/** Returns why a plan was not written as a whole; undefined: it was. */
async function applyPlan({ id, companyId }: Plan): Promise<Failure | undefined> {
  const started = await send('plan.apply', { planId: id, confirmed: [] });
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
  // Reading the company is what makes its new entries a link that the list knows.
  if (!failure) await send('company.view', { companyId, refresh: true });
  return failure;
}
