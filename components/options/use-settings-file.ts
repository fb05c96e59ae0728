import { useState } from 'preact/hooks';
import { isSameValue, settingName } from '../../lib/domain/setting-fields.ts';
import type { EditableSettings, Settings } from '../../lib/domain/settings.ts';
import { MOST_SETTINGS_FILE_BYTES } from '../../lib/domain/settings-file.ts';
import type { SettingsImportView } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { saveFile } from '../ui/save-file.ts';
import { changedSince, TOO_LARGE, UNREADABLE_FILE } from './texts/settings-file.ts';

interface Imported {
  name: string;
  count: number;
  /** What is stored, before and after. */
  before: Settings;
  after: Settings;
}

export type SettingsFileState =
  | { is: 'idle' }
  | { is: 'exporting' }
  | { is: 'saved'; name: string }
  | { is: 'reading'; name: string }
  | { is: 'preview'; name: string; text: string; view: SettingsImportView; busy: boolean }
  | ({ is: 'imported'; busy: boolean } & Imported)
  | { is: 'undone'; count: number };

/** Export, and import in its steps: nothing is stored before `importNow`. */
export function useSettingsFile() {
  const [state, setState] = useState<SettingsFileState>({ is: 'idle' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const show = (next: SettingsFileState, reason: Failure | null = null) => {
    setState(next);
    setFailure(reason);
  };
  const preview = async (name: string, text: string, reason: Failure | null = null) => {
    const result = await send('settings.preview-import', { text });
    if (result.ok) show({ is: 'preview', name, text, view: result.value, busy: false }, reason);
    else show({ is: 'idle' }, result.failure);
  };
  return {
    state,
    failure,
    async save() {
      show({ is: 'exporting' });
      const result = await send('settings.export', {});
      if (!result.ok) return show({ is: 'idle' }, result.failure);
      const name = `backup-bridge-settings-${new Date().toISOString().slice(0, 10)}.json`;
      saveFile(name, 'application/json', [result.value.text]);
      show({ is: 'saved', name });
    },
    async read(file: File) {
      if (file.size > MOST_SETTINGS_FILE_BYTES) return show({ is: 'idle' }, TOO_LARGE);
      show({ is: 'reading', name: file.name });
      const text = await file.text().catch(() => undefined);
      if (text === undefined) return show({ is: 'idle' }, UNREADABLE_FILE);
      await preview(file.name, text);
    },
    cancel: () => show({ is: 'idle' }),
    async importNow() {
      if (state.is !== 'preview') return;
      const { name, text, view } = state;
      show({ ...state, busy: true });
      const result = await send('settings.import', { text, seen: view.seen });
      if (result.ok) show({ is: 'imported', name, count: view.changes.length, ...result.value, busy: false });
      // Something else would come out by now: that is shown, with the reason.
      else if (result.failure.code === 'conflict') await preview(name, text, result.failure);
      else show({ ...state, busy: false }, result.failure);
    },
    async undo() {
      if (state.is !== 'imported') return;
      show({ ...state, busy: true });
      const result = await send('settings.save', edits(state));
      if (result.ok) return show({ is: 'undone', count: state.count });
      const { code, field } = result.failure;
      const reason = code === 'busy' && field !== undefined ? changedSince(settingName(field)) : result.failure;
      show({ ...state, busy: false }, reason);
    },
  };
}

/** From what the import made back to what was before: only what it changed, so that later changes of others stay. */
function edits({ before, after }: Imported): {
  before: Partial<EditableSettings>;
  settings: Partial<EditableSettings>;
} {
  const { automatic: _parts, automaticFor: _for, ...was } = before;
  const now = new Map<string, unknown>(Object.entries(after));
  const changed = Object.entries(was).filter(([name, value]) => !isSameValue(value, now.get(name)));
  return {
    before: Object.fromEntries(changed.map(([name]) => [name, now.get(name)])),
    settings: Object.fromEntries(changed),
  };
}
