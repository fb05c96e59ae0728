import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { fixedValues } from '../../lib/domain/policy.ts';
import { withValues } from '../../lib/domain/setting-fields.ts';
import type { EditableSettings, Settings } from '../../lib/domain/settings.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { fail, type Result } from '../../lib/shared/result.ts';
import { useRequest } from '../ui/use-request.ts';
import { PolicyContext } from './setting.tsx';
import { useUnsaved } from './use-unsaved.ts';

export interface SettingsForm {
  /** What is in force, with what was edited here over it; null before it was read. */
  draft: Settings | null;
  /** What is in force, without what was edited here and is not saved yet: by what the worker answers. */
  saved: Settings | null;
  /** Why it could not be read. */
  failure: Failure | undefined;
  saving: { busy: boolean; done: boolean; failure: Failure | null };
  change: (part: Partial<EditableSettings>) => void;
  /** Saves what was edited here. When that fails, the edits stay. */
  save: () => Promise<Result<Settings>>;
  /** Saves at once what `edit` makes of the newest settings, without what is edited here and not saved yet. */
  store: (edit: (stored: Settings) => Partial<EditableSettings>) => Promise<Result<Settings>>;
}

const IDLE = { busy: false, done: false, failure: null };

type Edits = Partial<EditableSettings>;

/** What was edited, and the same members as they were before: the worker takes only the difference. */
interface Edited {
  before: Edits;
  after: Edits;
}

const NOTHING: Edited = { before: {}, after: {} };

/**
 * A section's part of the settings. Saving sends only the members that were edited here, with what they were before: what another
 * section or another tab saved meanwhile stays, and what both changed is refused.
 */
export function useSettings(visible: boolean): SettingsForm {
  const read = useRequest(() => send('settings.read', {}), { when: visible });
  const [stored, setStored] = useState<Settings | null>(null);
  const [edited, setEdited] = useState<Edited>(NOTHING);
  const [saving, setSaving] = useState<SettingsForm['saving']>(IDLE);
  const latest = useRef(edited);
  latest.current = edited;

  const policy = useContext(PolicyContext);
  // What the policy fixes is shown and never sent: it is the same before and after an edit.
  const inForce = (settings: Settings) => (policy ? withValues(settings, fixedValues(policy)) : settings);
  const shown = stored && inForce(stored);
  useUnsaved(shown !== null && differs(edited.after, shown));

  useEffect(() => {
    if (read.value) setStored(read.value);
  }, [read.value]);

  const put = async (ask: () => Promise<Result<Settings>>) => {
    setSaving({ busy: true, done: false, failure: null });
    const result = await ask();
    if (result.ok) setStored(result.value);
    setSaving({ busy: false, done: result.ok, failure: result.ok ? null : result.failure });
    return result;
  };
  return {
    draft: shown && inForce({ ...shown, ...edited.after }),
    saved: shown,
    failure: stored ? undefined : read.failure,
    saving,
    store: (edit) =>
      put(async () => {
        const newest = await send('settings.read', {});
        if (!newest.ok) return fail(newest.failure);
        const settings = edit(newest.value);
        return send('settings.save', { before: membersOf(newest.value, settings), settings });
      }),
    change(part) {
      if (!shown) return;
      setEdited({
        // As the user saw it at the first edit, however often it is edited.
        before: { ...membersOf(shown, part), ...edited.before },
        after: { ...edited.after, ...part },
      });
      if (!saving.busy) setSaving(IDLE);
    },
    async save() {
      const { before, after } = edited;
      const result = await put(() => send('settings.save', { before, settings: after }));
      if (!result.ok) return result;
      // What was edited while the answer was on its way is not saved yet, and was edited from what is.
      const open = Object.entries(latest.current.after).filter(
        ([name, value]) => !Object.is(memberIn(after, name), value),
      );
      const left: Edits = Object.fromEntries(open);
      setEdited({ before: { ...membersOf(inForce(result.value), left), ...membersOf(after, left) }, after: left });
      return result;
    },
  };
}

/** The members of `from` that `like` has. */
function membersOf(from: Edits, like: Edits): Edits {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name in like));
}

/** Whether something of the edits is otherwise in the settings. */
function differs(edits: Edits, settings: Edits): boolean {
  return Object.entries(edits).some(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(memberIn(settings, name)),
  );
}

function memberIn(edits: Edits, name: string): unknown {
  return new Map<string, unknown>(Object.entries(edits)).get(name);
}
