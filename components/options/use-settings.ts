import { useEffect, useRef, useState } from 'preact/hooks';
import type { Settings } from '../../lib/domain/settings.ts';
import { send } from '../../lib/messages/send.ts';
import type { Problem } from '../../lib/shared/errors.ts';
import { fail, type Result } from '../../lib/shared/result.ts';
import { useRequest } from '../ui/use-request.ts';

export interface SettingsForm {
  /** What is stored, with what was edited here over it; null before it was read. */
  draft: Settings | null;
  /** Why it could not be read. */
  problem: Problem | undefined;
  saving: { busy: boolean; done: boolean; problem: Problem | null };
  change: (part: Partial<Settings>) => void;
  /** Saves what was edited here. When that fails, the edits stay. */
  save: () => Promise<Result<Settings>>;
  /** Saves at once what `edit` makes of the newest settings, without what is edited here and not saved yet. */
  store: (edit: (stored: Settings) => Partial<Settings>) => Promise<Result<Settings>>;
}

const IDLE = { busy: false, done: false, problem: null };

/**
 * A section's part of the settings. Saving writes only the members that were edited here, over what is stored by then: what another
 * section or another tab saved meanwhile stays.
 */
export function useSettings(visible: boolean): SettingsForm {
  const read = useRequest(() => send('settings.read', {}), { when: visible });
  const [stored, setStored] = useState<Settings | null>(null);
  const [edited, setEdited] = useState<Partial<Settings>>({});
  const [saving, setSaving] = useState<SettingsForm['saving']>(IDLE);
  const latest = useRef(edited);
  latest.current = edited;

  useEffect(() => {
    if (read.value) setStored(read.value);
  }, [read.value]);

  const store: SettingsForm['store'] = async (edit) => {
    setSaving({ busy: true, done: false, problem: null });
    const newest = await send('settings.read', {});
    const result = newest.ok
      ? await send('settings.save', { settings: { ...newest.value, ...edit(newest.value) } })
      : fail(newest.problem);
    if (result.ok) setStored(result.value);
    setSaving({ busy: false, done: result.ok, problem: result.ok ? null : result.problem });
    return result;
  };
  return {
    draft: stored && { ...stored, ...edited },
    problem: stored ? undefined : read.problem,
    saving,
    store,
    change(part) {
      setEdited({ ...edited, ...part });
      if (!saving.busy) setSaving(IDLE);
    },
    async save() {
      const saved = edited;
      const result = await store(() => saved);
      // What was typed while the answer was on its way is not saved yet.
      if (result.ok && latest.current === saved) setEdited({});
      return result;
    },
  };
}
