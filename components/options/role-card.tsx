import { type ConnectionStates, isReportedBy } from '../../lib/domain/connection-state.ts';
import { ChoiceField } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Setting } from './setting.tsx';
import { COMMON } from './texts/common.ts';
import { ROLE } from './texts/connections.ts';
import { useSettings } from './use-settings.ts';

/** What this browser does with what the portal reports; stored at once. `states`: what the section shows already. */
export function RoleCard({ visible, states }: { visible: boolean; states?: ConnectionStates | undefined }) {
  const settings = useSettings(visible);
  return (
    <section class="bb-card" aria-label={ROLE.heading}>
      <header class="bb-card-head">
        <h2>{ROLE.heading}</h2>
      </header>
      {settings.failure && !isReportedBy(states, settings.failure) && <FailureNotice failure={settings.failure} />}
      {settings.draft && (
        <div class="bb-fields">
          <Setting path="role">
            <ChoiceField
              label={ROLE.label}
              value={settings.draft.role}
              choices={[
                { value: 'syncer', label: ROLE.syncer },
                { value: 'viewer', label: ROLE.viewer },
              ]}
              hint={ROLE.hints[settings.draft.role]}
              onChange={(role) => void settings.store(() => ({ role }))}
            />
          </Setting>
        </div>
      )}
      {!settings.draft && !settings.failure && <Skeleton />}
      <div class="bb-answer" aria-live="polite">
        {settings.saving.done && <Notice tone="ok">{COMMON.saved}</Notice>}
        {settings.saving.failure && <FailureNotice failure={settings.saving.failure} />}
      </div>
    </section>
  );
}
