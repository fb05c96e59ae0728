import { type ConnectionStates, isReportedBy } from '../../lib/domain/connection-state.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { ChoiceField } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FixedRole, usePolicy } from './policy-notes.tsx';
import { useSettings } from './use-settings.ts';

const HINTS: Record<Settings['role'], string> = {
  syncer:
    'Several browsers may sync to one ConnectWise: one does the work, the others stand by and take over when it stops.',
  viewer: 'Shows health, findings and plans, and writes nothing: for technicians where another browser is always on.',
};

/** What this browser does with what the portal reports; stored at once. `states`: what the section shows already. */
export function RoleCard({ visible, states }: { visible: boolean; states?: ConnectionStates | undefined }) {
  const settings = useSettings(visible);
  const fixed = usePolicy(visible)?.role;
  return (
    <section class="bb-card" aria-label="This browser">
      <header class="bb-card-head">
        <h2>This browser</h2>
      </header>
      {settings.failure && !isReportedBy(states, settings.failure) && <FailureNotice failure={settings.failure} />}
      {fixed && <FixedRole role={fixed} />}
      {!fixed && settings.draft && (
        <div class="bb-fields">
          <ChoiceField
            label="Role"
            value={settings.draft.role}
            choices={[
              { value: 'syncer', label: 'Syncs to ConnectWise' },
              { value: 'viewer', label: 'Only reads (viewer)' },
            ]}
            hint={HINTS[settings.draft.role]}
            onChange={(role) => void settings.store(() => ({ role }))}
          />
        </div>
      )}
      {!fixed && !settings.draft && !settings.failure && <Skeleton />}
      <div class="bb-answer" aria-live="polite">
        {settings.saving.done && <Notice tone="ok">Saved.</Notice>}
        {settings.saving.failure && <FailureNotice failure={settings.saving.failure} />}
      </div>
    </section>
  );
}
