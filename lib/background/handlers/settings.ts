import type { SETTINGS } from '../../messages/declarations/settings.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { mergeSettings } from '../../settings/merge-settings.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';

/** Ordinary settings. The next request is answered by an engine made with the new ones. */
export function settingsHandlers({ settings }: Background): HandlersOf<typeof SETTINGS> {
  return {
    'settings.read': async () => ok(await settings.read()),
    'settings.save': async ({ before, settings: edited }) => {
      let conflict: string | undefined;
      const inForce = await settings.change((stored) => {
        const merged = mergeSettings(stored, before, edited);
        if ('settings' in merged) return merged.settings;
        conflict = merged.conflict;
        return stored;
      });
      return conflict === undefined ? ok(inForce) : fail(changedElsewhere(conflict));
    },
  };
}

function changedElsewhere(field: string): Failure {
  return {
    code: 'busy',
    message: `Nothing was saved: “${field}” was changed in another tab since this page read it.`,
    nextStep: 'Reload this page, then make the change again.',
    field,
  };
}
