import { useRef } from 'preact/hooks';
import type { InPageSettings } from '../../lib/domain/in-page-config.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { type SettingsForm, useSettings } from './use-settings.ts';

export interface InPageForm {
  /** As stored; null before it was read. */
  inPage: InPageSettings | null;
  failure: Failure | undefined;
  saving: SettingsForm['saving'];
  /** Stores at once what `change` makes of what is stored by then. One after the other, so that no change undoes another. */
  edit: (change: (inPage: InPageSettings) => InPageSettings) => Promise<Result<Settings>>;
}

/**
 * The settings of the page side. Stored at once and not kept as a draft: a ConnectWise tab may be teaching a field meanwhile, and a
 * draft saved over it would lose that.
 */
export function useInPage(visible: boolean): InPageForm {
  const { draft, failure, saving, store } = useSettings(visible);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return {
    inPage: draft?.inPage ?? null,
    failure,
    saving,
    edit(change) {
      const turn = last.current.then(() => store((stored) => ({ inPage: change(stored.inPage) })));
      last.current = turn;
      return turn;
    },
  };
}
