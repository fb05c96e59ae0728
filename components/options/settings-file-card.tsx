import { useRef } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { SettingsImportPreview } from './settings-import-preview.tsx';
import { SETTINGS_FILE as TEXTS } from './texts/settings-file.ts';
import { useSettingsFile } from './use-settings-file.ts';

/** All settings to a file, and from one: after a preview, with undo while the page is open. */
export function SettingsFileCard() {
  const { state, failure, save, read, cancel, importNow, undo } = useSettingsFile();
  const file = useRef<HTMLInputElement>(null);
  const isBusy = state.is === 'exporting' || state.is === 'reading' || ('busy' in state && state.busy);
  return (
    <section class="bb-card" aria-label={TEXTS.heading}>
      <header class="bb-card-head">
        <h2>{TEXTS.heading}</h2>
        <div class="bb-log-foot">
          <Button busy={state.is === 'exporting'} disabled={isBusy} onClick={() => void save()}>
            {TEXTS.export}
          </Button>
          <Button busy={state.is === 'reading'} disabled={isBusy} onClick={() => file.current?.click()}>
            {TEXTS.import}
          </Button>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label={TEXTS.file}
            onChange={(event) => {
              const input = event.currentTarget;
              const chosen = input.files?.[0];
              // Emptied afterwards, so that the same file can be chosen again once it was corrected.
              if (chosen)
                void read(chosen).finally(() => {
                  input.value = '';
                });
            }}
          />
        </div>
      </header>
      <p class="bb-hint">{TEXTS.about}</p>
      <div class="bb-answer" aria-live="polite">
        {state.is === 'saved' && <Notice tone="ok">{TEXTS.saved(state.name)}</Notice>}
        {state.is === 'reading' && <p class="bb-hint">{TEXTS.reading(state.name)}</p>}
        {state.is === 'imported' && <Notice tone="ok">{TEXTS.imported(state.count, state.name)}</Notice>}
        {state.is === 'undone' && <Notice tone="ok">{TEXTS.undone(state.count)}</Notice>}
        {failure && <FailureNotice failure={failure} />}
      </div>
      {state.is === 'preview' && (
        <>
          <SettingsImportPreview name={state.name} view={state.view} />
          <footer class="bb-card-foot">
            <Button takesFocus disabled={state.busy} onClick={cancel}>
              {TEXTS.cancel}
            </Button>
            {state.view.changes.length > 0 && (
              <Button kind="primary" busy={state.busy} onClick={() => void importNow()}>
                {TEXTS.importNow(state.view.changes.length)}
              </Button>
            )}
          </footer>
        </>
      )}
      {state.is === 'imported' && (
        <footer class="bb-card-foot">
          <Button takesFocus busy={state.busy} onClick={() => void undo()}>
            {TEXTS.undo}
          </Button>
        </footer>
      )}
    </section>
  );
}
