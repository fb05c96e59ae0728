import type { Settings } from '../../lib/domain/settings.ts';
import type { Input } from '../../lib/messages/protocol.ts';

type Ask = <T = unknown>(name: string, input: object) => Promise<T>;

/** What a form sends that edited these settings of a worker that has others; consent goes by a message of its own. */
export function editsOf(settings: Settings, stored: Settings): Input<'settings.save'> {
  const [{ automatic: _was, automaticFor: _for, ...before }, { automatic: _wanted, automaticFor: _to, ...edited }] = [
    stored,
    settings,
  ];
  return { before, settings: edited };
}

/** Has the worker of a real browser use exactly these settings, consent included. */
export async function saveSettings(ask: Ask, settings: Settings): Promise<void> {
  await ask('settings.save', editsOf(settings, await ask<Settings>('settings.read', {})));
  await ask('consent.save', { parts: settings.automatic, syncNow: false });
}
