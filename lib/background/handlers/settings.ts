import { lockedSetting } from '../../domain/policy.ts';
import type { SETTINGS } from '../../messages/declarations/settings.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { mergeSettings } from '../../settings/merge-settings.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';
import { fixedByPolicy } from '../policy-failures.ts';

/** Ordinary settings. The next request is answered by an engine made with the new ones. */
export function settingsHandlers({ settings, policy }: Background): HandlersOf<typeof SETTINGS> {
  return {
    'settings.read': async () => ok(await settings.read()),
    'settings.save': async ({ before, settings: edited }) => {
      const laidDown = await policy();
      let refused: Failure | undefined;
      const saved = await settings.change((stored) => {
        const merged = mergeSettings(stored, before, edited);
        const locked = 'settings' in merged && lockedSetting(stored, merged.settings, laidDown);
        if ('conflict' in merged) refused = changedElsewhere(merged.conflict);
        else if (locked) refused = fixedByPolicy(locked);
        return 'settings' in merged && !refused ? merged.settings : stored;
      });
      return refused ? fail(refused) : ok(saved);
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
