import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { COMMON } from './texts/common.ts';
import type { SettingsForm } from './use-settings.ts';

/** The end of a form: what came of saving, and the button; in sight wherever the form is scrolled to. */
export function SaveBar({ saving }: { saving: SettingsForm['saving'] }) {
  return (
    <div class="bb-save-bar">
      <div aria-live="polite">
        {saving.done && <Notice tone="ok">{COMMON.saved}</Notice>}
        {saving.failure && <FailureNotice failure={saving.failure} />}
      </div>
      <Button kind="primary" type="submit" busy={saving.busy}>
        {COMMON.saveChanges}
      </Button>
    </div>
  );
}
