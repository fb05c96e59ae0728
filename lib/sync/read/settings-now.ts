import type { Change } from '../../domain/change.ts';
import { isConsented } from '../../domain/consent.ts';
import type { Settings } from '../../domain/settings.ts';
import type { EngineDeps } from '../engine-api.ts';

type SettingsDeps = Pick<EngineDeps, 'settings' | 'settingsNow'>;

/** What is in force now, which may be later than what the engine was made with: see `EngineDeps.settingsNow`. */
export async function settingsNow({ settings, settingsNow }: SettingsDeps): Promise<Settings> {
  return settingsNow ? settingsNow() : settings;
}

/** The same, for work that begins now and is long enough for a user to change the settings before it. */
export async function withSettingsNow(deps: EngineDeps): Promise<EngineDeps> {
  return { ...deps, settings: await settingsNow(deps) };
}

/** Whether a change that no user looked at may still be written: asked before each one, since consent can be undone any time. */
export function consentNow(deps: SettingsDeps): (change: Change) => Promise<boolean> {
  return async (change) => isConsented(await settingsNow(deps), change);
}
