import type { Handlers } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';

/** Ordinary settings. The next request is answered by an engine made with the new ones. */
export function settingsHandlers({ settings }: Background): Pick<Handlers, 'settings.read' | 'settings.save'> {
  return {
    'settings.read': async () => ok(await settings.read()),
    'settings.save': async (input) => ok(await settings.save(input.settings)),
  };
}
