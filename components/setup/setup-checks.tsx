import { useState } from 'preact/hooks';
import type { Plan } from '../../lib/domain/change.ts';
import type { SetupCheck } from '../../lib/domain/setup-check.ts';
import type { Result } from '../../lib/shared/result.ts';
import { Button } from '../ui/button.tsx';
import { areasOf } from './areas.ts';
import { CheckRow, OkChecks } from './check-row.tsx';
import { FixView } from './fix-view.tsx';
import { AREA_NAMES, SETUP } from './texts.ts';

interface SetupChecksProps {
  checks: readonly SetupCheck[];
  /** Plans the fixes of some checks; absent: this browser may not write. */
  planFix?: ((checkIds: string[]) => Promise<Result<Plan>>) | undefined;
  /** Whether checks that are OK are listed too. */
  withOk: boolean;
  /** Something was written: the checks are old. */
  onWritten: () => void;
}

/** Checks by area: those that need a user with their fix, the others folded. One preview may fix many. */
export function SetupChecks({ checks, planFix, withOk, onWritten }: SetupChecksProps) {
  /** What is being fixed; more than one: all that can be. */
  const [fixed, setFixed] = useState<readonly string[] | null>(null);
  const fixable = checks.filter(({ fix, state }) => fix?.kind === 'plan' && state !== 'ok').map(({ id }) => id);
  const isAll = fixed !== null && fixed.length > 1;
  const view = (ids: readonly string[], title: string) =>
    planFix && (
      <FixView
        key={ids.join(' ')}
        title={title}
        plan={() => planFix([...ids])}
        onEnded={onWritten}
        onClose={() => setFixed(null)}
      />
    );
  return (
    <>
      {planFix && fixable.length > 1 && !isAll && (
        <p class="bb-check-all">
          <Button kind="primary" onClick={() => setFixed(fixable)}>
            {SETUP.setUpAll(fixable.length)}
          </Button>
        </p>
      )}
      {fixed && isAll && view(fixed, SETUP.setUpAll(fixed.length))}
      {areasOf(checks).map(({ area, checks: inArea }) => {
        const open = inArea.filter(({ state }) => state !== 'ok');
        const ok = withOk ? inArea.filter(({ state }) => state === 'ok') : [];
        if (open.length + ok.length === 0) return null;
        return (
          <section key={area} class="bb-card bb-checks" aria-label={AREA_NAMES[area]}>
            <h2>{AREA_NAMES[area]}</h2>
            {open.length > 0 && (
              <ul>
                {open.map((check) => (
                  <CheckRow
                    key={check.id}
                    check={check}
                    onFix={planFix && ((id) => setFixed([id]))}
                    opened={fixed?.length === 1 && fixed[0] === check.id && view(fixed, check.title)}
                  />
                ))}
              </ul>
            )}
            <OkChecks checks={ok} />
          </section>
        );
      })}
    </>
  );
}
