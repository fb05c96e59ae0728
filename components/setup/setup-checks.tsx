import { useState } from 'preact/hooks';
import { FIXABLE_CHECKS, type FixableCheck } from '../../lib/domain/setup/setup-fix-input.ts';
import type { SetupCheck } from '../../lib/domain/setup-check.ts';
import { send } from '../../lib/messages/send.ts';
import { Button } from '../ui/button.tsx';
import { areasOf } from './areas.ts';
import { CheckRow, OkChecks } from './check-row.tsx';
import { FixView } from './fix-view.tsx';
import { RightsList } from './rights-list.tsx';
import { AREA_NAMES, SETUP } from './texts.ts';

interface SetupChecksProps {
  checks: readonly SetupCheck[];
  /** Whether this browser may write. */
  mayFix: boolean;
  /** Whether checks that are OK are listed too. */
  withOk: boolean;
  /** Something was written: the checks are old. */
  onWritten: () => void;
}

/** Checks by area: those that need a user with their fix, the others folded. One preview may fix many. */
export function SetupChecks({ checks, mayFix, withOk, onWritten }: SetupChecksProps) {
  /** What is being fixed; more than one: all that can be. */
  const [fixed, setFixed] = useState<readonly FixableCheck[] | null>(null);
  const fixable = fixableOf(checks);
  const isAll = fixed !== null && fixed.length > 1;
  const isBeingFixed = (id: string) => fixed?.length === 1 && fixed[0] === id;
  const fixOne = (id: string) => setFixed(FIXABLE_CHECKS.filter((check) => check === id));
  const view = (checkIds: readonly FixableCheck[], title: string) =>
    mayFix && (
      <FixView
        hasPrices
        key={checkIds.join(' ')}
        title={title}
        plan={(products) =>
          send('setup.plan-fix', { checkIds: [...checkIds], ...(products && { products: [...products] }) })
        }
        onEnded={onWritten}
        onClose={() => setFixed(null)}
      />
    );
  return (
    <>
      {mayFix && fixable.length > 1 && !isAll && (
        <p class="bb-check-all">
          <Button kind="primary" onClick={() => setFixed(fixable)}>
            {SETUP.setUpAll(fixable.length)}
          </Button>
        </p>
      )}
      {fixed && isAll && view(fixed, SETUP.settingUp(fixed.length))}
      {areasOf(checks).map(({ area, checks: inArea }) => {
        // What is being fixed stays where it is when it becomes OK: its result and its undo are there.
        const open = inArea.filter(({ id, state }) => state !== 'ok' || isBeingFixed(id));
        const ok = withOk ? inArea.filter((check) => !open.includes(check)) : [];
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
                    onFix={mayFix ? fixOne : undefined}
                    opened={fixed !== null && isBeingFixed(check.id) && view(fixed, check.title)}
                  />
                ))}
              </ul>
            )}
            {area === 'rights' && open.length > 0 && <RightsList />}
            <OkChecks checks={ok} />
          </section>
        );
      })}
    </>
  );
}

/** What one preview can fix: also what could not be checked, because what it needs is fixed with it. */
function fixableOf(checks: readonly SetupCheck[]): FixableCheck[] {
  const isPlanned = (id: string) => checks.some((check) => check.id === id && check.fix?.kind === 'plan');
  const waits = (id: string) => checks.some((check) => check.id === id && check.state === 'unknown' && !check.fix);
  const planned = FIXABLE_CHECKS.filter(isPlanned);
  if (planned.length === 0) return [];
  return FIXABLE_CHECKS.filter((id) => isPlanned(id) || (id !== 'board-status' && waits(id)));
}
