import { LONGEST_USER_NAME } from '../../lib/domain/settings.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Setting } from './setting.tsx';
import { USER_NAME as TEXTS } from './texts/advanced.ts';
import { COMMON } from './texts/common.ts';
import { useSettings } from './use-settings.ts';

/** Who works with this browser, for the journal. */
export function UserNameCard({ visible }: { visible: boolean }) {
  const { draft, saving, change, save } = useSettings(visible);
  // The section says why nothing can be read.
  if (!draft) return null;
  return (
    <form
      class="bb-card"
      aria-label={TEXTS.heading}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <header class="bb-card-head">
        <h2>{TEXTS.heading}</h2>
      </header>
      <Setting path="userName">
        <div class="bb-fields">
          <TextField
            label={TEXTS.label}
            value={draft.userName}
            maxLength={LONGEST_USER_NAME}
            hint={TEXTS.hint}
            onInput={(userName) => change({ userName })}
          />
        </div>
        <div class="bb-answer" aria-live="polite">
          {saving.done && <Notice tone="ok">{COMMON.saved}</Notice>}
          {saving.failure && <FailureNotice failure={saving.failure} />}
        </div>
        <footer class="bb-card-foot">
          <Button type="submit" edits busy={saving.busy}>
            {TEXTS.save}
          </Button>
        </footer>
      </Setting>
    </form>
  );
}
